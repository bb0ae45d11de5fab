import type { Migration } from "./migration.ts";

/**
 * A correction of a signed letter may be taken back before it is signed. What happened to its referral stays, so that its row
 * stays too; it holds no answers any more and is shown nowhere.
 */
export const migration: Migration = {
  version: 11,
  name: "discarded-evaluations",
  up(sqlite) {
    sqlite.exec("ALTER TABLE evaluations ADD COLUMN discarded_at TEXT");
  },
};
