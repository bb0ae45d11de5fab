import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { currentVersion, migrate } from "../../../../electron/backend/database/migrations/index.ts";
import { afterwards } from "../support.ts";
import { tablesIn } from "./olderStore.ts";

/**
 * A released table, column, index or trigger is never removed or redefined, and a released migration is never edited: programs of
 * other versions, and backups of years ago, rely on them. What each released schema was is in `released-schemas.json`; a new version
 * is added there by running this test with UPDATE_SCHEMA=1, which changes nothing that is there already. The line of a version that
 * was never released may be taken out first.
 */

const releasedFile = new URL("released-schemas.json", import.meta.url);
const released = JSON.parse(readFileSync(releasedFile, "utf8")) as Record<string, string>;
const versions = Array.from({ length: currentVersion }, (_one, index) => index + 1);

function schemaAt(version: number): Database.Database {
  const sqlite = new Database(":memory:");
  afterwards(() => sqlite.close());
  migrate(sqlite, version);
  return sqlite;
}

/** Everything that was defined, in one spelling; without the tables that the search index makes for itself. */
function definitionsIn(sqlite: Database.Database): Map<string, string> {
  const rows = sqlite
    .prepare<[], { type: string; name: string; sql: string }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'patient_search_%' ORDER BY type, name",
    )
    .all();
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql.replace(/\s+/g, " ").trim()]));
}

const fingerprintOf = (sqlite: Database.Database) =>
  createHash("sha256")
    .update(JSON.stringify([...definitionsIn(sqlite)]))
    .digest("hex");

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

function columnsIn(sqlite: Database.Database, table: string): Column[] {
  return sqlite
    .prepare<[string], Column>(
      'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY cid',
    )
    .all(table);
}

const foreignKeysIn = (sqlite: Database.Database, table: string) =>
  sqlite
    .prepare<[string], string>(
      `SELECT "from" || ' -> ' || "table" || '.' || coalesce("to", '') || ' ' || on_update || ' ' || on_delete
       FROM pragma_foreign_key_list(?)`,
    )
    .pluck()
    .all(table);

if (process.env.UPDATE_SCHEMA === "1") {
  for (const version of versions) released[version] ??= fingerprintOf(schemaAt(version));
  writeFileSync(releasedFile, `${JSON.stringify(released, null, 2)}\n`);
}

describe.each(versions)("schema %i", (version) => {
  test("is what it was when it was released", () => {
    expect(
      released[version],
      `schema ${version} is not in released-schemas.json: run this test with UPDATE_SCHEMA=1`,
    ).toBeDefined();
    expect(fingerprintOf(schemaAt(version)), "a released migration was edited: write a new one").toBe(
      released[version],
    );
  });

  test("keeps everything of the one before, and redefines nothing", () => {
    const [before, after] = [schemaAt(version - 1), schemaAt(version)];
    const now = definitionsIn(after);
    for (const [what, sql] of definitionsIn(before)) {
      expect(now.has(what), `${what} was removed`).toBe(true);
      // A table gets further columns: these are looked at one by one.
      if (!what.startsWith("table ")) expect(now.get(what), `${what} was redefined`).toBe(sql);
    }
    for (const table of tablesIn(before)) {
      const columns = columnsIn(before, table);
      expect(columnsIn(after, table).slice(0, columns.length)).toEqual(columns);
      expect(foreignKeysIn(after, table)).toEqual(expect.arrayContaining(foreignKeysIn(before, table)));
      // Checks, and what else stands in the definition, stay to the letter in front of what is added.
      const definition = (from: Map<string, string>) => from.get(`table ${table}`) ?? "";
      const [body = ""] = definition(definitionsIn(before)).split(/\)(?: STRICT)?(?:,? ?WITHOUT ROWID)?$/);
      expect(definition(now).startsWith(body.trimEnd())).toBe(true);
    }
  });
});

/** Migration 0009, since which letters have seals. */
const sealed = 9;

test.each(["letters", "letter_copies"])(
  "what %s got since letters are sealed is empty in the letters that were there: their seals still hold",
  (table) => {
    const known = new Set(columnsIn(schemaAt(sealed), table).map(({ name }) => name));
    const added = columnsIn(schemaAt(currentVersion), table).filter(({ name }) => !known.has(name));
    for (const column of added) {
      expect({ name: column.name, default: column.dflt_value }).toEqual({ name: column.name, default: null });
    }
  },
);

test("the guard finds what it is there for", () => {
  const sqlite = schemaAt(currentVersion);
  const asReleased = fingerprintOf(sqlite);
  const columns = columnsIn(sqlite, "patients");
  sqlite.exec("ALTER TABLE patients RENAME COLUMN phone TO telephone");
  expect(columnsIn(sqlite, "patients")).not.toEqual(columns);
  sqlite.exec("ALTER TABLE patients RENAME COLUMN telephone TO phone");
  expect(fingerprintOf(sqlite)).toBe(asReleased);
  sqlite.exec("DROP INDEX patients_by_mrn; CREATE INDEX patients_by_mrn ON patients (mrn_key, id)");
  expect(fingerprintOf(sqlite)).not.toBe(asReleased);
});
