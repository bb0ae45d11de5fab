import type { CellKind } from "../../../shared/checklist/kinds.ts";
import { earliestDay, latestDay, precisionOf } from "../../../shared/evaluation/dates.ts";
import { formatDate, parseDate as parseDay } from "../common/dates.ts";

/** What was typed into a number or date field means. Messages complete "<label> ..." or stand alone under the field. */
export type Parsed<Value> =
  | { readonly kind: "empty" }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "wrong"; readonly message: string };

const wrong = (message: string) => ({ kind: "wrong", message }) as const;

export function parseNumber(text: string, kind: Extract<CellKind, { kind: "number" }>): Parsed<number> {
  const typed = text.trim().replace(",", ".");
  if (typed === "") return { kind: "empty" };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(typed)) return wrong("Enter a number, digits only.");
  const value = Number(typed);
  if (value < kind.min || value > kind.max) return wrong(`Must be ${rangeWords(kind)}.`);
  const decimals = kind.decimals ?? 0;
  if (Number(value.toFixed(decimals)) !== value) {
    return wrong(decimals === 0 ? "Enter a whole number." : `At most ${decimals} after the decimal point.`);
  }
  return { kind: "value", value };
}

/** "60–260 mmHg" */
export function rangeWords(kind: Extract<CellKind, { kind: "number" }>): string {
  const dash = kind.min < 0 ? " to " : "–";
  return `${kind.min}${dash}${kind.max}${kind.unit === "" ? "" : ` ${kind.unit}`}`;
}

export interface DateLimits {
  /** The day it is now, for "today". */
  readonly today: string;
  readonly dateOfBirth: string;
  readonly visitDate: string;
}

/**
 * Takes whole days as everywhere in the program ("2025-02-03", "3/2/2025" for 2 March, "3 Feb 2025", "today"), also without
 * the year ("3/2"), "v" for the day of the visit, and where the item allows it a month ("2025-02", "2/2025", "Feb 2025") or a year.
 */
export function parseDate(
  text: string,
  kind: Extract<CellKind, { kind: "date" }>,
  limits: DateLimits,
): Parsed<string> {
  const typed = text.trim();
  if (typed === "") return { kind: "empty" };
  if (isVisitDay(typed)) return { kind: "value", value: limits.visitDate };
  const value =
    parseDay(typed, limits.today) ?? partialDate(typed.toLowerCase()) ?? withoutYear(typed, kind, limits);
  const coarsest = kind.precision ?? "day";
  const precision = value === undefined ? undefined : precisionOf(value);
  if (value === undefined || precision === undefined) return wrong(dateExamples[coarsest]);
  if (coarseness[precision] > coarseness[coarsest]) return wrong(dateExamples[coarsest]);
  if (latestDay(value) < limits.dateOfBirth) return wrong("Lies before the date of birth.");
  if ((kind.range ?? "upToVisit") === "upToVisit" && earliestDay(value) > limits.visitDate) {
    return wrong(`Lies after the visit (${formatPartialDate(limits.visitDate)}).`);
  }
  return { kind: "value", value };
}

/** "v" alone: the day of the visit. */
export function isVisitDay(typed: string): boolean {
  return typed.trim().toLowerCase() === "v";
}

/** "3/2" is the latest 2 March up to the visit; of what is planned, the next one from the visit on. */
function withoutYear(
  typed: string,
  kind: Extract<CellKind, { kind: "date" }>,
  { today, visitDate }: DateLimits,
): string | undefined {
  if (!/^\d{1,2}\/\d{1,2}$/.test(typed)) return undefined;
  const visitYear = Number(visitDate.slice(0, 4));
  const planned = kind.range === "any";
  // A leap day is met within eight years.
  for (let away = 0; away <= 8; away += 1) {
    const day = parseDay(`${typed}/${planned ? visitYear + away : visitYear - away}`, today);
    if (day !== undefined && (planned ? day >= visitDate : day <= visitDate)) return day;
  }
  return undefined;
}

const coarseness = { day: 0, month: 1, year: 2 } as const;
const dateExamples = {
  day: "Enter a date such as 2025-03-10 or 3/10/2025.",
  month: "Enter a date such as 2025-03-10 or 3/10/2025, or a month such as 2025-03.",
  year: "Enter a date such as 2025-03-10, a month such as 2025-03 or a year such as 2025.",
} as const;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function partialDate(typed: string): string | undefined {
  const yearFirst = /^(\d{4})(?:[-/.](\d{1,2}))?$/.exec(typed);
  if (yearFirst) return assemble(yearFirst[1], yearFirst[2]);
  const monthFirst = /^(\d{1,2})[-/.](\d{4})$/.exec(typed);
  if (monthFirst) return assemble(monthFirst[2], monthFirst[1]);
  const named = /^([a-z]{3,9})\.?,? (\d{4})$/.exec(typed);
  if (named) return assemble(named[2], String(months.indexOf((named[1] ?? "").slice(0, 3)) + 1));
  return undefined;
}

function assemble(year = "", month: string | undefined): string | undefined {
  const date = month === undefined ? year : `${year}-${month.padStart(2, "0")}`;
  return precisionOf(date) === undefined ? undefined : date;
}

/** "2025-02-03" -> "3 Feb 2025", "2025-02" -> "Feb 2025", "2025" -> "2025". */
export function formatPartialDate(date: string): string {
  const [year, month, day] = date.split("-");
  if (day !== undefined) return formatDate(date);
  const name = months[Number(month) - 1];
  return name === undefined ? date : `${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
