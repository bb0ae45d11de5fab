import { describe, expect, test } from "vitest";
import {
  areasInDrawing,
  gad2Score,
  gad7Score,
  isMeaningfulPegImprovement,
  meetsFibromyalgiaCriteria,
  ndiDisagrees,
  ndiRaw,
  ndiRawFromPercent,
  neuropathicDescriptors,
  odiPercent,
  painRegionCount,
  pegScore,
  phq2Score,
  phq4Score,
  phq9CallsForSafetyAssessment,
  phq9Score,
  widespreadPainAreas,
} from "../../../shared/instruments/index.ts";

describe("PEG", () => {
  test.each([
    [7, 8, 8, 7.7],
    [6, 5, 7, 6],
    [6, 5, 6, 5.7],
    [6, 6, 7, 6.3],
    [0, 0, 0, 0],
    [10, 10, 10, 10],
    [0, 0, 1, 0.3],
    [0, 1, 1, 0.7],
  ])("%d, %d and %d make %d", (pain, enjoyment, activity, score) => {
    expect(pegScore(pain, enjoyment, activity)).toBe(score);
  });

  test.each([
    [undefined, 8, 8],
    [7, undefined, 8],
    [7, 8, undefined],
    [11, 8, 8],
    [-1, 8, 8],
    [7.5, 8, 8],
  ])("%s, %s and %s make none", (pain, enjoyment, activity) => {
    expect(pegScore(pain, enjoyment, activity)).toBeUndefined();
  });

  test.each([
    [10, 7, true],
    [10, 7.1, false],
    [8, 5.6, true],
    [6, 4.2, true],
    [6, 4.3, false],
    [5, 6, false],
  ])("from %d to %d: meaningful is %s", (before, after, expected) => {
    expect(isMeaningfulPegImprovement(before, after)).toBe(expected);
  });

  test("nothing can improve from 0", () => {
    expect(isMeaningfulPegImprovement(0, 0)).toBeUndefined();
  });
});

