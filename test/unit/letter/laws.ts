import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { answeredItems } from "../../../shared/letter/completing.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { plainText, sectionHeadings, sectionIds } from "../../../shared/letter/document.ts";
import { Findings } from "../../../shared/letter/findings.ts";
import { letterAsText, sentencesOf } from "../../../shared/letter/plain.ts";
import { typedIn } from "./generatedAnswers.ts";
import { itemsIn, proseOf } from "./support.ts";

/** Where a score came from is kept in the record, not told to the reader. */
const notForTheReader = new Set(["licence", "language"]);

const broken: readonly (readonly [string, RegExp])[] = [
  ["starts small", /^(?!["“‘(]*[\p{Lu}\p{N}\p{Lo}])/u],
  ["does not end", /(?<![.!?,][”’)]{0,2})$/u],
  ["space before punctuation or doubled", / {2}| [.,;:]/],
  ["doubled punctuation", /\.\.|,,|,\.|;\.|:\.|;;|\( | \)|\(\)/],
  ["doubled word", /(?<![-\p{L}\p{N}])([\p{L}]+) \1(?![-\p{L}\p{N}/])/u],
  ["wrong article", /\ba (?:[aeio][a-z]+|[AEFHILMNORSX]\d|MRI|EMG)\b/],
];

/** Everything that is wrong with a letter as such, whatever it says. Empty for a sound one. */
export function faultsOf(letter: LetterDocument, evaluation: Evaluation): readonly string[] {
  const findings = new Findings(evaluation);
  const answered = answeredItems(findings);
  const faults: string[] = [];
  const { sections } = letter;
  if (sections.map(({ id }) => id).join() !== sectionIds.join()) faults.push("sections: wrong order");
  if (sections.some(({ id, heading }) => heading !== sectionHeadings[id]))
    faults.push("sections: wrong heading");
  for (const { id, blocks } of sections) if (blocks.length === 0) faults.push(`empty section: ${id}`);

  const used = itemsIn(letter);
  const given = new Set(answered.map((item) => item.id));
  for (const id of given) if (!used.has(id)) faults.push(`lost answer: ${id}`);
  for (const id of used) {
    if (!given.has(id) && findings.note(id) === undefined) faults.push(`unanswered source: ${id}`);
  }
  for (const said of sentencesOf(letter)) {
    if (said.sources.length === 0) faults.push(`no source: ${plainText(said)}`);
  }
  const text = letterAsText(letter);
  const leak = /undefined|null|NaN|\[object|\{\{|Infinity/.exec(text);
  if (leak !== null) faults.push(`leak: ${text.slice(Math.max(0, leak.index - 40), leak.index + 40)}`);
  for (const said of proseOf(letter).map(plainText)) {
    for (const [name, pattern] of broken) if (pattern.test(said)) faults.push(`${name}: ${said}`);
  }
  const lower = text.toLowerCase();
  for (const { id } of answered) {
    const answer = evaluation.answers[id];
    const value = id.startsWith("INS.") ? withoutProvenance(answer?.value) : answer?.value;
    for (const words of [...typedIn(value), ...typedIn(answer?.note)]) {
      if (!lower.includes(words.toLowerCase()))
        faults.push(`typed and not printed: ${id} ${fieldOf(value, words)}`);
    }
  }
  return faults;
}

function withoutProvenance(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !notForTheReader.has(field)));
}

/** Name of the field that holds the words, for the report. */
function fieldOf(value: unknown, words: string): string {
  if (typeof value !== "object" || value === null) return "";
  for (const [field, part] of Object.entries(value)) {
    if (part === words) return field;
    const inside = fieldOf(part, words);
    if (inside !== "") return inside;
  }
  return "";
}
