import type { Sentence } from "./document.ts";
import { wordCount } from "./grammar.ts";
import { portions } from "./packing.ts";
import { listed, type Phrase, sentence, words } from "./phrase.ts";

/** What stands first: what was found, then what is unclear, then what is normal. */
export const ranks = { found: 0, unclear: 1, normal: 2 } as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

/** One thing that was examined, and what it was like. Those that were alike are said together. */
export interface Observation {
  readonly name: Phrase;
  /** The name is a plural ("plantar responses"). */
  readonly plural?: boolean;
  readonly rank: Rank;
  /** Verb and predicate for one and for many subjects. */
  readonly one: string;
  readonly many: string;
}

export function observation(
  name: Phrase,
  predicate: string,
  rank: Rank,
  options: { readonly plural?: boolean } = {},
): Observation {
  return { name, rank, one: `was ${predicate}`, many: `were ${predicate}`, ...options };
}

/** Groups observations with the same predicate: "Slump and femoral stretch were negative." */
export function observed(observations: readonly Observation[]): readonly Sentence[] {
  const groups = new Map<string, Observation[]>();
  for (const found of [...observations].sort((a, b) => a.rank - b.rank)) {
    const key = `${found.rank} ${found.many}`;
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    const names = group.map(({ name }) => name);
    return portions(names, wordCount(first.many)).map((part) => {
      const single = part.length === 1 && group.find(({ name }) => name === part[0])?.plural !== true;
      return sentence(words`${listed(part)} ${single ? first.one : first.many}`);
    });
  });
}

export interface SideValue {
  readonly text: string;
  readonly rank: Rank;
}

/**
 * Joins what was seen right and left: "positive on the left and negative on the right", "normal on both sides". The
 * side with the finding comes first.
 */
export function bothSides(
  right: SideValue | undefined,
  left: SideValue | undefined,
): { readonly text: string; readonly rank: Rank } | undefined {
  const given = [
    right === undefined ? undefined : { ...right, place: "on the right" },
    left === undefined ? undefined : { ...left, place: "on the left" },
  ].filter((side) => side !== undefined);
  const [first, second] = given.sort((a, b) => a.rank - b.rank);
  if (first === undefined) return undefined;
  if (second === undefined) return { text: placed(first.text, first.place), rank: first.rank };
  if (first.text === second.text) return { text: placed(first.text, "on both sides"), rank: first.rank };
  return {
    text: `${placed(first.text, first.place)}${first.text.includes(",") ? "," : ""} and ${placed(second.text, second.place)}`,
    rank: first.rank,
  };
}

/** The place goes where "@" stands, else to the end. */
function placed(text: string, place: string): string {
  return text.includes("@") ? text.replace("@", place) : `${text} ${place}`;
}
