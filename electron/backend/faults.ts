import { FourfoldError } from "../../shared/errors.ts";

/** Turns what the system or SQLite says into words and a next step. */

type Described = { readonly code: FourfoldError["code"]; readonly message: string; readonly action: string };

const diskFull: Described = {
  code: "diskFull",
  message: "The disk that holds the data folder is full. Nothing of this change was stored.",
  action: "Free some space on the disk, then try again. What was saved before is safe.",
};
const folderNotWritable: Described = {
  code: "folderNotWritable",
  message: "The data folder cannot be written.",
  action: "Ask IT to give this user write access to the data folder, or choose another folder.",
};
export const storeUnreadable: Described = {
  code: "storeUnreadable",
  message: "The database cannot be opened with its key. It was left untouched.",
  action: "Do not delete anything. Restore the latest backup, or ask IT to bring back the missing file.",
};
export const storeDamaged: Described = {
  code: "storeDamaged",
  message: "The database is damaged. It was left untouched.",
  action: "Do not delete anything. Make a copy of the data folder, then restore the latest backup.",
};

const heldByAnother: Described = {
  code: "storeLocked",
  message: "Another program, such as a virus scanner, holds the database. Nothing of this change was stored.",
  action:
    "Try again in a moment. If it stays so, ask IT to leave the data folder out of scans while Fourfold runs.",
};

const byCode: Readonly<Record<string, Described>> = {
  SQLITE_FULL: diskFull,
  // The index of the write-ahead log could not be enlarged.
  SQLITE_IOERR_SHMSIZE: diskFull,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  SQLITE_READONLY: folderNotWritable,
  SQLITE_CANTOPEN: folderNotWritable,
  SQLITE_PERM: folderNotWritable,
  EACCES: folderNotWritable,
  EPERM: folderNotWritable,
  EROFS: folderNotWritable,
  ENOTDIR: folderNotWritable,
  EEXIST: folderNotWritable,
  ENOENT: folderNotWritable,
  ENAMETOOLONG: folderNotWritable,
  SQLITE_BUSY: heldByAnother,
  SQLITE_LOCKED: heldByAnother,
  SQLITE_IOERR_LOCK: heldByAnother,
  SQLITE_IOERR_DELETE: heldByAnother,
  SQLITE_IOERR_ACCESS: heldByAnother,
  EBUSY: heldByAnother,
  SQLITE_NOTADB: storeUnreadable,
  SQLITE_CORRUPT: storeDamaged,
};

/** The typed error for a fault that a person can act on; undefined when it is a fault of the program. */
export function describeFault(fault: unknown): FourfoldError | undefined {
  if (fault instanceof FourfoldError) return fault;
  const code = codeOf(fault);
  if (code === undefined) return undefined;
  // better-sqlite3 reports extended codes: SQLITE_READONLY_DIRECTORY, SQLITE_CORRUPT_VTAB, ...
  const described = byCode[code] ?? byCode[code.split("_").slice(0, 2).join("_")];
  return described === undefined ? undefined : new FourfoldError(described, { cause: fault });
}

/** Runs work and throws its fault in words where there are words for it. */
export function inWords<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (fault) {
    throw describeFault(fault) ?? fault;
  }
}

/** better-sqlite3 and Node both put a code on their errors; a closed database is a TypeError without one. */
export function codeOf(fault: unknown): string | undefined {
  if (typeof fault !== "object" || fault === null || !("code" in fault)) return undefined;
  return typeof fault.code === "string" ? fault.code : undefined;
}

/** What may be written to a log about an unexpected fault: never its message, which could quote patient data. */
export interface FaultNote {
  readonly reference: string;
  readonly operation: string;
  readonly kind: string;
  readonly code?: string;
  /** Stack frames: places in the program only. */
  readonly frames: readonly string[];
}

export function noteFault(fault: unknown, operation: string, reference: string): FaultNote {
  const code = codeOf(fault);
  const stack = fault instanceof Error ? (fault.stack ?? "") : "";
  const frames = stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, 12);
  const kind = fault instanceof Error ? fault.name : typeof fault;
  return { reference, operation, kind, ...(code === undefined ? {} : { code }), frames };
}
