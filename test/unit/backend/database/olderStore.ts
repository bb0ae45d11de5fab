import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { migrate } from "../../../../electron/backend/database/migrations/index.ts";
import {
  type AuditRow,
  auditHash,
  firstPreviousHash,
  readDetail,
} from "../../../../electron/backend/records/audit.ts";
import { openUnlocked } from "../unlocked.ts";

/**
 * Stores as earlier releases left them: the rows of a store of today, as far as the earlier schema had a place for them. Migrations
 * only ever add, so that what an earlier release kept is a part of what is kept today.
 */

/** "4FLD", as the program writes it into each database. */
const applicationId = 0x34464c44;

/** Letters have been sealed only since there were copies of them. */
const versionWithSeals = 9;

/** The caller closes it. @param path must not exist. */
export function createAt(version: number, path: string, dataKey: Uint8Array): Database {
  const sqlite = openUnlocked(path, dataKey);
  sqlite.pragma("page_size = 4096");
  sqlite.pragma(`application_id = ${applicationId}`);
  sqlite.pragma("journal_mode = WAL");
  migrate(sqlite, version);
  return sqlite;
}

/**
 * Makes a data folder of an earlier schema from a closed one of today, with the same keys.
 * @param target must not exist.
 */
export function makeOlder(source: string, target: string, version: number, dataKey: Uint8Array): void {
  cpSync(source, target, { recursive: true });
  const path = join(target, "store", "fourfold.db");
  rmSync(path);
  mkdirSync(join(target, "store"), { recursive: true });
  const today = openUnlocked(join(source, "store", "fourfold.db"), dataKey, { readonly: true });
  // The search index is made by the step that brought it, from the patients that are there.
  const older = createAt(1, path, dataKey);
  try {
    older.pragma("foreign_keys = OFF");
    copyTable("patients", today, older);
    migrate(older, version);
    const triggers = older
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of triggers) older.exec(`DROP TRIGGER ${name}`);
    older.transaction(() => {
      for (const table of tablesIn(older)) {
        if (table === "audit") copyAudit(today, older, version);
        else if (table !== "patients") copyTable(table, today, older);
      }
    })();
    for (const { sql } of triggers) older.exec(sql);
  } finally {
    older.close();
    today.close();
  }
}

/** The tables of the practice's rows, without what SQLite keeps for itself and the search index. */
export function tablesIn(sqlite: Database): string[] {
  return sqlite
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'patient_search%' ORDER BY name",
    )
    .pluck()
    .all();
}

export function columnsOf(sqlite: Database, table: string): string[] {
  return sqlite
    .prepare<[string], string>("SELECT name FROM pragma_table_info(?) ORDER BY cid")
    .pluck()
    .all(table);
}

function copyTable(table: string, from: Database, to: Database): void {
  const columns = columnsOf(to, table);
  const insert = to.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  const rows = from.prepare<[], unknown[]>(`SELECT ${columns.join(", ")} FROM ${table}`).raw();
  for (const row of rows.iterate()) insert.run(...row);
}

/** The same entries; where letters had no seals yet, without these, and chained anew. */
function copyAudit(from: Database, to: Database, version: number): void {
  if (version >= versionWithSeals) {
    copyTable("audit", from, to);
    return;
  }
  const insert = to.prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  let previous = firstPreviousHash;
  for (const row of from.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY sequence").iterate()) {
    const { seal: _seal, ...detail } = readDetail(row.detail_json);
    const entry = { ...row, detail_json: JSON.stringify(detail), previous_hash: previous };
    previous = auditHash(entry);
    insert.run(
      row.sequence,
      row.at,
      row.account_id,
      row.action,
      row.subject_id,
      entry.detail_json,
      entry.previous_hash,
      previous,
    );
  }
}

/** Table -> its columns. */
export type Shape = ReadonlyMap<string, readonly string[]>;

export function shapeOf(sqlite: Database): Shape {
  return new Map(tablesIn(sqlite).map((table) => [table, columnsOf(sqlite, table)]));
}

/** Table -> its rows in the columns given, each as text. */
export type Rows = ReadonlyMap<string, readonly string[]>;

export function rowsOf(sqlite: Database, shape: Shape): Rows {
  return new Map(
    [...shape].map(([table, columns]) => {
      const query = sqlite.prepare<[], unknown[]>(`SELECT ${columns.join(", ")} FROM ${table}`).raw();
      return [table, query.all().map((row) => JSON.stringify(row))];
    }),
  );
}

/**
 * What is not as it was: rows that are gone or changed, and, but for the audit, which goes on, rows that are new.
 * @returns in words; empty when every row is the one that it was.
 */
export function differences(before: Rows, after: Rows): string[] {
  return [...before].flatMap(([table, rows]) => {
    const wanted = new Set(rows);
    const found = new Set(after.get(table) ?? []);
    const gone = rows.filter((row) => !found.has(row)).length;
    const added = table === "audit" ? 0 : [...found].filter((row) => !wanted.has(row)).length;
    return gone + added === 0 ? [] : [`${table}: ${gone} rows are gone or changed, ${added} are new`];
  });
}
