import { describe, expect, test } from "vitest";
import {
  formatPartialDate,
  parseDate,
  parseNumber,
  rangeWords,
} from "../../../../renderer/components/items/parse.ts";

describe("a number", () => {
  const systolic = { kind: "number", min: 60, max: 260, unit: "mmHg" } as const;
  const tScore = { kind: "number", min: -6, max: 4, decimals: 1, unit: "" } as const;
  test.each([
    [systolic, "120", 120],
    [systolic, " 60 ", 60],
    [systolic, "260", 260],
    [tScore, "-2.5", -2.5],
    [tScore, "-2,5", -2.5],
    [tScore, ".5", 0.5],
  ] as const)("%o takes %j", (kind, text, value) => {
    expect(parseNumber(text, kind)).toEqual({ kind: "value", value });
  });
  test.each([
    [systolic, "59", /60–260 mmHg/],
    [systolic, "261", /60–260 mmHg/],
    [systolic, "120.5", /whole number/],
    [systolic, "12o", /digits/],
    [systolic, "1e2", /digits/],
    [tScore, "-2.55", /At most 1/],
    [tScore, "-6.1", /-6 to 4/],
  ] as const)("%o refuses %j in words", (kind, text, message) => {
    const parsed = parseNumber(text, kind);
    expect(parsed.kind === "wrong" && parsed.message).toMatch(message);
  });
  test("that is blank is no answer", () => {
    expect(parseNumber("  ", systolic)).toEqual({ kind: "empty" });
  });
  test("has its range in words", () => {
    expect(rangeWords(systolic)).toBe("60–260 mmHg");
    expect(rangeWords(tScore)).toBe("-6 to 4");
  });
});

describe("a date", () => {
  const limits = { today: "2025-03-12", dateOfBirth: "1982-09-14", visitDate: "2025-03-10" };
  const onset = { kind: "date", precision: "year" } as const;
  const day = { kind: "date" } as const;
  const month = { kind: "date", precision: "month" } as const;
  const plan = { kind: "date", range: "any" } as const;
  test.each([
    [onset, "2025-02-03", "2025-02-03"],
    [onset, "3/2/2025", "2025-03-02"],
    [onset, "3 Feb 2025", "2025-02-03"],
    [onset, "2025-02", "2025-02"],
    [onset, "2/2025", "2025-02"],
    [onset, "Feb 2025", "2025-02"],
    [onset, "february 2025", "2025-02"],
    [onset, "2025", "2025"],
    [onset, "1982", "1982"],
    [onset, "2/3", "2025-02-03"],
    [day, "3/10", "2025-03-10"],
    [day, "3/11", "2024-03-11"],
    [day, "2/29", "2024-02-29"],
    [plan, "3/11", "2025-03-11"],
    [plan, "2/3", "2026-02-03"],
    [month, "2025-02", "2025-02"],
    [day, "2025-03-10", "2025-03-10"],
    [plan, "today", "2025-03-12"],
    [plan, "2026-01-01", "2026-01-01"],
  ] as const)("%o takes %j as %s", (kind, text, value) => {
    expect(parseDate(text, kind, limits)).toEqual({ kind: "value", value });
  });
  test.each([
    [day, "2025-02", /such as/],
    [month, "2025", /month such as/],
    [onset, "2025-02-30", /such as/],
    [onset, "2025-13", /such as/],
    [onset, "soon", /such as/],
    [onset, "2025-03-11", /after the visit/],
    [onset, "2025-04", /after the visit/],
    [onset, "today", /after the visit/],
    [onset, "1982-09-13", /before the date of birth/],
    [onset, "1981", /before the date of birth/],
  ] as const)("%o refuses %j in words", (kind, text, message) => {
    const parsed = parseDate(text, kind, limits);
    expect(parsed.kind === "wrong" && parsed.message).toMatch(message);
  });
  test("that is shown can be typed back", () => {
    for (const date of ["2025-02-03", "2025-02", "2025"]) {
      expect(parseDate(formatPartialDate(date), onset, limits)).toEqual({ kind: "value", value: date });
    }
  });
});
