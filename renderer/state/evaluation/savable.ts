import { findItem } from "../../../shared/checklist/index.ts";
import type { Item } from "../../../shared/checklist/kinds.ts";
import type { Answer, AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";
import type { AnswerChange } from "./autosave.ts";

/** What of an answer goes to the store, and why it cannot where it cannot. */

/** Why the store would not take this answer; undefined when it would. */
export function problemOf(change: AnswerChange, evaluation: Evaluation): string | undefined {
  const item = findItem(change.itemId);
  const answer = forStore(change.answer);
  if (item === undefined || answer === null) return undefined;
  const problem = checkAnswer(item, answer, evaluation).find(({ incomplete }) => incomplete !== true);
  return problem === undefined ? undefined : describeProblem(item, problem.path, problem.message);
}

/** "row 2, dose must be given": says where inside the answer the words belong. */
function describeProblem(item: Item, path: string, message: string): string {
  const row = /^\[(\d+)\]/.exec(path);
  const fieldId =
    path
      .replace(/^\[\d+\]\.?/, "")
      .split(".")
      .at(-1) ?? "";
  const fields = "fields" in item ? item.fields : item.kind === "grid" ? item.columns : [];
  const field = fields.find((candidate) => candidate.id === fieldId)?.label;
  const where = [row ? `${item.kind === "repeat" ? item.rowName : "row"} ${Number(row[1]) + 1}` : "", field];
  const place = where.filter(Boolean).join(", ");
  return place === "" ? message : `${place}: ${message}`;
}

/** A row that was added and not filled yet is no answer and stays here. */
export function forStore(answer: Answer | null): Answer | null {
  if (!Array.isArray(answer?.value)) return answer;
  const rows = answer.value as readonly AnswerValue[];
  const filled = rows.filter((row) => typeof row !== "object" || Object.keys(row).length > 0);
  return filled.length === rows.length || filled.length === 0 ? answer : { ...answer, value: filled };
}
