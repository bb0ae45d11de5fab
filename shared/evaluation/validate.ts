import { checklist, findItem } from "../checklist/index.ts";
import type { CellKind, CrossRule, Field, Item, ItemKind } from "../checklist/kinds.ts";
import { notDoneReasons } from "../checklist/kinds.ts";
import { problemOfMark } from "./carryForward.ts";
import { earliestDay, latestDay, precisionOf } from "./dates.ts";
import { checkDrawing } from "./drawing.ts";
import type { Answer, AnswerValue, Evaluation } from "./evaluation.ts";
import { problemOfFilled } from "./filled.ts";
import { type Found, fine, type Problem, unfinished, wrong } from "./problem.ts";
import { recordValue } from "./reader.ts";

export type { Problem } from "./problem.ts";

/** What an answer is checked against beside its own item. */
export interface AnswerContext {
  readonly patient: { readonly dateOfBirth: string };
  readonly visitDate: string;
}

const defaultTextLength = 4000;
const maximumNoteLength = 4000;
/** Characters of the reason why an item stays unanswered. */
export const waiverLength = { least: 3, most: 500 } as const;
const defaultRows = 60;

/** What is wrong with one answer; empty when it may be stored. */
export function checkAnswer(item: Item, answer: Answer, context: AnswerContext): readonly Problem[] {
  const problem = (path: string, message: string): Problem => ({ itemId: item.id, path, message });
  if (item.heldIn !== undefined)
    return [problem("", `is not an answer: it is kept with the ${firstWord(item.heldIn)}`)];
  if (item.kind === "computed") return [problem("", "is worked out by the program and cannot be entered")];
  const problems: Problem[] = [];
  const mark = problemOfMark(item.id, answer, context.visitDate);
  if (mark !== undefined) problems.push(problem("carriedFrom", mark));
  const filled = problemOfFilled(answer);
  if (filled !== undefined) problems.push(problem("filled", filled));
  if (answer.note !== undefined && answer.note.length > maximumNoteLength) {
    problems.push(problem("note", `must have at most ${maximumNoteLength} characters`));
  }
  if (answer.waived !== undefined) {
    const length = answer.waived.trim().length;
    if (item.neverWaived) problems.push(problem("waived", "cannot be waived"));
    if (length < waiverLength.least || length > waiverLength.most) {
      problems.push(
        problem("waived", `must have ${waiverLength.least} to ${waiverLength.most} characters that say why`),
      );
    }
    if (answer.value !== undefined || answer.notDone !== undefined)
      problems.push(problem("", "cannot be waived and answered at once"));
    return problems;
  }
  if (answer.notDone !== undefined) {
    if (!item.mayBeNotDone) problems.push(problem("notDone", "cannot be answered by “not done”"));
    if (!notDoneReasons.includes(answer.notDone)) {
      problems.push(problem("notDone", `must be one of: ${notDoneReasons.join(", ")}`));
    }
    if (answer.value !== undefined)
      problems.push(problem("", "cannot have a value and be “not done” at once"));
    return problems;
  }
  if (answer.value !== undefined) {
    for (const found of checkValue(item, answer.value, context)) problems.push({ itemId: item.id, ...found });
    if (problems.length === 0 && needsNote(item, answer.value) && !answer.note?.trim()) {
      problems.push({ ...problem("note", "needs a note that says which"), incomplete: true });
    }
  }
  return problems;
}

/** Choices such as "other" mean nothing without words. */
function needsNote(item: Item, value: AnswerValue): boolean {
  if (item.kind !== "single" && item.kind !== "multi") return false;
  const chosen: readonly AnswerValue[] = Array.isArray(value) ? value : [value];
  return item.choices.some((choice) => choice.needsNote === true && chosen.includes(choice.code));
}

function firstWord(path: string): string {
  return path.split(".")[0] ?? path;
}

function checkValue(kind: ItemKind, value: AnswerValue, context: AnswerContext): Found {
  switch (kind.kind) {
    case "record":
      return checkFields(kind.fields, value, context, "");
    case "pair":
      return checkPair(kind.entry, value, context);
    case "grid":
      return checkGrid(kind, value, context);
    case "repeat":
      return checkRows(kind.fields, kind.maxRows ?? defaultRows, value, context);
    case "drawing":
      return checkDrawing(kind, value);
    case "computed":
      return fine;
    default:
      return checkCell(kind, value, context, "");
  }
}

