import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Answer, AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Patient } from "../../../shared/evaluation/people.ts";
import { contextOf, type ReasoningContext } from "../../../shared/reasoning/context.ts";

/** Evaluations for the rules: recorded cases, and small ones in which only what a rule reads is answered. */

/** All recorded visits lie before it. */
const today = "2026-01-01";
const folder = join(import.meta.dirname, "../../fixtures/cases");

export const caseNames = ["f1", "f2", "f3", "f4", "f5", "f6"] as const;

export function caseOf(name: string): Evaluation {
  return parseCaseFile(readFileSync(join(folder, `case-${name}.json`), "utf8"), today);
}

type Values = Readonly<Record<string, AnswerValue | undefined>>;

export interface Header {
  readonly patient?: Partial<Patient>;
  readonly referralDate?: string;
  readonly visitDate?: string;
}

const answersOf = (values: Values): Readonly<Record<string, Answer>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => (value === undefined ? [] : [[id, { value }]])),
  );

/** A patient of 45 who complains of everything, so that no item is folded away; only `values` are answered. */
export function evaluationWith(
  values: Values,
  { patient, referralDate, visitDate }: Header = {},
): Evaluation {
  return {
    patient: {
      givenNames: "Tess",
      familyName: "Ample",
      dateOfBirth: "1980-01-01",
      sexAtBirth: "male",
      mrn: "T-3",
      ...patient,
    },
    referrer: { familyName: "Referrer", specialty: "primary care" },
    referral: { date: referralDate ?? "2025-03-10", question: "What next?", urgency: "routine" },
    visitDate: visitDate ?? "2025-03-10",
    answers: answersOf({ "HX.REGION": ["low back", "leg", "neck", "arm"], ...values }),
  };
}

/** The same evaluation with these answers changed; undefined takes one away. */
export function changed(evaluation: Evaluation, values: Values): Evaluation {
  const without = Object.entries(evaluation.answers).filter(([id]) => !(id in values));
  return { ...evaluation, answers: { ...Object.fromEntries(without), ...answersOf(values) } };
}

export const contextWith = (values: Values, header?: Header): ReasoningContext =>
  contextOf(evaluationWith(values, header));

/** A day so many days before the visit of `evaluationWith`. */
export function daysBefore(days: number, visit = "2025-03-10"): string {
  return new Date(Date.parse(`${visit}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

export const positive = { result: "positive", pain: "usual pain" } as const;
export const negative = { result: "negative" } as const;

const flags = [
  ...["RF.CES.BLADDER", "RF.CES.BOWEL", "RF.CES.SADDLE", "RF.CES.SEX", "RF.CES.BILAT"],
  ...["RF.NEURO.PROG", "RF.MYELO", "RF.CA.HX", "RF.CA.WL", "RF.CA.NIGHT", "RF.INF.FEVER", "RF.INF.RISK"],
  ...["RF.FX.TRAUMA", "RF.FX.STEROID", "RF.FX.BRUISE", "RF.AAA", "RF.INFLAM", "RF.VISC", "RF.SUI"],
];
/** Every red flag asked and absent. */
export const noRedFlag: Readonly<Record<string, string>> = Object.fromEntries(flags.map((id) => [id, "no"]));

/** A limb's strength, sensation and reflexes normal on both sides. */
export function normalLimb(
  roots: readonly string[],
  reflexes: readonly string[],
): Record<string, AnswerValue> {
  const both = (value: AnswerValue) => ({ right: value, left: value });
  return Object.fromEntries([
    ...roots.map((root) => [`NE.M.${root}`, both({ grade: "5" })] as const),
    ...roots.map((root) => [`NE.S.${root}`, both({ lightTouch: "2", pinprick: "2" })] as const),
    ...reflexes.map((reflex) => [reflex, both("2+")] as const),
  ]);
}
export const normalLegs = normalLimb(["L2", "L3", "L4", "L5", "S1"], ["NE.R.PAT", "NE.R.ACH"]);
export const normalArms = normalLimb(["C5", "C6", "C7", "C8", "T1"], ["NE.R.BIC", "NE.R.BR", "NE.R.TRI"]);
