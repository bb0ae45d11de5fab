import type { Statement } from "../rule.ts";

/** E: emergency, same day. U: urgent, within about two weeks. S: soon. block: cannot be finalised. */
export type RedFlagLevel = "E" | "U" | "S" | "block";

export interface RedFlag extends Statement {
  readonly level: RedFlagLevel;
  /** What to do, in the order in which to do it. */
  readonly actions: readonly string[];
  /**
   * The emergency stops what is elective: no timing, no ranking, no injection is suggested. A danger to life by suicide
   * is as urgent and stops none of it.
   */
  readonly suppressesElective: boolean;
  /**
   * Opens the letter with the urgent box and asks who was phoned (clinical reference 3.2 and 4.2: levels E and U). What is
   * urgent only until a question is answered does not, nor does a single risk without a sign: the box would be a habit.
   */
  readonly headsLetter: boolean;
}

/** Items without repeats. */
export const join = (...lists: readonly (readonly string[])[]): readonly string[] => [
  ...new Set(lists.flat()),
];

export function flag(
  ruleId: string,
  level: RedFlagLevel,
  text: string,
  items: readonly string[],
  actions: readonly string[],
  missing: readonly string[] = [],
  { isSettled = true }: { readonly isSettled?: boolean } = {},
): RedFlag {
  const headsLetter = level === "E" || (level === "U" && isSettled);
  return { ruleId, level, text, actions, items, missing, suppressesElective: level === "E", headsLetter };
}
