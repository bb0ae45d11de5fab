import type { ReasoningContext } from "../context.ts";
import type { Fact } from "../facts.ts";
import type { RuleInfo, Side, Statement } from "../rule.ts";

/** Where a piece of evidence comes from: the four parts of the evaluation. */
export type EvidencePart = "history" | "physical" | "neurological" | "records";

/** A fact that may earn a part of its points only. */
export interface Graded extends Fact {
  readonly earned?: number;
  /** The most that can be earned with what is answered; all points where absent. */
  readonly possible?: number;
}

/** One finding that speaks for a generator. */
export interface Feature {
  readonly part: EvidencePart;
  readonly points: number;
  readonly present: string;
  readonly absent: string;
  /** Evidence that many evaluations rightly lack (a block, an X-ray of the hip): counted when known, not asked for. */
  readonly onlyWhenKnown?: true;
  find(context: ReasoningContext, side: Side): Graded;
}

export interface GeneratorDefinition {
  /** Code of PLAN.DX's generator where it is one. */
  readonly generator: string;
  readonly rule: RuleInfo;
  readonly label: string;
  /** Judged for each side apart. */
  readonly bySide?: true;
  /** A mechanism that lies over the structures and is not ranked among them. */
  readonly overlay?: true;
  /** Whether the complaint can be this generator at all; known "no" leaves it unjudged. */
  concerns(context: ReasoningContext): Fact;
  readonly features: readonly Feature[];
  /** What "most likely" asks for beside the points. */
  readonly gate?: { readonly text: string; holds(context: ReasoningContext, side: Side): Fact };
  /** Confirmed by controlled blocks. */
  supportedByBlock?(context: ReasoningContext, side: Side): Fact;
  readonly options: readonly string[];
  /** How often it is the source in general; for display only, never part of the score. */
  readonly baseRate?: string;
  /** Words after the label, from the findings: levels. */
  levels?(context: ReasoningContext): readonly string[];
}

export interface Evidence {
  readonly part: EvidencePart;
  readonly text: string;
  readonly points: number;
  readonly earned: number;
  readonly items: readonly string[];
  readonly missing: readonly string[];
}

export type GeneratorBand =
  | "most likely"
  | "possible"
  | "less likely"
  | "insufficient data"
  | "does not apply";

export type GeneratorWording = "clinical hypothesis" | "supported by diagnostic block";

/** One of the causes of persistent pain after surgery. */
export interface SurgicalCause extends Statement {
  readonly cause: "a" | "b" | "c" | "d" | "e";
  readonly title: string;
  readonly state: "supported" | "not supported" | "cannot be judged yet";
  readonly points: number;
  readonly max: number;
}

export interface GeneratorEntry extends Statement {
  /** Unique in the list: "sacroiliac joint left", "radiculopathy L5 left". */
  readonly id: string;
  readonly generator: string;
  readonly label: string;
  readonly side?: Side;
  readonly root?: string;
  readonly levels: readonly string[];
  readonly points: number;
  /** Points of the features that are answered. */
  readonly max: number;
  /** points / max, 0 to 1, not rounded; 0 where nothing is answered. */
  readonly pct: number;
  readonly band: GeneratorBand;
  readonly wording: GeneratorWording;
  readonly evidenceFor: readonly Evidence[];
  readonly evidenceAgainst: readonly Evidence[];
  readonly unanswered: readonly Evidence[];
  readonly gate?: { readonly text: string; readonly holds: boolean | undefined };
  readonly options: readonly string[];
  readonly baseRate?: string;
  readonly causes?: readonly SurgicalCause[];
  /** Ids of entries that are told as part of this one. */
  readonly includes?: readonly string[];
}
