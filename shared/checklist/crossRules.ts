import type { CrossRule } from "./kinds.ts";

/** Rules between answers. Like those of a single answer, each message completes "<item> ...". */
export const crossRules = [
  {
    id: "painRange",
    items: ["HX.NRS.AVG", "HX.NRS.LEAST", "HX.NRS.WORST"],
    message: "must lie between the least and the worst pain (least ≤ average ≤ worst)",
    source: "GK",
    isQuestion: true,
    check: { ascending: ["HX.NRS.LEAST", "HX.NRS.AVG", "HX.NRS.WORST"] },
  },
  {
    id: "conservativeCareDates",
    items: ["HX.CONS"],
    message: "must not have a treatment that ends before it starts",
    source: "Ref4",
    check: { rowDatesAscending: { item: "HX.CONS", from: "start", to: "end" } },
  },
] as const satisfies readonly CrossRule[];
