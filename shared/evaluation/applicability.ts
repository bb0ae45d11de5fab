import { checklist } from "../checklist/index.ts";
import type { Condition, Group, Item } from "../checklist/kinds.ts";
import { holds } from "./conditions.ts";
import type { Evaluation } from "./evaluation.ts";

const groupConditionByItem: ReadonlyMap<string, Condition> = new Map(
  checklist.parts
    .flatMap((part) => part.groups)
    .flatMap((group) =>
      group.when === undefined ? [] : group.items.map((item) => [item.id, group.when as Condition] as const),
    ),
);

/** Whether the group is asked for this patient, with the answers so far. */
export function isGroupApplicable(group: Group, evaluation: Evaluation): boolean {
  return group.when === undefined || holds(group.when, evaluation);
}

/**
 * Whether the item is asked. An answer under an item that is not asked any more stays in the store (the physician may
 * correct the answer that folded it away) but is not used: not in the letter, the rules or the completeness.
 */
export function isApplicable(item: Item, evaluation: Evaluation): boolean {
  const groupCondition = groupConditionByItem.get(item.id);
  if (groupCondition !== undefined && !holds(groupCondition, evaluation)) return false;
  return item.when === undefined || holds(item.when, evaluation);
}
