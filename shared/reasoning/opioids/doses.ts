import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { type MorphineEquivalents, morphineEquivalents, opioidFactorOf } from "../morphineEquivalents.ts";
import { number, text } from "../pathways/blocks.ts";

/** The opioids taken, in morphine milligram equivalents (MME) a day (OP-MME). */

export interface DailyDose {
  /** By the doses taken where a medicine is used as needed and the number is known; else by the most that may be taken. */
  readonly reported: number;
  /** By the most that may be taken. */
  readonly scheduled: number;
  readonly notCounted: readonly string[];
  /** Every row has a dose; otherwise the two are the least that it can be. */
  readonly complete: boolean;
  readonly items: readonly string[];
}

/** Undefined when no opioid is taken, as far as is known. */
export function dailyDose(answers: AnswerReader): DailyDose | undefined {
  const rows = answers.rows("HX.MED.OPI");
  if (rows.length === 0) return takesOpioid(answers) ? undosed : undefined;
  const doses = rows.map((row) => ({
    drug: text(row.drug) ?? "",
    scheduled: amountOf(row, number(row.perDay)),
    reported: amountOf(row, timesReported(row)),
  }));
  const sum = (key: "scheduled" | "reported") =>
    totalOf(doses.flatMap(({ drug, [key]: amount }) => (amount === undefined ? [] : [{ drug, amount }])));
  const scheduled = sum("scheduled");
  return {
    reported: sum("reported")?.total ?? 0,
    scheduled: scheduled?.total ?? 0,
    notCounted: rows
      .map(({ drug }) => text(drug) ?? "")
      .filter((drug) => drug !== "" && opioidFactorOf(drug)?.factor === undefined),
    complete: doses.every(
      ({ drug, reported }) => reported !== undefined || opioidFactorOf(drug)?.factor === undefined,
    ),
    items: ["HX.MED.OPI"],
  };
}

/** An opioid among the medicines whose row of its own is not there yet. */
const undosed: DailyDose = { reported: 0, scheduled: 0, notCounted: [], complete: false, items: ["HX.MED"] };

export function takesOpioid(answers: AnswerReader): boolean {
  return (
    answers.rows("HX.MED.OPI").length > 0 ||
    answers.rows("HX.MED").some(({ drugClass, status }) => drugClass === "opioid" && status !== "stopped")
  );
}

function timesReported(row: RecordValue): number | undefined {
  const reported = number(row.reportedPerDay);
  return row.asNeeded === "yes" && reported !== undefined ? reported : number(row.perDay);
}

/** Milligrams a day; for a patch micrograms an hour, which no number of doses multiplies. */
function amountOf(row: RecordValue, times: number | undefined): number | undefined {
  const dose = number(row.dose);
  if (dose === undefined) return undefined;
  if (opioidFactorOf(text(row.drug) ?? "")?.unit === "mcg/h") return dose;
  return times === undefined ? undefined : dose * times;
}

function totalOf(
  doses: readonly { readonly drug: string; readonly amount: number }[],
): MorphineEquivalents | undefined {
  return doses.length === 0 ? undefined : morphineEquivalents(doses);
}
