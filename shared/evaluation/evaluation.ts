import type { NotDoneReason } from "../checklist/kinds.ts";
import type { FilledMark } from "./filled.ts";
import type { Clinician, Patient, Referral } from "./people.ts";

/** A value as stored under an item; its shape is given by the item's kind (see checklist/kinds.ts). */
export type AnswerValue = string | number | readonly AnswerValue[] | { readonly [key: string]: AnswerValue };

/** What is stored for one item. An item without any of these has no row. */
export interface Answer {
  readonly value?: AnswerValue;
  /** The item was not examined, and why; stands instead of a value. */
  readonly notDone?: NotDoneReason;
  /** Why a required item stays unanswered; stands instead of a value and is never printed. */
  readonly waived?: string;
  /** The physician's own words about this item; printed with it. */
  readonly note?: string;
  /**
   * Calendar date of the earlier visit that the value was taken over from. As long as it stands here nobody has confirmed
   * the value: it counts as not answered and is not printed.
   */
  readonly carriedFrom?: string;
  /** Filled with normal by one key and not looked at since; the value counts, signing asks about it. */
  readonly filled?: FilledMark;
}

export type Answers = Readonly<Record<string, Answer>>;

/** Everything the pure code needs to know of one evaluation. Dates are plain calendar dates. */
export interface Evaluation {
  readonly patient: Patient;
  readonly referrer: Clinician;
  readonly referral: Referral;
  /** The day the patient was seen. */
  readonly visitDate: string;
  readonly answers: Answers;
  /** The evaluation of the same referral that this one follows; absent at the first visit. */
  readonly followUpOf?: EarlierVisit;
}

/** An earlier visit as it was signed. */
export interface EarlierVisit {
  readonly visitDate: string;
  readonly answers: Answers;
}
