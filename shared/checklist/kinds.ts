/**
 * The vocabulary of the checklist: what kinds of items there are, and what one item says about itself.
 *
 * A checklist is plain data (it survives JSON.stringify), so that forms, validation, completeness, the letter,
 * the JSON Schema of a case file and later the FHIR Questionnaire are all derived from the same definition.
 *
 * Value shapes, as they are stored and as they stand in a case file:
 *
 * | kind     | value |
 * |----------|-------|
 * | text     | string |
 * | single   | code of one choice |
 * | multi    | array of codes, without repeats |
 * | scale    | integer between `min` and `max` |
 * | number   | number in `unit` |
 * | date     | "2025-02-03", or "2025-02" / "2025" where `precision` allows it |
 * | record   | object: field id -> value |
 * | pair     | `{ right?: value, left?: value }` of `entry` |
 * | grid     | object: row id -> object: column id -> value |
 * | repeat   | array of records |
 * | drawing  | `{ regions: [{ region, qualities: [code] }], strokes: [...] }` |
 * | computed | never stored |
 */

/** How sure a fact is; `GK` facts are shown as "to be confirmed by the practice's physician". */
export type EvidenceTag = "V" | "V2" | "GK" | "ARTICLE" | "DESIGN";

export interface Choice {
  /** Stored value; the words of the clinical reference. */
  readonly code: string;
  /** Words on screen; the code where absent. */
  readonly label?: string;
  /** Words in a sentence of the letter, lower case; the code where absent. */
  readonly phrase?: string;
  /** Choosing this asks for words in the item's note (for example "other"). */
  readonly needsNote?: boolean;
}

interface TextKind {
  readonly kind: "text";
  readonly multiline?: boolean;
  readonly minLength?: number;
  /** Default 4000 characters. */
  readonly maxLength?: number;
}
interface SingleKind {
  readonly kind: "single";
  readonly choices: readonly Choice[];
  /** The code that filling the group gives to it (see `Group.fillLabel`). */
  readonly normal?: string;
}
interface MultiKind {
  readonly kind: "multi";
  readonly choices: readonly Choice[];
  /** Codes that stand alone, for example "none". */
  readonly exclusive?: readonly string[];
}
interface ScaleKind {
  readonly kind: "scale";
  readonly min: number;
  readonly max: number;
  readonly minLabel?: string;
  readonly maxLabel?: string;
}
interface NumberKind {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Digits after the decimal point that may be stored; 0 where absent. */
  readonly decimals?: number;
  /** A reference value shown beside the field, never used as pass or fail. */
  readonly reference?: string;
  /**
   * Narrower limits by the code of another field of the same row or record: least and most that can be true, in whichever
   * of the usual units. A code that is not named has the field's own limits.
   */
  readonly limitsBy?: {
    readonly field: string;
    readonly limits: Readonly<Record<string, readonly [least: number, most: number]>>;
  };
}
interface DateKind {
  readonly kind: "date";
  /** The coarsest form that is accepted; "day" where absent. */
  readonly precision?: "day" | "month" | "year";
  /** Most dates lie in the past of the visit; a plan lies in its future. */
  readonly range?: "upToVisit" | "any";
}

/** A kind whose value fits in one cell of a table. */
export type CellKind = TextKind | SingleKind | MultiKind | ScaleKind | NumberKind | DateKind;

/** A named part of a record, a repeat's row or a grid's row. */
export type Field = CellKind & {
  /** camelCase, unique within its item; the key in the stored object. */
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
};

interface RecordKind {
  readonly kind: "record";
  readonly fields: readonly Field[];
}
interface PairKind {
  readonly kind: "pair";
  /** What is recorded for each side. */
  readonly entry: CellKind | RecordKind;
  /** The value that "fill with normal" gives to each side. */
  readonly normal?: unknown;
}
interface GridKind {
  readonly kind: "grid";
  readonly rows: readonly { readonly id: string; readonly label: string; readonly when?: Condition }[];
  readonly columns: readonly Field[];
  readonly normal?: Readonly<Record<string, unknown>>;
}
interface RepeatKind {
  readonly kind: "repeat";
  readonly fields: readonly Field[];
  /** Words for one row: "treatment", "study". */
  readonly rowName: string;
  /** Words that say, as an answer, that there are no rows: stored as an empty array. */
  readonly noneLabel?: string;
  /** Filling the group says of it that there are none. */
  readonly normal?: readonly [];
  readonly maxRows?: number;
}
interface DrawingKind {
  readonly kind: "drawing";
  readonly regions: readonly DrawingRegion[];
  readonly qualities: readonly Choice[];
}
interface ComputedKind {
  readonly kind: "computed";
  /** Key in the table of calculations (shared/evaluation/computed.ts). */
  readonly calculation: string;
  readonly unit?: string;
}

