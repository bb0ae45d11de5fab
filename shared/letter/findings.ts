import { findItem } from "../checklist/index.ts";
import type { CellKind, Choice, Field, Item } from "../checklist/kinds.ts";
import { isApplicable } from "../evaluation/applicability.ts";
import { computeItem } from "../evaluation/computed.ts";
import type { AnswerValue, Evaluation } from "../evaluation/evaluation.ts";
import {
  type AnswerReader,
  choicePhrase,
  type RecordValue,
  readAnswers,
  recordValue,
} from "../evaluation/reader.ts";
import type { Source } from "./document.ts";
import {
  americanSpelling,
  asName,
  clean,
  dateText,
  inline,
  joinList,
  quantity,
  splitSentences,
  wordCount,
} from "./grammar.ts";
import { fromItem, type Phrase, phrase } from "./phrase.ts";

/** Choice codes that say nothing about the patient and are worded by the sections themselves. */
export const unsaid: ReadonlySet<string> = new Set(["not asked", "not applicable", "unknown"]);

/** One value of a cell in words: choices by their phrase, numbers with unit, dates in full, text as typed. */
export function cellWords(kind: CellKind | Field, value: AnswerValue): string {
  switch (kind.kind) {
    case "single":
      return typeof value === "string" ? spoken(kind.choices, value) : clean(String(value));
    case "multi":
      return Array.isArray(value)
        ? joinList(value.map((code) => spoken(kind.choices, String(code))))
        : spoken(kind.choices, String(value));
    case "number":
      return typeof value === "number" ? quantity(value, kind.unit) : clean(String(value));
    case "scale":
      return kind.max === 10 ? `${String(value)} of 10` : String(value);
    case "date":
      return dateText(String(value));
    default:
      return clean(String(value));
  }
}

export function spoken(choices: readonly Choice[], code: string): string {
  return clean(americanSpelling(choicePhrase(choices, code)));
}

/**
 * A record, or a row of a repeat or grid, that remembers which of its fields were put into words. What a section did
 * not take is rendered plainly by `rest`, so that a field added to the checklist is never lost.
 */
export class Row {
  readonly source: Source;
  readonly #fields: readonly Field[];
  readonly #value: RecordValue;
  readonly #taken = new Set<string>();

  constructor(fields: readonly Field[], value: RecordValue, source: Source) {
    this.#fields = fields;
    this.#value = value;
    this.source = source;
  }

  /** The stored value; marks the field as said. */
  raw(field: string): AnswerValue | undefined {
    this.#taken.add(field);
    return this.#value[field];
  }

  /** Looks without marking the field as said. */
  peek(field: string): AnswerValue | undefined {
    return this.#value[field];
  }

  code(field: string): string | undefined {
    const value = this.raw(field);
    return typeof value === "string" ? value : undefined;
  }

  codes(field: string): readonly string[] {
    const value = this.raw(field);
    if (Array.isArray(value)) return value.map(String);
    return typeof value === "string" ? [value] : [];
  }

  number(field: string): number | undefined {
    const value = this.raw(field);
    return typeof value === "number" ? value : undefined;
  }

  /** The field's value in words, as it is; absent when empty or when the answer says "not asked" and the like. */
  words(field: string): string | undefined {
    const definition = this.#fields.find((candidate) => candidate.id === field);
    const value = this.raw(field);
    if (definition === undefined || value === undefined) return undefined;
    if (typeof value === "string" && (value.trim() === "" || unsaid.has(value))) return undefined;
    const text = cellWords(definition, value);
    return text === "" ? undefined : text;
  }

  /** The same, fit for the inside of a sentence, with its source. */
  phrase(field: string): Phrase | undefined {
    const definition = this.#fields.find((candidate) => candidate.id === field);
    const text = this.words(field);
    if (text === undefined) return undefined;
    return phrase(definition?.kind === "text" ? inline(text) : text, this.source);
  }

