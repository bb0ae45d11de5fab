import type { OperationInput, PhraseRow } from "../../../shared/contract.ts";
import { foldAbbreviation } from "../../../shared/phrases/abbreviation.ts";
import { phraseSchema } from "../../../shared/phrases/phrase.ts";
import { fieldsOf } from "../../../shared/phrases/phraseText.ts";
import { type FieldProblems, problemsOf } from "../../components/common/formCheck.ts";

/** A phrase as it is typed. */
export interface PhraseValues {
  abbreviation: string;
  text: string;
  whose: "own" | "practice";
}

/** What the form works on; kept while the window is locked. */
export interface PhraseDraft {
  /** Absent for a new phrase. */
  readonly id?: string;
  readonly values: PhraseValues;
}

export const emptyPhrase: PhraseValues = { abbreviation: "", text: "", whose: "own" };

export function phraseValues(phrase: PhraseRow): PhraseValues {
  const { abbreviation, text, shared } = phrase;
  return { abbreviation, text, whose: shared ? "practice" : "own" };
}

function entryOf({ abbreviation, text, whose }: PhraseValues) {
  return { abbreviation, text, shared: whose === "practice" };
}

/** What keeps the phrase from being saved, by field. */
export function checkPhrase({ id, values }: PhraseDraft, known: readonly PhraseRow[]): FieldProblems {
  const entry = entryOf(values);
  const problems = problemsOf(phraseSchema, entry, { abbreviation: "Abbreviation", text: "Text" });
  if (problems.abbreviation !== undefined) return problems;
  const abbreviation = phraseSchema.shape.abbreviation.parse(entry.abbreviation);
  const isTaken = known.some(
    (other) => other.id !== id && other.shared === entry.shared && other.abbreviation === abbreviation,
  );
  if (!isTaken) return problems;
  const whose = entry.shared ? "The practice has" : "You have";
  return { ...problems, abbreviation: `${whose} a phrase with this abbreviation already.` };
}

export function toPhrase({ id, values }: PhraseDraft): OperationInput<"phrases.save"> {
  return { ...phraseSchema.parse(entryOf(values)), ...(id === undefined ? {} : { id }) };
}

/** "side (left, right); degrees", to see at once whether the fields are understood as they were meant. */
export function fieldWords(text: string): string {
  return fieldsOf(text)
    .map(({ name, choices }) => (choices.length === 0 ? name : `${name} (${choices.join(", ")})`))
    .join("; ");
}

/** Phrases with all of the words in their abbreviation or text. */
export function filterPhrases(phrases: readonly PhraseRow[], typed: string): readonly PhraseRow[] {
  const words = foldAbbreviation(typed).replaceAll(";", " ").split(/\s+/).filter(Boolean);
  if (words.length === 0) return phrases;
  return phrases.filter((phrase) => {
    const text = `${phrase.abbreviation} ${foldAbbreviation(phrase.text)}`;
    return words.every((word) => text.includes(word));
  });
}

/** To begin with; each shows one kind of field, or both. */
export const examples: readonly PhraseValues[] = [
  {
    abbreviation: "slr",
    text: "Straight leg raise on the {side: left | right} reproduces the usual leg pain at {angle} degrees.",
    whose: "own",
  },
  {
    abbreviation: "talk",
    text: "We discussed {procedure}, its risks and its alternatives; the patient wishes {decision: to go ahead | to think it over | not to have it}.",
    whose: "own",
  },
];
