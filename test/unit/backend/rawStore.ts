import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { AttemptLog } from "../../../electron/backend/vault/attempts.ts";
import type { KeyFile } from "../../../electron/backend/vault/keyFile.ts";
import { openWithPassword } from "../../../electron/backend/vault/vault.ts";
import { afterwards, cheapWork, databaseIn, keyFileIn, password, temporaryFolder } from "./support.ts";

/** The data key, as somebody who knows the password and reads the documentation would get it. */
export async function dataKeyOf(dataFolder: string): Promise<Buffer> {
  const keys = JSON.parse(readFileSync(keyFileIn(dataFolder), "utf8")) as KeyFile;
  const attempts = new AttemptLog(`${temporaryFolder()}/attempts.json`, () => new Date());
  const name = keys.accounts[0]?.accountName ?? "";
  return (await openWithPassword(keys, name, password, attempts, cheapWork)).dataKey;
}

/** The database behind the program's back. */
export function openRaw(path: string, dataKey: Uint8Array): Database.Database {
  const sqlite = new Database(path);
  afterwards(() => sqlite.close());
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma("legacy = 4");
  sqlite.pragma(`key = "x'${Buffer.from(dataKey).toString("hex")}'"`);
  return sqlite;
}

export async function openRawStore(dataFolder: string): Promise<Database.Database> {
  return openRaw(databaseIn(dataFolder), await dataKeyOf(dataFolder));
}
