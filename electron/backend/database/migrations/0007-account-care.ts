import type { Migration } from "./migration.ts";

/**
 * Accounts are cared for: some are administrators beside their role, some are disabled, some have a password that is only good
 * for choosing another. The oldest account of a practice that is at work becomes its administrator. Emergency accesses are
 * kept with their reason, which may name what is the patient's alone and therefore is not in the audit.
 */
export const migration: Migration = {
  version: 7,
  name: "account-care",
  up(sqlite) {
    sqlite.exec(`
ALTER TABLE accounts ADD COLUMN is_administrator INTEGER NOT NULL DEFAULT 0 CHECK (is_administrator IN (0, 1));
ALTER TABLE accounts ADD COLUMN disabled_at TEXT;
ALTER TABLE accounts ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0
  CHECK (must_change_password IN (0, 1));
UPDATE accounts SET is_administrator = 1
  WHERE role = 'administrator' OR rowid = (SELECT rowid FROM accounts ORDER BY created_at, rowid LIMIT 1);

CREATE TABLE emergency_accesses (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  evaluation_id TEXT NOT NULL REFERENCES evaluations (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  until TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  acknowledged_at TEXT,
  acknowledged_by TEXT REFERENCES accounts (id)
) STRICT;
CREATE INDEX emergency_accesses_open ON emergency_accesses (at) WHERE acknowledged_at IS NULL;

CREATE INDEX audit_by_subject ON audit (subject_id, sequence) WHERE subject_id IS NOT NULL;
`);
  },
};
