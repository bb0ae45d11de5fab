import { sql } from "kysely";
import { z } from "zod";
import { type BackupSettings, backupSettings } from "../../../shared/contract/backup.ts";
import type { Readable, Writable } from "../database/access.ts";

/** What the store remembers of its backups and checks. */

export const defaultSettings: BackupSettings = { schedule: { kind: "off" }, keep: 14 };

export async function readSettings(readable: Readable): Promise<BackupSettings> {
  const row = await readable.selectFrom("backup_settings").select("settings_json").executeTakeFirst();
  if (row === undefined) return defaultSettings;
  return backupSettings.safeParse(JSON.parse(row.settings_json)).data ?? defaultSettings;
}

export async function saveSettings(
  writable: Writable,
  settings: BackupSettings,
  changedAt: string,
): Promise<void> {
  const settings_json = JSON.stringify(settings);
  await writable
    .insertInto("backup_settings")
    .values({ id: 1, settings_json, changed_at: changedAt })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ settings_json, changed_at: changedAt }))
    .execute();
}

const failure = z.object({ code: z.string(), message: z.string(), action: z.string().optional() });
const madeDetail = z.object({ folder: z.string(), name: z.string(), bytes: z.number(), kept: z.number() });
const checkDetail = z.object({
  lines: z.array(z.object({ check: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type Failure = z.infer<typeof failure>;
export type MadeDetail = z.infer<typeof madeDetail>;
export type CheckDetail = z.infer<typeof checkDetail>;

/** What came of one backup or check; `made` and `failure` belong to backups, `lines` to checks. */
export interface Run {
  readonly id: string;
  readonly kind: "backup" | "check";
  readonly scheduled: boolean;
  /** UTC instants. */
  readonly beganAt: string;
  readonly endedAt: string;
  readonly ok: boolean;
  readonly detail: MadeDetail | CheckDetail | Failure;
}

/** Enough to see a pattern; older ones go. */
const remembered = 200;

export async function addRun(writable: Writable, run: Run): Promise<void> {
  await writable
    .insertInto("upkeep_runs")
    .values({
      id: run.id,
      kind: run.kind,
      scheduled: run.scheduled ? 1 : 0,
      began_at: run.beganAt,
      ended_at: run.endedAt,
      ok: run.ok ? 1 : 0,
      detail_json: JSON.stringify(run.detail),
    })
    .execute();
  const oldest = await writable
    .selectFrom("upkeep_runs")
    .select("id")
    .where("kind", "=", run.kind)
    // The order in which they came in: the clock may have been set back.
    .orderBy(sql`rowid`, "desc")
    .offset(remembered)
    .limit(1)
    .executeTakeFirst();
  if (oldest !== undefined) await writable.deleteFrom("upkeep_runs").where("id", "=", oldest.id).execute();
}

export interface LastRuns {
  readonly lastBackup?: { readonly at: string; readonly detail: MadeDetail };
  /** Only while no later attempt worked. */
  readonly failing?: { readonly at: string; readonly failure: Failure };
  readonly lastAttemptAt?: string;
  readonly lastCheck?: { readonly at: string; readonly ok: boolean; readonly detail: CheckDetail };
}

export async function readLastRuns(readable: Readable): Promise<LastRuns> {
  const latest = (kind: Run["kind"]) =>
    readable
      .selectFrom("upkeep_runs")
      .select(["ended_at", "ok", "detail_json"])
      .where("kind", "=", kind)
      .orderBy(sql`rowid`, "desc")
      .limit(1);
  const attempt = await latest("backup").executeTakeFirst();
  const worked = attempt?.ok === 1 ? attempt : await latest("backup").where("ok", "=", 1).executeTakeFirst();
  const check = await latest("check").executeTakeFirst();
  const made = worked && madeDetail.safeParse(JSON.parse(worked.detail_json)).data;
  const failed = attempt?.ok === 0 ? failure.safeParse(JSON.parse(attempt.detail_json)).data : undefined;
  const lines = check && checkDetail.safeParse(JSON.parse(check.detail_json)).data;
  return {
    ...(worked && made ? { lastBackup: { at: worked.ended_at, detail: made } } : {}),
    ...(attempt && failed ? { failing: { at: attempt.ended_at, failure: failed } } : {}),
    ...(attempt ? { lastAttemptAt: attempt.ended_at } : {}),
    ...(check && lines ? { lastCheck: { at: check.ended_at, ok: check.ok === 1, detail: lines } } : {}),
  };
}

export async function readStoreId(readable: Readable): Promise<string> {
  const row = await readable
    .selectFrom("meta")
    .select("value")
    .where("key", "=", "storeId")
    .executeTakeFirst();
  return row?.value ?? "";
}

/** Instant with offset of the last entry of the audit. */
export async function lastEntryAt(readable: Readable): Promise<string | undefined> {
  const row = await readable
    .selectFrom("audit")
    .select("at")
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
