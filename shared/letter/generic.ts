import type { Item } from "../checklist/kinds.ts";
import type { AnswerValue } from "../evaluation/evaluation.ts";
import { recordValue } from "../evaluation/reader.ts";
import type { Sentence } from "./document.ts";
import { absentCodes, cellWords, type Findings, type Row, unsaid } from "./findings.ts";
import { americanSpelling, inline, sentenceCase, wordCount } from "./grammar.ts";
import { listSentences, longestSentence } from "./packing.ts";
import {
  from,
  fromItem,
  listed,
  type Part,
  type Phrase,
  phrase,
  sentence,
  textOf,
  typed,
  words,
} from "./phrase.ts";

/**
 * Plain sentences ("Label: value.") for answers that no section has words of its own for. It is what makes a new item
 * of the checklist appear in the letter on the day it is added.
 */
export function plainSentences(findings: Findings, item: Item): readonly Sentence[] {
  const value = findings.value(item.id);
  if (value === undefined) return [];
  const label = sentenceCase(americanSpelling(item.label));
  const lead = from(`${label}:`, item.id);
  switch (item.kind) {
    case "text":
      return typed(String(value), fromItem(item.id), `${label}:`);
    case "single":
    case "multi":
      return choiceSentences(findings, item, label);
    case "record":
      return rowSentences(lead, findings.record(item.id));
    case "pair":
      return pairSentences(item, label, findings);
    case "grid":
      return findings
        .gridRows(item.id)
        .flatMap(({ label: rowLabel, row }) => rowSentences(words`${lead} ${rowLabel},`, row));
    case "repeat": {
      if (findings.isNone(item.id)) return [sentence(words`${lead} ${inline(item.noneLabel ?? "none")}`)];
      return findings.rows(item.id).flatMap((row) => rowSentences(lead, row));
    }
    case "drawing":
      return listSentences(lead, drawnRegions(item, value));
    case "computed":
      return [];
    default:
      return [sentence(words`${lead} ${cellWords(item, value)}`)];
  }
}

/** A choice that only says "unknown" or "not asked" becomes a sentence about the question itself. */
function choiceSentences(findings: Findings, item: Item, label: string): readonly Sentence[] {
  const codes = findings.codes(item.id);
  const only = codes.length === 1 ? codes[0] : undefined;
  if (only !== undefined && unsaid.has(only)) return [sentence(from(`${label}: ${only}`, item.id))];
  return listSentences(from(`${label}:`, item.id), findings.phrases(item.id));
}

/** "Lead a, b; no c or d." */
export function rowSentences(lead: Part, row: Row | undefined): readonly Sentence[] {
  if (row === undefined) return [];
  const { present, absent } = row.restByPresence();
  const said = presenceSentences(lead, present, absent);
  if (said.length > 0) return said;
  return typeof lead === "object" ? [sentence(words`${lead} recorded without detail`)] : [];
}

/** What is there and what is not, in one sentence where it fits. */
export function presenceSentences(
  lead: Part,
  present: readonly Phrase[],
  absent: readonly Phrase[],
): readonly Sentence[] {
  if (absent.length === 0) return listSentences(lead, present);
  const no = words`no ${listed(absent, "or")}`;
  if (present.length === 0) return [sentence(words`${lead} ${no}`)];
  const whole = words`${lead} ${listed(present)}; ${no}`;
  return wordCount(textOf(whole)) <= longestSentence
    ? [sentence(whole)]
    : [...listSentences(lead, present), sentence(words`There is ${no}`)];
}

/**
 * Field by field, right beside left: "Pulses: dorsalis pedis 2+ on both sides; no edema on either side". Where only
 * one side was examined, the side is named once: "Knee movement on the left: flexion 90° and painful".
 */
export function pairSentences(
  item: Extract<Item, { kind: "pair" }>,
  name: string,
  findings: Findings,
): readonly Sentence[] {
  const { right, left } = findings.sides(item.id);
  const { entry } = item;
  if (entry.kind !== "record") {
    const said = sidesInWords(right, left, (value) => cellWords(entry, value));
    return said === undefined ? [] : [sentence(words`${name}: ${from(said, item.id)}`)];
  }
  const rows = findings.sideRows(item.id);
  const only = rows.right === undefined ? rows.left : rows.left === undefined ? rows.right : undefined;
  if (only !== undefined) {
    return rowSentences(
      from(`${name} on the ${rows.right === undefined ? "left" : "right"}:`, item.id),
      only,
    );
  }
  const [onRight, onLeft] = [recordValue(right), recordValue(left)];
  const present: Phrase[] = [];
  const absent: Phrase[] = [];
  for (const field of entry.fields) {
    const values = [onRight?.[field.id], onLeft?.[field.id]].filter((value) => value !== undefined);
    if (values.length === 0 || values.every((value) => unsaid.has(String(value)))) continue;
    const label = inline(americanSpelling(field.label));
    const isSingle = field.kind === "single";
    if (isSingle && values.length === 2 && values.every((value) => absentCodes.has(String(value)))) {
      absent.push(from(label, item.id));
      continue;
    }
    const said = sidesInWords(onRight?.[field.id], onLeft?.[field.id], (value) => cellWords(field, value));
    if (said !== undefined)
      present.push(from(`${label} ${said}`.replace(/ (?:yes|present) on/, " on"), item.id));
  }
  const parts = [
    ...present,
    ...(absent.length === 0 ? [] : [words`no ${listed(absent, "or")} on either side`]),
  ];
  return parts.length === 0
    ? [sentence(words`${name}: ${from("recorded", item.id)}`)]
    : listSentences(`${name}:`, parts);
}

/** "2+ on both sides", "2+ on the right and absent on the left". */
export function sidesInWords(
  right: AnswerValue | undefined,
  left: AnswerValue | undefined,
  inWords: (value: AnswerValue) => string,
): string | undefined {
  const [onRight, onLeft] = [right, left].map((value) => (value === undefined ? undefined : inWords(value)));
  if (onRight !== undefined && onLeft !== undefined) {
    return onRight === onLeft
      ? `${onRight} on both sides`
      : `${onRight} on the right and ${onLeft} on the left`;
  }
  if (onRight !== undefined) return `${onRight} on the right`;
  return onLeft === undefined ? undefined : `${onLeft} on the left`;
}

/** "left calf (burning)" for each region of a pain drawing. */
export function drawnRegions(
  item: Extract<Item, { kind: "drawing" }>,
  value: AnswerValue,
): readonly Phrase[] {
  const regions = recordValue(value)?.regions;
  if (!Array.isArray(regions)) return [];
  return (regions as readonly AnswerValue[]).flatMap((mark) => {
    const record = recordValue(mark);
    const region = item.regions.find((candidate) => candidate.id === record?.region);
    if (record === undefined || region === undefined) return [];
    const qualities = Array.isArray(record.qualities) ? record.qualities : [];
    const words = cellWords({ kind: "multi", choices: item.qualities }, qualities);
    const label = inline(americanSpelling(region.label));
    return [phrase(qualities.length === 0 ? label : `${label} (${words})`, fromItem(item.id))];
  });
}
