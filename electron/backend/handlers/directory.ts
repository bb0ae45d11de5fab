import { practiceToStore } from "../../../shared/policy/governed.ts";
import { appendAudit } from "../records/audit.ts";
import { likelyPatients, searchPatients } from "../records/patients.ts";
import { readPractice, savePractice } from "../records/practice.ts";
import { searchReferrers } from "../records/referrers.ts";
import { auditFrame, type SignedInHandlers } from "./context.ts";
import { practiceInForce, requirePracticeOfPolicy } from "./practiceInForce.ts";

/** The practice itself, and finding the people it knows. */
export const directoryHandlers: Pick<
  SignedInHandlers,
  "practice.read" | "practice.save" | "patients.search" | "patients.likely" | "referrers.search"
> = {
  "practice.read": (_input, context) => practiceInForce(context),

  "practice.save": async (entered, context) => {
    requirePracticeOfPolicy(entered, context);
    const stored = await readPractice(context.session.store.read);
    const practice = practiceToStore(entered, stored, context.policy.values);
    const frame = auditFrame(context);
    await context.session.store.write(async (writable) => {
      await savePractice(writable, practice, frame.at);
      await appendAudit(writable, { ...frame, action: "practice.changed" });
    });
    return {};
  },

  "patients.search": async ({ text, limit }, { session }) => ({
    patients: [...(await searchPatients(session.store.read, text, limit))],
  }),

  "patients.likely": async (wanted, { session }) => ({
    patients: [...(await likelyPatients(session.store.read, wanted))],
  }),

  "referrers.search": async ({ text, limit }, { session }) => ({
    referrers: [...(await searchReferrers(session.store.read, text, limit))],
  }),
};
