import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import {
  currentVersion,
  migrate,
  migrations,
  versionOf,
} from "../../../../electron/backend/database/migrations/index.ts";
import { lookInto, openDatabase } from "../../../../electron/backend/database/open.ts";
import { verifyStore } from "../../../../electron/backend/index.ts";
import { runChecks } from "../../../../electron/backend/integrity/checks.ts";
import {
  databaseOf,
  type MadePractice,
  makePractice,
  temporaryFolder as ownFolder,
  workIn,
} from "../../../reliability/practices.ts";
import { afterwards, ask, filesIn, open, password, refusal, temporaryFolder } from "../support.ts";
import { openUnlocked } from "../unlocked.ts";
import { differences, makeOlder, rowsOf, shapeOf, tablesIn } from "./olderStore.ts";

/** Stores of every earlier schema, with data in them, are brought up to today's; nothing is lost wherever that is cut off. */

let made: MadePractice;

beforeAll(async () => {
  const { folder, remove } = ownFolder("older");
  made = await makePractice(folder, 1);
  await workIn(made);
  return remove;
});

const earlier = migrations.map(({ version }) => version).filter((version) => version < currentVersion);

/** A data folder of an earlier schema, and what is in it. */
function olderPractice(version: number) {
  const dataFolder = join(temporaryFolder(), "data");
  makeOlder(made.dataFolder, dataFolder, version, made.dataKey);
  const { shape, rows } = lookInto(databaseOf(dataFolder), made.dataKey, (sqlite) => {
    expect(versionOf(sqlite)).toBe(version);
    const shape = shapeOf(sqlite);
    return { shape, rows: rowsOf(sqlite, shape) };
  });
  return { dataFolder, path: databaseOf(dataFolder), shape, rows };
}

const failed = (
  lines: readonly { readonly check: string; readonly ok: boolean; readonly detail: string }[],
) => lines.filter(({ ok }) => !ok);

describe.each(earlier)("a store of schema %i", (version) => {
  test("is verified as it is, without changing a byte", async () => {
    const { dataFolder } = olderPractice(version);
    const before = filesIn(dataFolder);
    const { ok, lines } = await verifyStore({ dataFolder, password });
    expect(failed(lines)).toEqual([]);
    expect(ok).toBe(true);
    expect(lines.find(({ check }) => check === "migrations")?.detail).toContain(`schema ${version}`);
    expect(filesIn(dataFolder)).toEqual(before);
  });

  test("is brought up to today's when somebody signs in, with every row as it was", async () => {
    const { dataFolder, path, shape, rows } = olderPractice(version);
    expect(rows.get("letters")).toHaveLength(1);
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", { accountName: "brack", password });
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(2);
    const { answers } = await ask(backend, "evaluation.open", { evaluationId: made.evaluationId });
    expect(answers["HX.CC"]?.value).toBe("Left leg pain");
    const [letter] = (await ask(backend, "letter.list", {})).letters;
    await ask(backend, "letter.read", { letterId: letter?.letterId ?? "" });
    backend.close();
    const after = lookInto(path, made.dataKey, (sqlite) => {
      expect(versionOf(sqlite)).toBe(currentVersion);
      return rowsOf(sqlite, shape);
    });
    expect(differences(rows, after)).toEqual([]);
    expect(failed((await verifyStore({ dataFolder, password })).lines)).toEqual([]);
  });
});

/** The single statements of a text, where those of a trigger belong to it. */
function statementsOf(text: string): string[] {
  const statements: string[] = [];
  let current = "";
  for (const piece of text.split(/(?<=;)/)) {
    current += piece;
    const isTrigger = /^\s*(?:--.*\n\s*)*CREATE TRIGGER/i.test(current);
    if (!piece.trimEnd().endsWith(";") || (isTrigger && !/\bEND;\s*$/i.test(current))) continue;
    statements.push(current);
    current = "";
  }
  return current.trim() === "" ? statements : [...statements, current];
}

/** Lets each statement of the migrations run by itself, and tells after each how many there were. */
function betweenStatements(sqlite: Database, then: (count: number) => void): void {
  let count = 0;
  const run = sqlite.exec.bind(sqlite);
  sqlite.exec = (text: string) => {
    for (const statement of statementsOf(text)) {
      run(statement);
      count += 1;
      then(count);
    }
    return sqlite;
  };
}

/** Opens a store for the migrations, with so little memory that what is not committed yet goes to the disk too. */
function openForMigration(path: string): Database {
  const sqlite = openUnlocked(path, made.dataKey);
  afterwards(() => sqlite.close());
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = OFF");
  sqlite.pragma("cache_size = 5");
  return sqlite;
}

