import { allItems, checklist } from "../../../shared/checklist/index.ts";
import type { Condition, Group, Item, PartId, Requirement } from "../../../shared/checklist/kinds.ts";
import { isApplicable, isGroupApplicable } from "../../../shared/evaluation/applicability.ts";
import { isSettled } from "../../../shared/evaluation/completeness.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { isRequired } from "../../../shared/evaluation/requirement.ts";
import { urgencyInputs } from "../../../shared/reasoning/redFlags/urgency.ts";

/**
 * What is asked, required and missing, worked out from the answers. It changes only when an answer appears, goes, or is
 * one that other items depend on, and so is not worked out again for every key.
 */

export interface GroupProgress {
  readonly group: Group;
  /** Asked items that are answers of this evaluation (header items are edited with the referral). */
  readonly items: readonly Item[];
  readonly required: number;
  readonly missing: readonly string[];
}

export interface PartProgress {
  readonly partId: PartId;
  readonly label: string;
  readonly groups: readonly GroupProgress[];
  readonly required: number;
  readonly answered: number;
  readonly missing: readonly string[];
}

export interface Structure {
  readonly parts: readonly PartProgress[];
  readonly required: ReadonlySet<string>;
  /** Items that have a value and are no longer asked: kept, and left out of the letter. */
  readonly hidden: readonly Item[];
}

export function structureOf(evaluation: Evaluation): Structure {
  const required = new Set<string>();
  const parts = checklist.parts.map((part): PartProgress => {
    const groups = part.groups
      .filter((group) => isGroupApplicable(group, evaluation))
      .map((group) => progressOf(group, evaluation, required))
      .filter((progress) => progress.items.length > 0);
    const missing = groups.flatMap((group) => group.missing);
    const count = groups.reduce((sum, group) => sum + group.required, 0);
    return {
      partId: part.id,
      label: part.label,
      groups,
      required: count,
      answered: count - missing.length,
      missing,
    };
  });
  const hidden = allItems.filter(
    (item) => evaluation.answers[item.id]?.value !== undefined && !isApplicable(item, evaluation),
  );
  return { parts, required, hidden };
}

function progressOf(group: Group, evaluation: Evaluation, required: Set<string>): GroupProgress {
  const items = group.items.filter((item) => item.heldIn === undefined && isApplicable(item, evaluation));
  const needed = items.filter((item) => isRequired(item, evaluation));
  for (const item of needed) required.add(item.id);
  const missing = needed
    .filter((item) => !isSettled(item, evaluation.answers[item.id]))
    .map((item) => item.id);
  return { group, items, required: needed.length, missing };
}

/** Items whose value decides what else is asked or required. */
export const decidingItems: ReadonlySet<string> = new Set([
  ...allItems.flatMap((item) => [
    ...itemsIn(item.when),
    ...itemsOfRequirement(item.requirement),
    ...(item.kind === "grid" ? item.rows.flatMap((row) => itemsIn(row.when)) : []),
  ]),
  ...checklist.parts.flatMap((part) => part.groups).flatMap((group) => itemsIn(group.when)),
]);

function itemsOfRequirement(requirement: Requirement): readonly string[] {
  if (typeof requirement === "string") return [];
  return "requiredWhen" in requirement ? itemsIn(requirement.requiredWhen) : urgencyInputs;
}

function itemsIn(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ("all" in condition) return condition.all.flatMap(itemsIn);
  if ("any" in condition) return condition.any.flatMap(itemsIn);
  if ("not" in condition) return itemsIn(condition.not);
  return "item" in condition ? [condition.item] : [];
}

export interface ItemPlace {
  readonly partId: PartId;
  readonly groupId: string;
}

const places: ReadonlyMap<string, ItemPlace> = new Map(
  checklist.parts.flatMap((part) =>
    part.groups.flatMap((group) =>
      group.items.map((item): [string, ItemPlace] => [item.id, { partId: part.id, groupId: group.id }]),
    ),
  ),
);

export function placeOf(itemId: string): ItemPlace | undefined {
  return places.get(itemId);
}

/**
 * The next missing required item, in the order of the checklist and beginning again at the top: after the item that has the
 * focus, or from the first item of the group on when no item has it.
 */
export function nextMissing(
  structure: Structure,
  focusedItemId: string | undefined,
  firstItemId: string | undefined,
): string | undefined {
  const missing = structure.parts.flatMap((part) => part.missing);
  const order = [...places.keys()];
  const from =
    focusedItemId === undefined ? order.indexOf(firstItemId ?? "") : order.indexOf(focusedItemId) + 1;
  return missing.find((itemId) => order.indexOf(itemId) >= from) ?? missing[0];
}
