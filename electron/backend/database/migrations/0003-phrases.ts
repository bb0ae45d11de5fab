import type { Migration } from "./migration.ts";

/** Phrases, of one account or, without one, of the practice. An abbreviation stands for one text with each owner. */
export const migration: Migration = {
  version: 3,
  name: "phrases",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE phrases (
  id TEXT PRIMARY KEY,
  account_id TEXT REFERENCES accounts (id),
  abbreviation TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES accounts (id)
) STRICT;
CREATE UNIQUE INDEX phrases_of_practice ON phrases (abbreviation) WHERE account_id IS NULL;
CREATE UNIQUE INDEX phrases_of_account ON phrases (account_id, abbreviation) WHERE account_id IS NOT NULL;
`);
  },
};
