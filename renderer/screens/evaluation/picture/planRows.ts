import type { Answer, AnswerValue } from "../../../../shared/evaluation/evaluation.ts";
import type { Recommendation } from "../../../../shared/reasoning/recommendations/index.ts";
import { answerWith } from "../../../state/evaluation/binding.ts";

/** Item that holds the recommendations of the plan. */
export const recommendationsItem = "PLAN.REC";

type Row = { readonly [field: string]: AnswerValue };

export function planRows(answer: Answer | undefined): readonly Row[] {
  return Array.isArray(answer?.value) ? (answer.value as readonly Row[]) : [];
}

/** Whether a row of the plan says the same. A row that the physician worded anew is another one. */
export function isInPlan(answer: Answer | undefined, { action, responsible }: Recommendation): boolean {
  return planRows(answer).some((row) => row.action === action && row.responsible === responsible);
}

/** The answer with the proposal as its last row. What was said about the item in a note stays. */
export function withProposal(answer: Answer | undefined, recommendation: Recommendation): Answer | null {
  const { action, responsible, timing, reason, escalateIf } = recommendation;
  const fields = { action, responsible, timing, reason, escalateIf };
  const row = Object.fromEntries(Object.entries(fields).filter(([, words]) => words !== ""));
  return answerWith([...planRows(answer), row], answer?.note);
}

/** The answer without the proposal's rows; without any row nothing is answered, which is not "none". */
export function withoutProposal(answer: Answer | undefined, recommendation: Recommendation): Answer | null {
  const { action, responsible } = recommendation;
  const rows = planRows(answer).filter((row) => row.action !== action || row.responsible !== responsible);
  return answerWith(rows.length === 0 ? undefined : [...rows], answer?.note);
}
