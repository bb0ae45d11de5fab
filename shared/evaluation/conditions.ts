import type { Condition } from "../checklist/kinds.ts";
import { ageOn } from "./dates.ts";
import type { Answer, AnswerValue, Evaluation } from "./evaluation.ts";

/** Values that a condition compares: those of a single or multiple choice, or of one field of a record or of both sides. */
function valuesOf(answer: Answer | undefined, field: string | undefined): readonly AnswerValue[] {
  const value = answer?.value;
  if (value === undefined) return [];
  if (field === undefined) return Array.isArray(value) ? value : [value];
  return fieldValues(value, field);
}

function isObject(value: AnswerValue): value is { readonly [key: string]: AnswerValue } {
  return typeof value === "object" && !Array.isArray(value);
}

/** In a pair the field is looked for on both sides, in a grid in every row. */
function fieldValues(value: AnswerValue, field: string): readonly AnswerValue[] {
  if (!isObject(value)) return [];
  const direct = value[field];
  if (direct !== undefined) return Array.isArray(direct) ? direct : [direct];
  return Object.values(value).flatMap((part) => (isObject(part) ? fieldValues(part, field) : []));
}

function rowHas(
  row: AnswerValue,
  { field, isOneOf }: { readonly field: string; readonly isOneOf: readonly string[] },
): boolean {
  return fieldValues(row, field).some((value) => typeof value === "string" && isOneOf.includes(value));
}

function rowHasOnly(
  row: AnswerValue,
  { field, isOneOf }: { readonly field: string; readonly isOneOf: readonly string[] },
): boolean {
  const values = fieldValues(row, field);
  return values.length > 0 && values.every((value) => typeof value === "string" && isOneOf.includes(value));
}

/** Whether a condition holds. What was not answered satisfies nothing, so that silence never opens or closes a rule. */
export function holds(condition: Condition, evaluation: Evaluation): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, evaluation));
  if ("any" in condition) return condition.any.some((part) => holds(part, evaluation));
  if ("not" in condition) return !holds(condition.not, evaluation);
  if ("sexAtBirth" in condition) return condition.sexAtBirth.includes(evaluation.patient.sexAtBirth);
  if ("ageAtLeast" in condition) return ageAtVisit(evaluation) >= condition.ageAtLeast;
  if ("ageAtMost" in condition) return ageAtVisit(evaluation) <= condition.ageAtMost;
  if ("referrerIsPrimaryCare" in condition) {
    return (evaluation.referrer.specialty === "primary care") === condition.referrerIsPrimaryCare;
  }
  if ("isFollowUp" in condition) return (evaluation.followUpOf !== undefined) === condition.isFollowUp;
  const answer = evaluation.answers[condition.item];
  if ("answered" in condition) return answer?.value !== undefined || answer?.notDone !== undefined;
  if ("hasRows" in condition) return Array.isArray(answer?.value) && answer.value.length > 0;
  if ("anyRow" in condition) {
    const rows = Array.isArray(answer?.value) ? (answer.value as readonly AnswerValue[]) : [];
    const { except, exceptOnly, ...sought } = condition.anyRow;
    return rows.some(
      (row) =>
        rowHas(row, sought) &&
        (except === undefined || !rowHas(row, except)) &&
        (exceptOnly === undefined || !rowHasOnly(row, exceptOnly)),
    );
  }
  const values = valuesOf(answer, condition.field);
  if ("atLeast" in condition) {
    return values.some((value) => typeof value === "number" && value >= condition.atLeast);
  }
  return values.some(
    (value) => (typeof value === "string" || typeof value === "number") && condition.isOneOf.includes(value),
  );
}

function ageAtVisit(evaluation: Evaluation): number {
  return ageOn(evaluation.patient.dateOfBirth, evaluation.visitDate);
}
