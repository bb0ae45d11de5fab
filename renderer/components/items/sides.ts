import type { Item } from "../../../shared/checklist/kinds.ts";

export type PairItem = Extract<Item, { kind: "pair" }>;
/** As the examiner faces the patient. */
export const bothSides = ["right", "left"] as const;
export type Side = (typeof bothSides)[number];
