import { findItem } from "../checklist/index.ts";
import { fieldsOf } from "../phrases/phraseText.ts";
import { isApplicable } from "./applicability.ts";
import type { Answer, AnswerValue, Evaluation } from "./evaluation.ts";

/** Whether a text holds a field of a phrase that nobody filled: "{side: left | right}". */
export function hasOpenField(text: string): boolean {
  return fieldsOf(text).length > 0;
}

/** Items that are asked and whose answer or note holds such a field, which must not reach the referrer. */
export function itemsWithOpenFields(evaluation: Evaluation): readonly string[] {
  return Object.entries(evaluation.answers).flatMap(([itemId, answer]) => {
    const item = textsOf(answer).some(hasOpenField) ? findItem(itemId) : undefined;
    return item !== undefined && isApplicable(item, evaluation) ? [itemId] : [];
  });
}

function textsOf({ value, note }: Answer): readonly string[] {
  return [...(value === undefined ? [] : textsIn(value)), ...(note === undefined ? [] : [note])];
}

function textsIn(value: AnswerValue): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" ? Object.values(value).flatMap((part: AnswerValue) => textsIn(part)) : [];
}
