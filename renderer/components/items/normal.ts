import type { Item } from "../../../shared/checklist/kinds.ts";
import type { Answer, AnswerValue } from "../../../shared/evaluation/evaluation.ts";

/** Filling an examination with normal: only what is blank is filled, and what was filled is named, to be confirmed. */

export interface Filled {
  readonly changes: readonly { readonly itemId: string; readonly answer: Answer }[];
  /** "NE.M.L5/right": what to mark until somebody has looked at it. */
  readonly paths: readonly string[];
}

type Members = { readonly [key: string]: AnswerValue };

/** Both sides, or one, of every pair that has a normal value. Items that were not done stay so. */
export function fillPairs(
  items: readonly Item[],
  answers: Readonly<Record<string, Answer>>,
  sides: readonly ("right" | "left")[],
): Filled {
  const changes: { itemId: string; answer: Answer }[] = [];
  const paths: string[] = [];
  for (const item of items) {
    const before = answers[item.id];
    if (item.kind !== "pair" || item.normal === undefined || standsFor(before)) continue;
    const value = membersOf(before?.value);
    const blank = sides.filter((side) => value[side] === undefined);
    if (blank.length === 0) continue;
    const normal = item.normal as AnswerValue;
    const filled = Object.fromEntries(blank.map((side) => [side, normal] as const));
    changes.push({ itemId: item.id, answer: { ...before, value: { ...value, ...filled } } });
    paths.push(...blank.map((side) => `${item.id}/${side}`));
  }
  return { changes, paths };
}

/** Every item of a list that has a normal value and no answer yet. What was waived or not done stays so. */
export function fillList(items: readonly Item[], answers: Readonly<Record<string, Answer>>): Filled {
  const changes = items.flatMap((item) => {
    const before = answers[item.id];
    if ((item.kind !== "single" && item.kind !== "repeat") || item.normal === undefined) return [];
    if (before?.value !== undefined || standsFor(before)) return [];
    return [{ itemId: item.id, answer: { ...before, value: item.normal } }];
  });
  return { changes, paths: changes.map((change) => change.itemId) };
}

/** Rows of a level grid that hold nothing yet. */
export function fillRows(
  item: Extract<Item, { kind: "grid" }>,
  answer: Answer | undefined,
  rowIds: readonly string[],
): Filled {
  if (item.normal === undefined || standsFor(answer)) return { changes: [], paths: [] };
  const value = membersOf(answer?.value);
  const blank = rowIds.filter((row) => value[row] === undefined);
  if (blank.length === 0) return { changes: [], paths: [] };
  const normal = item.normal as AnswerValue;
  const filled = Object.fromEntries(blank.map((row) => [row, normal] as const));
  return {
    changes: [{ itemId: item.id, answer: { ...answer, value: { ...value, ...filled } } }],
    paths: blank.map((row) => `${item.id}/${row}`),
  };
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
