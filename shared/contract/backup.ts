import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { accountName, everyRole, instant, nothing, operation, password, recoveryKey } from "./operation.ts";

/** Backups of the store, the check of the store, and bringing a backup back. */

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 18:30");
export const backupSchedule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("off") }).strict(),
  /** Each day at a time of this computer's clock. */
  z.object({ kind: z.literal("daily"), at: timeOfDay }).strict(),
  z.object({ kind: z.literal("hours"), every: z.number().int().min(1).max(24) }).strict(),
]);
export type BackupSchedule = z.infer<typeof backupSchedule>;

const folder = z.string().trim().min(1, "must name a folder").max(1000);

const keep = z.number().int().min(1).max(365);

export const backupSettings = z
  .object({
    /** Absent until somebody has chosen one. */
    folder: folder.optional(),
    schedule: backupSchedule,
    /** How many backups of this practice are kept in the folder. */
    keep,
  })
  .strict()
  .refine((settings) => settings.schedule.kind === "off" || settings.folder !== undefined, {
    path: ["folder"],
    message: "must name a folder, since backups are scheduled",
  });
export type BackupSettings = z.infer<typeof backupSettings>;

const problem = z
  .object({ code: z.enum(errorCodes), message: z.string(), action: z.string().optional() })
  .strict();

const counts = z
  .object({
    patients: z.number().int(),
    evaluations: z.number().int(),
    letters: z.number().int(),
  })
  .strict();

/** A backup as its readable part tells, without a password. */
const backupRow = z
  .object({
    folder: z.string(),
    name: z.string(),
    createdAt: instant,
    bytes: z.number().int(),
    counts,
    /** Whether it is a backup of the practice that is open. */
    ofThisPractice: z.boolean(),
  })
  .strict();
export type BackupRow = z.infer<typeof backupRow>;

const checkLine = z.object({ check: z.string(), ok: z.boolean(), detail: z.string() }).strict();
const running = z
  .object({
    began: instant,
    /** What is done now, in words: "Copying", "Checking letters". */
    step: z.string(),
    /** 0 to 1, where it can be told. */
    share: z.number().min(0).max(1).optional(),
  })
  .strict();

const upkeepStatus = z
  .object({
    settings: backupSettings,
    backup: z
      .object({
        /** The last one that worked. */
        last: z
          .object({
            at: instant,
            folder: z.string(),
            name: z.string(),
            bytes: z.number().int(),
            kept: z.number().int(),
          })
          .strict()
          .optional(),
        /** There since the last attempt failed, until one works. */
        failing: problem.extend({ at: instant }).strict().optional(),
        running: running.optional(),
        nextDue: instant.optional(),
        overdue: z.boolean(),
      })
      .strict(),
    check: z
      .object({
        last: z
          .object({ at: instant, ok: z.boolean(), lines: z.array(checkLine) })
          .strict()
          .optional(),
        running: running.optional(),
      })
      .strict(),
    /** The chain of the audit log, checked at each sign-in. */
    audit: z
      .object({
        checking: z.boolean(),
        /** Where the chain breaks: "entry 12 was changed". */
        problem: z.string().optional(),
      })
      .strict(),
    /** Why nothing can be changed in this session. */
    readOnly: problem.optional(),
    /** Set when the computer's clock is behind the last entry of the audit. */
    clockBehind: z.object({ lastEntryAt: instant }).strict().optional(),
  })
  .strict();
export type UpkeepStatus = z.infer<typeof upkeepStatus>;

/** What opens a backup: the password of an account as it was then, or the recovery key. */
const opening = z.union([z.object({ accountName, password }).strict(), z.object({ recoveryKey }).strict()]);
export type Opening = z.infer<typeof opening>;
const restoreInput = z.object({ folder, opening }).strict();

const contents = z
  .object({
    practiceName: z.string(),
    ...counts.shape,
    auditEntries: z.number().int(),
    lastLetter: z.object({ number: z.string(), signedAt: instant }).strict().optional(),
    lastEntryAt: instant.optional(),
  })
  .strict();
export type StoreContents = z.infer<typeof contents>;

const restorePreview = z
  .object({
    createdAt: instant,
    appVersion: z.string(),
    schemaVersion: z.number().int(),
    backup: contents,
    /** What the store that would be put aside holds; absent where there is none, or it cannot be read. */
    present: contents.optional(),
    samePractice: z.boolean().optional(),
  })
  .strict();
export type RestorePreview = z.infer<typeof restorePreview>;

const keepers = ["administrator", "physician"] as const;

export const backupOperations = {
  "upkeep.status": operation({
    input: nothing,
    output: upkeepStatus,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "backup.saveSettings": operation({
    input: backupSettings,
    output: nothing,
    allowed: keepers,
    answeredBy: "backend",
  }),
  /** Begins a backup; how it goes is in the status. With a folder, that one is taken for this once. */
  "backup.start": operation({
    input: z.object({ folder: folder.optional(), keep: keep.optional() }).strict(),
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The backups in a folder, newest first; in the folder of the settings where none is given. */
  "backup.list": operation({
    input: z.object({ folder: folder.optional() }).strict(),
    output: z.object({ backups: z.array(backupRow) }).strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
  /** Begins the full check; how it goes is in the status. */
  "integrity.start": operation({
    input: nothing,
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /**
   * Opens a backup and says what is in it. While a store is there that opens, only who may keep backups; where there is none,
   * or it is damaged, anybody with a password or the recovery key of the backup.
   */
  "restore.preview": operation({
    input: restoreInput,
    output: restorePreview,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  /** Puts the backup in the store's place. What was there is kept beside it; nobody is signed in afterwards. */
  "restore.run": operation({
    input: restoreInput,
    output: z
      .object({
        /** The folder with what was there before. */
        keptAs: z.string().optional(),
        accountNames: z.array(z.string()),
      })
      .strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
  /** Writes what can still be read of a damaged store into a new folder inside the one named. */
  "rescue.export": operation({
    input: restoreInput,
    output: z
      .object({
        folder: z.string(),
        letters: z.number().int(),
        evaluations: z.number().int(),
        /** What could not be read, in words, without patient data. */
        missing: z.array(z.string()),
      })
      .strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
} as const;
