import { createHash } from "node:crypto";
import { checklist } from "../../../shared/checklist/index.ts";
import type { LetterRow, ReadinessEntry } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { isCarried } from "../../../shared/evaluation/carryForward.ts";
import type { Answer, Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { copyFor } from "../../../shared/letter/copies.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { footerOf } from "../../../shared/letter/frame.ts";
import { pageEntries } from "../../../shared/letter/kinds/criteria.ts";
import { isFinal, type LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { instantOf, localDateOf, localInstantOf, signedAtText } from "../clock.ts";
import type { Writable } from "../database/access.ts";
import { findingsOf } from "../letters/attachments.ts";
import { type LetterPdfOptions, writeLetterPdf } from "../letters/pdf.ts";
import { appendAudit } from "../records/audit.ts";
import { advanceEvaluation, findSaveTarget, putAnswer } from "../records/evaluations.ts";
import { readDraft, removeDraft } from "../records/letterDrafts.ts";
import { sealLetter } from "../records/letterSeal.ts";
import { addLetter, listLetters, nextLetterNumber, type SignedCopy } from "../records/letters.ts";
import type { SignedInContext } from "./context.ts";
import { meetLettersIn } from "./desk.ts";
import { picturesOf } from "./images.ts";
import { composeDraft, type Drafting, draftingOf, notReady, pagesOf } from "./letterDrafting.ts";
import { alreadySigned } from "./refusals.ts";

export interface Signing {
  readonly evaluationId: string;
  readonly kind?: LetterKind | undefined;
  readonly paper: "letter" | "a4";
  readonly incompleteReason?: string | undefined;
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

interface WrittenLetter {
  readonly document: LetterDocument;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly copies: readonly SignedCopy[];
}

/** The letter and each of its copies, as files. */
async function write(
  document: LetterDocument,
  options: LetterPdfOptions,
  newId: () => string,
): Promise<WrittenLetter> {
  const file = async (each: LetterDocument) => {
    const bytes = await writeLetterPdf(each, options);
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const copies: SignedCopy[] = [];
  for (const recipient of document.copies) {
    copies.push({ id: newId(), recipient, ...(await file(copyFor(document, recipient))) });
  }
  return { document, ...(await file(document)), copies };
}

/** Writes the letter and its copies, and stores them with what they were made from, all in one transaction. */
export async function sign(context: SignedInContext, input: Signing): Promise<LetterRow> {
  const { session, newId } = context;
  const { account, store } = session;
  const drafting = await draftingOf(context, input.evaluationId, input.kind);
  const { kind, stored, draft, frame } = drafting;
  if (kind === drafting.situation.signed) throw alreadySigned();
  const waivers = waiversOf(composeDraft(drafting).readiness, drafting.evaluation, input.incompleteReason);
  const evaluation = withWaivers(drafting, waivers);

  const now = context.now();
  const signedAt = localInstantOf(now);
  const letterDate = localDateOf(now);
  const letterNumber = await nextLetterNumber(store.read, letterDate);
  const document = compose(evaluation, {
    ...frame,
    letterDate,
    letterNumber,
    signedAt: signedAtText(signedAt),
    status: "signed",
  });
  if (kind === "summary") {
    // On the paper that it is signed for, which may not be the practice's.
    const pages = pageEntries(document, pagesOf(document, input.paper));
    if (pages.length > 0) throw notReady(pages, "Shorten it, then sign.");
  }
  const letterId = newId();
  const { practice } = frame;
  const options: LetterPdfOptions = {
    paper: input.paper,
    createdAt: now,
    pictures: await picturesOf(context, practice, { isSigned: true }),
    attachments:
      practice.letter?.attachFindings === false
        ? []
        : findingsOf({ letterId, evaluation, document, practice, signer: account.signer, signedAt: now }),
  };
  const { bytes, sha256, copies } = await write(document, options, newId);
  await store.write(async (writable) => {
    await refuseIfChanged(writable, drafting);
    for (const [itemId, answer] of Object.entries(waivers)) {
      await putAnswer(writable, input.evaluationId, itemId, answer, instantOf(now));
    }
    const waived = Object.keys(waivers);
    await addLetter(writable, {
      id: letterId,
      letterNumber,
      evaluationId: input.evaluationId,
      kind,
      signedAt,
      accountId: account.id,
      signer: account.signer,
      paper: input.paper,
      ...(waived.length > 0 && input.incompleteReason !== undefined
        ? { incompleteReason: input.incompleteReason }
        : {}),
      checklistVersion: checklist.version,
      rulesVersion: frame.rulesVersion ?? footerOf(frame).rulesVersion,
      sha256,
      bytes,
      evaluation,
      document,
      ...(drafting.cited === undefined ? {} : { cited: drafting.cited }),
      edits: draft.edits,
      copies,
    });
    const seal = await sealLetter(writable, letterId);
    await removeDraft(writable, input.evaluationId, kind);
    // An early letter, a summary and an addendum leave the evaluation as it is.
    if (isFinal(kind)) {
      await advanceEvaluation(writable, input.evaluationId, {
        revision: stored.revision + 1,
        stage: "letterToSend",
      });
    }
    await appendAudit(writable, {
      at: signedAt,
      accountId: account.id,
      action: "letter.signed",
      subjectId: letterId,
      detail: { letterNumber, kind, sha256, seal, copies: copies.map((copy) => copy.sha256), waived },
    });
    // At once, so that nobody sends the letter that it corrects.
    if (kind === "amended") await meetLettersIn(writable, context);
  });
  const row = (await listLetters(store.read, input.evaluationId)).find((one) => one.letterId === letterId);
  if (row === undefined) throw new Error("a letter that was stored is in the list");
  return row;
}

function withWaivers({ evaluation }: Drafting, waivers: Answers): Evaluation {
  return { ...evaluation, answers: { ...evaluation.answers, ...waivers } };
}

/** What was composed and looked at is what is signed: neither a finding nor an edit may have changed meanwhile. */
async function refuseIfChanged(writable: Writable, { stored, kind, draft }: Drafting): Promise<void> {
  const target = await findSaveTarget(writable, stored.evaluationId);
  const draftNow = await readDraft(writable, stored.evaluationId, kind);
  if (target?.revision === stored.revision && draftNow.revision === draft.revision) return;
  throw new FourfoldError({
    code: "conflict",
    message: "The evaluation was changed while the letter was being written. Nothing was signed.",
    action: "Look at the letter again, then sign.",
  });
}
