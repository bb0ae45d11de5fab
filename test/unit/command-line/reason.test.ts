import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import { findRule } from "../../../shared/reasoning/registry.ts";
import { places, run, sampleCase, temporaryFolder, writeCase } from "./support.ts";

/** Seen two days before the day that the commands are run on in these tests. */
const f1 = join(import.meta.dirname, "../../fixtures/cases/case-f1.json");
const reason = (...argv: readonly string[]) => run(["reason", ...argv], {});

interface Entry {
  readonly ruleId: string;
  readonly items: readonly string[];
}

function entriesOf(value: unknown): readonly Entry[] {
  if (Array.isArray(value)) return value.flatMap(entriesOf);
  if (typeof value !== "object" || value === null) return [];
  const nested = Object.values(value).flatMap(entriesOf);
  return "ruleId" in value ? [value as Entry, ...nested] : nested;
}

describe("fourfold reason --json", () => {
  test("prints the whole picture, without a password and without a store", async () => {
    const { code, output, errors } = await reason("--case", f1, "--json");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const picture = JSON.parse(output) as Record<string, unknown>;
    expect(Object.keys(picture).sort()).toEqual([
      "cautions",
      "concordance",
      "generators",
      "pathways",
      "recommendations",
      "redFlags",
      "roots",
      "rulesVersion",
      "timing",
    ]);
    expect(picture.rulesVersion).toMatch(/\d/);
  });

  test("gives a known rule and known items with each entry", async () => {
    const { output } = await reason("--case", f1, "--json");
    const entries = entriesOf(JSON.parse(output));
    expect(entries.length).toBeGreaterThan(40);
    for (const { ruleId, items } of entries) {
      expect(findRule(ruleId), ruleId).toBeDefined();
      expect(Array.isArray(items), ruleId).toBe(true);
      expect(items.filter((id) => findItem(id) === undefined)).toEqual([]);
    }
  });

  test("says null where something cannot be said yet", async () => {
    const content = sampleCase();
    const { output } = await reason("--case", writeCase(temporaryFolder(), content), "--json");
    const { timing } = JSON.parse(output) as { timing: { payer: readonly { met: unknown }[] } };
    expect(timing.payer.map(({ met }) => met)).toContain(null);
  });
});

describe("fourfold reason", () => {
  test("prints the picture to read: F1", async () => {
    const { code, output } = await reason("--case", f1);
    expect(code).toBe(0);
    for (const heading of [
      "Red flags",
      "Timing and referral",
      "Roots",
      "Likely sources of pain",
      "Imaging against the story",
      "Pathways",
      "Cautions",
      "Proposed recommendations",
    ]) {
      expect(output.split("\n")).toContain(heading);
    }
    expect(output).toMatch(/Radiculopathy, L5 left: most likely/);
    expect(output).toMatch(/Left L5 transforaminal epidural steroid injection/);
    expect(output).toMatch(/\* to be confirmed by the practice's physician/);
    expect(output).not.toMatch(/undefined|\[object|NaN/);
  });

  test("names what is missing, in a case with little in it", async () => {
    const { output } = await reason("--case", writeCase(temporaryFolder(), sampleCase()));
    expect(output).toMatch(/\[missing: [A-Z]/);
  });
});

describe("a case that cannot be used", () => {
  const spoiled = (change: (content: ReturnType<typeof sampleCase>) => void) => {
    const content = sampleCase();
    change(content);
    return writeCase(temporaryFolder(), content);
  };
  test.each([
    [
      "an unknown item",
      () => spoiled(({ answers }) => Object.assign(answers, { "HX.NOPE": 1 })),
      "answers.HX.NOPE",
    ],
    [
      "a number out of range",
      () => spoiled(({ answers }) => Object.assign(answers, { "HX.NRS.NOW": 11 })),
      "answers.HX.NRS.NOW",
    ],
    [
      "more than 100 % relief",
      () =>
        spoiled(({ answers }) =>
          Object.assign(answers, { "HX.INTV": [{ type: "MBB", date: "2025-02-01", relief: 101 }] }),
        ),
      "answers.HX.INTV",
    ],
    [
      "a truncated file",
      () => writeCase(temporaryFolder(), JSON.stringify(sampleCase()).slice(0, 200)),
      "file",
    ],
    ["no file", () => join(temporaryFolder(), "nowhere.json"), "--case"],
  ])("%s: exit 2, the field is named, nothing is printed", async (_, path, field) => {
    const { code, output, errors } = await reason("--case", path(), "--json");
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors.startsWith(`fourfold: ${field}`), errors).toBe(true);
    expect(errors).not.toContain("Quillfeather");
  });

  test("without --case, or with an option it does not have", async () => {
    expect((await reason()).errors).toMatch(/^fourfold: --case: /);
    const { data } = places();
    const { code, errors } = await reason("--case", "c", "--data-dir", data);
    expect(code).toBe(2);
    expect(errors).toMatch(/^fourfold: --data-dir: /);
    expect(existsSync(data)).toBe(false);
  });
});

test("is listed in the help", async () => {
  expect((await run(["--help"])).output).toContain("fourfold reason --case FILE [--json]");
});
