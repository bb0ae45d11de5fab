import type { Item } from "../../../shared/checklist/kinds.ts";
import type { Answer, AnswerValue } from "../../../shared/evaluation/evaluation.ts";

/** Filling an examination with normal: only what is blank is filled, and is marked until somebody has looked at it. */

export type Filled = readonly { readonly itemId: string; readonly answer: Answer }[];

type Members = { readonly [key: string]: AnswerValue };

/** Both sides, or one, of every pair that has a normal value. Items that were not done stay so. */
export function fillPairs(
  items: readonly Item[],
  answers: Readonly<Record<string, Answer>>,
  sides: readonly ("right" | "left")[],
): Filled {
  return items.flatMap((item) => {
    const before = answers[item.id];
    if (item.kind !== "pair" || item.normal === undefined) return [];
    return fillMembers(item.id, before, sides, item.normal as AnswerValue);
  });
}

/** Every item of a list that has a normal value and no answer yet. What was waived or not done stays so. */
export function fillList(items: readonly Item[], answers: Readonly<Record<string, Answer>>): Filled {
  return items.flatMap((item) => {
    const before = answers[item.id];
    if ((item.kind !== "single" && item.kind !== "repeat") || item.normal === undefined) return [];
    if (before?.value !== undefined || standsFor(before)) return [];
    return [{ itemId: item.id, answer: { ...before, value: item.normal, filled: true } }];
  });
}

/** Rows of a level grid that hold nothing yet. */
export function fillRows(
  item: Extract<Item, { kind: "grid" }>,
  answer: Answer | undefined,
  rowIds: readonly string[],
): Filled {
  return item.normal === undefined ? [] : fillMembers(item.id, answer, rowIds, item.normal as AnswerValue);
}

function fillMembers(
  itemId: string,
  before: Answer | undefined,
  places: readonly string[],
  normal: AnswerValue,
): Filled {
  const value = membersOf(before?.value);
  const blank = places.filter((place) => value[place] === undefined);
  if (standsFor(before) || blank.length === 0) return [];
  const filled = Object.fromEntries(blank.map((place) => [place, normal] as const));
  const waiting = before?.filled === undefined || before.filled === true ? [] : before.filled;
  return [{ itemId, answer: { ...before, value: { ...value, ...filled }, filled: [...waiting, ...blank] } }];
}

/**
 * What one key fills: what is required and open; when nothing of that is left, the rest. A test that nobody has to do is not
 * recorded as normal by the key that fills what everybody does.
 */
export function requiredFirst(
  items: readonly Item[],
  required: ReadonlySet<string>,
  fill: (items: readonly Item[]) => Filled,
): Filled {
  const first = fill(items.filter((item) => required.has(item.id)));
  return first.length > 0 ? first : fill(items);
}

/** "Not done" and a waiver stand instead of a value. */
function standsFor(answer: Answer | undefined): boolean {
  return answer?.notDone !== undefined || answer?.waived !== undefined;
}

function membersOf(value: AnswerValue | undefined): Members {
  return typeof value === "object" && !Array.isArray(value) ? (value as Members) : {};
}

/** How the two sides of a pair differ, in words; undefined when they agree or one is blank. */
export function sideDifference(
  item: Extract<Item, { kind: "pair" }>,
  value: AnswerValue | undefined,
): string | undefined {
  const sides = membersOf(value);
  const main = item.entry.kind === "record" ? item.entry.fields[0] : item.entry;
  const at = (side: "right" | "left") =>
    item.entry.kind === "record" ? membersOf(sides[side])[item.entry.fields[0]?.id ?? ""] : sides[side];
  const [right, left] = [at("right"), at("left")];
  if (right === undefined || left === undefined || main === undefined || right === left) return undefined;
  if (main.kind === "number" || main.kind === "scale") {
    const difference = Math.abs(Number(right) - Number(left));
    return `${right < left ? "right" : "left"} less by ${Number(difference.toFixed(2))}`;
  }
  if (main.kind !== "single") return undefined;
  const codes = main.choices.map((choice) => choice.code);
  const graded = [right, left].every((code) => /^\d/.test(String(code)));
  if (!graded) return "sides differ";
  return codes.indexOf(String(right)) < codes.indexOf(String(left)) ? "right lower" : "left lower";
}
