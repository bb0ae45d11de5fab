import type { ParsedInput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { isFinal } from "../../../shared/letter/kinds/kinds.ts";
import type { Writable } from "../database/access.ts";
import { refuseCharacters } from "../letters/checkCharacters.ts";
import { discardEvaluation, findAmendment, findEvaluationAmending } from "../records/amendments.ts";
import { appendAudit } from "../records/audit.ts";
import { addEvaluation, advanceEvaluation, findEvaluation, putAnswer } from "../records/evaluations.ts";
import { findLetter } from "../records/letters.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { alreadySigned, notFound } from "./refusals.ts";

/** Opens what was signed as a new evaluation that can be changed. Nothing of the first is touched. */
async function beginAmendment(
  writable: Writable,
  { letterId, reason }: ParsedInput<"letter.amend">,
  context: SignedInContext,
): Promise<{ evaluationId: string }> {
  refuseCharacters("reason", reason);
  const found = await findLetter(writable, letterId);
  if (found === undefined) throw notFound("letter", "letterId");
  const { letter } = found;
  if (!isFinal(letter.kind)) {
    throw new FourfoldError({
      code: "badInput",
      field: "letterId",
      message: "Only a full letter is corrected by an amended one.",
      action: "Say what is to be added in an addendum, or in the full letter.",
    });
  }
  if ((await findEvaluationAmending(writable, letterId)) !== undefined) {
    throw new FourfoldError({
      code: "conflict",
      message: "This letter is being corrected already, or was.",
      action: "Open the correction in the worklist; a signed one is corrected in its turn.",
    });
  }
  const signed = await findEvaluation(writable, letter.evaluationId);
  if (signed === undefined) throw notFound("evaluation", "letterId");
  const frame = auditFrame(context);
  const evaluationId = context.newId();
  await addEvaluation(
    writable,
    {
      id: evaluationId,
      referralId: signed.referralId,
      ownerAccountId: context.session.account.id,
      amends: { letterId, reason: reason.normalize("NFC") },
    },
    signed.evaluation.visitDate,
    frame.at,
  );
  for (const [itemId, answer] of Object.entries(signed.evaluation.answers)) {
    await putAnswer(writable, evaluationId, itemId, answer, frame.at);
  }
  await advanceEvaluation(writable, evaluationId, {
    revision: 1,
    stage: "inEvaluation",
    savedAt: context.now().toISOString(),
  });
  await appendAudit(writable, {
    ...frame,
    action: "letter.amendmentBegun",
    subjectId: evaluationId,
    detail: { amends: letter.letterNumber },
  });
  return { evaluationId };
}

async function discardAmendment(
  writable: Writable,
  { evaluationId }: ParsedInput<"letter.discardAmendment">,
  context: SignedInContext,
): Promise<Record<string, never>> {
  const amendment = await findAmendment(writable, evaluationId);
  if (amendment === undefined) throw notFound("correction of a letter", "evaluationId");
  const stored = await findEvaluation(writable, evaluationId);
  if (stored?.signedLetterId !== undefined) throw alreadySigned();
  await appendAudit(writable, {
    ...auditFrame(context),
    action: "letter.amendmentDiscarded",
    subjectId: evaluationId,
    detail: { amends: amendment.letterNumber },
  });
  await discardEvaluation(writable, evaluationId, context.now().toISOString());
  return {};
}

export const letterAmendmentHandlers: Pick<SignedInHandlers, "letter.amend" | "letter.discardAmendment"> = {
  "letter.amend": (input, context) =>
    context.session.store.write((writable) => beginAmendment(writable, input, context)),

  "letter.discardAmendment": (input, context) =>
    context.session.store.write((writable) => discardAmendment(writable, input, context)),
};
