import type { Side, Statement } from "../rule.ts";
import type { Block } from "./blocks.ts";
import type { PayerRegion } from "./nerves.ts";

/** A missing answer is "unknown", never "not met". */
export type Verdict = "met" | "not met" | "unknown";

/** One thing that a pathway asks for, judged by itself. */
export interface Criterion extends Statement {
  /** What is asked: "Pain for at least 3 months". */
  readonly text: string;
  readonly verdict: Verdict;
  /** What was found: "14 months", "not recorded". */
  readonly finding: string;
}

export type PathwayState =
  | "suppressed"
  | "insufficient data"
  | "not met"
  // Facet joints
  | "eligible for MBB1"
  | "MBB1 negative"
  | "MBB2 needed"
  | "MBB2 negative"
  | "RFA eligible"
  // Epidural
  | "eligible"
  // Sacroiliac joint
  | "eligible for diagnostic block"
  | "diagnostic block negative"
  | "eligible for therapeutic injection"
  // After an earlier treatment
  | "repeat eligible"
  | "repeat not met";

/** Where a patient stands on the way to a procedure, for one region and, where known, one side. */
export interface Pathway extends Statement {
  readonly kind: "facet" | "epidural" | "sacroiliac";
  readonly title: string;
  readonly region: PayerRegion;
  readonly side?: Side | "bilateral";
  readonly state: PathwayState;
  readonly criteria: readonly Criterion[];
  readonly nextStep: string;
  /** Limits, levels, guidance, technique. */
  readonly warnings: readonly Statement[];
  /** Payer profile that it was judged by. */
  readonly payer: string;
  /** Facet joints only: the joints aimed at, and their nerves; two lists. */
  readonly joints?: readonly string[];
  readonly nerves?: readonly string[];
  readonly blocks?: readonly Block[];
  /** Payers with which the same answers lead to another state. */
  readonly otherPayers?: readonly { readonly payer: string; readonly state: PathwayState }[];
}

/** What was found about a criterion. */
export interface Finding {
  readonly verdict: Verdict;
  readonly finding: string;
  readonly items?: readonly string[];
  readonly missing?: readonly string[];
}

export function criterion(ruleId: string, text: string, found: Finding): Criterion {
  const { verdict, finding, items = [], missing = [] } = found;
  return { ruleId, text, verdict, finding, items: unique(items), missing: unique(missing) };
}

export function unknown(missing: readonly string[], finding = "not recorded"): Finding {
  return { verdict: "unknown", finding, missing };
}

/** One criterion that is not met decides; otherwise one that is unknown leaves it open. */
export function together(criteria: readonly Criterion[]): Verdict {
  if (criteria.some(({ verdict }) => verdict === "not met")) return "not met";
  return criteria.some(({ verdict }) => verdict === "unknown") ? "unknown" : "met";
}

export function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

/** Items and missing items of everything that a pathway was judged by. */
export function basisOf(statements: readonly Statement[]): {
  readonly items: readonly string[];
  readonly missing: readonly string[];
} {
  return {
    items: unique(statements.flatMap(({ items }) => items)),
    missing: unique(statements.flatMap(({ missing }) => missing)),
  };
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** The failed criteria in a few words: "pain for at least 3 months (35 days)". */
export function failuresIn(criteria: readonly Criterion[]): string {
  return criteria
    .filter(({ verdict }) => verdict === "not met")
    .map(({ text, finding }) => `${lowerFirst(text)} (${finding})`)
    .join("; ");
}

const mostNamed = 2;

/** What is still open, by name as far as it fits in a line. */
export function openIn(criteria: readonly Criterion[]): string {
  const open = criteria.filter(({ verdict }) => verdict === "unknown");
  const named = open.slice(0, mostNamed).map(({ text, finding }) => `${lowerFirst(text)} (${finding})`);
  const more = open.length - named.length;
  return `${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}
