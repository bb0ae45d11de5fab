import { describe, expect, it } from "vitest";
import { formatDate, parseDate, today } from "../../../renderer/components/common/dates.ts";

const now = "2026-11-23";

describe("parseDate", () => {
  it.each([
    ["1982-09-14", "1982-09-14"],
    ["1982/9/14", "1982-09-14"],
    ["9/14/1982", "1982-09-14"],
    ["09-14-1982", "1982-09-14"],
    ["14.9.1982", "1982-09-14"],
    ["09141982", "1982-09-14"],
    ["19820914", "1982-09-14"],
    ["14 Sep 1982", "1982-09-14"],
    ["14 september 1982", "1982-09-14"],
    ["Sep 14, 1982", "1982-09-14"],
    ["September 14 1982", "1982-09-14"],
    ["14sep82", "1982-09-14"],
    ["9/14/82", "1982-09-14"],
    ["1/2/27", "2027-01-02"],
    ["1/2/28", "1928-01-02"],
    ["2/29/2024", "2024-02-29"],
    ["today", now],
    ["t", now],
    [" 9/14/1982 ", "1982-09-14"],
  ])("reads %s as %s", (typed, expected) => {
    expect(parseDate(typed, now)).toBe(expected);
  });

  it.each([
    "",
    "2/29/2025",
    "13/1/2025",
    "32.1.2025",
    "14 Foo 1982",
    "9/14",
    "1982",
    "1849-12-31",
    "99999999",
    "next week",
  ])("does not guess at %s", (typed) => {
    expect(parseDate(typed, now)).toBeUndefined();
  });

  it("reads back what formatDate shows", () => {
    for (const date of ["1982-09-14", "2024-02-29", "2025-12-01", "1850-01-31"]) {
      expect(parseDate(formatDate(date), now)).toBe(date);
    }
  });
});

describe("formatDate", () => {
  it("writes the month as a word and leaves alone what is no date", () => {
    expect(formatDate("1982-09-04")).toBe("4 Sep 1982");
    expect(formatDate("1982-13-04")).toBe("1982-13-04");
    expect(formatDate("soon")).toBe("soon");
  });
});

describe("today", () => {
  it("is the calendar date where the workstation stands", () => {
    expect(today(new Date(2025, 0, 5, 23, 59))).toBe("2025-01-05");
    expect(today(new Date(2025, 11, 31, 0, 0))).toBe("2025-12-31");
  });
});
