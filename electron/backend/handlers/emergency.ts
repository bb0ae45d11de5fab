import { rolesOf } from "../../../shared/accounts/roles.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { practiceRulesVersion } from "../../../shared/reasoning/practiceRules.ts";
import { instantOf, localDateOf } from "../clock.ts";
import { appendAudit } from "../records/audit.ts";
import {
  acknowledgeEmergency,
  addEmergencyAccess,
  emergencyAccessUntil,
  openEmergencies,
} from "../records/emergencies.ts";
import { findEvaluation } from "../records/evaluations.ts";
import { findLetterDocument } from "../records/letters.ts";
import { readRuleSettings } from "../records/rules.ts";
import { auditFrame, type SignedInHandlers } from "./context.ts";
import { practiceInForce } from "./practiceInForce.ts";
import { notFound } from "./refusals.ts";

/** Long enough to read an evaluation to somebody on the phone, short enough not to become a habit. */
export const emergencyMinutes = 30;

export const emergencyHandlers: Pick<
  SignedInHandlers,
  "session.emergencyAccess" | "emergency.read" | "emergency.list" | "emergency.acknowledge"
> = {
  /** The reason is kept apart from the audit, which holds no words that somebody typed. */
  "session.emergencyAccess": async ({ evaluationId, reason }, context) => {
    const { account, store } = context.session;
    if (rolesOf(account).includes("physician")) {
      throw new FourfoldError({
        code: "conflict",
        message: "A physician opens evaluations without an emergency.",
        action: "Open it from the worklist.",
      });
    }
    if ((await findEvaluation(store.read, evaluationId)) === undefined) {
      throw notFound("evaluation", "evaluationId");
    }
    const frame = auditFrame(context);
    const until = instantOf(new Date(context.now().getTime() + emergencyMinutes * 60_000));
    const accessId = context.newId();
    await store.write(async (writable) => {
      await addEmergencyAccess(writable, {
        id: accessId,
        accountId: account.id,
        evaluationId,
        at: frame.at,
        until,
        reason: reason.normalize("NFC"),
      });
      await appendAudit(writable, {
        ...frame,
        action: "emergency.accessed",
        subjectId: evaluationId,
        detail: { accessId, until },
      });
    });
    return { until };
  },

  "emergency.read": async ({ evaluationId }, context) => {
    const { account, store } = context.session;
    const until = await emergencyAccessUntil(store.read, account.id, evaluationId, instantOf(context.now()));
    if (until === undefined) {
      throw new FourfoldError({
        code: "notAllowed",
        message: "No emergency access to this evaluation is in force.",
        action: "Ask a physician, or state the emergency (again) to read it.",
      });
    }
    const stored = await findEvaluation(store.read, evaluationId);
    if (stored === undefined) throw notFound("evaluation", "evaluationId");
    await store.write((writable) =>
      appendAudit(writable, { ...auditFrame(context), action: "emergency.read", subjectId: evaluationId }),
    );
    const { signedLetterId, evaluation } = stored;
    const signed = signedLetterId && (await findLetterDocument(store.read, signedLetterId));
    if (signed) return { document: signed, until };
    const document = compose(evaluation, {
      practice: await practiceInForce(context),
      rulesVersion: practiceRulesVersion(await readRuleSettings(store.read)),
      letterDate: localDateOf(context.now()),
      status: "draft",
    });
    return { document, until };
  },

  "emergency.list": async (_input, { session }) => ({
    accesses: (await openEmergencies(session.store.read)).map(({ accountId, ...access }) => ({
      ...access,
      isOwn: accountId === session.account.id,
    })),
  }),

  "emergency.acknowledge": async ({ id }, context) => {
    const { account, store } = context.session;
    await store.write(async (writable) => {
      const access = (await openEmergencies(writable)).find((open) => open.id === id);
      if (access === undefined) throw notFound("open emergency access", "id");
      if (access.accountId === account.id) {
        throw new FourfoldError({
          code: "notAllowed",
          message: "Your own emergency access is acknowledged by somebody else.",
          action: "Ask a physician or another administrator.",
        });
      }
      const frame = auditFrame(context);
      await acknowledgeEmergency(writable, id, { accountId: account.id, at: frame.at });
      await appendAudit(writable, {
        ...frame,
        action: "emergency.acknowledged",
        subjectId: access.evaluationId,
        detail: { accessId: id },
      });
    });
    return {};
  },
};
