import { morphineEquivalents as sumOfEquivalents } from "../../reasoning/morphineEquivalents.ts";
import { ageOn, daysBetween, earliestDay, latestDay } from "../dates.ts";
import type { AnswerReader } from "../reader.ts";
import type { Calculation } from "./calculation.ts";

const sixWeeks = 42;
const twelveWeeks = 84;

function durationClassOf(days: number): string {
  if (days < sixWeeks) return "acute";
  return days <= twelveWeeks ? "subacute" : "chronic";
}

const daysInUnit = { days: 1, weeks: 7, months: 30.4, years: 365.25 } as const;

/**
 * Fewest and most days from the onset to the visit: the same two where the day is known; a span where only the month or
 * the year is. "About three months" is taken as said.
 */
export function daysSinceOnset(
  answers: AnswerReader,
): { readonly fewest: number; readonly most: number; readonly basis: readonly string[] } | undefined {
  const onset = answers.date("HX.ONSET.DATE");
  if (onset !== undefined) {
    const visit = answers.evaluation.visitDate;
    return {
      fewest: Math.max(0, daysBetween(latestDay(onset), visit)),
      most: daysBetween(earliestDay(onset), visit),
      basis: ["HX.ONSET.DATE"],
    };
  }
  const { amount, unit } = answers.record("HX.ONSET.FOR") ?? {};
  if (typeof amount !== "number" || typeof unit !== "string" || !(unit in daysInUnit)) return undefined;
  const days = Math.round(amount * daysInUnit[unit as keyof typeof daysInUnit]);
  return { fewest: days, most: days, basis: ["HX.ONSET.FOR"] };
}

/** Acute below 6 weeks, subacute 6 to 12, chronic above; both classes where the onset is only a month or a year. GK. */
export const durationClass: Calculation = (answers) => {
  const since = daysSinceOnset(answers);
  if (since === undefined) return undefined;
  const [shortest, longest] = [durationClassOf(since.fewest), durationClassOf(since.most)];
  const text = shortest === longest ? longest : `${shortest} or ${longest}`;
  return { value: text, text, basis: since.basis };
};

/** kg/m², to one decimal. */
export const bodyMassIndex: Calculation = (answers) => {
  const [height, weight] = [answers.number("PE.VIT.HT"), answers.number("PE.VIT.WT")];
  if (height === undefined || weight === undefined) return undefined;
  const value = Math.round((weight / (height / 100) ** 2) * 10) / 10;
  return { value, text: `${value.toFixed(1)} kg/m²`, basis: ["PE.VIT.HT", "PE.VIT.WT"] };
};

/** Which of the published age limits for vertebral fracture the patient is past (Ref12, Ref14). */
export const fractureAge: Calculation = (answers) => {
  const { patient, visitDate } = answers.evaluation;
  const age = ageOn(patient.dateOfBirth, visitDate);
  const passed = [52, 70, 75].filter((limit) => age > limit).at(-1);
  const text = passed === undefined ? `${age} years: below the limits` : `${age} years: over ${passed}`;
  return { value: age, text, basis: [] };
};

/**
 * MME a day from the opioid rows, CDC 2022 (Ref10): mg a day, or mcg an hour for a patch. The dose taken counts where
 * it is known for a medicine used as needed; otherwise the most that may be taken.
 */
export const morphineEquivalents: Calculation = (answers) => {
  const doses = answers.rows("HX.MED.OPI").flatMap((row) => {
    const { drug, dose, perDay, reportedPerDay, asNeeded } = row;
    const patch = typeof drug === "string" && drug.startsWith("fentanyl");
    const times = asNeeded === "yes" && typeof reportedPerDay === "number" ? reportedPerDay : perDay;
    if (typeof drug !== "string" || typeof dose !== "number") return [];
    if (!patch && typeof times !== "number") return [];
    return [{ drug, amount: patch ? dose : dose * Number(times) }];
  });
  if (doses.length === 0 || doses.length < answers.rows("HX.MED.OPI").length) return undefined;
  const sum = sumOfEquivalents(doses);
  if (sum === undefined) return undefined;
  const rest = sum.notCounted.length === 0 ? "" : `; not counted: ${sum.notCounted.join(", ")}`;
  return { value: sum.total, text: `${sum.total} MME a day${rest}`, basis: ["HX.MED.OPI"] };
};
