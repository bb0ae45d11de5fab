import { findItem } from "../checklist/index.ts";
import { precisionOf } from "./dates.ts";
import type { Answer, Answers } from "./evaluation.ts";

/**
 * What of an earlier evaluation of the same patient may be taken over into a new one. Only what hardly changes between two
 * visits is: the rest is asked anew each time, so that nobody's pain, examination or red flags of last month are printed
 * as today's. Whatever is carried counts as not answered until somebody has confirmed it.
 */
export interface CarryRule {
  readonly items: readonly string[];
  /** Why these answers may stand until they are confirmed. */
  readonly reason: string;
}

/** Carried when a follow-up begins, or on request from an earlier evaluation. */
export const carriedForward: readonly CarryRule[] = [
  {
    items: [
      "HX.REGION",
      "HX.SIDE",
      "HX.ONSET.DATE",
      "HX.ONSET.MODE",
      "HX.MECH",
      "HX.MVA",
      "HX.PRIOR",
      "HX.HAND",
    ],
    reason: "Where this pain is and how it began stays what it was.",
  },
  {
    items: ["HX.CONS", "HX.SEEN", "HX.INTV", "HX.SURG", "HX.SURG.OPIN", "HX.SURG.OTHER", "BLK.DIARY"],
    reason: "What was done stays done; what came after it is added.",
  },
  {
    items: [
      "HX.MED",
      "HX.MED.OPI",
      "HX.MED.BZD",
      "HX.MED.NALOX",
      "HX.MED.IMM",
      "HX.MED.ATC",
      "HX.MED.ATC.STENT",
    ],
    reason: "Medicines are gone through from the last list rather than from memory.",
  },
  {
    items: [
      "HX.ALG.DRUG",
      "HX.ALG.CONTRAST",
      "HX.ALG.GADOLINIUM",
      "HX.ALG.LA",
      "HX.ALG.STEROID",
      "HX.ALG.LATEX",
      "HX.ALG.ANTISEPTIC",
      "HX.ALG.ADHESIVE",
      "HX.ALG.ANTIBIOTIC",
      "HX.ALG.OTHER",
    ],
    reason: "A known allergy must not be lost between two visits.",
  },
  {
    items: [
      "HX.PMH.DM",
      "HX.PMH.BLEED",
      "HX.PMH.CA",
      "HX.PMH.OSTEO",
      "HX.PMH.DEV",
      "HX.PMH.DEV.MRI",
      "HX.PMH.CV",
      "HX.PMH.DENIED",
      "HX.OBS",
    ],
    reason: "Past and lasting illness and implants.",
  },
  {
    items: ["HX.FAM", "HX.FAM.REL", "HX.SOC", "HX.SUB", "HX.WORK", "HX.LIT", "HX.INSUR", "HX.GOAL"],
    reason: "Family, home, work and what the patient wants to get back to.",
  },
  {
    items: ["IM.STUDY", "IM.EMG", "IM.KNEE", "IM.GRID", "IM.CONUS", "IM.OVERALL"],
    reason: "Images and tests that were read stay as they were read.",
  },
];

/** Carried only when the previous plan is copied. Answers to the referrer, counselling and appointments are of their day. */
export const copiedWithPlan: readonly CarryRule[] = [
  {
    items: ["PLAN.DX", "PLAN.PROBLEM", "PLAN.MECH", "PLAN.PROG"],
    reason: "Working diagnoses stand until they are revised.",
  },
  {
    items: ["PLAN.MOD", "PLAN.SURG", "PLAN.PROC", "PLAN.SEQ"],
    reason: "Treatment that goes on as planned.",
  },
  {
    items: ["PLAN.REC", "PLAN.COORD", "PLAN.WORK", "PLAN.SAFETYNET"],
    reason: "Who does what, as long as it goes on.",
  },
];

const itemsOf = (rules: readonly CarryRule[]): ReadonlySet<string> =>
  new Set(rules.flatMap((rule) => rule.items));
const forwardItems = itemsOf(carriedForward);
const planItems = itemsOf(copiedWithPlan);

/** Whether an answer of this item may bear the mark of an earlier visit. */
export function mayBeCarried(itemId: string): boolean {
  return forwardItems.has(itemId) || planItems.has(itemId);
}

/** Whether the answer comes from an earlier visit and nobody has confirmed it: it then counts as not given. */
export function isCarried(answer: Answer | undefined): boolean {
  return answer?.carriedFrom !== undefined;
}

export interface EarlierEvaluation {
  readonly visitDate: string;
  readonly answers: Answers;
}

/** The stable answers of an earlier evaluation, each marked with the date of the visit at which it was last confirmed. */
export function carryForward(earlier: EarlierEvaluation): Answers {
  return marked(earlier, forwardItems);
}

/** The previous plan, marked likewise. */
export function copyOfPlan(earlier: EarlierEvaluation): Answers {
  return marked(earlier, planItems);
}

function marked({ visitDate, answers }: EarlierEvaluation, items: ReadonlySet<string>): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([itemId, { value, note, carriedFrom }]) =>
      value === undefined || !items.has(itemId) || findItem(itemId) === undefined
        ? []
        : [
            [
              itemId,
              {
                value,
                ...(note === undefined ? {} : { note }),
                // Never confirmed in between: then it is as old as it was.
                carriedFrom: carriedFrom ?? visitDate,
              },
            ],
          ],
    ),
  );
}

/** What is wrong with the mark of an answer, completing "<label> ..."; undefined where it is right or there is none. */
export function problemOfMark(itemId: string, answer: Answer, visitDate: string): string | undefined {
  const date = answer.carriedFrom;
  if (date === undefined) return undefined;
  if (!mayBeCarried(itemId)) return "is asked anew at each visit and cannot be carried forward";
  if (answer.value === undefined) return "belongs to a value that was carried forward";
  return precisionOf(date) === "day" && date <= visitDate
    ? undefined
    : "must bear the date of an earlier visit";
}

/** The answer as somebody stands by it today. */
export function confirmed(answer: Answer): Answer {
  const { carriedFrom: _mark, ...own } = answer;
  return own;
}
