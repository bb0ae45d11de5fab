import { longestPassage } from "../../../shared/contract/letters.ts";
import { type Edit, type Passage, type PassageSection, passageText } from "../../../shared/letter/edits.ts";
import { placeOf } from "../../../shared/letter/kinds/editEntries.ts";

/** The passages of a letter as the screen needs them: where each stands, what is typed over it, which of them were edited. */

type Place = NonNullable<Passage["place"]>;

function placeKey(section: PassageSection, { block, entry, row, column }: Place): string {
  return [section, block, entry ?? "", row ?? "", column ?? ""].join("/");
}

export type PassageIndex = ReadonlyMap<string, Passage>;

/** Passages by the place where they stand in the letter; what was taken out stands nowhere. */
export function indexPassages(passages: readonly Passage[]): PassageIndex {
  return new Map(
    passages.flatMap((passage) =>
      passage.place === undefined ? [] : [[placeKey(passage.section, passage.place), passage]],
    ),
  );
}

export function passageAt(index: PassageIndex, section: PassageSection, place: Place): Passage | undefined {
  return index.get(placeKey(section, place));
}

/** What an addendum says is typed into a field of its own. */
export function canBeEdited(passage: Passage): boolean {
  return passage.section !== "addendum";
}

/** Where the caret goes when the passage is edited from one of its sentences. */
export function caretAt(passage: Passage, sentence: number): number {
  return sentence === 0 ? 0 : passageText(passage.sentences.slice(0, sentence)).length + 1;
}

/** Why these words cannot be kept in place of a passage; undefined where they can. */
export function editProblem(text: string): string | undefined {
  if (text.trim() === "")
    return "Nothing is written. To leave the passage out of the letter, choose “Take out”.";
  return text.length > longestPassage
    ? `${text.length} characters, and a passage takes at most ${longestPassage}: shorten it.`
    : undefined;
}

export interface EditedPassage {
  readonly key: string;
  readonly section: string;
  /**
   * edited: stands there; stale: stands there, and a finding changed since; removed: was taken out; lost: nothing is composed any
   * more where it stood.
   */
  readonly status: "edited" | "stale" | "removed" | "lost";
  /** What was written; of a passage that was taken out what is composed there. */
  readonly words: string;
}

/** What was edited, in the order of reading; what lost its place comes last. */
export function editedPassages(
  passages: readonly Passage[],
  orphans: readonly Edit[],
): readonly EditedPassage[] {
  return [
    ...passages.flatMap((passage): readonly EditedPassage[] => {
      if (passage.state === "composed") return [];
      const isGone = passage.sentences.every(({ runs }) => runs.length === 0);
      return [
        {
          key: passage.key,
          section: placeOf(passage.section),
          status: passage.state === "stale" ? "stale" : isGone ? "removed" : "edited",
          words: passageText(isGone ? passage.original : passage.sentences),
        },
      ];
    }),
    ...orphans.map(
      ({ key, text, original }): EditedPassage => ({
        key,
        section: sectionOfKey(key),
        status: "lost",
        words: text === "" ? passageText(original) : text,
      }),
    ),
  ];
}

/** A key begins with the section that its passage stands in. */
export function sectionOfKey(key: string): string {
  return placeOf(key.split("/")[0] as PassageSection);
}

/** Passages that were being edited and do not stand in the letter any more: what was typed there has lost its field. */
export function lostWhileTyped(passages: readonly Passage[], open: readonly string[]): readonly string[] {
  const standing = new Set(passages.filter(({ place }) => place !== undefined).map(({ key }) => key));
  return open.filter((key) => !standing.has(key));
}

export const statusWords: Readonly<Record<EditedPassage["status"], string>> = {
  edited: "Edited",
  stale: "Edited, and a finding changed since",
  removed: "Taken out",
  lost: "Not in the letter any more: its findings changed",
};
