import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { StoreContents } from "../../../shared/contract/backup.ts";
import type { Counts } from "./manifest.ts";

/** What a database holds, counted; for the manifest of a backup and the preview of a restore. */

export function countsOf(sqlite: Database): Counts {
  const count = (table: string) =>
    sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  return {
    patients: count("patients"),
    evaluations: count("evaluations"),
    letters: count("letters"),
    auditEntries: count("audit"),
  };
}

const practiceName = z.object({ name: z.string() });

export function contentsOf(sqlite: Database): StoreContents {
  const practice = sqlite.prepare<[], string>("SELECT practice_json FROM practice").pluck().get() ?? "{}";
  const letter = sqlite
    .prepare<[], { number: string; signedAt: string }>(
      "SELECT letter_number AS number, signed_at AS signedAt FROM letters ORDER BY signed_at DESC, letter_number DESC LIMIT 1",
    )
    .get();
  const lastEntryAt = sqlite
    .prepare<[], string>("SELECT at FROM audit ORDER BY sequence DESC LIMIT 1")
    .pluck()
    .get();
  return {
    practiceName: practiceName.safeParse(JSON.parse(practice)).data?.name ?? "",
    ...countsOf(sqlite),
    ...(letter === undefined ? {} : { lastLetter: letter }),
    ...(lastEntryAt === undefined ? {} : { lastEntryAt }),
  };
}

export function storeIdOf(sqlite: Database): string {
  return sqlite.prepare<[], string>("SELECT value FROM meta WHERE key = 'storeId'").pluck().get() ?? "";
}
