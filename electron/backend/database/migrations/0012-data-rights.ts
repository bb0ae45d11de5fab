import type { Migration } from "./migration.ts";

/**
 * How long records are kept, and which were erased. Of an erased record only its own random id stays, with when, by whom and on
 * what ground, and the numbers of its letters, which must never be given out again.
 */
export const migration: Migration = {
  version: 12,
  name: "data-rights",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE retention_rule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  rule_json TEXT NOT NULL CHECK (json_valid(rule_json)),
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE erasures (
  patient_id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  ground TEXT NOT NULL CHECK (length(ground) > 0),
  evaluations INTEGER NOT NULL,
  letters INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER erasures_refuse_update BEFORE UPDATE ON erasures
BEGIN SELECT RAISE(ABORT, 'what was erased is only ever added to'); END;
CREATE TRIGGER erasures_refuse_delete BEFORE DELETE ON erasures
BEGIN SELECT RAISE(ABORT, 'what was erased is only ever added to'); END;

CREATE TABLE erased_letters (
  letter_number TEXT PRIMARY KEY,
  letter_id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES erasures (patient_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER erased_letters_refuse_update BEFORE UPDATE ON erased_letters
BEGIN SELECT RAISE(ABORT, 'what was erased is only ever added to'); END;
CREATE TRIGGER erased_letters_refuse_delete BEFORE DELETE ON erased_letters
BEGIN SELECT RAISE(ABORT, 'what was erased is only ever added to'); END;
`);
  },
};
