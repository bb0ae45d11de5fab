import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { earlierWords, sameValue } from "../../../shared/evaluation/changes.ts";
import type { Answer, AnswerValue } from "../../../shared/evaluation/evaluation.ts";

function item(id: string): Item {
  const found = findItem(id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
}

const med = (name: string, dose = 0) => ({ name, ...(dose === 0 ? {} : { dose }) });

describe("what it was at the earlier visit", () => {
  test.each<[string, string, AnswerValue, AnswerValue, string | undefined]>([
    ["a scale", "HX.NRS.AVG", 3, 7, "7 of 10"],
    ["the same scale", "HX.NRS.AVG", 7, 7, undefined],
    ["a number with its unit", "PE.VIT.HR", 80, 72, "72 /min"],
    ["a choice by its label", "HX.SIDE", "left", "bilateral", "both sides"],
    ["several choices", "HX.REGION", ["neck"], ["low back", "leg"], "low back, leg"],
    ["the same choices in another order", "HX.REGION", ["leg", "low back"], ["low back", "leg"], undefined],
    ["no choice", "HX.REGION", ["neck"], [], "none"],
    ["a day", "RF.CES.ONSET", "2025-03-01", "2025-02-03", "3 Feb 2025"],
    ["a month", "HX.ONSET.DATE", "2025-01-05", "2024-12", "Dec 2024"],
    ["a year", "HX.ONSET.DATE", "2025-01-05", "2024", "2024"],
    [
      "a day within a row",
      "HX.INTV",
      [{ type: "SIJ", date: "2025-03-01" }],
      [{ type: "SIJ", date: "2024-11-20" }],
      "20 Nov 2024",
    ],
    ["text", "HX.CC", "Better now", "Left leg pain", "Left leg pain"],
    [
      "only the fields that differ",
      "INS.ODI",
      { total: 30, version: "2.1a" },
      { total: 48, version: "2.1a" },
      "score 48 %",
    ],
    ["a field that is new now", "INS.ODI", { total: 48, version: "2.1a" }, { total: 48 }, undefined],
    [
      "the side that differs",
      "NE.M.L5",
      { right: { grade: "5" }, left: { grade: "5" } },
      { right: { grade: "5" }, left: { grade: "4-" } },
      "left grade 4-",
    ],
    ["a row that is gone", "HX.MED", [med("naproxen")], [med("naproxen"), med("gabapentin")], "gabapentin"],
    [
      "a row that was changed",
      "HX.MED",
      [med("gabapentin", 600)],
      [med("gabapentin", 300)],
      "gabapentin dose 300",
    ],
    ["no rows", "HX.MED", [med("naproxen")], [], "none"],
    ["rows in addition", "HX.MED", [med("naproxen"), med("b")], [med("naproxen")], "without 1 of these"],
    ["rows in another order", "HX.MED", [med("b"), med("naproxen")], [med("naproxen"), med("b")], undefined],
    [
      "a level",
      "IM.GRID",
      { "L4-5": { discType: "normal" } },
      { "L4-5": { discType: "protrusion" }, "L5-S1": { discType: "normal" } },
      "L4-5 disc protrusion; L5-S1 disc normal",
    ],
    [
      "regions of the drawing",
      "HX.LOC.MAP",
      { regions: [] },
      { regions: [{ region: "back-low-back-left", qualities: ["aching"] }] },
      "left low back",
    ],
  ])("is told of %s", (_what, id, now, before, words) => {
    const found = earlierWords(item(id), { value: now }, { value: before });
    if (words === undefined) expect(found).toBeUndefined();
    else expect(found?.toLowerCase()).toContain(words.toLowerCase());
  });

  test.each<[string, Answer | undefined, Answer | undefined, string | undefined]>([
    ["nothing is answered now", undefined, { value: 7 }, undefined],
    ["only a note is there now", { note: "x" }, { value: 7 }, undefined],
    ["nothing was answered", { value: 3 }, undefined, undefined],
    [
      "it was carried then and not confirmed",
      { value: 3 },
      { value: 7, carriedFrom: "2024-01-05" },
      undefined,
    ],
    ["it is carried now and not confirmed", { value: 7, carriedFrom: "2025-03-10" }, { value: 6 }, undefined],
    ["it was not done", { value: 3 }, { notDone: "pain" }, "not examined"],
    ["it was not done either time", { notDone: "refused" }, { notDone: "pain" }, undefined],
    ["it is not done now", { notDone: "pain" }, { value: 7 }, "7 of 10"],
    ["it was waived", { value: 3 }, { waived: "no time" }, undefined],
  ])("where %s", (_what, now, before, words) => {
    expect(earlierWords(item("HX.NRS.AVG"), now, before)).toBe(words);
  });

  test("stays short: four parts and a count, and no page of text", () => {
    const rows = Array.from({ length: 7 }, (_, index) => med(`drug ${index}`));
    expect(earlierWords(item("HX.MED"), { value: [] }, { value: rows })).toBe(
      "drug 0; drug 1; drug 2; drug 3; and 3 more",
    );
    const long = earlierWords(item("HX.CC"), { value: "x" }, { value: "word ".repeat(60) });
    expect(long?.length).toBeLessThanOrEqual(161);
    expect(long).toMatch(/…$/);
  });

  test("the same answer is the same in whatever order it was stored", () => {
    expect(sameValue({ a: 1, b: ["x", "y"] }, { b: ["y", "x"], a: 1 })).toBe(true);
    expect(sameValue({ a: 1 }, { a: "1" })).toBe(false);
    expect(sameValue(undefined, [])).toBe(false);
  });
});
