import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findItem } from "../../shared/checklist/index.ts";
import { isApplicable } from "../../shared/evaluation/applicability.ts";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import { completenessOf } from "../../shared/evaluation/completeness.ts";
import { checkEvaluation } from "../../shared/evaluation/validate.ts";

/** Recorded cases: five real notes in our own structure, and a complete invented one. */

/** All recorded visits lie before it. */
const today = "2026-01-01";
const folder = join(import.meta.dirname, "../fixtures/cases");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort();
const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** "answers.PLAN.PROC[0].steroid" -> "PLAN.PROC" */
const itemOfPath = (path: string) => /^answers\.([A-Z0-9.-]+[A-Z0-9])(?:$|[.[])/.exec(path)?.[1];

describe.each(files)("%s", (name) => {
  const evaluation = parseCaseFile(read(name), today);

  test("is a sound case file without a contradiction", () => {
    expect(checkEvaluation(evaluation)).toEqual([]);
  });

  test("holds no answer that its other answers fold away", () => {
    const unused = Object.keys(evaluation.answers).filter((id) => {
      const item = findItem(id);
      return item === undefined || !isApplicable(item, evaluation);
    });
    expect(unused).toEqual([]);
  });

  test("says truly what was invented", () => {
    const raw = JSON.parse(read(name)) as Record<string, unknown>;
    const invented = (raw.invented ?? []) as readonly string[];
    const untrue = invented.filter((path) => {
      const id = itemOfPath(path);
      if (id !== undefined) return evaluation.answers[id] === undefined;
      const value = path
        .split(".")
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], raw);
      return value === undefined;
    });
    expect(invented.length).toBeGreaterThan(0);
    expect(untrue).toEqual([]);
  });
});

test("the invented case is complete", () => {
  const missing = completenessOf(parseCaseFile(read("case-f1.json"), today)).parts.flatMap(
    (part) => part.missing,
  );
  expect(missing).toEqual([]);
});
