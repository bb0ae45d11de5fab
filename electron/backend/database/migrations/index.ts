import type { Database } from "better-sqlite3";
import { FourfoldError } from "../../../../shared/errors.ts";
import { migration as records } from "./0001-records.ts";
import { migration as patientSearch } from "./0002-patient-search.ts";
import { migration as phrases } from "./0003-phrases.ts";
import { migration as followUps } from "./0004-follow-ups.ts";
import { migration as images } from "./0005-images.ts";
import { migration as ruleDecisions } from "./0006-rule-decisions.ts";
import { migration as accountCare } from "./0007-account-care.ts";
import { migration as upkeep } from "./0008-upkeep.ts";
import { migration as letterKinds } from "./0009-letter-kinds.ts";
import { migration as desk } from "./0010-desk.ts";
import { migration as discardedEvaluations } from "./0011-discarded-evaluations.ts";
import { migration as dataRights } from "./0012-data-rights.ts";
import type { Migration } from "./migration.ts";

/** In order of their numbers, without gaps. */
export const migrations: readonly Migration[] = [
  records,
  patientSearch,
  phrases,
  followUps,
  images,
  ruleDecisions,
  accountCare,
  upkeep,
  letterKinds,
  desk,
  discardedEvaluations,
  dataRights,
];

export const currentVersion = migrations.length;

export function versionOf(sqlite: Database): number {
  return Number(sqlite.pragma("user_version", { simple: true }));
}

/** @throws FourfoldError `storeFromNewerVersion`; nothing has been written then. */
export function refuseNewerVersion(version: number): void {
  if (version <= currentVersion) return;
  throw new FourfoldError({
    code: "storeFromNewerVersion",
    message: `This database was written by a newer Fourfold (schema ${version}; this program knows ${currentVersion}). It was left untouched.`,
    action: "Install the version of Fourfold that was used last, or a later one.",
  });
}

/** Brings the schema up to `target`: all missing steps in one transaction, or none. */
export function migrate(sqlite: Database, target: number = currentVersion): void {
  const from = versionOf(sqlite);
  refuseNewerVersion(from);
  if (from >= target) return;
  sqlite
    .transaction(() => {
      for (const step of migrations) {
        if (step.version <= from || step.version > target) continue;
        step.up(sqlite);
        sqlite.pragma(`user_version = ${step.version}`);
      }
    })
    .exclusive();
}
