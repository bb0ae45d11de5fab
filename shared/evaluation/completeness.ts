import { checklist } from "../checklist/index.ts";
import type { Item, PartId } from "../checklist/kinds.ts";
import { isCarried } from "./carryForward.ts";
import type { Answer, Evaluation } from "./evaluation.ts";
import { isRequired } from "./requirement.ts";

export interface PartCompleteness {
  readonly partId: PartId;
  readonly required: number;
  /** Answered or waived. */
  readonly answered: number;
  /** In the order in which they are asked. */
  readonly missing: readonly string[];
}

export interface Completeness {
  readonly parts: readonly PartCompleteness[];
}

/**
 * Answered is a value, an empty list of rows that says "none", or "not done" with its reason; a note alone is not, nor what
 * was carried forward from an earlier visit and is not confirmed.
 */
export function isAnswered(answer: Answer | undefined): boolean {
  if (isCarried(answer)) return false;
  return answer?.value !== undefined || answer?.notDone !== undefined;
}

/** Whether nothing more is asked of the item: it is answered, or waived where it may be. */
export function isSettled(item: Item, answer: Answer | undefined): boolean {
  return isAnswered(answer) || (answer?.waived !== undefined && item.neverWaived !== true);
}

/** Share done of each part: settled required items of applicable required items. Header items are required at entry. */
export function completenessOf(evaluation: Evaluation): Completeness {
  return {
    parts: checklist.parts.map((part) => {
      const required = part.groups
        .flatMap((group): readonly Item[] => group.items)
        .filter((item) => item.heldIn === undefined && isRequired(item, evaluation));
      const missing = required
        .filter((item) => !isSettled(item, evaluation.answers[item.id]))
        .map((item) => item.id);
      return {
        partId: part.id,
        required: required.length,
        answered: required.length - missing.length,
        missing,
      };
    }),
  };
}
