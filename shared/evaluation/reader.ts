import { findItem } from "../checklist/index.ts";
import type { CellKind, Choice, Field, Item, NotDoneReason } from "../checklist/kinds.ts";
import { isApplicable } from "./applicability.ts";
import { isCarried } from "./carryForward.ts";
import type { AnswerValue, Evaluation } from "./evaluation.ts";

/** A record, a repeat's row or a grid's row as stored: field id -> value. */
export type RecordValue = { readonly [field: string]: AnswerValue };
export type Side = "right" | "left";

/**
 * Typed access to the answers that count: those of items that are asked and were done. Everything else reads as
 * absent. Asking with an id that the checklist does not have is a mistake of the caller and throws.
 */
export interface AnswerReader {
  readonly evaluation: Evaluation;
  item(id: string): Item;
  isAnswered(id: string): boolean;
  value(id: string): AnswerValue | undefined;
  /** Text, trimmed. */
  text(id: string): string | undefined;
  /** Code of a single choice. */
  code(id: string): string | undefined;
  /** Codes of a multiple choice; empty when not answered. */
  codes(id: string): readonly string[];
  /** Number or scale. */
  number(id: string): number | undefined;
  /** Date, possibly partial. */
  date(id: string): string | undefined;
  record(id: string): RecordValue | undefined;
  pair(id: string): { readonly right?: AnswerValue; readonly left?: AnswerValue } | undefined;
  /** Both sides of a pair of records. */
  pairOfRecords(id: string): { readonly right?: RecordValue; readonly left?: RecordValue } | undefined;
  /** Rows of a repeat; empty both when not answered and when answered by "none" (see isAnswered). */
  rows(id: string): readonly RecordValue[];
  grid(id: string): { readonly [row: string]: RecordValue } | undefined;
  note(id: string): string | undefined;
  notDone(id: string): NotDoneReason | undefined;
  /** Words of the chosen choice for a sentence; the note's words for a choice that needs a note. */
  phrase(id: string): string | undefined;
  phrases(id: string): readonly string[];
}

export function readAnswers(evaluation: Evaluation): AnswerReader {
  const applicable = new Map<string, boolean>();
  const itemOf = (id: string): Item => {
    const item = findItem(id);
    if (item === undefined) throw new Error(`The checklist has no item ${id}`);
    return item;
  };
  const counted = (id: string) => {
    const item = itemOf(id);
    const answer = evaluation.answers[id];
    if (answer === undefined || isCarried(answer)) return undefined;
    let asked = applicable.get(id);
    if (asked === undefined) {
      asked = isApplicable(item, evaluation);
      applicable.set(id, asked);
    }
    return asked ? answer : undefined;
  };
  const read = new Map<string, AnswerValue | undefined>();
  const value = (id: string): AnswerValue | undefined => {
    if (!read.has(id)) read.set(id, finished(itemOf(id), counted(id)?.value));
    return read.get(id);
  };
  const codes = (id: string): readonly string[] => {
    const stored = value(id);
    if (typeof stored === "string") return [stored];
    return Array.isArray(stored) ? stored.filter((code): code is string => typeof code === "string") : [];
  };
  const record = (id: string) => recordValue(value(id));
  const note = (id: string) => {
    const words = counted(id)?.note?.trim();
    return words ? words : undefined;
  };
  const phrases = (id: string) => {
    const item = itemOf(id);
    const choices = item.kind === "single" || item.kind === "multi" ? item.choices : [];
    return codes(id).map((code) => {
      const choice = choices.find((candidate) => candidate.code === code);
      return choice?.needsNote ? (note(id) ?? choicePhrase(choices, code)) : choicePhrase(choices, code);
    });
  };
  return {
    evaluation,
    item: itemOf,
    isAnswered: (id) => {
      return value(id) !== undefined || counted(id)?.notDone !== undefined;
    },
    value,
    text: (id) => {
      const stored = value(id);
      return typeof stored === "string" && stored.trim() !== "" ? stored.trim() : undefined;
    },
    code: (id) => codes(id)[0],
    codes,
    number: (id) => {
      const stored = value(id);
      return typeof stored === "number" ? stored : undefined;
    },
    date: (id) => {
      const stored = value(id);
      return typeof stored === "string" ? stored : undefined;
    },
    record,
    pair: record,
    pairOfRecords: (id) => {
      const sides = record(id);
      if (sides === undefined) return undefined;
      const [right, left] = [recordValue(sides.right), recordValue(sides.left)];
      return { ...(right ? { right } : {}), ...(left ? { left } : {}) };
    },
    rows: (id) => {
      const stored = value(id);
      if (!Array.isArray(stored)) return [];
      return (stored as readonly AnswerValue[])
        .map((row) => recordValue(row))
        .filter((row): row is RecordValue => row !== undefined);
    },
    grid: (id) => {
      const rows = record(id);
      if (rows === undefined) return undefined;
      return Object.fromEntries(
        Object.entries(rows).flatMap(([row, columns]) => {
          const filled = recordValue(columns);
          return filled ? [[row, filled] as const] : [];
        }),
      );
    },
    note,
    notDone: (id) => counted(id)?.notDone,
    phrase: (id) => phrases(id)[0],
    phrases,
  };
}

/** What is begun and lacks a required field is kept in the store and does not count: of rows, the finished ones do. */
function finished(item: Item, value: AnswerValue | undefined): AnswerValue | undefined {
  if (value === undefined || (item.kind !== "record" && item.kind !== "repeat")) return value;
  const required = item.fields.filter((field) => field.required).map((field) => field.id);
  if (required.length === 0) return value;
  const isWhole = (part: AnswerValue) => {
    const record = recordValue(part);
    return record === undefined || required.every((field) => record[field] !== undefined);
  };
  if (item.kind === "record") return isWhole(value) ? value : undefined;
  if (!Array.isArray(value)) return value;
  const rows = (value as readonly AnswerValue[]).filter(isWhole);
  return rows.length === 0 && value.length > 0 ? undefined : rows;
}

/** The object form of a value, or undefined when it is none. */
export function recordValue(value: AnswerValue | undefined): RecordValue | undefined {
  return typeof value === "object" && !Array.isArray(value) ? (value as RecordValue) : undefined;
}

/** Words for a sentence. */
export function choicePhrase(choices: readonly Choice[], code: string): string {
  const choice = choices.find((candidate) => candidate.code === code);
  return choice?.phrase ?? choice?.code ?? code;
}

/** Words on screen. */
export function choiceLabel(choices: readonly Choice[], code: string): string {
  const choice = choices.find((candidate) => candidate.code === code);
  return choice?.label ?? choice?.code ?? code;
}

/** One cell in words: choices by their phrase, numbers with their unit. */
export function cellText(kind: CellKind | Field, value: AnswerValue): string {
  if (kind.kind === "single" && typeof value === "string") return choicePhrase(kind.choices, value);
  if (kind.kind === "multi" && Array.isArray(value)) {
    return value.map((code) => choicePhrase(kind.choices, String(code))).join(", ");
  }
  if (kind.kind === "number" && typeof value === "number" && kind.unit) {
    return kind.unit === "%" || kind.unit === "°" ? `${value}${kind.unit}` : `${value} ${kind.unit}`;
  }
  return String(value);
}
