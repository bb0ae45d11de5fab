import type { RecordValue } from "../../evaluation/reader.ts";
import type { Caution } from "../caution.ts";
import type { GeneratorPicture } from "../generators/generators.ts";
import type { Pathway } from "../pathways/index.ts";
import type { RedFlagPicture } from "../redFlags/redFlags.ts";
import type { Statement } from "../rule.ts";

export type Responsible =
  | "pain clinic"
  | "referring clinician"
  | "PCP"
  | "PT"
  | "psychology"
  | "surgeon"
  | "patient";

/**
 * A proposed row of PLAN.REC: what, who, by when, why, and when it becomes more. The physician accepts, edits or
 * refuses it.
 */
export interface Recommendation extends Statement {
  /** The same for the same proposal after every answer, so that what the physician did with it can be kept beside it. */
  readonly id: string;
  readonly kind:
    | "emergency"
    | "red flag"
    | "safety"
    | "procedure"
    | "PT"
    | "medication"
    | "psychology"
    | "surgical opinion"
    | "rehabilitation"
    | "work-up"
    | "other care";
  readonly action: string;
  readonly responsible: Responsible;
  readonly timing: string;
  readonly reason: string;
  readonly escalateIf: string;
  /** A row for PLAN.PROC, where the proposal is a procedure. */
  readonly procedure?: RecordValue;
}

/** The parts of the clinical picture that proposals are made from. */
export interface RecommendationBasis {
  readonly redFlags: RedFlagPicture;
  readonly generators: GeneratorPicture;
  readonly pathways: readonly Pathway[];
  readonly cautions: readonly Caution[];
}

export interface Proposal {
  readonly id: string;
  readonly kind: Recommendation["kind"];
  readonly action: string;
  readonly responsible: Responsible;
  readonly timing: string;
  readonly reason: string;
  readonly escalateIf?: string;
  readonly procedure?: RecordValue;
  readonly items?: readonly string[];
  readonly missing?: readonly string[];
}

/** Where a rule names no trigger of its own. */
const usualEscalation: Readonly<Record<Recommendation["kind"], string>> = {
  emergency: "no answer within minutes: emergency services",
  "red flag": "worse in the meantime: the same day",
  safety: "not settled: the procedure waits",
  procedure: "new weakness, fever, or pain that is worse than before",
  PT: "new weakness, or pain that prevents exercise",
  medication: "side effects",
  psychology: "thoughts of suicide: the same day",
  "surgical opinion": "strength falls by a grade: the same day",
  rehabilitation: "no progress at the first review",
  "work-up": "a serious finding: call the pain clinic",
  "other care": "it gets worse",
};

export function proposal(ruleId: string, row: Proposal): Recommendation {
  const { items = [], missing = [], ...rest } = row;
  const action = within(row.action, 300);
  return {
    ...rest,
    ruleId,
    action,
    timing: within(row.timing, 120),
    reason: within(row.reason, 300),
    escalateIf: within(row.escalateIf ?? usualEscalation[row.kind], 300),
    text: action,
    items: [...new Set(items)],
    missing: [...new Set(missing)],
  };
}

/** A cell of a table has no full stop; PLAN.REC holds so many characters, and a longer sentence ends at a word. */
function within(sentence: string, most: number): string {
  const words = sentence.replace(/\.$/, "");
  if (words.length <= most) return words;
  return `${words.slice(0, words.lastIndexOf(" ", most - 1))}…`;
}

export const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** "left", "right", "both sides"; empty where no side is known. */
export function sideWords(side: string | undefined): string {
  return side === "bilateral" ? "both sides" : (side ?? "");
}
