import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AttemptLog } from "../../../electron/backend/vault/attempts.ts";
import type { KeyFile } from "../../../electron/backend/vault/keyFile.ts";
import { openWithPassword } from "../../../electron/backend/vault/vault.ts";
import { cheapWork, password } from "./values.ts";

/** A store behind the program's back, also for programs that are no test of their own. */

/** The data key, as somebody who knows the password and reads the documentation would get it. */
export async function keyFrom(
  dataFolder: string,
  attemptsFolder: string,
  given: string = password,
): Promise<Buffer> {
  const keys = JSON.parse(readFileSync(join(dataFolder, "store", "keys.json"), "utf8")) as KeyFile;
  const attempts = new AttemptLog(join(attemptsFolder, "attempts.json"), () => new Date());
  const name = keys.accounts[0]?.accountName ?? "";
  return (await openWithPassword(keys, name, given, attempts, cheapWork)).dataKey;
}

/** The caller closes it. */
export function openUnlocked(
  path: string,
  dataKey: Uint8Array,
  options: Database.Options = {},
): Database.Database {
  const sqlite = new Database(path, options);
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma("legacy = 4");
  sqlite.pragma(`key = "x'${Buffer.from(dataKey).toString("hex")}'"`);
  return sqlite;
}
