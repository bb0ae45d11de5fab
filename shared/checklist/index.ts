import { crossRules } from "./crossRules.ts";
import { historyPart } from "./history/index.ts";
import type { Checklist, Item, PartId } from "./kinds.ts";
import { neurologicalPart } from "./neurological/index.ts";
import { physicalPart } from "./physical/index.ts";
import { planPart } from "./plan/index.ts";
import { recordsPart } from "./records/index.ts";
import { referralPart } from "./referral.ts";

/** The whole evaluation as data, in the order in which a physician goes through it. */
export const checklist: Checklist = {
  version: "1.0.0",
  parts: [referralPart, historyPart, physicalPart, neurologicalPart, recordsPart, planPart],
  crossRules,
};

export const allItems: readonly Item[] = checklist.parts.flatMap((part) =>
  part.groups.flatMap((group) => group.items),
);

const itemsById: ReadonlyMap<string, Item> = new Map(allItems.map((item) => [item.id, item]));
const partsByItemId: ReadonlyMap<string, PartId> = new Map(
  checklist.parts.flatMap((part) =>
    part.groups.flatMap((group) => group.items.map((item): [string, PartId] => [item.id, part.id])),
  ),
);

export function findItem(id: string): Item | undefined {
  return itemsById.get(id);
}

/** The part that an item belongs to. Throws for an id that the checklist does not have: a fault in the program. */
export function partOf(id: string): PartId {
  const part = partsByItemId.get(id);
  if (part === undefined) throw new RangeError(`The checklist has no item ${id}.`);
  return part;
}
