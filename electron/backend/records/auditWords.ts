import { type ErasureGround, erasureGroundWords } from "../../../shared/dataRights/erasure.ts";
import type { AuditAction } from "./audit.ts";

/** Entries of the audit as sentences. They name accounts and letters, never patients or what was found. */

type Detail = Readonly<Record<string, unknown>>;
/** What follows the name of whoever did it. `subject` is the name of an account or the number of a letter. */
type Words = (detail: Detail, subject: string | undefined) => string;

const count = (detail: Detail, key: string): number => {
  const value = detail[key];
  return Array.isArray(value) ? value.length : Number(value ?? 0);
};
const several = (number: number, one: string, many = `${one}s`): string =>
  number === 1 ? `1 ${one}` : `${number} ${many}`;
const text = (detail: Detail, key: string): string => String(detail[key] ?? "");
const list = (detail: Detail, key: string): readonly string[] => {
  const value = detail[key];
  return Array.isArray(value) ? value.map(String) : [];
};
const letter = (detail: Detail, subject: string | undefined): string =>
  `letter ${subject ?? (text(detail, "letterNumber") || "of an evaluation")}`;
const account = (subject: string | undefined): string => `the account ${subject ?? "of somebody"}`;
const afterFailures = (detail: Detail): string => {
  const failed = count(detail, "failedBefore");
  return failed === 0 ? "" : ` after ${several(failed, "wrong attempt")}`;
};
const fieldNames: Readonly<Record<string, string>> = {
  accountName: "account name",
  role: "role",
  isAdministrator: "administrator",
  signer: "name under letters",
};