describe("PHQ and GAD", () => {
  test("both items of the short forms are needed", () => {
    expect(phq2Score([1, 1])).toBe(2);
    expect(phq2Score([1, undefined])).toBeUndefined();
    expect(gad2Score([3, 3])).toBe(6);
    expect(gad2Score([3])).toBeUndefined();
    expect(gad2Score([3, 4])).toBeUndefined();
  });

  test.each([
    ["all nine", [3, 3, 3, 3, 3, 3, 3, 3, 3], 27],
    ["none at all", [0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
    ["one missing: 8 of 24 becomes 9 of 27", [1, 1, 1, 1, 1, 1, 1, 1, undefined], 9],
    ["two missing: 10 over seven becomes 12.86, rounded", [2, 2, 2, 1, 1, 1, 1, undefined, undefined], 13],
  ])("PHQ-9 with %s", (_name, items, score) => {
    expect(phq9Score(items)).toBe(score);
  });

  test("PHQ-9 with three missing, a wrong length or a wrong answer has no score", () => {
    expect(phq9Score([1, 1, 1, 1, 1, 1, undefined, undefined, undefined])).toBeUndefined();
    expect(phq9Score([1, 1, 1])).toBeUndefined();
    expect(phq9Score([4, 1, 1, 1, 1, 1, 1, 1, 1])).toBeUndefined();
  });

  test("GAD-7 prorates as PHQ-9 does", () => {
    expect(gad7Score([2, 2, 2, 2, 2, 2, 2])).toBe(14);
    expect(gad7Score([2, 2, 2, 2, 2, undefined, undefined])).toBe(14);
    expect(gad7Score([2, 2, 2, 2, undefined, undefined, undefined])).toBeUndefined();
  });

  test("PHQ-4 is both short forms together", () => {
    expect(phq4Score(2, 1)).toBe(3);
    expect(phq4Score(2, undefined)).toBeUndefined();
  });

  test("item 9 calls for a safety assessment at any total", () => {
    expect(phq9Score([0, 0, 0, 1, 1, 0, 0, 0, 1])).toBe(3);
    expect(phq9CallsForSafetyAssessment(1)).toBe(true);
    expect(phq9CallsForSafetyAssessment(0)).toBe(false);
    expect(phq9CallsForSafetyAssessment(undefined)).toBe(false);
  });
});

describe("disability", () => {
  test.each([
    [16, 10, 32],
    [16, 9, 35.5],
    [24, 10, 48],
    [20, 8, 50],
    [50, 10, 100],
    [0, 10, 0],
  ])("ODI of %d in %d sections is %d %%", (sum, answered, percent) => {
    expect(odiPercent(sum, answered)).toBe(percent);
  });

  test.each([
    [16, 7],
    [16, 11],
    [46, 9],
    [-1, 10],
    [16.5, 10],
  ])("ODI of %d in %d sections has no score", (sum, answered) => {
    expect(odiPercent(sum, answered)).toBeUndefined();
  });

  test("NDI adds the mean for one missing section and no more", () => {
    expect(ndiRaw([2, 2, 2, 2, 2, 2, 2, 2, 2, 1])).toBe(19);
    expect(ndiRaw([2, 2, 2, 2, 2, 2, 2, 2, 2, undefined])).toBe(20);
    expect(ndiRaw([2, 2, 2, 2, 2, 2, 2, 2, undefined, undefined])).toBeUndefined();
    expect(ndiRaw([6, 2, 2, 2, 2, 2, 2, 2, 2, 2])).toBeUndefined();
  });

  test("NDI raw and percent are told apart", () => {
    expect(ndiRawFromPercent(38)).toBe(19);
    expect(ndiDisagrees(19, 38)).toBe(false);
    expect(ndiDisagrees(19, 19)).toBe(true);
  });
});

describe("widespread pain", () => {
  test("the index has 19 areas in five regions, and the drawing reaches all of them", async () => {
    const { bodyRegions } = await import("../../../shared/checklist/bodyDrawing.ts");
    expect(widespreadPainAreas).toHaveLength(19);
    expect([...areasInDrawing(bodyRegions.map((region) => region.id))].sort()).toEqual(
      [...widespreadPainAreas].sort(),
    );
    expect(painRegionCount(widespreadPainAreas)).toBe(5);
  });

  test("two regions of one area count once", () => {
    expect(areasInDrawing(["front-neck", "back-neck-right", "back-neck-left"])).toEqual(["neck"]);
    expect(
      areasInDrawing(["front-forearm-thumb-side-left", "front-forearm-little-finger-side-left"]),
    ).toEqual(["lowerArmLeft"]);
  });

  test("hands, feet and knees are no areas; jaw, chest and abdomen no regions", () => {
    expect(areasInDrawing(["front-knee-left", "front-hand-thumb-right", "back-heel-left"])).toEqual([]);
    expect(painRegionCount(["jawLeft", "jawRight", "chest", "abdomen"])).toBe(0);
  });

  test.each([
    [7, 5, 4, 3, true],
    [6, 5, 4, 3, false],
    [7, 4, 4, 3, false],
    [6, 9, 4, 3, true],
    [4, 9, 4, 3, true],
    [3, 9, 4, 3, false],
    [6, 8, 4, 3, false],
    [7, 5, 3, 3, false],
    [7, 5, 4, 2, false],
    [19, 12, 5, 120, true],
  ])("index %d, severity %d, %d regions, %d months: %s", (areas, severity, regions, months, met) => {
    expect(meetsFibromyalgiaCriteria({ areas, severity, regions, months })).toBe(met);
  });

  test("counts neuropathic descriptors, each once", () => {
    expect(neuropathicDescriptors(["electric-shock", "shooting", "burning", "tingling", "numb"])).toBe(4);
    expect(neuropathicDescriptors(["burning", "burning", "aching"])).toBe(1);
    expect(neuropathicDescriptors([])).toBe(0);
  });
});
