import type { Migration } from "./migration.ts";

/** An evaluation may follow one earlier evaluation, and be followed by one: the visits of a referral are a chain. */
export const migration: Migration = {
  version: 4,
  name: "follow-ups",
  up(sqlite) {
    sqlite.exec(`
ALTER TABLE evaluations ADD COLUMN follows_evaluation_id TEXT REFERENCES evaluations (id);
CREATE UNIQUE INDEX evaluations_by_followed ON evaluations (follows_evaluation_id)
  WHERE follows_evaluation_id IS NOT NULL;
`);
  },
};
