import type { Migration } from "./migration.ts";

/**
 * What the practice decided about the rules of the clinical picture, decision after decision: none is ever changed, so that
 * it can be told by which rules a letter of any day was written. Each letter keeps the version that it was signed under;
 * those from before have none.
 */
export const migration: Migration = {
  version: 6,
  name: "rule-decisions",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE rule_decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  rule_id TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'withdrawn', 'switchedOff', 'switchedOn')),
  reason TEXT,
  rule_fingerprint TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES accounts (id),
  decided_by_name TEXT NOT NULL
) STRICT;
ALTER TABLE letters ADD COLUMN rules_version TEXT;
`);
  },
};
