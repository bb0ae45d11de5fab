import { describe, expect, test } from "vitest";
import {
  addMonths,
  durationInDays,
  isWithinMonths,
  monthsHavePassed,
  monthsInDays,
} from "../../../../shared/reasoning/pathways/calendar.ts";
import { passes, percentText, reliefPercent } from "../../../../shared/reasoning/pathways/relief.ts";

describe("relief after a block is never rounded up", () => {
  test.each([
    [7, 1, "85.7 %", true],
    [7, 2, "71.4 %", false],
    [6, 1, "83.3 %", true],
    [5, 1, "80.0 %", true],
    [49, 10, "79.5 %", false],
    [10, 2, "80.0 %", true],
    [8.5, 1.7, "80.0 %", true],
    [9, 0, "100.0 %", true],
    [4, 6, "-50.0 %", false],
  ])("%s before, %s after", (before, after, words, passed) => {
    const percent = reliefPercent(before, after) ?? Number.NaN;
    expect(percentText(percent)).toBe(words);
    expect(passes(percent, 80)).toBe(passed);
  });

  test.each([
    [79.6, false],
    [79.99, false],
    [80, true],
  ])("%s %% against 80 %%", (percent, passed) => {
    expect(passes(percent, 80)).toBe(passed);
  });

  test.each([
    [74.9, false],
    [75, true],
  ])("%s %% against 75 %%", (percent, passed) => {
    expect(passes(percent, 75)).toBe(passed);
  });

  test.each([
    [0, 0],
    [-1, 0],
    [5, -1],
    [Number.NaN, 1],
    [5, Number.POSITIVE_INFINITY],
  ])("nothing to compare: %s before, %s after", (before, after) => {
    expect(reliefPercent(before, after)).toBeUndefined();
  });
});

describe("months", () => {
  test.each([
    ["2025-01-16", 3, "2025-04-16"],
    ["2024-11-30", 3, "2025-02-28"],
    ["2023-11-30", 3, "2024-02-29"],
    ["2025-10-31", 4, "2026-02-28"],
    ["2024-12-15", 12, "2025-12-15"],
  ])("%s and %s months", (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });

  test.each([
    ["2025-01-16", "yes"],
    ["2025-01-17", "no"],
    ["2025-01", "possibly"],
    ["2024-12", "yes"],
    ["2025", "possibly"],
    ["2024", "yes"],
    ["2025-02", "no"],
  ])("three months since %s", (since, passed) => {
    expect(monthsHavePassed(since, 3, "2025-04-16")).toBe(passed);
  });

  test.each([
    ["2024-04-17", "yes"],
    ["2024-04-16", "no"],
    ["2025-04-16", "yes"],
    ["2024-04", "possibly"],
    ["2024-05", "yes"],
    ["2024", "possibly"],
    ["2023", "no"],
    ["2025", "yes"],
    ["2025-05-01", "no"],
  ])("%s within the last twelve months", (date, within) => {
    expect(isWithinMonths(date, 12, "2025-04-16")).toBe(within);
  });

  test("thirteen weeks are three months, twelve are not", () => {
    expect(durationInDays(13, "weeks")).toBe(monthsInDays(3));
    expect(durationInDays(12, "weeks")).toBeLessThan(monthsInDays(3));
    expect(durationInDays(3, "months")).toBe(monthsInDays(3));
    expect(durationInDays(6, "months")).toBe(monthsInDays(6));
    expect(durationInDays(1, "fortnights")).toBeUndefined();
  });
});
