import type { Evaluation } from "../evaluation/evaluation.ts";
import { CheckedLetter, type CheckResult, type LetterCheck } from "./checks/check.ts";
import { evidenceChecks } from "./checks/evidenceChecks.ts";
import { formChecks } from "./checks/formChecks.ts";
import { planChecks } from "./checks/planChecks.ts";
import type { LetterDocument } from "./document.ts";
import type { LetterKind } from "./kinds/kinds.ts";

export type { CheckResult, LetterCheck } from "./checks/check.ts";

/**
 * The criteria of the clinical reference, 4.3, that a letter and its evaluation decide. Those about the file itself (text
 * that can be copied, pages, fonts, tags) need the PDF.
 */
export const letterChecks: readonly LetterCheck[] = [...formChecks, ...planChecks, ...evidenceChecks].sort(
  (a, b) => a.id.localeCompare(b.id),
);

/** Criteria of any letter, whatever it is for. */
const ofEvery = ["L04", "L06", "L19", "L23", "L24", "L27", "L28"];
/** Of one that goes out before the evaluation is finished: what it says must be safe and right, not whole. */
const ofEarly = [...ofEvery, "L12", "L13", "L16", "L17", "L20", "L25"];
/** The full list of medicines is in the letter that is enclosed. */
const ofSummary = [...ofEarly, "L05", "L09", "L10", "L18", "L30"];

/** The evidence of a letter after a procedure stands in the letter before it. */
const isOfProcedure = (id: string) => id !== "L15";

const appliesTo: Readonly<Record<LetterKind, (id: string) => boolean>> = {
  consultation: () => true,
  amended: () => true,
  procedureFollowUp: isOfProcedure,
  summary: (id) => ofSummary.includes(id),
  interim: (id) => ofEarly.includes(id),
  urgent: (id) => ofEarly.includes(id),
  addendum: (id) => ofEvery.includes(id),
};

export type CheckedCriterion = Pick<LetterCheck, "id" | "text"> & CheckResult;

/** Every check that a letter of its kind is held against, with what became of it, in the order of the criteria. */
export function checkLetter(letter: LetterDocument, evaluation: Evaluation): readonly CheckedCriterion[] {
  const subject = new CheckedLetter(letter, evaluation);
  return letterChecks
    .filter(({ id }) => appliesTo[letter.kind ?? "consultation"](id))
    .map(({ id, text, check }) => ({ id, text, ...check(subject) }));
}
