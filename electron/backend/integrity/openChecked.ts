import { statSync } from "node:fs";
import { type ErrorReport, FourfoldError } from "../../../shared/errors.ts";
import { lookInto, type OpenStore, openDatabase, openForReading } from "../database/open.ts";
import { describeFault, storeDamaged } from "../faults.ts";
import type { AuditEvent } from "../records/audit.ts";
import { eventOf } from "./heldAudit.ts";
import { logMissing, refuseWithoutLog } from "./inUse.ts";

/** Why nothing can be changed in a session. */
export type ReadOnlyReason = Pick<ErrorReport, "code" | "message" | "action">;

/**
 * Up to this size the pages are checked before a store is opened for writing; it takes a fraction of a second. What is larger is
 * checked in full once a week, beside the work.
 */
const quickCheckBytes = 64 * 1024 * 1024;

/** Opens a store for writing, after a quick check of its pages. A damaged one is not opened: not a byte of it changes. */
export function openChecked(path: string, dataKey: Uint8Array): OpenStore {
  refuseWithoutLog(path);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= quickCheckBytes) lookInto(path, dataKey, quickCheck);
  return openDatabase(path, dataKey);
}

function quickCheck(sqlite: OpenStore["sqlite"]): void {
  sqlite.prepare("SELECT count(*) FROM sqlite_schema").get();
  const [found] = sqlite.prepare<[], string>("PRAGMA quick_check(1)").pluck().all();
  if (found !== "ok") throw new FourfoldError(storeDamaged);
}

/** Whether a fault of opening leaves something to read, and how that is said. */
export function readOnlyReason(fault: unknown): ReadOnlyReason | undefined {
  const code = describeFault(fault)?.code;
  if (code === "diskFull") {
    return {
      code,
      message:
        "The disk that holds the data folder is full: everything can be read, and nothing can be changed.",
      action: "Free some space on the disk, then lock and sign in again. What was saved before is safe.",
    };
  }
  if (code === "storeDamaged") {
    if (describeFault(fault)?.message === logMissing.message) {
      const { message, action } = logMissing;
      return { code, message: `${message} The database is open for reading only.`, action };
    }
    return {
      code,
      message: "The database is damaged. It is open for reading only, and is left as it is.",
      action: "Restore the last good backup, or save what can be read, in Settings, Backup and restore.",
    };
  }
  return undefined;
}

/**
 * Opens a store of which nothing may be changed. Entries of the audit go into a shadow of its table, which lives in memory, and
 * from there to `hold`; every other change is refused with the reason.
 * @param options.isOpen whether this program has it open for writing beside.
 */
export function openReadOnly(
  path: string,
  dataKey: Uint8Array,
  reason: ReadOnlyReason,
  hold: (event: AuditEvent) => void,
  { isOpen }: { readonly isOpen: boolean } = { isOpen: false },
): OpenStore {
  // Where it is open for writing already, the files that reading takes are there, and it cannot be had for itself alone.
  const store = openForReading(path, dataKey, { sparesDisk: reason.code === "diskFull" && !isOpen });
  const { sqlite } = store;
  sqlite.exec(
    `CREATE TEMP TABLE audit (sequence INTEGER PRIMARY KEY, at TEXT, account_id TEXT, action TEXT, subject_id TEXT,
       detail_json TEXT, previous_hash TEXT, hash TEXT)`,
  );
  guard(sqlite);
  let told = 0;
  return {
    ...store,
    async write(work) {
      try {
        const result = await store.write(work);
        const rows = sqlite
          .prepare<[number], Parameters<typeof eventOf>[0] & { sequence: number }>(
            "SELECT * FROM temp.audit WHERE sequence > ? ORDER BY sequence",
          )
          .all(told);
        for (const row of rows) {
          told = row.sequence;
          hold(eventOf(row));
        }
        return result;
      } catch (fault) {
        throw isRefusal(fault) ? new FourfoldError(reason, { cause: fault }) : fault;
      }
    },
  };
}

const refusal = "this session reads only";

/** For a connection that could write: triggers of the session itself, which the database on disk knows nothing of. */
function guard(sqlite: OpenStore["sqlite"]): void {
  if (sqlite.readonly) return;
  const tables = sqlite
    .prepare<[], string>(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'patient_search%'",
    )
    .pluck()
    .all();
  for (const table of tables) {
    for (const change of ["INSERT", "UPDATE", "DELETE"]) {
      sqlite.exec(
        `CREATE TEMP TRIGGER "refuse_${change}_${table}" BEFORE ${change} ON main."${table}"
         BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
      );
    }
  }
}

function isRefusal(fault: unknown): boolean {
  if (typeof fault !== "object" || fault === null || !("code" in fault)) return false;
  if (String(fault.code).startsWith("SQLITE_READONLY") || fault.code === "SQLITE_FULL") return true;
  return fault instanceof Error && fault.message === refusal;
}
