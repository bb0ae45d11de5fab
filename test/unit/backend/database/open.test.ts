import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createDatabase, openDatabase } from "../../../../electron/backend/database/open.ts";
import { openRaw } from "../rawStore.ts";
import { afterwards, filesIn, temporaryFolder } from "../support.ts";

function created() {
  const folder = temporaryFolder();
  const path = join(folder, "fourfold.db");
  const dataKey = randomBytes(32);
  createDatabase(path, dataKey).close();
  return { folder, path, dataKey };
}

describe("an open database", () => {
  test.each([
    ["journal_mode", "wal"],
    ["synchronous", 2],
    ["foreign_keys", 1],
    ["trusted_schema", 0],
    ["secure_delete", 1],
    ["temp_store", 2],
    ["cell_size_check", 1],
  ])("has %s = %s", (pragma, expected) => {
    const { path, dataKey } = created();
    const store = openDatabase(path, dataKey);
    afterwards(() => store.close());
    expect(store.sqlite.pragma(pragma, { simple: true })).toBe(expected);
  });

  test("forgets deleted words in the search index too", () => {
    const { path, dataKey } = created();
    const store = openDatabase(path, dataKey);
    afterwards(() => store.close());
    const setting = store.sqlite.prepare("SELECT v FROM patient_search_config WHERE k = 'secure-delete'");
    expect(setting.pluck().get()).toBe(1);
  });

  test("does not open with another key, and stays as it is", () => {
    const { folder, path } = created();
    const before = filesIn(folder);
    expect(() => openDatabase(path, randomBytes(32))).toThrow(
      expect.objectContaining({ code: "storeUnreadable" }),
    );
    expect(filesIn(folder)).toEqual(before);
  });

  test("of a newer schema is refused before anything is written, even with commits still in the WAL", () => {
    const { folder, path, dataKey } = created();
    const writer = openRaw(path, dataKey);
    writer.pragma("journal_mode = WAL");
    writer.exec("CREATE TABLE from_the_future (x)");
    writer.pragma("user_version = 999");
    const before = filesIn(folder);
    expect(before.get("fourfold.db-wal")?.length).toBeGreaterThan(0);
    expect(() => openDatabase(path, dataKey)).toThrow(
      expect.objectContaining({ code: "storeFromNewerVersion" }),
    );
    for (const name of ["fourfold.db", "fourfold.db-wal"]) {
      expect(filesIn(folder).get(name)).toEqual(before.get(name));
    }
  });

  test("with another program's data is refused", () => {
    const { folder, path, dataKey } = created();
    const other = openRaw(path, dataKey);
    other.pragma("application_id = 1");
    other.close();
    const before = filesIn(folder);
    expect(() => openDatabase(path, dataKey)).toThrow(expect.objectContaining({ code: "storeDamaged" }));
    expect(filesIn(folder)).toEqual(before);
  });

  test("is one file again once it is closed", () => {
    const { folder, path, dataKey } = created();
    openDatabase(path, dataKey).close();
    expect(readdirSync(folder)).toEqual(["fourfold.db"]);
  });

  test("that is not there is not made", () => {
    const path = join(temporaryFolder(), "fourfold.db");
    expect(() => openDatabase(path, randomBytes(32))).toThrow();
    expect(existsSync(path)).toBe(false);
  });
});
