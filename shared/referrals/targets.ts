import { daysBetween } from "../evaluation/dates.ts";
import { isFinal, type LetterKind } from "../letter/kinds/kinds.ts";

/**
 * By when a letter is due (clinical reference 4.4; the practice's own aims, no rule of a payer): an urgent letter on the day of
 * the visit, any other within three working days of it; an acknowledgement is asked after seven days.
 */
export const workingDaysForLetter = 3;
export const daysForAcknowledgement = 7;

/** The calendar date that many days later; UTC arithmetic, so no day is lost to a time change. */
export function addDays(date: string, days: number): string {
  const [year, month, day] = date.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + days)).toISOString().slice(0, 10);
}

/** 0 is Sunday. The first of January 1970 was a Thursday. */
function weekday(date: string): number {
  return (((daysBetween("1970-01-01", date) + 4) % 7) + 7) % 7;
}

export function isWorkingDay(date: string): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6;
}

/** The working day that many working days later. Saturdays and Sundays are none; holidays are not known here. */
export function addWorkingDays(date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

export interface LetterTiming {
  readonly kind: LetterKind;
  readonly visitDate: string;
  /** The date of the letter; before it is signed, leave it out. */
  readonly letterDate?: string;
  /** It opens with something that cannot wait. */
  readonly isUrgent: boolean;
}

/**
 * The last day on which the letter is in time. What answers the referral counts from the visit; an addendum or a correction, which
 * nobody knew of then, from its own date.
 */
export function letterDueOn({ kind, visitDate, letterDate, isUrgent }: LetterTiming): string {
  const answersReferral = isFinal(kind) && kind !== "amended";
  const from = answersReferral || kind === "interim" ? visitDate : (letterDate ?? visitDate);
  return isUrgent ? from : addWorkingDays(from, workingDaysForLetter);
}

export function acknowledgementDueOn(sentOn: string): string {
  return addDays(sentOn, daysForAcknowledgement);
}

export interface Standing {
  readonly state: "overdue" | "today" | "ahead";
  /** How many days late, or how many are left. */
  readonly days: number;
}

/** How a due date stands on a day: the due date itself is still in time. */
export function standingOn(dueOn: string, today: string): Standing {
  const left = daysBetween(today, dueOn);
  if (left < 0) return { state: "overdue", days: -left };
  return { state: left === 0 ? "today" : "ahead", days: left };
}

const daysInWords = (days: number): string => (days === 1 ? "1 day" : `${days} days`);

/** "Overdue by 2 days", "Due today", "Due in 3 days" */
export function standingInWords({ state, days }: Standing): string {
  if (state === "overdue") return `Overdue by ${daysInWords(days)}`;
  return state === "today" ? "Due today" : `Due in ${daysInWords(days)}`;
}
