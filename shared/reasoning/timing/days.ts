import { daysBetween, earliestDay, latestDay } from "../../evaluation/dates.ts";
import type { ReasoningContext } from "../context.ts";

/** Fewest and most days that the answers allow; the same two where the day is known. */
export interface DaySpan {
  readonly fewest: number;
  readonly most: number;
}

export interface SinceOnset extends DaySpan {
  readonly items: readonly string[];
  /** The day is not known: both numbers are to be shown, never one. */
  readonly approximate: boolean;
}

const daysInUnit = { days: 1, weeks: 7, months: 30.4, years: 365.25 } as const;

/**
 * Days from the onset to a day. A month or a year gives a span. "About six weeks" was said at the visit and is taken as
 * anything between five and a half and six and a half weeks. Undefined without an onset, or when the pain began after
 * that day.
 */
export function daysSinceOnsetAt(context: ReasoningContext, day: string): SinceOnset | undefined {
  const { answers, evaluation } = context;
  const onset = answers.date("HX.ONSET.DATE");
  if (onset !== undefined) {
    const [fewest, most] = [daysBetween(latestDay(onset), day), daysBetween(earliestDay(onset), day)];
    if (most < 0) return undefined;
    return {
      fewest: Math.max(0, fewest),
      most,
      items: ["HX.ONSET.DATE"],
      approximate: onset.length < 10,
    };
  }
  const { amount, unit } = answers.record("HX.ONSET.FOR") ?? {};
  if (typeof amount !== "number" || typeof unit !== "string" || !(unit in daysInUnit)) return undefined;
  const length = daysInUnit[unit as keyof typeof daysInUnit];
  const halfUnit = unit === "days" ? 0 : length / 2;
  const earlier = daysBetween(day, evaluation.visitDate);
  const fewest = Math.max(0, Math.round(amount * length - halfUnit)) - earlier;
  const most = Math.round(amount * length + halfUnit) - earlier;
  if (most < 0) return undefined;
  return { fewest: Math.max(0, fewest), most, items: ["HX.ONSET.FOR"], approximate: unit !== "days" };
}

/** "28 days", or "14 to 44 days" where the day is not known. */
export function spanText({ fewest, most }: DaySpan): string {
  return fewest === most ? `${fewest} ${fewest === 1 ? "day" : "days"}` : `${fewest} to ${most} days`;
}

/** Completed months between two days of a calendar; both bounds where the first is only a month or a year. */
export function monthSpan(from: string, to: string): DaySpan {
  return { fewest: Math.max(0, fullMonths(latestDay(from), to)), most: fullMonths(earliestDay(from), to) };
}

function fullMonths(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 1, fromDay = 1] = from.split("-").map(Number);
  const [toYear = 0, toMonth = 1, toDay = 1] = to.split("-").map(Number);
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return toDay < fromDay ? months - 1 : months;
}
