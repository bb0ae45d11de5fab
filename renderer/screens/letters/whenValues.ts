import { formatTime } from "../../components/common/dates.ts";

/** A moment as it is typed: a calendar date and a time of day at this workstation. */
export interface When {
  readonly date: string;
  readonly time: string;
}

export function whenOf(now: Date, today: string): When {
  return { date: today, time: formatTime(now.toISOString()).slice(0, 5) };
}

/** The instant that is meant; undefined where date or time is none. */
export function instantOf({ date, time }: When): string | undefined {
  const typed = /^(\d{1,2}):?(\d{2})$/.exec(time.trim());
  if (typed === null || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const [hours, minutes] = [Number(typed[1]), Number(typed[2])];
  if (hours > 23 || minutes > 59) return undefined;
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const meant = new Date(year, month - 1, day, hours, minutes);
  return Number.isNaN(meant.getTime()) ? undefined : meant.toISOString();
}
