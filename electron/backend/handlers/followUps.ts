import { findItem } from "../../../shared/checklist/index.ts";
import type { ParsedInput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { carryForward } from "../../../shared/evaluation/carryForward.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";
import type { Writable } from "../database/access.ts";
import { findEvaluationAmending, lastCorrection } from "../records/amendments.ts";
import { appendAudit } from "../records/audit.ts";
import { addEvaluation, findEvaluation, putAnswer } from "../records/evaluations.ts";
import { findEarlierEvaluations, findFollowUpOf } from "../records/followUps.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { notFound } from "./refusals.ts";

/** Begins the next visit of a referral: a new evaluation that holds what may be carried forward, to be confirmed. */
async function beginFollowUp(
  writable: Writable,
  { evaluationId: askedId, visitDate }: ParsedInput<"evaluation.followUp">,
  context: SignedInContext,
): Promise<{ evaluationId: string }> {
  // What was found wrong after the signature is not carried forward.
  const earlierId = await lastCorrection(writable, askedId);
  const earlier = await findEvaluation(writable, earlierId);
  if (earlier === undefined) throw notFound("evaluation", "evaluationId");
  if (earlier.signedLetterId === undefined) {
    throw new FourfoldError({
      code: "badInput",
      field: "evaluationId",
      message: "The evaluation is not signed yet: a follow-up begins from a signed one.",
      action: "Sign the letter of this visit first.",
    });
  }
  if ((await findEvaluationAmending(writable, earlier.signedLetterId)) !== undefined) {
    throw new FourfoldError({
      code: "conflict",
      message: "The letter of this visit is being corrected: a follow-up would carry forward what is wrong.",
      action: "Sign the amended letter or discard the correction, then begin the follow-up.",
    });
  }
  if (visitDate < earlier.evaluation.visitDate) throw beforeEarlierVisit(earlier.evaluation.visitDate);
  if ((await findFollowUpOf(writable, earlierId)) !== undefined) {
    throw new FourfoldError({
      code: "conflict",
      message: "The next visit after this one is already in the worklist.",
      action: "Open it there. A later visit begins from it once it is signed.",
    });
  }
  const frame = auditFrame(context);
  const evaluationId = context.newId();
  await addEvaluation(
    writable,
    {
      id: evaluationId,
      referralId: earlier.referralId,
      ownerAccountId: context.session.account.id,
      followsEvaluationId: earlierId,
    },
    visitDate,
    frame.at,
  );
  const visit = { patient: earlier.evaluation.patient, visitDate };
  const carried = Object.entries(carryForward(earlier.evaluation)).filter(([itemId, answer]) => {
    const item = findItem(itemId);
    // What this version of the checklist would not take any more is asked anew.
    return item !== undefined && checkAnswer(item, answer, visit).length === 0;
  });
  for (const [itemId, answer] of carried) await putAnswer(writable, evaluationId, itemId, answer, frame.at);
  await appendAudit(writable, {
    ...frame,
    action: "evaluation.followUpBegun",
    subjectId: evaluationId,
    detail: { follows: earlierId, carried: carried.map(([itemId]) => itemId) },
  });
  return { evaluationId };
}

export function beforeEarlierVisit(earlierDate: string): FourfoldError {
  return new FourfoldError({
    code: "badInput",
    field: "visitDate",
    message: `visitDate must not lie before the earlier visit of ${earlierDate}.`,
    action: "Correct the date. Nothing was stored.",
  });
}

export const followUpHandlers: Pick<SignedInHandlers, "evaluation.followUp" | "evaluation.earlier"> = {
  "evaluation.followUp": (input, context) =>
    context.session.store.write((writable) => beginFollowUp(writable, input, context)),

  "evaluation.earlier": async ({ evaluationId }, context) => {
    const { store } = context.session;
    const evaluations = await findEarlierEvaluations(store.read, evaluationId);
    if (evaluations === undefined) throw notFound("evaluation", "evaluationId");
    await store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "evaluation.earlierRead",
        subjectId: evaluationId,
        detail: { read: evaluations.map((one) => one.evaluationId) },
      }),
    );
    return { evaluations: [...evaluations] };
  },
};
