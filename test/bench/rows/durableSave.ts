import { randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { ask } from "../../unit/backend/ask.ts";
import { completeCase, record } from "../../unit/backend/cases.ts";
import { withPractice } from "../practice.ts";
import { atMost, inTurns, milliseconds, percentile, type Row } from "../row.ts";

const rounds = 1500;

/** One row by bare better-sqlite3, on the same disk with the same encryption and the same durability. */
function bareStore(folder: string): Database.Database {
  const sqlite = new Database(join(folder, "bare.db"));
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma("legacy = 4");
  sqlite.pragma(`key = "x'${randomBytes(32).toString("hex")}'"`);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.exec("CREATE TABLE answers (item_id TEXT PRIMARY KEY, answer_json TEXT NOT NULL)");
  return sqlite;
}

/** An answer of a full evaluation through dispatch, with checks, revision and audit, against one bare commit. */
export const durableSave: Row = {
  name: "one answer saved durably, against a bare commit (p95)",
  run: () =>
    withPractice(async (backend, dataFolder) => {
      const evaluationId = await record(backend, completeCase());
      const sqlite = bareStore(dataFolder);
      try {
        const bare = sqlite.prepare(
          "INSERT INTO answers VALUES (?, ?) ON CONFLICT DO UPDATE SET answer_json = excluded.answer_json",
        );
        const [ours = [], theirs = []] = await inTurns(rounds, 100, [
          (round) =>
            ask(backend, "evaluation.saveAnswers", {
              evaluationId,
              changes: [{ itemId: "HX.NRS.NOW", answer: { value: round % 11 } }],
            }),
          (round) => bare.run("HX.NRS.NOW", JSON.stringify({ value: round % 11 })),
        ]);
        const [save, commit] = [percentile(ours, 0.95), percentile(theirs, 0.95)];
        const medians = [ours, theirs].map((samples) => milliseconds(percentile(samples, 0.5)));
        const detail = `${milliseconds(save)} against ${milliseconds(commit)}; medians ${medians.join(" and ")}`;
        return atMost(3, save / commit, "x", detail);
      } finally {
        sqlite.close();
      }
    }),
};
