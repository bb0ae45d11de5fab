import { appendFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ask, databaseIn, filesIn, newEvaluation, open, password, practice, save } from "../support.ts";

/** Words that are in the store and must be in no file. In every encoding in which SQLite or JSON might write them. */
const secrets = [
  "Quillfeather",
  "Harlan",
  "FIC-0001",
  "1982-09-14",
  "Brackwater",
  "unmistakable",
  "electric-shock",
];

function leaks(dataFolder: string): string[] {
  const found: string[] = [];
  for (const [name, bytes] of filesIn(dataFolder)) {
    for (const secret of [...secrets, password]) {
      for (const encoding of ["utf8", "utf16le"] as const) {
        if (bytes.includes(Buffer.from(secret, encoding))) found.push(`${name}: ${secret}`);
      }
    }
    if (bytes.includes("SQLite format 3")) found.push(`${name}: plain SQLite header`);
  }
  return found;
}

describe("no file of the data folder shows", () => {
  test("a name, an MRN, an answer, a password: while open with a WAL, after closing, and after opening again", async () => {
    const { backend, dataFolder } = await practice();
    const evaluationId = await newEvaluation(backend);
    await save(backend, evaluationId, "HX.CC", "Quite unmistakable words");
    await save(backend, evaluationId, "HX.QUAL", ["electric-shock"]);
    await ask(backend, "patients.search", { text: "quillfeather", limit: 5 });
    expect(filesIn(dataFolder).get("store/fourfold.db-wal")?.length).toBeGreaterThan(4096);
    expect(leaks(dataFolder)).toEqual([]);
    backend.close();
    expect(leaks(dataFolder)).toEqual([]);
    const again = open(dataFolder);
    await ask(again, "session.signIn", { accountName: "brack", password });
    await save(again, evaluationId, "HX.CC", "Other unmistakable words");
    expect(leaks(dataFolder)).toEqual([]);
  });

  test("and the search above does find what is written in plain", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    appendFileSync(databaseIn(dataFolder), "Quillfeather");
    expect(leaks(dataFolder)).toEqual(["store/fourfold.db: Quillfeather"]);
  });
});
