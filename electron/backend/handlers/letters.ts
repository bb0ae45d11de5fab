import { createHash } from "node:crypto";
import { checklist } from "../../../shared/checklist/index.ts";
import type { LetterRow, ReadinessEntry } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { isCarried } from "../../../shared/evaluation/carryForward.ts";
import type { Answer, Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { readinessOf } from "../../../shared/evaluation/readiness.ts";
import { compose } from "../../../shared/letter/compose.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { practiceRulesVersion } from "../../../shared/reasoning/practiceRules.ts";
import { instantOf, localDateOf, localInstantOf, signedAtText } from "../clock.ts";
import { characterBlockers } from "../letters/checkCharacters.ts";
import { writeLetterPdf } from "../letters/pdf.ts";
import { appendAudit } from "../records/audit.ts";
import {
  advanceEvaluation,
  findEvaluation,
  findSaveTarget,
  putAnswer,
  type StoredEvaluation,
} from "../records/evaluations.ts";
import {
  addLetter,
  findLetterBytes,
  findLetterDocument,
  listLetters,
  nextLetterNumber,
} from "../records/letters.ts";
import { readPractice } from "../records/practice.ts";
import { readRuleSettings } from "../records/rules.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { alreadySigned, notFound } from "./refusals.ts";

/** How many reasons are named when a letter cannot be signed; the preview shows all. */
const namedReasons = 3;

async function evaluationOrRefuse(context: SignedInContext, evaluationId: string): Promise<StoredEvaluation> {
  const stored = await findEvaluation(context.session.store.read, evaluationId);
  if (stored === undefined) throw notFound("evaluation", "evaluationId");
  return stored;
}

async function draftOf(context: SignedInContext, evaluation: Evaluation): Promise<LetterDocument> {
  return compose(evaluation, {
    practice: await readPractice(context.session.store.read),
    letterDate: localDateOf(context.now()),
    signer: context.session.account.signer,
    status: "draft",
    rulesVersion: await rulesVersionOf(context),
  });
}

/** Of the rules as they stand with the practice now. */
async function rulesVersionOf({ session }: SignedInContext): Promise<string> {
  return practiceRulesVersion(await readRuleSettings(session.store.read));
}

/** A letter answers a referral that came before it, about a visit that took place. */
function dateBlockers(evaluation: Evaluation, letterDate: string): readonly ReadinessEntry[] {
  const blockers: ReadinessEntry[] = [];
  if (letterDate < evaluation.referral.date) {
    blockers.push({
      kind: "blocker",
      message: `The letter would be dated ${letterDate}, before the referral of ${evaluation.referral.date}. Correct the date of the referral.`,
    });
  }
  if (letterDate < evaluation.visitDate) {
    blockers.push({
      kind: "blocker",
      message: `The letter would be dated ${letterDate}, before the visit of ${evaluation.visitDate}. Correct the date of the visit.`,
    });
  }
  return blockers;
}

function readinessWith(evaluation: Evaluation, document: LetterDocument): ReadinessEntry[] {
  return [
    ...characterBlockers(document),
    ...dateBlockers(evaluation, document.letterDate),
    ...readinessOf(evaluation),
  ];
}

/**
 * What is waived by signing: all that is missing, where a reason was given.
 * @throws FourfoldError `notReadyToSign` that names the first reasons.
 */
function waiversOf(readiness: readonly ReadinessEntry[], evaluation: Evaluation, reason?: string): Answers {
  const mustMend = readiness.filter((entry) => entry.kind === "blocker" || entry.kind === "contradiction");
  if (mustMend.length > 0) throw notReady(mustMend, "Mend what is named, then sign.");
  const missing = readiness.filter((entry) => entry.kind === "missing");
  if (missing.length > 0 && reason === undefined) {
    throw notReady(missing, "Answer what is missing, or say why the letter is signed without it.");
  }
  return Object.fromEntries(
    missing.flatMap(({ itemId }) =>
      itemId === undefined || reason === undefined
        ? []
        : [[itemId, { ...ownAnswer(evaluation.answers[itemId]), waived: reason.normalize("NFC") }]],
    ),
  );
}

/** What was carried from an earlier visit and never confirmed gives way to the waiver. */
function ownAnswer(answer: Answer | undefined): Answer | undefined {
  return isCarried(answer) ? undefined : answer;
}

function notReady(entries: readonly ReadinessEntry[], action: string): FourfoldError {
  const named = entries.slice(0, namedReasons).map((entry) => entry.message);
  const others = entries.length - named.length;
  const field = entries[0]?.itemId;
  return new FourfoldError({
    code: "notReadyToSign",
    ...(field === undefined ? {} : { field }),
    message: others > 0 ? `${named.join(" ")} And ${others} more.` : named.join(" "),
    action,
  });
}

interface Signing {
  readonly evaluationId: string;
  readonly paper: "letter" | "a4";
  readonly incompleteReason?: string | undefined;
}

async function sign(context: SignedInContext, input: Signing): Promise<LetterRow> {
  const { session, newId } = context;
  const { account, store } = session;
  const stored = await evaluationOrRefuse(context, input.evaluationId);
  if (stored.signedLetterId !== undefined) throw alreadySigned();
  const readiness = readinessWith(stored.evaluation, await draftOf(context, stored.evaluation));
  const waivers = waiversOf(readiness, stored.evaluation, input.incompleteReason);
  const waived = Object.keys(waivers);
  const evaluation = { ...stored.evaluation, answers: { ...stored.evaluation.answers, ...waivers } };

  const now = context.now();
  const signedAt = localInstantOf(now);
  const letterDate = localDateOf(now);
  const letterNumber = await nextLetterNumber(store.read, letterDate);
  const rulesVersion = await rulesVersionOf(context);
  const document = compose(evaluation, {
    practice: await readPractice(store.read),
    letterDate,
    letterNumber,
    signer: account.signer,
    signedAt: signedAtText(signedAt),
    status: "signed",
    rulesVersion,
  });
  const bytes = await writeLetterPdf(document, { paper: input.paper, createdAt: now });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const letterId = newId();
  await store.write(async (writable) => {
    const target = await findSaveTarget(writable, input.evaluationId);
    if (target === undefined || target.revision !== stored.revision) {
      throw new FourfoldError({
        code: "conflict",
        message: "The evaluation was changed while the letter was being written. Nothing was signed.",
        action: "Look at the letter again, then sign.",
      });
    }
    for (const [itemId, answer] of Object.entries(waivers)) {
      await putAnswer(writable, input.evaluationId, itemId, answer, instantOf(now));
    }
    await addLetter(writable, {
      id: letterId,
      letterNumber,
      evaluationId: input.evaluationId,
      signedAt,
      accountId: account.id,
      signer: account.signer,
      paper: input.paper,
      ...(waived.length > 0 && input.incompleteReason !== undefined
        ? { incompleteReason: input.incompleteReason }
        : {}),
      checklistVersion: checklist.version,
      rulesVersion,
      sha256,
      bytes,
      evaluation,
      document,
    });
    await advanceEvaluation(writable, input.evaluationId, {
      revision: stored.revision + 1,
      stage: "letterToSend",
    });
    await appendAudit(writable, {
      at: signedAt,
      accountId: account.id,
      action: "letter.signed",
      subjectId: letterId,
      detail: { letterNumber, sha256, waived },
    });
  });
  return {
    letterId,
    letterNumber,
    evaluationId: input.evaluationId,
    signedAt,
    signedBy: account.signer.displayName,
    sha256,
    byteLength: bytes.length,
  };
}

export const letterHandlers: Pick<
  SignedInHandlers,
  "letter.preview" | "letter.draft" | "letter.sign" | "letter.list" | "letter.read"
> = {
  "letter.preview": async ({ evaluationId }, context) => {
    const { evaluation, signedLetterId } = await evaluationOrRefuse(context, evaluationId);
    const signed = signedLetterId && (await findLetterDocument(context.session.store.read, signedLetterId));
    // What was signed is shown as it was signed, whatever the program composes today.
    if (signed) return { document: signed, readiness: [] };
    const document = await draftOf(context, evaluation);
    return { document, readiness: readinessWith(evaluation, document) };
  },

  "letter.draft": async ({ evaluationId, paper }, context) => {
    const { evaluation } = await evaluationOrRefuse(context, evaluationId);
    const document = await draftOf(context, evaluation);
    const bytes = await writeLetterPdf(document, { paper, createdAt: context.now() });
    await context.session.store.write((writable) =>
      appendAudit(writable, { ...auditFrame(context), action: "letter.drafted", subjectId: evaluationId }),
    );
    return { bytes: new Uint8Array(bytes), fileName: "Draft-letter.pdf" };
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

  "letter.read": async ({ letterId }, context) => {
    const stored = await findLetterBytes(context.session.store.read, letterId);
    if (stored === undefined) throw notFound("letter", "letterId");
    if (createHash("sha256").update(stored.bytes).digest("hex") !== stored.sha256) {
      throw new FourfoldError({
        code: "letterDamaged",
        message: `The stored letter ${stored.letterNumber} is not as it was signed. It was left untouched.`,
        action: "Do not send it. Restore the latest backup, or ask IT to check the disk.",
      });
    }
    await context.session.store.write((writable) =>
      appendAudit(writable, { ...auditFrame(context), action: "letter.read", subjectId: letterId }),
    );
    return { bytes: stored.bytes, fileName: `Letter-${stored.letterNumber}.pdf` };
  },
};