/** How many statements lead from one schema to another. */
function statementsBetween(version: number, target: number): number {
  let total = 0;
  const sqlite = openForMigration(olderPractice(version).path);
  betweenStatements(sqlite, (count) => {
    total = count;
  });
  migrate(sqlite, target);
  return total;
}

describe("cut off", () => {
  test("the statements of the migrations are told apart", () => {
    expect(statementsBetween(1, currentVersion)).toBeGreaterThan(3 * migrations.length);
    expect(
      statementsOf(
        "CREATE TABLE a (b); CREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN SELECT 1; SELECT 2; END; x",
      ),
    ).toEqual([
      "CREATE TABLE a (b);",
      " CREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN SELECT 1; SELECT 2; END;",
      " x",
    ]);
  });

  test.each(earlier)(
    "by a fault after any statement of the step that follows schema %i, the store is as it was",
    (version) => {
      const { path, shape, rows } = olderPractice(version);
      const schemaOf = (sqlite: Database) =>
        sqlite.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all();
      const sqlite = openForMigration(path);
      const before = schemaOf(sqlite);
      const total = statementsBetween(version, version + 1);
      expect(total).toBeGreaterThan(0);
      let failsAfter = 0;
      let seen = 0;
      betweenStatements(sqlite, () => {
        seen += 1;
        if (seen === failsAfter) throw new Error("cut off");
      });
      for (failsAfter = 1; failsAfter <= total; failsAfter += 1) {
        seen = 0;
        expect(() => migrate(sqlite)).toThrow("cut off");
        expect(versionOf(sqlite)).toBe(version);
        expect(schemaOf(sqlite)).toEqual(before);
        expect(differences(rows, rowsOf(sqlite, shape))).toEqual([]);
      }
      seen = failsAfter;
      migrate(sqlite);
      expect(versionOf(sqlite)).toBe(currentVersion);
      expect(differences(rows, rowsOf(sqlite, shape))).toEqual([]);
    },
  );

  test("by a kill after any statement from schema 1 on, the next start finds every row and finishes", () => {
    const { path, shape, rows } = olderPractice(1);
    const frozen: string[] = [];
    const sqlite = openForMigration(path);
    const folder = temporaryFolder();
    let longestLog = 0;
    // What a kill leaves is what is on disk at that moment.
    betweenStatements(sqlite, (count) => {
      const copy = join(folder, String(count), "fourfold.db");
      mkdirSync(join(folder, String(count)));
      copyFileSync(path, copy);
      if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
      longestLog = Math.max(
        longestLog,
        filesIn(join(folder, String(count))).get("fourfold.db-wal")?.length ?? 0,
      );
      frozen.push(copy);
    });
    migrate(sqlite);
    expect(frozen.length).toBeGreaterThan(30);
    expect(longestLog).toBeGreaterThan(0);
    for (const copy of frozen) {
      expect(lookInto(copy, made.dataKey, versionOf)).toBe(1);
      const store = openDatabase(copy, made.dataKey);
      expect(versionOf(store.sqlite)).toBe(currentVersion);
      expect(tablesIn(store.sqlite)).toContain("dispatches");
      expect(differences(rows, rowsOf(store.sqlite, shape))).toEqual([]);
      expect(failed(runChecks(store.sqlite))).toEqual([]);
      store.close();
    }
  });
});

test("a store of a newer program is refused in words, and not a byte of it changes", async () => {
  const { dataFolder, path } = olderPractice(currentVersion - 1);
  const sqlite = openUnlocked(path, made.dataKey);
  sqlite.exec("CREATE TABLE of_tomorrow (x TEXT)");
  sqlite.pragma(`user_version = ${currentVersion + 1}`);
  sqlite.close();
  const storeFiles = () => filesIn(join(dataFolder, "store"));
  const before = storeFiles();
  const backend = open(dataFolder);
  const credentials = { accountName: "brack", password };
  const error = await refusal(backend, "session.signIn", credentials, "storeFromNewerVersion");
  expect(error.message).toContain(`schema ${currentVersion + 1}`);
  expect(error.action).toContain("Install the version");
  backend.close();
  expect(storeFiles()).toEqual(before);
  expect(existsSync(join(dataFolder, "before-update"))).toBe(false);
  expect((await verifyStore({ dataFolder, password })).ok).toBe(false);
  expect(storeFiles()).toEqual(before);
});
