import type Database from "better-sqlite3";
import { afterwards, databaseIn, temporaryFolder } from "./support.ts";
import { keyFrom, openUnlocked } from "./unlocked.ts";

/** The data key, as somebody who knows the password and reads the documentation would get it. */
export function dataKeyOf(dataFolder: string): Promise<Buffer> {
  return keyFrom(dataFolder, temporaryFolder());
}

/** The database behind the program's back; closed after the test. */
export function openRaw(path: string, dataKey: Uint8Array): Database.Database {
  const sqlite = openUnlocked(path, dataKey);
  afterwards(() => sqlite.close());
  return sqlite;
}

export async function openRawStore(dataFolder: string): Promise<Database.Database> {
  return openRaw(databaseIn(dataFolder), await dataKeyOf(dataFolder));
}
