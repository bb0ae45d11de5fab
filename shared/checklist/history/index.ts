import type { Part } from "../kinds.ts";

/** Part 1: history, in the order in which it is taken. */
export const historyPart = {
  id: "history",
  label: "History",
  groups: [],
} as const satisfies Part;