  /** A name as typed: of a medicine, a person, an agent. */
  name(field: string): Phrase | undefined {
    const text = this.words(field);
    return text === undefined ? undefined : phrase(asName(text), this.source);
  }

  /** Fields that nobody took, as "label value"; what is absent as "no label". */
  rest(): readonly Phrase[] {
    const { present, absent } = this.restByPresence();
    return [...present, ...absent.map((name) => ({ ...name, runs: [{ text: "no " }, ...name.runs] }))];
  }

  /** Fields that nobody took: what is there, and the bare names of what is not. */
  restByPresence(): { readonly present: readonly Phrase[]; readonly absent: readonly Phrase[] } {
    const present: Phrase[] = [];
    const absent: Phrase[] = [];
    for (const field of this.#fields) {
      if (this.#taken.has(field.id) || this.#value[field.id] === undefined) continue;
      const text = this.words(field.id);
      if (text === undefined) continue;
      const label = inline(americanSpelling(field.label));
      const code = field.kind === "single" ? String(this.#value[field.id]) : "";
      if (absentCodes.has(code)) absent.push(phrase(label, this.source));
      else if (presentCodes.has(code)) present.push(phrase(label, this.source));
      else present.push(phrase(`${label} ${field.kind === "text" ? inline(text) : text}`, this.source));
    }
    return { present, absent };
  }
}

const presentCodes: ReadonlySet<string> = new Set(["yes", "present", "positive"]);
export const absentCodes: ReadonlySet<string> = new Set(["no", "absent", "negative", "none"]);

/** What the sections read: answers that count, in words with their source. */
export class Findings {
  readonly evaluation: Evaluation;
  readonly #reader: AnswerReader;

  constructor(evaluation: Evaluation) {
    this.evaluation = evaluation;
    this.#reader = readAnswers(evaluation);
  }

  item(id: string): Item | undefined {
    return findItem(id);
  }

  label(id: string): string {
    return americanSpelling(findItem(id)?.label ?? id);
  }

  /** A value was given (not: "not done"). */
  has(id: string): boolean {
    return findItem(id) !== undefined && this.#reader.value(id) !== undefined;
  }

  value(id: string): AnswerValue | undefined {
    return findItem(id) === undefined ? undefined : this.#reader.value(id);
  }

  code(id: string): string | undefined {
    return this.has(id) ? this.#reader.code(id) : undefined;
  }

  codes(id: string): readonly string[] {
    return this.has(id) ? this.#reader.codes(id) : [];
  }

  number(id: string): number | undefined {
    return this.has(id) ? this.#reader.number(id) : undefined;
  }

  date(id: string): string | undefined {
    return this.has(id) ? this.#reader.date(id) : undefined;
  }

  note(id: string): string | undefined {
    return findItem(id) === undefined ? undefined : this.#reader.note(id);
  }

  notDone(id: string): string | undefined {
    return findItem(id) === undefined ? undefined : this.#reader.notDone(id);
  }

  /** Text as typed. */
  text(id: string): string | undefined {
    return this.has(id) ? this.#reader.text(id) : undefined;
  }

  /** Typed text for the inside of a sentence. */
  inlineText(id: string): Phrase | undefined {
    const text = this.text(id);
    return text === undefined ? undefined : phrase(inline(text), fromItem(id));
  }

  /** The value of a single choice, number, scale, date or text in words; "other" is said by its note. */
  phrase(id: string): Phrase | undefined {
    const item = findItem(id);
    const value = this.value(id);
    if (item === undefined || value === undefined) return undefined;
    if (item.kind === "single" || item.kind === "multi") {
      const all = this.phrases(id);
      return all.length === 0 ? undefined : all.length === 1 ? all[0] : undefined;
    }
    if (item.kind === "text") return this.inlineText(id);
    if (item.kind === "number" || item.kind === "scale" || item.kind === "date") {
      return this.#withShortNote(id, cellWords(item, value));
    }
    return undefined;
  }

  /** A few words typed beside a number belong in brackets after it: "92.5 kg (204 lb)". */
  #withShortNote(id: string, text: string): Phrase {
    const note = this.note(id);
    if (note === undefined || wordCount(note) > 5 || splitSentences(note).length > 1) {
      return phrase(text, fromItem(id));
    }
    return phrase(`${text} (${inline(note)})`, fromItem(id), fromItem(id, "note"));
  }

  /** Each chosen choice in words. A choice that asks for words is said by the note, which then counts as printed. */
  phrases(id: string, except: readonly string[] = []): readonly Phrase[] {
    const item = findItem(id);
    if (item === undefined || (item.kind !== "single" && item.kind !== "multi")) return [];
    const note = this.note(id);
    return this.codes(id)
      .filter((code) => !except.includes(code))
      .map((code) => {
        const choice = item.choices.find((candidate) => candidate.code === code);
        if (choice?.needsNote === true && note !== undefined) {
          return phrase(inline(note), fromItem(id), fromItem(id, "note"));
        }
        return phrase(spoken(item.choices, code), fromItem(id));
      });
  }

  record(id: string): Row | undefined {
    const item = findItem(id);
    const value = recordValue(this.value(id));
    if (item?.kind !== "record" || value === undefined) return undefined;
    return new Row(item.fields, value, fromItem(id));
  }

  rows(id: string): readonly Row[] {
    const item = findItem(id);
    const value = this.value(id);
    if (item?.kind !== "repeat" || !Array.isArray(value)) return [];
    return (value as readonly AnswerValue[]).flatMap((row) => {
      const record = recordValue(row);
      return record === undefined ? [] : [new Row(item.fields, record, fromItem(id))];
    });
  }

  /** A repeat answered by "there are none". */
  isNone(id: string): boolean {
    const value = this.value(id);
    return Array.isArray(value) && value.length === 0;
  }

  gridRows(id: string): readonly { readonly rowId: string; readonly label: string; readonly row: Row }[] {
    const item = findItem(id);
    const value = recordValue(this.value(id));
    if (item?.kind !== "grid" || value === undefined) return [];
    return item.rows.flatMap((definition) => {
      const record = recordValue(value[definition.id]);
      if (record === undefined) return [];
      return [
        {
          rowId: definition.id,
          label: definition.label,
          row: new Row(item.columns, record, fromItem(id, definition.id)),
        },
      ];
    });
  }

  /** A value that the program works out, with the items that it was worked out from. */
  computed(id: string): { readonly value: number | string; readonly phrase: Phrase } | undefined {
    const item = findItem(id);
    if (item?.kind !== "computed" || !isApplicable(item, this.evaluation)) return undefined;
    const result = computeItem(item, this.#reader);
    const basis = result?.basis.filter((id) => this.has(id)) ?? [];
    if (result === undefined || basis.length === 0) return undefined;
    const sources = basis.map((id) => fromItem(id));
    return { value: result.value, phrase: phrase(americanSpelling(result.text), ...sources) };
  }

  /** Both sides of a pair; records become rows, cells stay values. */
  sides(id: string): { readonly right?: AnswerValue; readonly left?: AnswerValue } {
    const item = findItem(id);
    const value = recordValue(this.value(id));
    if (item?.kind !== "pair" || value === undefined) return {};
    return {
      ...(value.right === undefined ? {} : { right: value.right }),
      ...(value.left === undefined ? {} : { left: value.left }),
    };
  }

  sideRows(id: string): { readonly right?: Row; readonly left?: Row } {
    const item = findItem(id);
    if (item?.kind !== "pair" || item.entry.kind !== "record") return {};
    const { fields } = item.entry;
    const { right, left } = this.sides(id);
    const rowOf = (value: AnswerValue | undefined) => {
      const record = recordValue(value);
      return record === undefined ? undefined : new Row(fields, record, fromItem(id));
    };
    const [rightRow, leftRow] = [rowOf(right), rowOf(left)];
    return { ...(rightRow ? { right: rightRow } : {}), ...(leftRow ? { left: leftRow } : {}) };
  }
}
