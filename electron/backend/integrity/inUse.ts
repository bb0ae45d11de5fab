import { closeSync, fsyncSync, openSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { FourfoldError } from "../../../shared/errors.ts";

/**
 * A mark beside the database while somebody works with it. If it is there at the next sign-in, Fourfold was ended from outside, and
 * what was saved last is in the write-ahead log: without that file the database would open, and silently lack it.
 */

const nameOf = (database: string) => join(dirname(database), "in-use");

export const logMissing = {
  code: "storeDamaged",
  message:
    "The file fourfold.db-wal is missing from the data folder. Fourfold was ended from outside the last time, and what was saved last is in that file.",
  action:
    "Ask IT to put the file back. If it cannot be found, IT may remove the file “in-use” beside the database: it then opens without what was saved last.",
} as const;

/** @throws FourfoldError `storeDamaged`; the database has not been opened then. */
export function refuseWithoutLog(database: string): void {
  if (statSync(nameOf(database), { throwIfNoEntry: false }) === undefined) return;
  const log = statSync(`${database}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size === 0) throw new FourfoldError(logMissing);
}

/** From now on there is a log with something in it. */
export function markInUse(database: string): void {
  try {
    const file = openSync(nameOf(database), "w", 0o600);
    fsyncSync(file);
    closeSync(file);
  } catch {
    // On a full disk there is no mark: then a missing log is not noticed, as without this file.
  }
}

/** Just before the database is closed, which takes the log into it. */
export function unmark(database: string): void {
  rmSync(nameOf(database), { force: true });
}
