import type { Migration } from "./migration.ts";

/** Where and when backups are made, and what came of each backup and each full check. */
export const migration: Migration = {
  version: 8,
  name: "upkeep",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE backup_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings_json TEXT NOT NULL CHECK (json_valid(settings_json)),
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE upkeep_runs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('backup', 'check')),
  scheduled INTEGER NOT NULL CHECK (scheduled IN (0, 1)),
  began_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  detail_json TEXT NOT NULL CHECK (json_valid(detail_json))
) STRICT;
CREATE INDEX upkeep_runs_by_end ON upkeep_runs (kind, ended_at);
`);
  },
};
