import { daysInMonth, isCalendarDate } from "./people.ts";

/**
 * Plain calendar dates as text: "2025-02-03", and partial ones where only the month ("2025-02") or the year ("2025")
 * is known. No clock and no time zone: what day it is now is always passed in.
 */

export type DatePrecision = "day" | "month" | "year";

/** Undefined when the text is no date of any precision. */
export function precisionOf(date: string): DatePrecision | undefined {
  if (/^\d{4}$/.test(date)) return Number(date) >= 1850 ? "year" : undefined;
  if (/^\d{4}-\d{2}$/.test(date)) return isCalendarDate(`${date}-01`) ? "month" : undefined;
  return isCalendarDate(date) ? "day" : undefined;
}

/** First day that a partial date can mean. */
export function earliestDay(date: string): string {
  const precision = precisionOf(date);
  if (precision === "year") return `${date}-01-01`;
  return precision === "month" ? `${date}-01` : date;
}

/** Last day that a partial date can mean. */
export function latestDay(date: string): string {
  const precision = precisionOf(date);
  if (precision === "year") return `${date}-12-31`;
  if (precision !== "month") return date;
  const [year, month] = date.split("-").map(Number);
  return `${date}-${String(daysInMonth(year ?? 0, month ?? 1)).padStart(2, "0")}`;
}

/** Days since 1 January 1970 in the proleptic Gregorian calendar; UTC arithmetic, so no day is lost to a time change. */
function dayNumber(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return Math.round(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000);
}

/** Whole days from the first to the second day; negative when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Completed years of life on a day; somebody born on 29 February has a birthday on 1 March in other years. */
export function ageOn(dateOfBirth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** As dates are shown on the screens: "3 Feb 2025", "Feb 2025" or "2025", as exactly as the date is known. */
export function dateWords(date: string): string {
  const [year = "", month, day] = date.split("-");
  const name = month === undefined ? undefined : (monthNames[Number(month) - 1] ?? month);
  return [day === undefined ? day : String(Number(day)), name, year]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** "on 3 Feb 2025", "in Feb 2025", "in 2025". */
export function onDateWords(date: string): string {
  return `${precisionOf(date) === "day" ? "on" : "in"} ${dateWords(date)}`;
}
