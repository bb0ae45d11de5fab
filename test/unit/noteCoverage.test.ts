import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findItem } from "../../shared/checklist/index.ts";
import type { CellKind, ItemKind } from "../../shared/checklist/kinds.ts";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../shared/evaluation/evaluation.ts";

/**
 * How much of five real notes the checklist holds as structure. The list beside this test goes through each note statement
 * by statement, in our own words, and says where the case file has it: `ITEM/field/...`, `=code` where a choice or a
 * number says it, `(note)` for an item's note, "" if it cannot be recorded. README.md shows the counts.
 */

const fixtures = join(import.meta.dirname, "../fixtures");
const coverage = JSON.parse(readFileSync(join(fixtures, "note-coverage.json"), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;
const readme = readFileSync(join(fixtures, "cases/README.md"), "utf8");

/** Words that are names by nature: there is no code for them, and the row that they stand in says what they name. */
const names = [
  "HX.WORK/occupation",
  "HX.CONS/detail",
  "HX.MED/name",
  "HX.ALG.OTHER/agent",
  "HX.SURG.OTHER/operation",
  "HX.FAM.REL/condition",
  "HX.PMH.CA/treatment",
  "PLAN.DX/diagnosis",
  "PLAN.DX/code",
  "PLAN.PROBLEM/problem",
  "PLAN.FU/step",
];

type How = "structured" | "free text" | "not recordable" | "missing from the case file";

function howRecorded(target: string, { answers }: Evaluation): How {
  if (target === "") return "not recordable";
  const [path = "", code] = target.split(/=(.*)/);
  const [id = "", ...steps] = path.split("/");
  const answer = answers[id];
  if (steps[0] === "(note)") return answer?.note === undefined ? "missing from the case file" : "free text";
  const value = steps.reduce<unknown>(
    (part, step) => (part as Readonly<Record<string, unknown>> | undefined)?.[step],
    answer?.value,
  );
  if (value === undefined || (code !== undefined && !says(value, code))) return "missing from the case file";
  const fields = steps.filter((step) => !/^\d+$/.test(step));
  if (names.includes([id, ...fields].join("/"))) return "structured";
  return kindAt(findItem(id), fields) === "text" ? "free text" : "structured";
}

function says(value: unknown, code: string): boolean {
  return Array.isArray(value) ? value.includes(code) : String(value) === code;
}

/** Kind of the innermost field that the path names; what lies beneath a drawing is part of the drawing. */
function kindAt(
  kind: ItemKind | (CellKind & { readonly id: string }) | undefined,
  fields: readonly string[],
): string | undefined {
  const [first, ...rest] = fields;
  if (kind === undefined || first === undefined) return kind?.kind;
  if (kind.kind === "drawing") return "drawing";
  if (kind.kind === "pair") return kindAt(kind.entry, rest);
  if (kind.kind === "grid")
    return kindAt(
      kind.columns.find((column) => column.id === rest[0]),
      rest.slice(1),
    );
  if (kind.kind === "record" || kind.kind === "repeat")
    return kindAt(
      kind.fields.find((field) => field.id === first),
      rest,
    );
  return kind.kind;
}

describe.each(Object.entries(coverage))("the note %s", (name, statements) => {
  const evaluation = parseCaseFile(readFileSync(join(fixtures, `cases/${name}.json`), "utf8"), "2026-01-01");
  const recorded = Object.entries(statements).map(([statement, target]) => ({
    statement,
    how: howRecorded(target, evaluation),
  }));
  const number = (how: How) => recorded.filter((entry) => entry.how === how).length;

  test("is in its case file where the list says", () => {
    expect(recorded.filter(({ how }) => how === "missing from the case file")).toEqual([]);
  });

  test("is recorded as structure for 95 % at least, and nothing of it is lost", () => {
    expect(number("structured") / recorded.length).toBeGreaterThanOrEqual(0.95);
    expect(number("not recordable")).toBe(0);
  });

  test("is counted truly in the README", () => {
    const percent = ((100 * number("structured")) / recorded.length).toFixed(1);
    expect(readme).toContain(
      `| ${name} | ${recorded.length} | ${number("structured")} (${percent} %) | ${number("free text")} | ${number("not recordable")} |`,
    );
  });

  test("has what is only free text named in the README", () => {
    const free = recorded.filter(({ how }) => how === "free text").map(({ statement }) => statement);
    expect(free.filter((statement) => !readme.includes(`- ${statement}\n`))).toEqual([]);
  });

  test("had nothing invented but names, dates and the request", () => {
    const raw = JSON.parse(readFileSync(join(fixtures, `cases/${name}.json`), "utf8")) as {
      readonly invented: readonly string[];
    };
    expect(raw.invented.filter((path) => !/^(?:patient|referrer|referral)\.|^visitDate$/.test(path))).toEqual(
      [],
    );
  });
});
