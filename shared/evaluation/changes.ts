import type { CellKind, Field, Item } from "../checklist/kinds.ts";
import { isCarried } from "./carryForward.ts";
import { dateWords } from "./dates.ts";
import type { Answer, AnswerValue } from "./evaluation.ts";
import { choiceLabel, type RecordValue, recordValue } from "./reader.ts";

/** What was answered at an earlier visit where it differs from now: words for the side of the answer. */

/** More parts than these are only counted: the words stand in a corner. */
const mostParts = 4;
const longestWords = 160;

/**
 * "average 7 of 10" where the earlier answer was another one; undefined where nothing is answered now, nothing counted
 * before, or nothing but additions tells them apart that have no earlier words.
 */
export function earlierWords(
  item: Item,
  now: Answer | undefined,
  before: Answer | undefined,
): string | undefined {
  if (!counts(now) || !counts(before)) return undefined;
  if (before.notDone !== undefined) return now.notDone === undefined ? "not examined" : undefined;
  if (before.value === undefined) return undefined;
  const parts = partsOf(item, now.value, before.value);
  if (parts.length === 0) return undefined;
  const named = parts.slice(0, mostParts).join("; ");
  const words = parts.length > mostParts ? `${named}; and ${parts.length - mostParts} more` : named;
  return words.length > longestWords ? `${words.slice(0, longestWords).trim()}…` : words;
}

/** Given at that visit: what was only carried there and never confirmed was not. */
function counts(answer: Answer | undefined): answer is Answer {
  return (
    answer !== undefined && !isCarried(answer) && (answer.value !== undefined || answer.notDone !== undefined)
  );
}

/** The earlier value in words, as far as it differs; the whole of it where nothing is answered now but "not done". */
function partsOf(item: Item, now: AnswerValue | undefined, before: AnswerValue): readonly string[] {
  if (sameValue(now, before)) return [];
  switch (item.kind) {
    case "record":
      return fieldParts(item.fields, recordValue(now), recordValue(before) ?? {});
    case "pair": {
      const { entry } = item;
      const [sidesNow, sides] = [recordValue(now), recordValue(before) ?? {}];
      return (["right", "left"] as const).flatMap((side) => {
        const value = sides[side];
        if (value === undefined || sameValue(sidesNow?.[side], value)) return [];
        const words =
          entry.kind === "record"
            ? fieldParts(entry.fields, recordValue(sidesNow?.[side]), recordValue(value) ?? {}).join(", ")
            : cellLabel(entry, value);
        return words === "" ? [] : [`${side} ${words}`];
      });
    }
    case "grid": {
      const [rowsNow, rows] = [recordValue(now), recordValue(before) ?? {}];
      return item.rows.flatMap((row) => {
        const words = fieldParts(
          item.columns,
          recordValue(rowsNow?.[row.id]),
          recordValue(rows[row.id]) ?? {},
        );
        return words.length === 0 ? [] : [`${row.label} ${words.join(", ")}`];
      });
    }
    case "repeat":
      return rowParts(item, listOf(now), listOf(before));
    case "drawing": {
      const regions = regionsOf(before);
      if (sameValue(regionsOf(now), regions)) return [];
      const labels = item.regions
        .filter((region) => regions.includes(region.id))
        .map((region) => region.label);
      return labels.length === 0 ? ["no region marked"] : labels;
    }
    case "computed":
      return [];
    default:
      return [cellLabel(item, before)];
  }
}

function fieldParts(
  fields: readonly Field[],
  now: RecordValue | undefined,
  before: RecordValue,
): readonly string[] {
  return fields.flatMap((field) => {
    const value = before[field.id];
    if (value === undefined || sameValue(now?.[field.id], value)) return [];
    return [`${field.label.toLowerCase()} ${cellLabel(field, value)}`];
  });
}

/** Rows that are gone or were changed; where rows only came in addition, how many there were. */
function rowParts(
  item: Extract<Item, { kind: "repeat" }>,
  now: readonly AnswerValue[],
  before: readonly AnswerValue[],
): readonly string[] {
  if (before.length === 0) return ["none"];
  const gone = before.filter((row) => !now.some((other) => sameValue(other, row)));
  if (gone.length === 0) return [`without ${now.length - before.length} of these`];
  const nameOf = (row: AnswerValue) =>
    item.fields.find((field) => recordValue(row)?.[field.id] !== undefined);
  return gone.map((row) => {
    const record = recordValue(row) ?? {};
    const first = nameOf(row);
    const called = first === undefined ? "" : cellLabel(first, record[first.id] ?? "");
    // The same medicine with another dose is told by its dose.
    const sameName =
      first && now.find((other) => sameValue(recordValue(other)?.[first.id], record[first.id]));
    const rest = sameName === undefined ? [] : fieldParts(item.fields, recordValue(sameName), record);
    return [called, ...rest].join(" ");
  });
}

function cellLabel(kind: CellKind | Field, value: AnswerValue): string {
  if (kind.kind === "single" || kind.kind === "multi") {
    const codes: readonly AnswerValue[] = Array.isArray(value) ? value : [value];
    const labels = codes.map((code) => choiceLabel(kind.choices, String(code)).toLowerCase());
    return labels.length === 0 ? "none" : labels.join(", ");
  }
  if (kind.kind === "scale") return `${String(value)} of ${kind.max}`;
  if (kind.kind === "number" && kind.unit !== "") return `${String(value)} ${kind.unit}`;
  if (kind.kind === "date") return dateWords(String(value));
  return String(value);
}

function listOf(value: AnswerValue | undefined): readonly AnswerValue[] {
  return Array.isArray(value) ? value : [];
}

function regionsOf(value: AnswerValue | undefined): readonly string[] {
  return listOf(recordValue(value)?.regions).flatMap((mark) => {
    const region = recordValue(mark)?.region;
    return typeof region === "string" ? [region] : [];
  });
}

/** Codes in another order and fields in another order are the same answer. */
export function sameValue(one: AnswerValue | undefined, other: AnswerValue | undefined): boolean {
  return spelled(one) === spelled(other);
}

function spelled(value: AnswerValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly AnswerValue[]).map(spelled).sort().join()}]`;
  const fields = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${spelled(part)}`);
  return `{${fields.sort().join()}}`;
}