function checkCell(kind: CellKind, value: AnswerValue, context: AnswerContext, path: string): Found {
  switch (kind.kind) {
    case "text": {
      if (typeof value !== "string") return wrong(path, "must be text");
      const length = value.trim().length;
      const [least, most] = [kind.minLength ?? 1, kind.maxLength ?? defaultTextLength];
      if (length === 0) return wrong(path, "must not be blank");
      if (length < least)
        return unfinished(path, `must have at least ${least} character${least === 1 ? "" : "s"}`);
      return length > most ? wrong(path, `must have at most ${most} characters`) : fine;
    }
    case "single": {
      const codes = kind.choices.map((choice) => choice.code);
      return typeof value === "string" && codes.includes(value)
        ? fine
        : wrong(path, `must be one of: ${codes.join(", ")}`);
    }
    case "multi":
      return checkMultiple(kind, value, path);
    case "scale":
      return typeof value === "number" && Number.isInteger(value) && value >= kind.min && value <= kind.max
        ? fine
        : wrong(path, `must be a whole number from ${kind.min} to ${kind.max}`);
    case "number": {
      const rule = `must be a number from ${kind.min} to ${kind.max}${kind.unit ? ` ${kind.unit}` : ""}`;
      if (typeof value !== "number" || !Number.isFinite(value)) return wrong(path, rule);
      if (value < kind.min || value > kind.max) return wrong(path, rule);
      const decimals = kind.decimals ?? 0;
      return Number(value.toFixed(decimals)) === value
        ? fine
        : wrong(
            path,
            decimals === 0 ? `${rule}, without decimals` : `${rule}, with at most ${decimals} decimals`,
          );
    }
    case "date":
      return checkDate(kind, value, context, path);
  }
}

function checkMultiple(kind: Extract<CellKind, { kind: "multi" }>, value: AnswerValue, path: string): Found {
  const codes = kind.choices.map((choice) => choice.code);
  const rule = `must be a list of: ${codes.join(", ")}`;
  if (!Array.isArray(value) || value.length === 0) return wrong(path, rule);
  if (value.some((code) => typeof code !== "string" || !codes.includes(code))) return wrong(path, rule);
  if (new Set(value).size !== value.length) return wrong(path, "must not name the same choice twice");
  const alone = kind.exclusive?.find((code) => value.includes(code));
  return alone !== undefined && value.length > 1
    ? wrong(path, `cannot hold “${alone}” together with another choice`)
    : fine;
}

const precisionExamples = {
  day: "must be a date such as 2025-03-10",
  month: "must be a date such as 2025-03-10, or a month such as 2025-03",
  year: "must be a date such as 2025-03-10, a month such as 2025-03 or a year such as 2025",
} as const;
const precisionOrder = ["day", "month", "year"] as const;

function checkDate(
  kind: Extract<CellKind, { kind: "date" }>,
  value: AnswerValue,
  context: AnswerContext,
  path: string,
): Found {
  const coarsest = kind.precision ?? "day";
  const precision = typeof value === "string" ? precisionOf(value) : undefined;
  if (typeof value !== "string" || precision === undefined) return wrong(path, precisionExamples[coarsest]);
  if (precisionOrder.indexOf(precision) > precisionOrder.indexOf(coarsest)) {
    return wrong(path, precisionExamples[coarsest]);
  }
  // A month or a year counts as before birth only when all of it is.
  if (latestDay(value) < context.patient.dateOfBirth)
    return wrong(path, "must not lie before the date of birth");
  if ((kind.range ?? "upToVisit") === "upToVisit" && earliestDay(value) > context.visitDate) {
    return wrong(path, "must not lie after the visit");
  }
  return fine;
}

function checkFields(
  fields: readonly Field[],
  value: AnswerValue,
  context: AnswerContext,
  path: string,
): Found {
  const record = recordValue(value);
  const known = fields.map((field) => field.id);
  if (record === undefined || Object.keys(record).length === 0) {
    return wrong(path, `must hold at least one of: ${known.join(", ")}`);
  }
  const at = (field: string) => (path === "" ? field : `${path}.${field}`);
  return [
    ...Object.keys(record).flatMap((key) =>
      known.includes(key) ? fine : wrong(at(key), `is not known here; known are: ${known.join(", ")}`),
    ),
    ...fields.flatMap((field) => {
      const part = record[field.id];
      if (part !== undefined) {
        const found = checkCell(field, part, context, at(field.id));
        return found.length > 0 ? found : checkLimits(field, part, record, at(field.id));
      }
      return field.required ? unfinished(at(field.id), "must be given") : fine;
    }),
  ];
}

