import type { CrossRule } from "./kinds.ts";

/** Rules between answers: each message says which answers disagree and what would be right. */
export const crossRules = [
  {
    id: "painRange",
    items: ["HX.NRS.AVG", "HX.NRS.LEAST", "HX.NRS.WORST"],
    message: "Least, average and worst pain are out of order: least ≤ average ≤ worst.",
    source: "GK",
    check: { ascending: ["HX.NRS.LEAST", "HX.NRS.AVG", "HX.NRS.WORST"] },
  },
  {
    id: "conservativeCareDates",
    items: ["HX.CONS"],
    message: "A conservative treatment ends before it starts.",
    source: "Ref4",
    check: { rowDatesAscending: { item: "HX.CONS", from: "start", to: "end" } },
  },
] as const satisfies readonly CrossRule[];
