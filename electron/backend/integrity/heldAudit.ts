import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { OpenStore } from "../database/open.ts";
import { type AuditAction, type AuditEvent, appendAudit, auditActions } from "../records/audit.ts";

/**
 * What was done while the audit could not be written: the disk was full, or the database damaged. Somebody who has a patient in
 * front of them is let in for reading all the same, and the entries wait here: in memory and in `held-audit.jsonl` beside the store.
 * As soon as something can be written they go into the audit, with the time at which it happened. They hold ids and counts, as the
 * audit does, and no clinical text.
 */

/** Written while there is room, so that entries find their place on a disk that is full: some hundreds of them. */
const reservedBytes = 128 * 1024;

const eventSchema = z
  .object({
    at: z.string(),
    accountId: z.string().optional(),
    action: z.enum(auditActions),
    subjectId: z.string().optional(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  })
  .strict();
type Held = z.infer<typeof eventSchema>;

/** The file in the data folder. */
export const heldAuditName = "held-audit.jsonl";

export class HeldAudit {
  readonly #path: string;
  #events: Held[] | undefined;

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, heldAuditName);
  }

  /** Takes an entry; never fails, whatever the disk says. */
  add(event: AuditEvent): void {
    const held: Held = {
      at: event.at,
      action: event.action,
      detail: copyOf(event.detail),
      ...(event.accountId === undefined ? {} : { accountId: event.accountId }),
      ...(event.subjectId === undefined ? {} : { subjectId: event.subjectId }),
    };
    this.#read().push(held);
    try {
      this.#write();
    } catch {
      // It stays in memory; the next entry tries again.
    }
  }

  /** Makes the place for entries of a time when there is no room any more. */
  reserve(): void {
    try {
      if ((statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0) < reservedBytes) this.#write();
    } catch {
      // There is no room now; the next sign-in tries again.
    }
  }

  /** Puts what waits into the audit of a store that can be written. */
  async writeInto(store: OpenStore): Promise<void> {
    const events = [...this.#read()];
    if (events.length === 0) return;
    await store.write(async (writable) => {
      const accounts = await writable.selectFrom("accounts").select("id").execute();
      const known = new Set(accounts.map((account) => account.id));
      for (const { accountId, ...event } of events) {
        const isKnown = accountId !== undefined && known.has(accountId);
        const detail: Held["detail"] = { ...event.detail, held: true };
        // After a restore the account may be one that the backup does not know.
        if (accountId !== undefined && !isKnown) detail.account = accountId;
        await appendAudit(writable, { ...event, ...(isKnown ? { accountId } : {}), detail });
      }
    });
    this.#read().splice(0, events.length);
    this.#write();
  }

  /** In place and never shorter: on a full disk that takes no new room. */
  #write(): void {
    const lines = this.#read().map((event) => JSON.stringify(event));
    const content = Buffer.from(`${lines.join("\n")}\n`.padEnd(reservedBytes), "utf8");
    const file = openSync(this.#path, existsSync(this.#path) ? "r+" : "w", 0o600);
    try {
      for (let written = 0; written < content.length; ) {
        written += writeSync(file, content, written, content.length - written, written);
      }
      ftruncateSync(file, content.length);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** A line that a power cut left half written is passed over; the others count. */
  #read(): Held[] {
    if (this.#events !== undefined) return this.#events;
    this.#events = [];
    try {
      for (const line of readFileSync(this.#path, "utf8").split("\n")) {
        const parsed = line.trim() === "" ? undefined : eventSchema.safeParse(parseJson(line));
        if (parsed?.success === true) this.#events.push(parsed.data);
      }
    } catch {
      // There is no such file: nothing was ever held.
    }
    return this.#events;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A row of the shadow of the audit, as the event that it was. */
export function eventOf(row: {
  readonly at: string;
  readonly account_id: string | null;
  readonly action: string;
  readonly subject_id: string | null;
  readonly detail_json: string;
}): AuditEvent {
  return {
    at: row.at,
    action: row.action as AuditAction,
    detail: JSON.parse(row.detail_json) as Held["detail"],
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.subject_id === null ? {} : { subjectId: row.subject_id }),
  };
}

function copyOf(detail: AuditEvent["detail"]): Held["detail"] {
  return Object.fromEntries(
    Object.entries(detail ?? {}).map(([key, value]) => [key, typeof value === "object" ? [...value] : value]),
  );
}
