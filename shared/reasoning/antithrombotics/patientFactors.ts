import { ageOn, daysBetween, earliestDay, latestDay } from "../../evaluation/dates.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import { patientItem } from "../context.ts";
import { number, text, texts } from "../pathways/blocks.ts";
import { addMonths } from "../pathways/calendar.ts";

/** What about the patient makes bleeding or clotting likelier (clinical reference 3.6). */

export interface Factor {
  readonly words: string;
  readonly items: readonly string[];
}

/** From this age on counts as old; the guideline gives no number (DESIGN). */
const oldAge = 75;

const bleeding: Readonly<Record<string, string>> = {
  "bleeding disorder": "a bleeding disorder",
  "easy bruising": "easy bruising",
  "platelets < 100": "platelets below 100",
  "liver disease": "liver disease",
  "kidney disease": "kidney disease",
};

/** Factors that raise a procedure's class by one step. */
export function bleedingFactors(answers: AnswerReader, neuraxial: boolean): readonly Factor[] {
  const { patient, visitDate } = answers.evaluation;
  const age = ageOn(patient.dateOfBirth, visitDate);
  const conditions = texts(answers.record("HX.PMH.BLEED")?.conditions);
  return [
    ...(age >= oldAge ? [{ words: `age ${age}`, items: [patientItem] }] : []),
    ...conditions.flatMap((code) => {
      const words = bleeding[code];
      return words === undefined ? [] : [{ words, items: ["HX.PMH.BLEED"] }];
    }),
    ...(neuraxial && answers.rows("HX.SURG").length > 0
      ? [{ words: "earlier spine surgery", items: ["HX.SURG"] }]
      : []),
  ];
}

export interface Renal {
  /** mL/min. */
  readonly egfr?: number;
  readonly item: string;
}

/** The newest eGFR among the laboratory results, else the one in the history. */
export function kidneyFunction(answers: AnswerReader): Renal {
  const measured = answers
    .rows("IM.LAB")
    .filter(({ test, value }) => test === "eGFR" && typeof value === "number")
    .sort((one, other) => String(other.date ?? "").localeCompare(String(one.date ?? "")));
  const newest = number(measured[0]?.value);
  if (newest !== undefined) return { egfr: newest, item: "IM.LAB" };
  const told = number(answers.record("HX.PMH.BLEED")?.egfr);
  return told === undefined ? { item: "HX.PMH.BLEED" } : { egfr: told, item: "HX.PMH.BLEED" };
}

/** Reasons why interrupting is itself a danger: a young stent, a mechanical valve, a fresh clot or stroke (ATC-3). */
export function clottingRisks(answers: AnswerReader): readonly Factor[] {
  const record = answers.record("HX.MED.ATC.STENT");
  if (record === undefined) return [];
  const { visitDate } = answers.evaluation;
  const items = ["HX.MED.ATC.STENT"];
  const within = (date: string | undefined, months: number) =>
    date !== undefined && addMonths(latestDayBy(date, visitDate), months) > visitDate;
  const exact = (date: string | undefined) =>
    date !== undefined && daysBetween(earliestDay(date), latestDayBy(date, visitDate)) > 0
      ? " (date not exact)"
      : "";
  const stentDate = text(record.stentDate);
  const thrombosis = text(record.thrombosisDate);
  const stroke = text(record.strokeDate);
  return [
    ...(record.stent === "coronary" && within(stentDate, 12)
      ? [{ words: `coronary stent less than 12 months ago${exact(stentDate)}`, items }]
      : []),
    ...(record.mechanicalValve === "yes" ? [{ words: "mechanical heart valve", items }] : []),
    ...(within(thrombosis, 3)
      ? [{ words: `venous thromboembolism less than 3 months ago${exact(thrombosis)}`, items }]
      : []),
    ...(within(stroke, 3) ? [{ words: `stroke less than 3 months ago${exact(stroke)}`, items }] : []),
  ];
}

/** What is not known about these; a coronary stent without a date may be a young one. */
export function clottingUnknown(answers: AnswerReader): boolean {
  const record = answers.record("HX.MED.ATC.STENT");
  if (record === undefined) return true;
  const undatedStent = record.stent === "coronary" && record.stentDate === undefined;
  const open = (value: unknown) => value === undefined || value === "unknown" || value === "not asked";
  return undatedStent || open(record.stent) || open(record.mechanicalValve);
}

function latestDayBy(date: string, visitDate: string): string {
  const last = latestDay(date);
  return last > visitDate ? visitDate : last;
}
