import type { BackupSchedule, BackupSettings } from "../contract/backup.ts";
import type { LetterSettings } from "../evaluation/letterSettings.ts";
import type { Practice } from "../evaluation/people.ts";
import type { PolicyKey, PolicyValues } from "./policies.ts";

/** What a practice has set, as policies leave it. What it set itself stays stored and comes back when the policy goes. */

export const letterheadFields = {
  letterheadName: "name",
  letterheadAddress: "addressLines",
  letterheadPhone: "phone",
  letterheadFax: "fax",
  letterPaper: "paper",
} as const satisfies { readonly [Key in PolicyKey]?: keyof Practice };

export const letterFields = {
  letterFooter: "footer",
  letterConfidentiality: "confidentiality",
  patientNamesInFiles: "namesInFiles",
  lettersCarryFindings: "attachFindings",
} as const satisfies { readonly [Key in PolicyKey]?: keyof LetterSettings };

/** What a letter does where the practice has stored nothing of it. */
const usualLetter: Readonly<Record<string, unknown>> = { namesInFiles: false, attachFindings: true };

/** What holds where neither a person nor a policy has chosen. */
export const usualBackupTime = "18:30";
export const usualBackupHours = 4;

/** The practice as it is in force. */
export function governPractice(practice: Practice, values: PolicyValues): Practice {
  const letter = { ...practice.letter, ...taken(letterFields, values) };
  return {
    ...practice,
    ...taken(letterheadFields, values),
    ...(Object.keys(letter).length === 0 ? {} : { letter }),
  };
}

/** @returns the policy that the entered practice goes against, where there is one. */
export function practiceAgainst(entered: Practice, values: PolicyValues): PolicyKey | undefined {
  const letter = { ...usualLetter, ...entered.letter };
  return differing(letterheadFields, entered, values) ?? differing(letterFields, letter, values);
}

/** What to store of an entered practice: where a policy governs, what the practice itself had before. */
export function practiceToStore(entered: Practice, stored: Practice, values: PolicyValues): Practice {
  const letter = restored(letterFields, entered.letter ?? {}, stored.letter ?? {}, values);
  const { letter: _letter, ...practice } = restored(letterheadFields, entered, stored, values);
  return { ...practice, ...(Object.keys(letter).length === 0 ? {} : { letter }) };
}

/** The settings of backups as they are in force. Without a folder nothing can be scheduled. */
export function governBackup(settings: BackupSettings, values: PolicyValues): BackupSettings {
  const folder = values.backupFolder ?? settings.folder;
  return {
    ...(folder === undefined ? {} : { folder }),
    keep: values.backupsToKeep ?? settings.keep,
    schedule: folder === undefined ? { kind: "off" } : governSchedule(settings.schedule, values),
  };
}

function governSchedule(schedule: BackupSchedule, values: PolicyValues): BackupSchedule {
  const kind = values.backupSchedule ?? schedule.kind;
  if (kind === "off") return { kind };
  if (kind === "daily") {
    return { kind, at: values.backupTime ?? (schedule.kind === "daily" ? schedule.at : usualBackupTime) };
  }
  return {
    kind,
    every: values.backupHours ?? (schedule.kind === "hours" ? schedule.every : usualBackupHours),
  };
}

/** @returns the policy that the entered settings go against, where there is one. */
export function backupAgainst(entered: BackupSettings, values: PolicyValues): PolicyKey | undefined {
  const { folder, keep, schedule } = entered;
  if (values.backupFolder !== undefined && folder !== values.backupFolder) return "backupFolder";
  if (values.backupsToKeep !== undefined && keep !== values.backupsToKeep) return "backupsToKeep";
  // Without a folder no other schedule can be entered.
  if (folder === undefined) return undefined;
  if (values.backupSchedule !== undefined && schedule.kind !== values.backupSchedule) return "backupSchedule";
  if (values.backupTime !== undefined && schedule.kind === "daily" && schedule.at !== values.backupTime) {
    return "backupTime";
  }
  if (
    values.backupHours !== undefined &&
    schedule.kind === "hours" &&
    schedule.every !== values.backupHours
  ) {
    return "backupHours";
  }
  return undefined;
}

/** What to store of entered settings: where a policy governs, what was stored before. */
export function backupToStore(
  entered: BackupSettings,
  stored: BackupSettings,
  values: PolicyValues,
): BackupSettings {
  const folder = values.backupFolder === undefined ? entered.folder : stored.folder;
  const keep = values.backupsToKeep === undefined ? entered.keep : stored.keep;
  const schedule = scheduleToStore(entered.schedule, stored.schedule, values);
  return {
    ...(folder === undefined ? {} : { folder }),
    keep,
    // A schedule cannot be stored without a folder of its own.
    schedule: folder === undefined ? { kind: "off" } : schedule,
  };
}

function scheduleToStore(
  entered: BackupSchedule,
  stored: BackupSchedule,
  values: PolicyValues,
): BackupSchedule {
  if (values.backupSchedule !== undefined) return stored;
  if (entered.kind === "daily" && values.backupTime !== undefined) {
    return stored.kind === "daily" ? stored : { kind: "daily", at: usualBackupTime };
  }
  if (entered.kind === "hours" && values.backupHours !== undefined) {
    return stored.kind === "hours" ? stored : { kind: "hours", every: usualBackupHours };
  }
  return entered;
}

type Fields = { readonly [Key in PolicyKey]?: string };

function taken<Whole>(fields: Fields, values: PolicyValues): Partial<Whole> {
  // Each policy has the kind of the field that it governs; a test puts every one of them through the field's own schema.
  return Object.fromEntries(
    entriesOf(fields, values).map(([key, field]) => [field, values[key]]),
  ) as Partial<Whole>;
}

function differing(fields: Fields, entered: object, values: PolicyValues): PolicyKey | undefined {
  return entriesOf(fields, values).find(
    ([key, field]) => JSON.stringify(Reflect.get(entered, field)) !== JSON.stringify(values[key]),
  )?.[0];
}

function restored<Whole extends object>(
  fields: Fields,
  entered: Whole,
  stored: Whole,
  values: PolicyValues,
): Whole {
  const governed = new Set(entriesOf(fields, values).map(([, field]) => field));
  const own = (whole: object, isWanted: (field: string) => boolean) =>
    Object.entries(whole).filter(([field]) => isWanted(field));
  return Object.fromEntries([
    ...own(entered, (field) => !governed.has(field)),
    ...own(stored, (field) => governed.has(field)),
  ]) as Whole;
}

/** Those of the fields that a policy governs. */
function entriesOf(fields: Fields, values: PolicyValues): readonly (readonly [PolicyKey, string])[] {
  return (Object.keys(fields) as PolicyKey[]).flatMap((key) => {
    const field = fields[key];
    return field === undefined || values[key] === undefined ? [] : [[key, field] as const];
  });
}
