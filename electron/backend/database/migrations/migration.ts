import type { Database } from "better-sqlite3";

/** One numbered step of the schema. A released step is never edited: what it made is changed by a later one. */
export interface Migration {
  /** The `user_version` that the database has afterwards. */
  readonly version: number;
  readonly name: string;
  /** Runs inside a transaction that also sets `user_version`. */
  up(sqlite: Database): void;
}
