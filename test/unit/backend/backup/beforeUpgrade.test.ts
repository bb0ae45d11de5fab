import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import {
  currentVersion,
  migrate,
  versionOf,
} from "../../../../electron/backend/database/migrations/index.ts";
import type { Backend } from "../../../../electron/backend/index.ts";
import { dataKeyOf, openRaw, openRawStore } from "../rawStore.ts";
import {
  ask,
  databaseIn,
  filesIn,
  newEvaluation,
  open,
  password,
  practice,
  refusal,
  save,
} from "../support.ts";

/** A newer version starts on a store that an earlier one left. */

const accountName = "brack";
const earlier = currentVersion - 1;
const signIn = (backend: Backend) => ask(backend, "session.signIn", { accountName, password });
const shelfOf = (dataFolder: string) => join(dataFolder, "before-update");
const copiesIn = (dataFolder: string) =>
  existsSync(shelfOf(dataFolder)) ? readdirSync(shelfOf(dataFolder)).sort() : [];

/** The same rows in the schema of an earlier version, as that version left them. */
async function takeBack(dataFolder: string, version: number): Promise<void> {
  const dataKey = await dataKeyOf(dataFolder);
  const path = databaseIn(dataFolder);
  const present = openRaw(path, dataKey);
  const older = openRaw(`${path}.older`, dataKey);
  older.pragma(`application_id = ${0x34464c44}`);
  migrate(older, version);
  older.pragma("foreign_keys = OFF");
  // The rows are put in as they are; only the search index is filled by its own triggers.
  const triggers = older
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name <> 'patients'",
    )
    .all();
  for (const { name } of triggers) older.exec(`DROP TRIGGER ${name}`);
  const tables = older
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'patient_search%' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
  for (const table of tables) {
    const columns = (sqlite: Database.Database) =>
      sqlite.prepare<[string], string>("SELECT name FROM pragma_table_info(?)").pluck().all(table);
    const shared = columns(older).filter((name) => columns(present).includes(name));
    const rows = present
      .prepare(`SELECT ${shared.join(", ")} FROM ${table}`)
      .raw()
      .all() as unknown[][];
    older.exec(`DELETE FROM ${table}`);
    const insert = older.prepare(
      `INSERT INTO ${table} (${shared.join(", ")}) VALUES (${shared.map(() => "?").join(", ")})`,
    );
    for (const row of rows) insert.run(...row);
  }
  for (const { sql } of triggers) older.exec(sql);
  present.close();
  older.close();
  for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
  writeFileSync(path, readFileSync(`${path}.older`));
  rmSync(`${path}.older`);
}

/** A store with one evaluation in the schema of the version before. */
async function storeOfEarlierVersion(
  version = earlier,
): Promise<{ dataFolder: string; evaluationId: string }> {
  const { backend, dataFolder } = await practice();
  const evaluationId = await newEvaluation(backend);
  await save(backend, evaluationId, "HX.CC", "Pain down the left leg");
  backend.close();
  await takeBack(dataFolder, version);
  return { dataFolder, evaluationId };
}

describe("a store of an earlier version", () => {
  test("is copied as a backup before its schema changes, and the audit says so", async () => {
    const { dataFolder, evaluationId } = await storeOfEarlierVersion();
    const before = readFileSync(databaseIn(dataFolder));
    const backend = open(dataFolder, { appVersion: "9.9.9" });
    expect(copiesIn(dataFolder)).toEqual([]);
    await signIn(backend);

    const [name = ""] = copiesIn(dataFolder);
    expect(name).toMatch(/^fourfold-backup-\d{8}-\d{6}-[0-9a-f]{8}$/);
    const manifest = JSON.parse(readFileSync(join(shelfOf(dataFolder), name, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      schemaVersion: earlier,
      appVersion: "9.9.9",
      counts: { patients: 1, evaluations: 1 },
    });
    const copied = openRaw(join(shelfOf(dataFolder), name, "fourfold.db"), await dataKeyOf(dataFolder));
    expect(versionOf(copied)).toBe(earlier);
    copied.close();
    expect(before.length).toBeGreaterThan(0);
    expect(versionOf(await openRawStore(dataFolder))).toBe(currentVersion);

    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(JSON.stringify(opened)).toContain("Pain down the left leg");
    const { rows } = await ask(backend, "audit.list", { filter: {}, limit: 50 });
    expect(rows.map(({ words }) => words).join("\n")).toContain(
      `brought the store from schema ${earlier} to ${currentVersion}, with the copy ${name} kept before`,
    );
  });

  test("can be had back from that copy, in any schema since the first letters", async () => {
    const { dataFolder } = await storeOfEarlierVersion(8);
    const first = open(dataFolder);
    await signIn(first);
    const folder = join(shelfOf(dataFolder), copiesIn(dataFolder)[0] ?? "");
    await newEvaluation(first);
    await ask(first, "restore.run", { folder, opening: { accountName, password } });
    await signIn(first);
    expect((await ask(first, "worklist.list", {})).rows).toHaveLength(1);
  });

  test("is not copied again once it is of this version", async () => {
    const { dataFolder } = await storeOfEarlierVersion();
    for (let time = 0; time < 2; time += 1) {
      const backend = open(dataFolder);
      await signIn(backend);
      backend.close();
    }
    expect(copiesIn(dataFolder)).toHaveLength(1);
  });

  test("keeps the copies of the last two versions only", async () => {
    const { dataFolder } = await storeOfEarlierVersion();
    for (let day = 1; day <= 3; day += 1) {
      const backend = open(dataFolder, { now: () => new Date(Date.UTC(2030, 0, day, 12)) });
      await signIn(backend);
      backend.close();
      await takeBack(dataFolder, earlier);
    }
    expect(copiesIn(dataFolder).map((name) => name.slice(16, 24))).toEqual(["20300102", "20300103"]);
  });

  test("is left byte for byte as it was where no copy can be made", async () => {
    const { dataFolder } = await storeOfEarlierVersion();
    // A file stands where the folder of the copies would: that stops every user, also one who may write anywhere.
    writeFileSync(shelfOf(dataFolder), "");
    const before = filesIn(join(dataFolder, "store")).get("fourfold.db");
    const backend = open(dataFolder);
    const error = await refusal(backend, "session.signIn", { accountName, password }, "folderNotWritable");
    expect(error.message).toContain("Nothing was changed");
    expect(filesIn(join(dataFolder, "store")).get("fourfold.db")).toEqual(before);
    backend.close();
  });

  test("leaves no half copy behind, and takes away one that was cut off", async () => {
    const { dataFolder } = await storeOfEarlierVersion();
    const storeId = JSON.parse(readFileSync(join(dataFolder, "store", "keys.json"), "utf8"))
      .storeId as string;
    const cutOff = join(shelfOf(dataFolder), `.fourfold-unfinished-${storeId.slice(0, 8)}-0a0a0a0a`);
    mkdirSync(cutOff, { recursive: true });
    chmodSync(cutOff, 0o700);
    await signIn(open(dataFolder));
    expect(existsSync(cutOff)).toBe(false);
    expect(copiesIn(dataFolder)).toHaveLength(1);
  });
});
