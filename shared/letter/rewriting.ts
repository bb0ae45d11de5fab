import { withoutDefinitions } from "./abbreviations.ts";
import { plainText, type Sentence, type Source } from "./document.ts";
import { clean, sentenceCase, splitSentences } from "./grammar.ts";
import { unite } from "./phrase.ts";

/** What becomes of the sentences of a passage, and of their sources, when somebody writes another text in their place. */

/** A text as it is stored: no abbreviation written out, since that is done anew where it is first used. */
export function storedText(text: string): string {
  return withoutDefinitions(clean(text.normalize("NFC").replaceAll("\u00A0", " ")));
}

export interface Rewritten {
  readonly sentences: readonly Sentence[];
  readonly removed: readonly Sentence[];
}

/** An entry or a cell: one text, which keeps its sources. */
export function replaced(original: readonly Sentence[], text: string): Rewritten {
  const [first] = original;
  if (first === undefined) return { sentences: [], removed: [] };
  const isEmptied = text.trim() === "";
  return {
    sentences: [{ ...first, runs: isEmptied ? [] : [{ text: sentenceCase(text.trim()) }], edited: true }],
    removed: isEmptied ? original : [],
  };
}

/** Words that the physician added of their own accord. */
export const ownWords = { fixed: "physician’s own words" } as const satisfies Source;

/**
 * A paragraph: sentences that stayed as they were stay as they are. What was written between two of them takes over the
 * sources of what stood there; where nothing stood, it is the physician's own.
 */
export function rewritten(original: readonly Sentence[], text: string): Rewritten {
  const written = splitSentences(text);
  const pairs = commonSentences(
    original.map((said) => storedText(plainText(said))),
    written.map(storedText),
  );
  const sentences: Sentence[] = [];
  const removed: Sentence[] = [];
  let [from, to] = [0, 0];
  for (const [kept, at] of [...pairs, [original.length, written.length] as const]) {
    const [gone, added] = [original.slice(from, kept), written.slice(to, at)];
    if (added.length === 0) removed.push(...gone);
    sentences.push(...inPlaceOf(gone, added));
    const same = original[kept];
    if (same !== undefined) sentences.push(same);
    [from, to] = [kept + 1, at + 1];
  }
  return { sentences, removed };
}

function inPlaceOf(gone: readonly Sentence[], added: readonly string[]): readonly Sentence[] {
  const all = unite(gone.flatMap(({ sources }) => sources));
  return added.map((text, index): Sentence => {
    const own = gone.length === added.length ? (gone[index]?.sources ?? all) : all;
    return { runs: [{ text }], sources: own.length === 0 ? [ownWords] : own, edited: true };
  });
}

/** Longest common subsequence: pairs of positions that hold the same text, in order. */
function commonSentences(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const lengths = Array.from({ length: one.length + 1 }, () => Array<number>(other.length + 1).fill(0));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line === undefined) continue;
      line[column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
