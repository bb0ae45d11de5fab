import { earliestDay, latestDay } from "../../evaluation/dates.ts";
import { daysInMonth } from "../../evaluation/people.ts";

/** Spans of months as payers count them, on calendar dates. "Now" is the day of the visit and is always passed in. */

/** The same day so many months later, or the last day of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const count = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  const newDate = Math.min(date, daysInMonth(newYear, newMonth));
  return `${newYear}-${String(newMonth).padStart(2, "0")}-${String(newDate).padStart(2, "0")}`;
}

export type Certainty = "yes" | "no" | "possibly";

/**
 * Whether so many months lie between a date and a day: on the day itself they do. "possibly" where the date is only a
 * month or a year and both can be.
 */
export function monthsHavePassed(since: string, months: number, day: string): Certainty {
  const surely = addMonths(latestDay(since), months) <= day;
  const maybe = addMonths(earliestDay(since), months) <= day;
  if (surely) return "yes";
  return maybe ? "possibly" : "no";
}

/** Whether a date lies in the rolling months that end with a day. A date exactly so many months back has left them. */
export function isWithinMonths(date: string, months: number, day: string): Certainty {
  const first = earliestDay(date);
  const last = latestDay(date) > day ? day : latestDay(date);
  if (first > day) return "no";
  const surely = addMonths(first, months) > day;
  const maybe = addMonths(last, months) > day;
  if (surely) return "yes";
  return maybe ? "possibly" : "no";
}

/** A duration in days, at 30.4 days a month: thirteen weeks are three months, twelve weeks are not. */
export function durationInDays(amount: number, unit: string): number | undefined {
  const days = { hours: 1 / 24, days: 1, weeks: 7, months: 30.4, years: 365.25 }[unit];
  return days === undefined ? undefined : Math.floor(amount * days);
}

/** Months as the fewest days that they are taken to last. */
export function monthsInDays(months: number): number {
  return Math.floor(months * 30.4);
}
