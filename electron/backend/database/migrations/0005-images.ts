import type { Migration } from "./migration.ts";

/** Pictures of the letter: the practice's logo (without an account) and each account's signature, one of each. */
export const migration: Migration = {
  version: 5,
  name: "images",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE images (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('logo', 'signature')),
  account_id TEXT REFERENCES accounts (id),
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES accounts (id),
  CHECK ((purpose = 'signature') = (account_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX images_of_practice ON images (purpose) WHERE account_id IS NULL;
CREATE UNIQUE INDEX images_of_account ON images (account_id, purpose) WHERE account_id IS NOT NULL;
`);
  },
};
