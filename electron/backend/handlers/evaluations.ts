import { findItem } from "../../../shared/checklist/index.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { mapText } from "../../../shared/evaluation/caseFile.ts";
import type { Answer } from "../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";
import { instantOf } from "../clock.ts";
import type { Writable } from "../database/access.ts";
import { appendAudit } from "../records/audit.ts";
import {
  advanceEvaluation,
  findEvaluation,
  findSaveTarget,
  putAnswer,
  removeAnswer,
  type SaveTarget,
} from "../records/evaluations.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { alreadySigned, notFound } from "./refusals.ts";

export interface Change {
  readonly itemId: string;
  readonly answer: Answer | null;
}

/** Text in one Unicode form. It is not trimmed: somebody may still be typing the next word. */
function normalizeAnswer(answer: Answer): Answer {
  return {
    ...(answer.value === undefined ? {} : { value: mapText(answer.value, (text) => text.normalize("NFC")) }),
    ...(answer.notDone === undefined ? {} : { notDone: answer.notDone }),
    ...(answer.waived === undefined ? {} : { waived: answer.waived.normalize("NFC").trim() }),
    ...(answer.note === undefined || answer.note.trim() === "" ? {} : { note: answer.note.normalize("NFC") }),
    ...(answer.carriedFrom === undefined ? {} : { carriedFrom: answer.carriedFrom }),
    ...(answer.filled === undefined ? {} : { filled: answer.filled }),
  };
}

/** @throws FourfoldError `badInput` naming the first item at fault and what is allowed there. */
function checkChanges(changes: readonly Change[], target: SaveTarget): readonly Change[] {
  const context = { patient: { dateOfBirth: target.dateOfBirth }, visitDate: target.visitDate };
  return changes.map(({ itemId, answer }, index) => {
    const item = findItem(itemId);
    if (item === undefined) {
      throw new FourfoldError({
        code: "badInput",
        field: `changes.${index}.itemId`,
        message: "The item is not in the checklist. Nothing was stored.",
        action: "“fourfold checklist --json” lists the items.",
      });
    }
    if (answer === null) return { itemId, answer };
    const normalized = normalizeAnswer(answer);
    // What is begun and not finished is kept too; readiness asks for the rest.
    const problem = checkAnswer(item, normalized, context).find(({ incomplete }) => incomplete !== true);
    if (problem !== undefined) {
      const part = problem.path === "" || problem.path.startsWith("[") ? problem.path : `.${problem.path}`;
      throw new FourfoldError({
        code: "badInput",
        field: `${itemId}${part}`,
        message: `${item.label}: ${problem.message}. Nothing was stored.`,
        action: "Correct the answer.",
      });
    }
    return { itemId, answer: Object.keys(normalized).length === 0 ? null : normalized };
  });
}

/** Stores changes of one evaluation with their audit event, in the transaction given. */
export async function saveChanges(
  writable: Writable,
  evaluationId: string,
  changes: readonly Change[],
  context: SignedInContext,
): Promise<{ revision: number; savedAt: string }> {
  const savedAt = instantOf(context.now());
  const target = await findSaveTarget(writable, evaluationId);
  if (target === undefined) throw notFound("evaluation", "evaluationId");
  if (target.stage !== "referred" && target.stage !== "inEvaluation") throw alreadySigned();
  for (const { itemId, answer } of checkChanges(changes, target)) {
    if (answer === null) await removeAnswer(writable, evaluationId, itemId);
    else await putAnswer(writable, evaluationId, itemId, answer, savedAt);
  }
  const revision = target.revision + 1;
  const begins = target.stage === "referred" ? ({ stage: "inEvaluation" } as const) : {};
  await advanceEvaluation(writable, evaluationId, { revision, savedAt, ...begins });
  await appendAudit(writable, {
    ...auditFrame(context),
    action: "evaluation.saved",
    subjectId: evaluationId,
    detail: { revision, items: [...new Set(changes.map((change) => change.itemId))] },
  });
  return { revision, savedAt };
}

export const evaluationHandlers: Pick<SignedInHandlers, "evaluation.open" | "evaluation.saveAnswers"> = {
  "evaluation.open": async ({ evaluationId }, context) => {
    const { store } = context.session;
    const stored = await findEvaluation(store.read, evaluationId);
    if (stored === undefined) throw notFound("evaluation", "evaluationId");
    await store.write((writable) =>
      appendAudit(writable, { ...auditFrame(context), action: "evaluation.opened", subjectId: evaluationId }),
    );
    const { evaluation, patientId, revision, savedAt, signedLetterId } = stored;
    const { followUpOf, ...own } = evaluation;
    return {
      evaluationId,
      patientId,
      ...own,
      answers: { ...evaluation.answers },
      ...(followUpOf === undefined
        ? {}
        : { followUpOf: { ...followUpOf, answers: { ...followUpOf.answers } } }),
      revision,
      ...(savedAt === undefined ? {} : { savedAt }),
      ...(signedLetterId === undefined ? {} : { signedLetterId }),
    };
  },

  "evaluation.saveAnswers": ({ evaluationId, changes }, context) =>
    context.session.store.write((writable) => saveChanges(writable, evaluationId, changes, context)),
};
