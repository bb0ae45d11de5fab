import { isCalendarDate } from "../../../shared/evaluation/people.ts";

/** Calendar dates as they are read and typed; in data they are "2025-03-10". */

const monthNames = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

const twoDigits = (value: number) => String(value).padStart(2, "0");

/** The calendar date at this workstation. */
export function today(now: Date = new Date()): string {
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

/** "14 Sep 1982": nobody takes the day for the month. Text that is no date is returned as it stands. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  const name = monthNames[(month ?? 0) - 1];
  return isCalendarDate(date) && name !== undefined ? `${day} ${name} ${year}` : date;
}

/** Local time of an instant, "10:42:07". */
export function formatTime(instant: string): string {
  const at = new Date(instant);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":");
}

/** Local date and time of an instant, "10 Mar 2025, 16:42". */
export function formatInstant(instant: string): string {
  return `${formatDate(today(new Date(instant)))}, ${formatTime(instant).slice(0, 5)}`;
}

function assemble(year: number, month: number, day: number): string | undefined {
  const date = `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
  return isCalendarDate(date) ? date : undefined;
}

/** Two digits mean the latest such year that is not after next year: 82 is 1982, 25 is 2025. */
function fullYear(digits: string, now: string): number {
  if (digits.length === 4) return Number(digits);
  const limit = Number(now.slice(0, 4)) + 1;
  const year = Math.floor(limit / 100) * 100 + Number(digits);
  return year > limit ? year - 100 : year;
}

function monthOf(name: string): number {
  return monthNames.findIndex((month) => name.toLowerCase().startsWith(month.toLowerCase())) + 1;
}

/**
 * The date that somebody means: "2025-03-10", "3/10/2025" and "3/10/25" (month first), "10.3.2025" (day first), "03102025",
 * "10 Mar 2025", "March 10, 2025", "today". Undefined where it is no date that exists.
 */
export function parseDate(text: string, now: string): string | undefined {
  const typed = text.trim();
  if (/^(t|today)$/i.test(typed)) return now;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (iso) return assemble(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const monthFirst = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})$/.exec(typed);
  if (monthFirst)
    return assemble(fullYear(monthFirst[3] ?? "", now), Number(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})$/.exec(typed);
  if (dayFirst) return assemble(fullYear(dayFirst[3] ?? "", now), Number(dayFirst[2]), Number(dayFirst[1]));
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (digits) {
    const yearFirst = /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
    return (
      assemble(Number(digits[3]), Number(digits[1]), Number(digits[2])) ??
      (yearFirst ? assemble(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])) : undefined)
    );
  }
  const dayThenName = /^(\d{1,2})\s*([a-z]{3,9})\.?,?\s*(\d{2}|\d{4})$/i.exec(typed);
  if (dayThenName) {
    return assemble(
      fullYear(dayThenName[3] ?? "", now),
      monthOf(dayThenName[2] ?? ""),
      Number(dayThenName[1]),
    );
  }
  const nameThenDay = /^([a-z]{3,9})\.?\s*(\d{1,2}),?\s+(\d{2}|\d{4})$/i.exec(typed);
  if (nameThenDay) {
    return assemble(
      fullYear(nameThenDay[3] ?? "", now),
      monthOf(nameThenDay[1] ?? ""),
      Number(nameThenDay[2]),
    );
  }
  return undefined;
}