export interface DrawingRegion {
  readonly id: string;
  readonly label: string;
  readonly view: "front" | "back";
  readonly side: "right" | "left" | "midline";
  /** One of the 19 areas of the widespread pain index, where this region is one. */
  readonly widespreadPainArea?: string;
  /** SVG path in a 200 x 420 view box. */
  readonly path: string;
}

export type ItemKind = CellKind | RecordKind | PairKind | GridKind | RepeatKind | DrawingKind | ComputedKind;

/** A question about the answers so far, as data. A missing answer satisfies nothing (but `not` of it holds). */
export type Condition =
  /** The item's single value, or one of its multiple values, or its record field, is one of these. */
  | { readonly item: string; readonly field?: string; readonly isOneOf: readonly (string | number)[] }
  /** The item has an answer (an empty repeat is an answer). */
  | { readonly item: string; readonly answered: true }
  /** A repeat with at least one row, or one row whose field is one of these. */
  | { readonly item: string; readonly hasRows: true }
  | {
      readonly item: string;
      readonly anyRow: {
        readonly field: string;
        readonly isOneOf: readonly string[];
        /** Rows whose field is one of these do not count: a study that was only requested. */
        readonly except?: { readonly field: string; readonly isOneOf: readonly string[] };
        /** Rows whose field names nothing but these do not count: a study of the knee alone. Without the field, a row counts. */
        readonly exceptOnly?: { readonly field: string; readonly isOneOf: readonly string[] };
      };
    }
  | { readonly item: string; readonly field?: string; readonly atLeast: number }
  | { readonly ageAtLeast: number }
  | { readonly ageAtMost: number }
  | { readonly sexAtBirth: readonly string[] }
  | { readonly referrerIsPrimaryCare: boolean }
  /** The evaluation follows an earlier one of the same referral. */
  | { readonly isFollowUp: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export type Requirement =
  | "required"
  | "optional"
  | { readonly requiredWhen: Condition }
  /** When the rules find a red flag that must open the letter, be it a complaint or a finding of the examination. */
  | { readonly requiredWhenUrgent: true };

export type Item = ItemKind & {
  /** Stable for ever: it is stored with every answer. */
  readonly id: string;
  readonly label: string;
  /** One line of help under the label. */
  readonly help?: string;
  /** Published accuracy with its source; shown on pointing and never reckoned with. */
  readonly accuracy?: string;
  readonly requirement: Requirement;
  /** Asked only when this holds; an answer that is no longer applicable is kept but not used. */
  readonly when?: Condition;
  /** May be answered by "not done" with one of `notDoneReasons`. */
  readonly mayBeNotDone?: boolean;
  /** Kept with the evaluation and told to no reader of a letter. */
  readonly neverPrinted?: boolean;
  /** Can never be waived at signing (clinical reference 2.4.3). */
  readonly neverWaived?: boolean;
  /** Reference of the clinical source: "Ref11", "T19", "GK", "DESIGN". */
  readonly source: string;
  readonly tag?: EvidenceTag;
  /** Held by patient, referrer, referral or visit and not in the answers: a path such as "referral.question". */
  readonly heldIn?: string;
};

export interface Group {
  readonly id: string;
  readonly label: string;
  /** "grid" draws the group's pairs as rows of one table that the arrow keys walk. */
  readonly layout: "list" | "grid";
  /** Words of the one key that gives every open item of a list its `normal`, to be confirmed: "No to all that are open". */
  readonly fillLabel?: string;
  readonly when?: Condition;
  readonly items: readonly Item[];
}

export const partIds = ["referral", "history", "physical", "neurological", "records", "plan"] as const;
export type PartId = (typeof partIds)[number];

export interface Part {
  readonly id: PartId;
  readonly label: string;
  readonly groups: readonly Group[];
}

/** A rule between answers that a single item cannot express. */
export interface CrossRule {
  readonly id: string;
  /** Items that the message is shown at, most useful first. */
  readonly items: readonly string[];
  readonly message: string;
  readonly source: string;
  /** The patient may have said just so: the physician is asked at signing, not stopped. */
  readonly isQuestion?: boolean;
  readonly check:
    | { readonly ascending: readonly string[] }
    | { readonly rowDatesAscending: { readonly item: string; readonly from: string; readonly to: string } };
}

export interface Checklist {
  readonly version: string;
  readonly parts: readonly Part[];
  readonly crossRules: readonly CrossRule[];
}

/** Reasons that satisfy a required examination item which was not done. */
export const notDoneReasons = ["pain", "refused", "unsafe", "telehealth", "emergency"] as const;
export type NotDoneReason = (typeof notDoneReasons)[number];
