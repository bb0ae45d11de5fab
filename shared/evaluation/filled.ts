import type { Answer, AnswerValue } from "./evaluation.ts";

/**
 * Findings that one key filled with normal. They count as answers and are printed, but stay marked until somebody has looked
 * at them: a mark outlives lock, restart and power cut, because it is stored with the answer.
 */

/** What of an answer was filled: `true` for the whole value, else the sides of a pair or the rows of a grid. */
export type FilledMark = true | readonly string[];

/** How many findings of this answer nobody has looked at. */
export function filledCount(answer: Answer | undefined): number {
  const mark = answer?.filled;
  if (mark === undefined) return 0;
  return mark === true ? 1 : mark.length;
}

/** Whether this side or row, or without one the whole value, was filled and waits. */
export function isFilled(answer: Answer | undefined, place?: string): boolean {
  const mark = answer?.filled;
  if (mark === undefined || mark === true || place === undefined) return mark !== undefined;
  return mark.includes(place);
}

/** The answer as somebody stands by it: wholly, or the one side or row. */
export function lookedAt(answer: Answer, place?: string): Answer {
  const { filled, ...own } = answer;
  if (filled === undefined || filled === true || place === undefined) return own;
  const left = filled.filter((one) => one !== place);
  return left.length === 0 ? own : { ...own, filled: left };
}

/** What is wrong with the mark, completing "<label> ..."; undefined where it is right or there is none. */
export function problemOfFilled({ filled, value }: Answer): string | undefined {
  if (filled === undefined) return undefined;
  if (value === undefined) return "cannot be marked as filled without a value";
  if (filled === true) return undefined;
  const fits = filled.length > 0 && filled.every((place) => memberOf(value, place) !== undefined);
  return fits ? undefined : "can only be marked as filled where it has a value";
}

function memberOf(value: AnswerValue, place: string): AnswerValue | undefined {
  if (typeof value !== "object" || Array.isArray(value) || !Object.hasOwn(value, place)) return undefined;
  return (value as { readonly [key: string]: AnswerValue })[place];
}
