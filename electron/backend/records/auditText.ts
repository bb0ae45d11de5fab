import { csvCell } from "../../../shared/interchange/csv.ts";
import { type AuditRow, readDetail } from "./audit.ts";
import type { AuditNames } from "./auditLog.ts";
import { auditSentence } from "./auditWords.ts";

/** The audit as a file: for a spreadsheet, or line by line with all that the hashes are made of. */

export function sentenceOf(row: AuditRow, names: AuditNames): string {
  return auditSentence({
    action: row.action,
    who: row.account_id === null ? undefined : names.accounts.get(row.account_id),
    subject: subjectInSentence(row, names),
    detail: readDetail(row.detail_json),
  });
}

function subjectInSentence({ subject_id }: AuditRow, names: AuditNames): string | undefined {
  if (subject_id === null) return undefined;
  return names.letters.get(subject_id) ?? names.accounts.get(subject_id);
}

const columns = [
  "entry",
  "at",
  "who",
  "what",
  "action",
  "account id",
  "subject id",
  "detail",
  "previous hash",
  "hash",
];

/** RFC 4180; begins with a mark by which spreadsheets know UTF-8. */
export const csvHead = `\ufeff${columns.join(",")}\r\n`;

export function csvLine(row: AuditRow, names: AuditNames): string {
  const cells = [
    String(row.sequence),
    row.at,
    row.account_id === null ? "" : (names.accounts.get(row.account_id) ?? ""),
    sentenceOf(row, names),
    row.action,
    row.account_id ?? "",
    row.subject_id ?? "",
    row.detail_json,
    row.previous_hash,
    row.hash,
  ];
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** `detail` is the text that was hashed, letter by letter. */
export function jsonLine(row: AuditRow, names: AuditNames): string {
  const line = {
    entry: row.sequence,
    at: row.at,
    accountId: row.account_id,
    action: row.action,
    subjectId: row.subject_id,
    detail: row.detail_json,
    previousHash: row.previous_hash,
    hash: row.hash,
    what: sentenceOf(row, names),
  };
  return `${JSON.stringify(line)}\n`;
}
