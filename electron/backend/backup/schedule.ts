import type { BackupSchedule } from "../../../shared/contract/backup.ts";

/** When the next backup is due. Times of day are those of this computer's clock. */

const hour = 60 * 60_000;
/** After a failure the next attempt waits this long: the disk may have been put in meanwhile. */
export const retryAfter = 15 * 60_000;
/** The clock may have been wrong: a success that lies further ahead than this does not count. */
const aheadLimit = 5 * 60_000;

/**
 * @param lastSuccess when the last backup that worked was made.
 * @returns the instant from which on a backup is due, which may have passed; undefined where nothing is scheduled.
 */
export function dueAt(schedule: BackupSchedule, lastSuccess: Date | undefined, now: Date): Date | undefined {
  if (schedule.kind === "off") return undefined;
  const last =
    lastSuccess !== undefined && lastSuccess.getTime() <= now.getTime() + aheadLimit
      ? lastSuccess
      : undefined;
  if (last === undefined) return now;
  if (schedule.kind === "hours") return new Date(last.getTime() + schedule.every * hour);
  return nextTimeOfDay(last, schedule.at);
}

/** The first instant after `from` at which the clock shows the time; by the calendar, so that a change of summer time shifts nothing. */
function nextTimeOfDay(from: Date, at: string): Date {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  const next = new Date(from);
  next.setHours(hours, minutes, 0, 0);
  if (next.getTime() <= from.getTime()) next.setDate(next.getDate() + 1);
  return next;
}

/** Whether to begin now: due, and not tried just before. */
export function isDue(
  schedule: BackupSchedule,
  runs: { readonly lastSuccess?: Date | undefined; readonly lastAttempt?: Date | undefined },
  now: Date,
): boolean {
  const due = dueAt(schedule, runs.lastSuccess, now);
  if (due === undefined || due.getTime() > now.getTime()) return false;
  const since = runs.lastAttempt === undefined ? retryAfter : now.getTime() - runs.lastAttempt.getTime();
  // A clock that was set back must not hold the attempt up.
  return since >= retryAfter || since < 0;
}

/** Overdue in the words of the screen: two rounds of the schedule have gone by without a backup that worked. */
export function isOverdue(schedule: BackupSchedule, lastSuccess: Date | undefined, now: Date): boolean {
  if (schedule.kind === "off" || lastSuccess === undefined) return false;
  const round = schedule.kind === "daily" ? 24 * hour : schedule.every * hour;
  return now.getTime() - lastSuccess.getTime() > 2 * round + hour;
}

/** The weekly full check of the store. */
const week = 7 * 24 * hour;

export function isCheckDue(lastCheck: Date | undefined, now: Date): boolean {
  if (lastCheck === undefined) return true;
  const since = now.getTime() - lastCheck.getTime();
  return since >= week || since < -aheadLimit;
}
