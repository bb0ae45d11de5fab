import type { Evaluation } from "../evaluation/evaluation.ts";
import { CheckedLetter, type CheckResult, type LetterCheck } from "./checks/check.ts";
import { evidenceChecks } from "./checks/evidenceChecks.ts";
import { formChecks } from "./checks/formChecks.ts";
import { planChecks } from "./checks/planChecks.ts";
import type { LetterDocument } from "./document.ts";

export type { CheckResult, LetterCheck } from "./checks/check.ts";

/**
 * The criteria of the clinical reference, 4.3, that a letter and its evaluation decide. Those about the file itself (text
 * that can be copied, pages, fonts, tags) need the PDF.
 */
export const letterChecks: readonly LetterCheck[] = [...formChecks, ...planChecks, ...evidenceChecks].sort(
  (a, b) => a.id.localeCompare(b.id),
);

export type CheckedCriterion = Pick<LetterCheck, "id" | "text"> & CheckResult;

/** Every check with what became of it, in the order of the criteria. */
export function checkLetter(letter: LetterDocument, evaluation: Evaluation): readonly CheckedCriterion[] {
  const subject = new CheckedLetter(letter, evaluation);
  return letterChecks.map(({ id, text, check }) => ({ id, text, ...check(subject) }));
}