const words: Partial<Record<AuditAction, Words>> = {
  "store.created": () => "set up the practice",
  "store.checked": (detail) =>
    detail.ok === true
      ? "checked the whole store: everything is intact"
      : `checked the whole store and found faults: ${list(detail, "failed").join(", ")}`,
  "store.restored": (detail) => `restored the backup ${text(detail, "backup")}`,
  "store.rescued": (detail) =>
    `saved what can be read of a damaged store: ${several(count(detail, "evaluations"), "evaluation")}, ${several(count(detail, "letters"), "letter")}`,
  "store.upgraded": (detail) =>
    `brought the store from schema ${count(detail, "from")} to ${count(detail, "to")}, with the copy ${text(detail, "copy")} kept before`,
  "backup.made": (detail) => `made the backup ${text(detail, "name")}`,
  "backup.failed": () => "tried to make a backup, which failed",
  "backup.settingsChanged": () => "changed where and when backups are made",
  "session.signedIn": (detail) => `signed in${afterFailures(detail)}`,
  "session.recovered": () => "signed in with the recovery key and chose a new password",
  "session.locked": () => "locked or left",
  "session.passwordChanged": () => "changed the own password",
  "account.added": (detail, subject) => `added ${account(subject)} as ${text(detail, "role")}`,
  "account.changed": (detail, subject) => {
    const fields = list(detail, "fields").map((field) => fieldNames[field] ?? field);
    return `changed ${account(subject)}: ${fields.join(", ")}`;
  },
  "account.disabled": (_detail, subject) => `disabled ${account(subject)}`,
  "account.passwordReset": (detail, subject) =>
    detail.wasDisabled === true
      ? `enabled ${account(subject)} with a temporary password`
      : `gave ${account(subject)} a temporary password`,
  "recoveryKey.replaced": () => "replaced the recovery key",
  "practice.changed": () => "changed the practice or its letterhead",
  "patient.exported": (detail) =>
    `exported a patient's record: ${several(count(detail, "evaluations"), "evaluation")}, ${several(count(detail, "letters"), "letter")}`,
  "patient.erased": (detail) => {
    const ground = erasureGroundWords[text(detail, "ground") as ErasureGround] ?? text(detail, "ground");
    const early = detail.isEarly === true ? ", before the practice's time for keeping it was over" : "";
    return `erased a patient's record (${several(count(detail, "evaluations"), "evaluation")}, ${several(count(detail, "letters"), "letter")}): ${ground.toLowerCase()}${early}`;
  },
  "data.exported": (detail) =>
    `exported everything: the records of ${several(count(detail, "patients"), "patient")}`,
  "retention.viewed": () => "looked up whose records need not be kept any longer",
  "retention.changed": (detail) =>
    `changed how long records are kept: ${several(count(detail, "years"), "year")}, of minors from ${count(detail, "majorityAge")} on`,
  "referral.created": () => "entered a referral",
  "referral.changed": () => "changed a referral",
  "evaluation.opened": () => "opened an evaluation",
  "evaluation.saved": (detail) =>
    `saved ${several(count(detail, "items"), "answer")} of an evaluation (revision ${count(detail, "revision")})`,
  "evaluation.followUpBegun": () => "began a follow-up evaluation",
  "evaluation.earlierRead": () => "read earlier evaluations of a patient",
  "letter.drafted": () => "wrote a draft letter",
  "letter.prepared": (detail) =>
    detail.what === "passage"
      ? "wrote over a passage of a letter that is not signed"
      : "prepared the copies or the text of a letter that is not signed",
  "letter.discarded": () => "took back what was prepared for a letter",
  "letter.amendmentBegun": (detail) => `began to correct letter ${text(detail, "amends")}`,
  "letter.amendmentDiscarded": (detail) => `took back a correction of letter ${text(detail, "amends")}`,
  "letter.signed": (detail, subject) => {
    const waived = count(detail, "waived");
    const open = waived === 0 ? "" : `, with ${several(waived, "item")} waived`;
    return `signed ${letter(detail, subject)}${open}`;
  },
  "letter.read": (detail, subject) => `opened ${letter(detail, subject)}`,
  "letter.printed": (detail, subject) => `printed ${letter(detail, subject)}`,
  "letter.reprinted": (detail, subject) =>
    `printed ${letter(detail, subject)} once more as a COPY${detail.withCover === true ? " with a cover" : ""}`,
  "letter.addressed": (detail) =>
    `made ${detail.format === "labels" ? "address labels" : "envelopes"} for ${several(count(detail, "dispatches"), "letter")}`,
  "letter.sent": (detail, subject) =>
    `recorded that ${letter(detail, subject)} was sent: ${text(detail, "method")}`,
  "letter.failed": (detail, subject) =>
    `recorded that ${letter(detail, subject)} did not go: ${text(detail, "method")}`,
  "letter.acknowledged": (detail, subject) => `recorded that ${letter(detail, subject)} was acknowledged`,
  "letter.voided": (detail, subject) => `made ${letter(detail, subject)} void`,
  "referral.stepRecorded": (detail) => `recorded of a referral: ${text(detail, "step")}`,
  "worklist.exported": (detail) => `exported the worklist: ${several(count(detail, "rows"), "row")}`,
  "rule.decided": (detail) => `decided about rule ${text(detail, "rule")}: ${text(detail, "decision")}`,
  "phrase.saved": () => "saved a phrase",
  "phrase.removed": () => "removed a phrase",
  "image.saved": () => "changed a logo or signature",
  "image.removed": () => "removed a logo or signature",
  "emergency.accessed": () => "took emergency access to an evaluation",
  "emergency.read": () => "read an evaluation under emergency access",
  "emergency.acknowledged": () => "acknowledged an emergency access",
  "audit.viewed": () => "looked at the audit log",
  "audit.exported": (detail) => `exported the audit log (${text(detail, "format")})`,
};

/** "imageRemoved" as "image removed", for an action that has no sentence of its own. */
const spelledOut = (action: string): string =>
  action.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`).replace(/\./g, ": ");

export interface AuditSentence {
  readonly action: string;
  readonly who: string | undefined;
  readonly subject: string | undefined;
  readonly detail: Detail;
}

/** "Dr Holloway signed letter 2026-000012" */
export function auditSentence({ action, who, subject, detail }: AuditSentence): string {
  const own = words[action as AuditAction];
  const name = who ?? "The program";
  return own === undefined ? `${name}: ${spelledOut(action)}` : `${name} ${own(detail, subject)}`;
}

/** Whether the action has a sentence of its own. */
export function hasWords(action: string): boolean {
  return Object.hasOwn(words, action);
}
