import type { Block, Cell, Run, Sentence, Source } from "./document.ts";
import { clean, lowerFirst, sentenceCase, splitSentences, withFullStop } from "./grammar.ts";

/**
 * Words that remember what they were made from. A section builds phrases with the `words` template and finishes them
 * as sentences; the sources of every part travel along, so that no sentence can be written without its origin.
 */
export interface Phrase {
  readonly runs: readonly Run[];
  readonly sources: readonly Source[];
}

export type Part = string | number | Phrase | undefined;

export const fromItem = (item: string, part?: string): Source =>
  part === undefined ? { item } : { item, part };
export const standing = (name: string): Source => ({ fixed: name });

/** Text made from one or more items. */
export function from(text: string, ...items: readonly string[]): Phrase {
  return { runs: [{ text }], sources: items.map((item) => fromItem(item)) };
}

export function phrase(text: string, ...sources: readonly Source[]): Phrase {
  return { runs: [{ text }], sources };
}

function asPhrase(part: Part): Phrase {
  if (part === undefined) return { runs: [], sources: [] };
  if (typeof part === "object") return part;
  return { runs: [{ text: String(part) }], sources: [] };
}

/** Template: words`${person.He} sits ${minutes}`. Undefined parts vanish; sources are united. */
export function words(strings: TemplateStringsArray, ...parts: readonly Part[]): Phrase {
  const pieces: Phrase[] = [];
  strings.forEach((text, index) => {
    pieces.push(asPhrase(text), asPhrase(parts[index]));
  });
  return together(pieces, "");
}

/** Puts phrases one after the other, with a separator between those that are not empty. */
export function together(parts: readonly Part[], separator = " "): Phrase {
  const phrases = parts.map(asPhrase);
  const runs: Run[] = [];
  for (const { runs: added } of phrases) {
    if (added.length === 0) continue;
    if (separator !== "" && runs.length > 0) runs.push({ text: separator });
    runs.push(...added);
  }
  return { runs, sources: unite(phrases.flatMap((part) => part.sources)) };
}

/** "a, b and c" of phrases. */
export function listed(parts: readonly Part[], conjunction: "and" | "or" = "and"): Phrase {
  const present = parts.map(asPhrase).filter((part) => !isEmpty(part));
  const last = present.at(-1);
  if (last === undefined) return { runs: [], sources: [] };
  if (present.length === 1) return last;
  return words`${together(present.slice(0, -1), ", ")} ${conjunction} ${last}`;
}

export const strong = (part: Part): Phrase => styled(part, "strong");
export const emphasis = (part: Part): Phrase => styled(part, "emphasis");

function styled(part: Part, style: "strong" | "emphasis"): Phrase {
  const { runs, sources } = asPhrase(part);
  return { runs: runs.map((run) => ({ ...run, style })), sources };
}

/** The same words, made from further items as well. */
export function withSources(part: Part, ...sources: readonly Source[]): Phrase {
  const base = asPhrase(part);
  return { runs: base.runs, sources: unite([...base.sources, ...sources]) };
}

export function textOf(part: Part): string {
  return asPhrase(part)
    .runs.map((run) => run.text)
    .join("");
}

export function isEmpty(part: Part): boolean {
  return textOf(part).trim() === "";
}

const keyOf = (source: Source): string => JSON.stringify(source);

export function unite(sources: readonly Source[]): readonly Source[] {
  return [...new Map(sources.map((source) => [keyOf(source), source])).values()];
}

/** Ends a phrase as a sentence: capital first, one space between words, a full stop last. */
export function sentence(part: Part, ...sources: readonly Source[]): Sentence {
  const base = withSources(part, ...sources);
  if (base.sources.length === 0) throw new RangeError("A sentence of the letter has no source.");
  return { runs: punctuated(base.runs), sources: base.sources };
}

/** A table's cell: like a sentence but without a full stop. */
export function cell(part: Part, sources: readonly Source[] = [], align?: "start" | "center"): Cell {
  const base = withSources(part, ...sources);
  if (base.sources.length === 0) throw new RangeError("A cell of the letter has no source.");
  return { runs: tidied(base.runs), sources: base.sources, ...(align === undefined ? {} : { align }) };
}

/** Merges runs of one style and cleans the space inside and between them. */
function tidied(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    if (run.text === "") continue;
    const previous = merged.at(-1);
    if (previous !== undefined && previous.style === run.style) {
      merged[merged.length - 1] = { ...previous, text: previous.text + run.text };
    } else merged.push(run);
  }
  const tidy: Run[] = [];
  for (const run of merged) {
    const [opens, closes] = [/^ /.test(run.text), / $/.test(run.text)];
    const body = clean(run.text);
    const previous = tidy.at(-1);
    if (previous !== undefined && /^[.,;:!?)]/.test(body)) {
      tidy[tidy.length - 1] = { ...previous, text: previous.text.replace(/ $/, "") };
    }
    const before =
      opens && previous !== undefined && !previous.text.endsWith(" ") && !/^[.,;:!?)]/.test(body);
    const text = `${before ? " " : ""}${body}${closes && body !== "" ? " " : ""}`;
    if (text !== "") tidy.push({ ...run, text });
  }
  const last = tidy.at(-1);
  if (last !== undefined) tidy[tidy.length - 1] = { ...last, text: last.text.replace(/ $/, "") };
  return tidy.filter((run) => run.text !== "");
}

function punctuated(runs: readonly Run[]): readonly Run[] {
  const tidy = [...tidied(runs)];
  const [first, last] = [tidy[0], tidy.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("A sentence of the letter is empty.");
  tidy[0] = { ...first, text: sentenceCase(first.text) };
  const end = tidy.length - 1;
  const ending = tidy[end] ?? last;
  tidy[end] = { ...ending, text: withFullStop(ending.text) };
  return tidy;
}

/** Words that already say who or what they are about, and need no label before them. */
const wholeSentence = /^(?:He|She|They|I|We|You|It|There|The patient)\b/;

/** What a person typed, as sentences of its own, unchanged but for space, the first letter and the last full stop. */
export function typed(text: string, source: Source, lead = ""): readonly Sentence[] {
  return splitSentences(text).map((found, index) => {
    const labelled = index === 0 && lead !== "" && !wholeSentence.test(found);
    return sentence(phrase(labelled ? `${lead} ${lowerFirst(found)}` : found, source));
  });
}

export function paragraph(sentences: readonly Sentence[], lead?: string): readonly Block[] {
  if (sentences.length === 0) return [];
  return [{ kind: "paragraph", ...(lead === undefined ? {} : { lead }), sentences }];
}
