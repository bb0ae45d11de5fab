import { accessSync, constants, existsSync } from "node:fs";
import Database from "better-sqlite3";
import { FourfoldError } from "../../../shared/errors.ts";

/**
 * One program at a time on a data folder. The lock is the operating system's own lock on a file (taken through SQLite,
 * since Node has no call for it): a program that is killed loses it at once, so no stale lock can keep anybody out.
 */
export interface FolderLock {
  release(): void;
}

/**
 * @throws FourfoldError `storeLocked` when another program, or another backend of this one, holds the folder; the
 * system's error when the lock file cannot be made.
 */
export function lockFolder(lockFile: string): FolderLock {
  // SQLite would open a file that it may not write for reading, and then lock nothing. The file is not opened to find out:
  // closing it again would drop the lock of another backend in this process.
  if (existsSync(lockFile)) accessSync(lockFile, constants.W_OK);
  const database = new Database(lockFile, { timeout: 0 });
  try {
    // Nothing is ever written: the file stays empty, and no journal appears beside it.
    database.pragma("journal_mode = MEMORY");
    database.exec("BEGIN EXCLUSIVE");
  } catch (fault) {
    database.close();
    if (isBusy(fault)) {
      throw new FourfoldError(
        {
          code: "storeLocked",
          message: "Another Fourfold has this data folder open.",
          action: "Close the other Fourfold on this computer, then try again.",
        },
        { cause: fault },
      );
    }
    throw fault;
  }
  return {
    release() {
      database.close();
    },
  };
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Database.SqliteError && fault.code.startsWith("SQLITE_BUSY");
}