/** A number whose limits depend on what it is a number of, such as the result of a laboratory test. */
function checkLimits(
  field: Field,
  value: AnswerValue,
  record: Readonly<Record<string, AnswerValue>>,
  path: string,
): Found {
  if (field.kind !== "number" || field.limitsBy === undefined || typeof value !== "number") return fine;
  const code = record[field.limitsBy.field];
  const limits = typeof code === "string" ? field.limitsBy.limits[code] : undefined;
  if (limits === undefined) return fine;
  const [least, most] = limits;
  return value >= least && value <= most
    ? fine
    : wrong(path, `must be a number from ${least} to ${most} for ${code}`);
}

function checkPair(
  entry: Extract<ItemKind, { kind: "pair" }>["entry"],
  value: AnswerValue,
  context: AnswerContext,
): Found {
  const sides = recordValue(value);
  if (sides === undefined || Object.keys(sides).length === 0)
    return wrong("", "must hold right, left or both");
  return Object.entries(sides).flatMap(([side, part]) => {
    if (side !== "right" && side !== "left") return wrong(side, "is no side; sides are: right, left");
    return entry.kind === "record"
      ? checkFields(entry.fields, part, context, side)
      : checkCell(entry, part, context, side);
  });
}

function checkGrid(
  grid: Extract<ItemKind, { kind: "grid" }>,
  value: AnswerValue,
  context: AnswerContext,
): Found {
  const rows = recordValue(value);
  const known = grid.rows.map((row) => row.id);
  if (rows === undefined || Object.keys(rows).length === 0) {
    return wrong("", `must hold at least one of: ${known.join(", ")}`);
  }
  return Object.entries(rows).flatMap(([row, part]) =>
    known.includes(row)
      ? checkFields(grid.columns, part, context, row)
      : wrong(row, `is no row; rows are: ${known.join(", ")}`),
  );
}

function checkRows(
  fields: readonly Field[],
  maximum: number,
  value: AnswerValue,
  context: AnswerContext,
): Found {
  if (!Array.isArray(value))
    return wrong("", "must be a list of rows; an empty list says that there are none");
  if (value.length > maximum) return wrong("", `must have at most ${maximum} rows`);
  return (value as readonly AnswerValue[]).flatMap((row, index) =>
    checkFields(fields, row, context, `[${index}]`),
  );
}

/**
 * Everything wrong with the stored answers together: each answer by itself, and the rules between answers. What the
 * patient may have said just so is asked (questions.ts), not held against the answers.
 */
export function checkEvaluation(evaluation: Evaluation): readonly Problem[] {
  const single = Object.entries(evaluation.answers).flatMap(([itemId, answer]) => {
    const item = findItem(itemId);
    return item === undefined
      ? [{ itemId, path: "", message: "is not an item of the checklist" }]
      : checkAnswer(item, answer, evaluation);
  });
  const rules = checklist.crossRules.filter((rule) => rule.isQuestion !== true);
  return [...single, ...rules.flatMap((rule) => checkCrossRule(rule, evaluation))];
}

/** What does not fit together, each reported at the rule's first item. */
export function checkCrossRules(evaluation: Evaluation): readonly Problem[] {
  return checklist.crossRules.flatMap((rule) => checkCrossRule(rule, evaluation));
}

export function checkCrossRule(rule: CrossRule, evaluation: Evaluation): readonly Problem[] {
  const itemId = rule.items[0] ?? rule.id;
  if ("ascending" in rule.check) {
    const values = rule.check.ascending
      .map((id) => evaluation.answers[id]?.value)
      .filter((value) => typeof value === "number");
    const ascends = values.every((value, index) => index === 0 || (values[index - 1] ?? value) <= value);
    return ascends ? [] : [{ itemId, path: "", message: rule.message }];
  }
  const { item, from, to } = rule.check.rowDatesAscending;
  const rows = evaluation.answers[item]?.value;
  if (!Array.isArray(rows)) return [];
  return (rows as readonly AnswerValue[]).flatMap((row, index) => {
    const record = recordValue(row);
    const [start, end] = [record?.[from], record?.[to]];
    if (typeof start !== "string" || typeof end !== "string") return [];
    return earliestDay(start) <= latestDay(end)
      ? []
      : [{ itemId, path: `[${index}].${to}`, message: rule.message }];
  });
}
