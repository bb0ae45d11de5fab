import { readFileSync, writeFileSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { verifyStore } from "../../../electron/backend/index.ts";
import { openRawStore } from "./rawStore.ts";
import {
  databaseIn,
  filesIn,
  keyFileIn,
  newEvaluation,
  password,
  practice,
  save,
  temporaryFolder,
} from "./support.ts";

async function closedPractice(): Promise<string> {
  const { backend, dataFolder } = await practice();
  const evaluationId = await newEvaluation(backend);
  await save(backend, evaluationId, "HX.NRS.NOW", 3);
  await save(backend, evaluationId, "HX.NRS.NOW", 4);
  backend.close();
  return dataFolder;
}

/** Check -> ok, of all lines. */
async function report(dataFolder: string, given = password): Promise<Record<string, boolean>> {
  const { ok, lines } = await verifyStore({ dataFolder, password: given });
  expect(ok).toBe(lines.every((line) => line.ok));
  for (const line of lines) expect(line.detail).not.toMatch(/Quillfeather|FIC-0001/);
  return Object.fromEntries(lines.map((line) => [line.check, line.ok]));
}

const sound = {
  key: true,
  integrity: true,
  "foreign keys": true,
  migrations: true,
  letters: true,
  audit: true,
};

describe("verify", () => {
  test("finds a sound store sound, and changes nothing in it", async () => {
    const dataFolder = await closedPractice();
    const before = filesIn(dataFolder);
    expect(await report(dataFolder)).toEqual(sound);
    expect(filesIn(dataFolder)).toEqual(before);
  });

  test("takes a named account, and says what a wrong password is", async () => {
    const dataFolder = await closedPractice();
    const named = await verifyStore({ dataFolder, password, accountName: "brack" });
    expect(named.ok).toBe(true);
    expect(await report(dataFolder, "wrong")).toEqual({ key: false });
    const { lines } = await verifyStore({ dataFolder, password: "wrong" });
    expect(lines[0]?.detail).toContain("not right");
  });

  test("of no store, of one that is open, or without its keys is a finding", async () => {
    expect(await report(temporaryFolder())).toEqual({ key: false });
    const { dataFolder } = await practice();
    expect(await report(dataFolder)).toEqual({ key: false });
    const damaged = await closedPractice();
    writeFileSync(keyFileIn(damaged), "{}");
    expect(await report(damaged)).toEqual({ key: false });
  });

  test("finds a page that was altered on disk", async () => {
    const dataFolder = await closedPractice();
    const bytes = readFileSync(databaseIn(dataFolder));
    const page = Math.floor(bytes.length / 4096 / 2) * 4096;
    bytes.writeUInt8(bytes.readUInt8(page + 2000) ^ 0xff, page + 2000);
    writeFileSync(databaseIn(dataFolder), bytes);
    const { ok } = await verifyStore({ dataFolder, password });
    expect(ok).toBe(false);
  });

  const dropTriggers = (sqlite: Database) =>
    sqlite.exec("DROP TRIGGER audit_refuse_update; DROP TRIGGER audit_refuse_delete");

  test.each<[string, (sqlite: Database) => void]>([
    [
      "an entry was changed",
      (sqlite) => sqlite.exec("UPDATE audit SET detail_json = '{}' WHERE sequence = 4"),
    ],
    [
      "an entry's author was changed",
      (sqlite) => sqlite.exec("UPDATE audit SET account_id = NULL WHERE sequence = 3"),
    ],
    ["an entry was taken out", (sqlite) => sqlite.exec("DELETE FROM audit WHERE sequence = 3")],
    [
      "the last entry was cut off",
      (sqlite) => sqlite.exec("DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)"),
    ],
    ["all entries were taken out", (sqlite) => sqlite.exec("DELETE FROM audit")],
    [
      "an entry was put in",
      (sqlite) =>
        sqlite.exec(
          `INSERT INTO audit (at, action, detail_json, previous_hash, hash)
           SELECT at, action, detail_json, hash, '${"a".repeat(64)}' FROM audit ORDER BY sequence DESC LIMIT 1`,
        ),
    ],
  ])("finds that in the audit %s, behind the program's back", async (_what, tamper) => {
    const dataFolder = await closedPractice();
    const sqlite = await openRawStore(dataFolder);
    dropTriggers(sqlite);
    tamper(sqlite);
    sqlite.close();
    expect(await report(dataFolder)).toEqual({ ...sound, audit: false });
  });

  test("finds rows that point to nothing", async () => {
    const dataFolder = await closedPractice();
    const sqlite = await openRawStore(dataFolder);
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec("DELETE FROM referrers");
    sqlite.close();
    expect(await report(dataFolder)).toEqual({ ...sound, "foreign keys": false });
  });
});

describe("the database itself refuses", () => {
  test.each([
    "UPDATE audit SET detail_json = '{}'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE sequence = 1",
  ])("%s", async (statement) => {
    const dataFolder = await closedPractice();
    const sqlite = await openRawStore(dataFolder);
    expect(() => sqlite.exec(statement)).toThrow("only ever added to");
  });
});
