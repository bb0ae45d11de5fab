import type { Item } from "../checklist/kinds.ts";
import { urgentFlagsOf } from "../reasoning/redFlags/urgency.ts";
import { isApplicable } from "./applicability.ts";
import { holds } from "./conditions.ts";
import type { Evaluation } from "./evaluation.ts";

/**
 * Whether a complete evaluation needs this item. Items that are not asked are never required. (Apart from applicability.ts,
 * since the rules read which items are asked, and this reads the rules.)
 */
export function isRequired(item: Item, evaluation: Evaluation): boolean {
  if (item.kind === "computed" || item.requirement === "optional" || !isApplicable(item, evaluation)) {
    return false;
  }
  if (item.requirement === "required") return true;
  return "requiredWhen" in item.requirement
    ? holds(item.requirement.requiredWhen, evaluation)
    : urgentFlagsOf(evaluation).length > 0;
}
