import type { BackupSchedule, UpkeepStatus } from "../../../shared/contract.ts";
import { formatInstant } from "../common/dates.ts";

/** What the screens about backups say. */

export function scheduleWords(schedule: BackupSchedule): string {
  switch (schedule.kind) {
    case "off":
      return "Only when somebody asks for one";
    case "daily":
      return `Each day at ${schedule.at}`;
    case "hours":
      return schedule.every === 1 ? "Every hour" : `Every ${schedule.every} hours`;
  }
}

/** "3.2 MB" */
export function sizeWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  const megabytes = bytes / (1024 * 1024);
  return megabytes < 1024 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}

export function countWords({
  patients,
  evaluations,
  letters,
}: Record<"patients" | "evaluations" | "letters", number>) {
  const several = (count: number, one: string) =>
    `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;
  return [several(patients, "patient"), several(evaluations, "evaluation"), several(letters, "letter")].join(
    ", ",
  );
}

export interface Warning {
  readonly kind: "danger" | "notice";
  readonly message: string;
  readonly action?: string | undefined;
  /** What a click can do about it. */
  readonly offers: "backUpNow" | "openSettings" | "openAuditLog" | "nothing";
}

/** What somebody at the worklist must know about the safety of the data; the gravest first. */
export function warningsOf(status: UpkeepStatus): readonly Warning[] {
  const { audit, backup, check, readOnly, clockBehind, settings } = status;
  const warnings: Warning[] = [];
  if (readOnly) {
    warnings.push({
      kind: "danger",
      message: readOnly.message,
      action: readOnly.action,
      offers: readOnly.code === "storeDamaged" ? "openSettings" : "nothing",
    });
  }
  if (check.last?.ok === false) {
    warnings.push({
      kind: "danger",
      message: `The full check of ${formatInstant(check.last.at)} found faults in the practice's data.`,
      action: "Keep every backup, and tell IT.",
      offers: "openSettings",
    });
  }
  if (audit.problem !== undefined) {
    warnings.push({
      kind: "danger",
      message: `The audit log is not as it was written: ${audit.problem}.`,
      action: "Keep every backup, and tell IT: somebody changed it from outside, or it is damaged.",
      offers: "openAuditLog",
    });
  }
  if (backup.failing) {
    warnings.push({
      kind: "danger",
      message: `The backup of ${formatInstant(backup.failing.at)} failed. ${backup.failing.message}`,
      action: backup.failing.action,
      offers: "backUpNow",
    });
  } else if (backup.overdue && backup.last) {
    warnings.push({
      kind: "danger",
      message: `The last backup is of ${formatInstant(backup.last.at)}: it is overdue.`,
      offers: "backUpNow",
    });
  } else if (settings.folder === undefined && readOnly === undefined) {
    warnings.push({ kind: "notice", message: "No backups are made yet.", offers: "openSettings" });
  }
  if (clockBehind) {
    warnings.push({
      kind: "danger",
      message: `This computer's clock is behind: the last entry of the audit log is of ${formatInstant(clockBehind.lastEntryAt)}.`,
      action: "Set the clock before a letter is signed; letters bear the date that it shows.",
      offers: "nothing",
    });
  }
  return warnings;
}
