import { FourfoldError } from "../../../shared/errors.ts";
import { codeOf } from "../faults.ts";

/** What can go wrong where a backup is written; the store itself is not touched by any of it. */

export function folderMissing(cause?: unknown): FourfoldError {
  return new FourfoldError(
    {
      code: "notFound",
      field: "folder",
      message:
        "The folder for backups is not there. If it is on a removable disk or a share, that is not connected.",
      action: "Connect it, or choose another folder in Settings, Backup and restore.",
    },
    { cause },
  );
}

const full = {
  code: "diskFull",
  message: "The disk for backups is full. No backup was made; the earlier ones are as they were.",
  action: "Free some space on that disk, keep fewer backups, or choose another folder.",
} as const;
const notWritable = {
  code: "folderNotWritable",
  field: "folder",
  message: "The folder for backups cannot be written.",
  action: "Ask IT to give this user write access to it, or choose another folder.",
} as const;
const interrupted = {
  code: "folderNotWritable",
  message: "Writing the backup was interrupted: the disk or the share did not answer.",
  action: "Look whether it is connected, then back up again.",
} as const;

const byCode: Readonly<Record<string, ConstructorParameters<typeof FourfoldError>[0]>> = {
  SQLITE_FULL: full,
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  SQLITE_CANTOPEN: notWritable,
  SQLITE_READONLY: notWritable,
  SQLITE_PERM: notWritable,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOTDIR: notWritable,
  EEXIST: notWritable,
  SQLITE_IOERR: interrupted,
  SQLITE_BUSY: interrupted,
  EIO: interrupted,
  EBUSY: interrupted,
  ESTALE: interrupted,
  ETIMEDOUT: interrupted,
  EHOSTDOWN: interrupted,
  EHOSTUNREACH: interrupted,
};

/** The fault of writing a backup in words, where there are words for it. */
export function describeBackupFault(fault: unknown): FourfoldError | undefined {
  if (fault instanceof FourfoldError) return fault;
  const code = codeOf(fault);
  if (code === undefined) return undefined;
  if (code === "ENOENT") return folderMissing(fault);
  const described = byCode[code] ?? byCode[code.split("_").slice(0, 2).join("_")];
  return described === undefined ? undefined : new FourfoldError(described, { cause: fault });
}
