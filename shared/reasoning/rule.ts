import type { EvidenceTag } from "../checklist/kinds.ts";

/**
 * What the findings suggest, and why. A rule is data plus a function: it says which items it reads, where it comes from
 * and how sure that is; what it states names the answers that it was made from. Rules support a physician and decide
 * nothing. A missing answer is never taken for a negative one.
 */
export interface RuleInfo {
  /** As in the clinical reference: "TIM-2", "RF-CES", "FAC-2". */
  readonly id: string;
  readonly title: string;
  /** The rule in words: when it speaks and what it says. */
  readonly text: string;
  /** Items that it may read. Every one is in the checklist. */
  readonly inputs: readonly string[];
  /** Reference of the clinical source: "Ref11", "T09", "GK", "DESIGN". */
  readonly source: string;
  /** GK and DESIGN are shown as "to be confirmed by the practice's physician". */
  readonly tag: EvidenceTag;
  /** Calendar date on which the rule was last compared with its source. */
  readonly reviewed: string;
}

/** One thing that a rule says about an evaluation. */
export interface Statement {
  readonly ruleId: string;
  readonly text: string;
  /** Items that it was made from, all of them answered. */
  readonly items: readonly string[];
  /** Items without which it cannot say more; empty when nothing is missing. */
  readonly missing: readonly string[];
}

export type Side = "right" | "left";
