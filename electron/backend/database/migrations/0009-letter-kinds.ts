import type { Migration } from "./migration.ts";

/**
 * Letters of several kinds, each of which may cite an earlier one; the copies that go to others, which are as immutable as
 * the letter; what is prepared for a letter that is not signed yet; and evaluations that correct a signed one.
 */
export const migration: Migration = {
  version: 9,
  name: "letter-kinds",
  up(sqlite) {
    sqlite.exec(`
ALTER TABLE letters ADD COLUMN kind TEXT NOT NULL DEFAULT 'consultation';
ALTER TABLE letters ADD COLUMN cited_letter_id TEXT REFERENCES letters (id);
ALTER TABLE letters ADD COLUMN cited_reason TEXT;
ALTER TABLE letters ADD COLUMN edits_json TEXT CHECK (edits_json IS NULL OR json_valid(edits_json));
CREATE INDEX letters_by_cited ON letters (cited_letter_id) WHERE cited_letter_id IS NOT NULL;

CREATE TABLE letter_copies (
  id TEXT PRIMARY KEY,
  letter_id TEXT NOT NULL REFERENCES letters (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  recipient_json TEXT NOT NULL CHECK (json_valid(recipient_json)),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  byte_length INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (letter_id, position)
) STRICT;
CREATE TRIGGER letter_copies_refuse_update BEFORE UPDATE ON letter_copies
BEGIN SELECT RAISE(ABORT, 'a copy of a signed letter is never changed'); END;
CREATE TRIGGER letter_copies_refuse_delete BEFORE DELETE ON letter_copies
BEGIN SELECT RAISE(ABORT, 'a copy of a signed letter is never deleted'); END;

CREATE TABLE letter_drafts (
  evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
  kind TEXT NOT NULL,
  draft_json TEXT NOT NULL CHECK (json_valid(draft_json)),
  revision INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (evaluation_id, kind)
) STRICT, WITHOUT ROWID;

ALTER TABLE evaluations ADD COLUMN letter_kind TEXT;
ALTER TABLE evaluations ADD COLUMN amends_letter_id TEXT REFERENCES letters (id);
ALTER TABLE evaluations ADD COLUMN amends_reason TEXT;
CREATE UNIQUE INDEX evaluations_by_amended ON evaluations (amends_letter_id)
  WHERE amends_letter_id IS NOT NULL;
`);
  },
};
