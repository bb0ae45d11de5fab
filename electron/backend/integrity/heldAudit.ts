import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { OpenStore } from "../database/open.ts";
import { writeFileAtomically } from "../folder/atomicFile.ts";
import { type AuditAction, type AuditEvent, appendAudit, auditActions } from "../records/audit.ts";

/**
 * What was done in a session in which the audit could not be written: the disk was full, or the database damaged. Somebody who
 * has a patient in front of them is let in for reading all the same, and the entries wait here: in memory, as soon as the disk
 * takes it in `held-audit.json` beside the store, and at the next sign-in that can write they go into the audit, with the time
 * at which it happened. They hold ids and counts, as the audit does, and no clinical text.
 */

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

export class HeldAudit {
  readonly #path: string;
  #events: Held[] | undefined;

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, "held-audit.json");
  }

  /** Takes an entry; never fails, whatever the disk says. */
  add(event: AuditEvent): void {
    const events = this.#read();
    events.push({
      at: event.at,
      action: event.action,
      detail: copyOf(event.detail),
      ...(event.accountId === undefined ? {} : { accountId: event.accountId }),
      ...(event.subjectId === undefined ? {} : { subjectId: event.subjectId }),
    });
    try {
      writeFileAtomically(this.#path, JSON.stringify(events));
    } catch {
      // It stays in memory; the next entry tries again.
    }
  }

  /** Puts what waits into the audit of a store that can be written. */
  async writeInto(store: OpenStore): Promise<void> {
    const events = this.#read();
    if (events.length === 0) return;
    await store.write(async (writable) => {
      const known = new Set(
        (await writable.selectFrom("accounts").select("id").execute()).map((account) => account.id),
      );
      for (const { accountId, subjectId, ...event } of events) {
        // After a restore the account may be one that the backup does not know.
        const author = accountId === undefined ? {} : known.has(accountId) ? { accountId } : {};
        const detail = {
          ...event.detail,
          held: true,
          ...(accountId !== undefined && !known.has(accountId) ? { account: accountId } : {}),
        };
        await appendAudit(writable, {
          ...event,
          ...author,
          ...(subjectId === undefined ? {} : { subjectId }),
          detail,
        });
      }
    });
    this.#events = [];
    rmSync(this.#path, { force: true });
  }

  /** A file that cannot be read holds nothing back: it is kept under its name until an entry replaces it. */
  #read(): Held[] {
    if (this.#events === undefined) {
      try {
        this.#events = z.array(eventSchema).parse(JSON.parse(readFileSync(this.#path, "utf8")));
      } catch {
        this.#events = [];
      }
    }
    return this.#events;
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
