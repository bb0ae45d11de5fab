import { createHash } from "node:crypto";
import type { Writable } from "../database/access.ts";

/**
 * Who did what, when. Entries are only ever added; each holds the hash of the one before it, so that a change, a gap or an
 * insertion is found. No clinical text: ids, counts and names of fields only.
 */

export const auditActions = [
  "store.created",
  "store.checked",
  "store.restored",
  "store.rescued",
  "store.upgraded",
  "backup.made",
  "backup.failed",
  "backup.settingsChanged",
  "session.signedIn",
  "session.recovered",
  "session.locked",
  "session.passwordChanged",
  "account.added",
  "account.changed",
  "account.disabled",
  "account.passwordReset",
  "recoveryKey.replaced",
  "emergency.accessed",
  "emergency.read",
  "emergency.acknowledged",
  "audit.viewed",
  "audit.exported",
  "practice.changed",
  "patient.exported",
  "patient.erased",
  "data.exported",
  "retention.viewed",
  "retention.changed",
  "referral.created",
  "referral.changed",
  "evaluation.opened",
  "evaluation.saved",
  "evaluation.followUpBegun",
  "evaluation.earlierRead",
  "letter.drafted",
  "letter.prepared",
  "letter.discarded",
  "letter.amendmentBegun",
  "letter.amendmentDiscarded",
  "letter.signed",
  "letter.read",
  "letter.printed",
  "letter.reprinted",
  "letter.addressed",
  "letter.sent",
  "letter.failed",
  "letter.acknowledged",
  "letter.voided",
  "referral.stepRecorded",
  "worklist.exported",
  "rule.decided",
  "phrase.saved",
  "phrase.removed",
  "image.saved",
  "image.removed",
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditEvent {
  /** Instant with the local offset. */
  readonly at: string;
  readonly accountId?: string;
  readonly action: AuditAction;
  /** The evaluation, letter, account or phrase that it was done to. */
  readonly subjectId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Stands before the first entry. */
export const firstPreviousHash = "0".repeat(64);

export interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly account_id: string | null;
  readonly action: string;
  readonly subject_id: string | null;
  readonly detail_json: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** SHA-256 over the previous hash and the entry as a JSON list, whose order and spelling are fixed. */
export function auditHash(row: Omit<AuditRow, "hash">): string {
  const entry = [
    row.previous_hash,
    row.sequence,
    row.at,
    row.account_id,
    row.action,
    row.subject_id,
    row.detail_json,
  ];
  return createHash("sha256").update(JSON.stringify(entry)).digest("hex");
}

/** The detail of an entry; empty where the entry was tampered with and can no longer be read. */
export function readDetail(detailJson: string): Readonly<Record<string, unknown>> {
  try {
    const detail: unknown = JSON.parse(detailJson);
    return typeof detail === "object" && detail !== null ? { ...detail } : {};
  } catch {
    return {};
  }
}

export async function appendAudit(writable: Writable, event: AuditEvent): Promise<void> {
  const last = await writable
    .selectFrom("audit")
    .select(["sequence", "hash"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    at: event.at,
    account_id: event.accountId ?? null,
    action: event.action,
    subject_id: event.subjectId ?? null,
    detail_json: JSON.stringify(event.detail ?? {}),
    previous_hash: last?.hash ?? firstPreviousHash,
  };
  await writable
    .insertInto("audit")
    .values({ ...row, hash: auditHash(row) })
    .execute();
}

export interface ChainCheck {
  readonly entries: number;
  /** What is wrong, at the first place where something is. */
  readonly problem?: string;
}

/** Walks the chain in stretches, so that somebody may work meanwhile. Stops at the first place where something is wrong. */
export class ChainWalk {
  #previous = firstPreviousHash;
  #entries = 0;
  #problem: string | undefined;

  get found(): ChainCheck {
    return {
      entries: this.#entries,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  /** @param rows the next ones, in order of their numbers. */
  take(rows: Iterable<AuditRow>): void {
    for (const row of rows) {
      if (this.#problem !== undefined) return;
      this.#problem = this.#problemOf(row);
      if (this.#problem !== undefined) return;
      this.#previous = row.hash;
      this.#entries = row.sequence;
    }
  }

  /** @param issued the highest number that was ever given out, which SQLite keeps apart: entries cut off at the end show by it. */
  end(issued: number): ChainCheck {
    if (this.#problem === undefined && issued > this.#entries) {
      this.#problem = `entries after ${this.#entries} are missing`;
    }
    return this.found;
  }

  #problemOf(row: AuditRow): string | undefined {
    if (row.sequence !== this.#entries + 1) return `entry ${this.#entries + 1} is missing`;
    if (row.previous_hash !== this.#previous || auditHash(row) !== row.hash) {
      return `entry ${row.sequence} was changed`;
    }
    return undefined;
  }
}

/** Walks the whole chain at once; see ChainWalk. */
export function checkAuditChain(rows: Iterable<AuditRow>, issued: number): ChainCheck {
  const walk = new ChainWalk();
  walk.take(rows);
  return walk.end(issued);
}
