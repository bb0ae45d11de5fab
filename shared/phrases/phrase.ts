import { z } from "zod";
import { holdsOneOf, type RoleHolder } from "../accounts/roles.ts";
import { foldAbbreviation, longestAbbreviation, shortestAbbreviation } from "./abbreviation.ts";
import { fieldProblem } from "./phraseText.ts";

export const longestPhrase = 2000;

const letters = new RegExp(`^[\\p{L}\\p{N}]{${shortestAbbreviation},${longestAbbreviation}}$`, "u");

/** Folded on entry, so that ";SLR" and ";slr" are one phrase. */
export const abbreviationSchema = z
  .string()
  .max(200)
  .transform((typed) => foldAbbreviation(typed.trim().replace(/^;/, "")))
  .refine((word) => letters.test(word), {
    message: `must have ${shortestAbbreviation} to ${longestAbbreviation} letters or digits`,
  });

const controlCharacter = /[^\P{Cc}\n\t]/u;

export const phraseTextSchema = z
  .string()
  .max(longestPhrase)
  .transform((text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim())
  .superRefine((text, context) => {
    const message =
      text === ""
        ? "must not be empty"
        : controlCharacter.test(text)
          ? "has a character that cannot be printed"
          : fieldProblem(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

/** What is entered of a phrase. */
export const phraseSchema = z
  .object({
    abbreviation: abbreviationSchema,
    text: phraseTextSchema,
    /** Of the practice, for everybody; otherwise of the account that is signed in. */
    shared: z.boolean(),
  })
  .strict();
export type PhraseEntry = z.infer<typeof phraseSchema>;

/** Who keeps the practice's phrases; everybody keeps their own. */
export function mayShare(account: RoleHolder): boolean {
  return holdsOneOf(account, ["physician", "administrator"]);
}

/** A phrase as it can be called. */
export interface Phrase extends PhraseEntry {
  readonly id: string;
}

/** Phrases whose abbreviation begins with what was typed: the exact one first, then by letters, personal before shared. */
export function matchingPhrases<Known extends Phrase>(
  phrases: readonly Known[],
  typed: string,
): readonly Known[] {
  return phrases
    .filter((phrase) => phrase.abbreviation.startsWith(typed))
    .sort(
      (one, other) =>
        Number(other.abbreviation === typed) - Number(one.abbreviation === typed) ||
        compare(one.abbreviation, other.abbreviation) ||
        Number(one.shared) - Number(other.shared),
    );
}

/** The phrase that is called so; one's own before the practice's of the same name. */
export function phraseCalled<Known extends Phrase>(
  phrases: readonly Known[],
  typed: string,
): Known | undefined {
  const called = phrases.filter((phrase) => phrase.abbreviation === typed);
  return called.find((phrase) => !phrase.shared) ?? called[0];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
