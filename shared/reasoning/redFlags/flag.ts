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
): RedFlag {
  return { ruleId, level, text, actions, items, missing, suppressesElective: level === "E" };
}
