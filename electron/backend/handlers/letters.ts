import { createHash } from "node:crypto";
import type { VisitLetter } from "../../../shared/contract/letters.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { writeLetterPdf } from "../letters/pdf.ts";
import { findAmendment, findEvaluationAmending, versionsOfVisit } from "../records/amendments.ts";
import { appendAudit } from "../records/audit.ts";
import { deskStateOf } from "../records/dispatches.ts";
import { findLetter, findLetterBytes, listLetters } from "../records/letters.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { patientInFileName, picturesOf } from "./images.ts";
import { composeDraft, draftingOf, evaluationOrRefuse } from "./letterDrafting.ts";
import { sign } from "./letterSigning.ts";
import { notFound } from "./refusals.ts";

/** What is offered as the name of a draft's file; the practice's patients are in none. */
const draftNames: Readonly<Record<LetterKind, string>> = {
  consultation: "Draft-letter.pdf",
  summary: "Draft-summary.pdf",
  interim: "Draft-interim-letter.pdf",
  urgent: "Draft-urgent-letter.pdf",
  procedureFollowUp: "Draft-letter-after-procedure.pdf",
  addendum: "Draft-addendum.pdf",
  amended: "Draft-amended-letter.pdf",
};

async function shown(context: SignedInContext, letterId: string) {
  const found = await findLetter(context.session.store.read, letterId);
  if (found === undefined) throw notFound("letter", "letterId");
  return found;
}

export const letterHandlers: Pick<
  SignedInHandlers,
  | "letter.preview"
  | "letter.draft"
  | "letter.sign"
  | "letter.list"
  | "letter.ofVisit"
  | "letter.show"
  | "letter.read"
> = {
  "letter.preview": async ({ evaluationId, kind: asked }, context) => {
    const drafting = await draftingOf(context, evaluationId, asked);
    const { kind, stored, situation } = drafting;
    if (stored.signedLetterId !== undefined && kind === situation.signed) {
      // What was signed is shown as it was signed, whatever the program composes today.
      const { document } = await shown(context, stored.signedLetterId);
      const draft = { copies: [], revision: 0 };
      return {
        kind,
        document,
        readiness: [],
        passages: [],
        orphans: [],
        draft,
        letterId: stored.signedLetterId,
      };
    }
    const { document, readiness, passages, orphans, pages } = composeDraft(drafting);
    const { edits: _edits, ...draft } = drafting.draft;
    return {
      kind,
      document,
      readiness: [...readiness],
      passages: [...passages],
      orphans: [...orphans],
      draft,
      ...(pages === undefined ? {} : { pages }),
    };
  },

  "letter.draft": async ({ evaluationId, kind: asked, paper }, context) => {
    const drafting = await draftingOf(context, evaluationId, asked);
    const { document } = composeDraft(drafting);
    const bytes = await writeLetterPdf(document, {
      paper,
      createdAt: context.now(),
      pictures: await picturesOf(context, drafting.frame.practice, { isSigned: false }),
    });
    await context.session.store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "letter.drafted",
        subjectId: evaluationId,
        detail: { kind: drafting.kind },
      }),
    );
    return { bytes: new Uint8Array(bytes), fileName: draftNames[drafting.kind] };
  },

  /** The password is asked first: what stands in the way is told only to whoever may sign. */
  "letter.sign": (input, context) =>
    context.signing.alone(async () => {
      await context.keeper.confirmPassword(input.password);
      return sign(context, input);
    }),

  "letter.list": async ({ evaluationId }, { session }) => ({
    letters: await listLetters(session.store.read, evaluationId),
  }),

  "letter.ofVisit": async ({ evaluationId }, context) => {
    const { read } = context.session.store;
    await evaluationOrRefuse(context, evaluationId);
    const letters: VisitLetter[] = [];
    for (const version of await versionsOfVisit(read, evaluationId)) {
      for (const letter of await listLetters(read, version)) {
        const correctedIn = await findEvaluationAmending(read, letter.letterId);
        letters.push({
          ...letter,
          state: await deskStateOf(read, letter.letterId),
          ...(correctedIn === undefined ? {} : { correctedIn }),
        });
      }
    }
    const amendment = await findAmendment(read, evaluationId);
    return {
      letters: letters.toSorted((a, b) => (a.letterNumber < b.letterNumber ? 1 : -1)),
      ...(amendment === undefined
        ? {}
        : {
            corrects: {
              letterId: amendment.letterId,
              letterNumber: amendment.letterNumber,
              letterDate: amendment.signedAt.slice(0, 10),
              evaluationId: amendment.evaluationId,
              reason: amendment.reason,
            },
          }),
    };
  },

  "letter.show": async ({ letterId }, context) => {
    const found = await shown(context, letterId);
    await context.session.store.write((writable) =>
      appendAudit(writable, { ...auditFrame(context), action: "letter.read", subjectId: letterId }),
    );
    return found;
  },

  "letter.read": async ({ letterId, copyId }, context) => {
    const stored = await findLetterBytes(context.session.store.read, letterId, copyId);
    if (stored === undefined) throw notFound("letter", copyId === undefined ? "letterId" : "copyId");
    if (createHash("sha256").update(stored.bytes).digest("hex") !== stored.sha256) {
      throw new FourfoldError({
        code: "letterDamaged",
        message: `The stored letter ${stored.letterNumber} is not as it was signed. It was left untouched.`,
        action: "Do not send it. Restore the latest backup, or ask IT to check the disk.",
      });
    }
    await context.session.store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "letter.read",
        subjectId: letterId,
        ...(copyId === undefined ? {} : { detail: { copyId } }),
      }),
    );
    const name = copyId === undefined ? "Letter" : "Copy-of-letter";
    const whose = await patientInFileName(context, letterId);
    return { bytes: stored.bytes, fileName: `${name}-${whose}${stored.letterNumber}.pdf` };
  },
};
