import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ageOn,
  dateWords,
  daysBetween,
  earliestDay,
  latestDay,
  onDateWords,
  precisionOf,
} from "../../../shared/evaluation/dates.ts";
import { isCalendarDate, isNationalProviderIdentifier } from "../../../shared/evaluation/people.ts";

describe("calendar dates", () => {
  test.each([
    ["2024-02-29", true],
    ["2025-02-29", false],
    ["1900-02-29", false],
    ["2000-02-29", true],
    ["2025-04-31", false],
    ["2025-13-01", false],
    ["2025-00-10", false],
    ["2025-1-10", false],
    ["1849-12-31", false],
    ["2025-03-10T00:00", false],
    ["", false],
  ])("%s exists: %s", (text, exists) => {
    expect(isCalendarDate(text)).toBe(exists);
  });

  test.each([
    ["2025", "year", "2025-01-01", "2025-12-31"],
    ["2024-02", "month", "2024-02-01", "2024-02-29"],
    ["2025-02-03", "day", "2025-02-03", "2025-02-03"],
  ])("%s is known to the %s and spans %s to %s", (text, precision, first, last) => {
    expect(precisionOf(text)).toBe(precision);
    expect(earliestDay(text)).toBe(first);
    expect(latestDay(text)).toBe(last);
  });

  test.each(["25", "2025-13", "2025-02-30", "March 2025"])("%s is no date", (text) => {
    expect(precisionOf(text)).toBeUndefined();
  });
});

describe("distances", () => {
  test.each([
    ["2025-02-03", "2025-03-03", 28],
    ["2025-02-03", "2025-03-10", 35],
    ["2024-02-10", "2025-04-16", 431],
    ["2024-12-15", "2025-07-07", 204],
    ["2025-09-08", "2025-09-12", 4],
    ["2025-03-10", "2025-03-09", -1],
  ])("from %s to %s are %i days", (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  test.each([
    ["1982-09-14", "2025-03-10", 42],
    ["1982-09-14", "2025-09-13", 42],
    ["1982-09-14", "2025-09-14", 43],
    ["2004-02-29", "2025-02-28", 20],
    ["2004-02-29", "2025-03-01", 21],
  ])("somebody born on %s is on %s %i years old", (birth, day, years) => {
    expect(ageOn(birth, day)).toBe(years);
  });

  test("days between two days agree with the calendar's own arithmetic", () => {
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: -20000, max: 20000 }), (start, distance) => {
        const from = start.toISOString().slice(0, 10);
        const to = new Date(Date.parse(from) + distance * 86_400_000).toISOString().slice(0, 10);
        expect(daysBetween(from, to)).toBe(distance);
      }),
    );
  });
});

describe("NPI", () => {
  test.each([
    ["1234567893", true],
    ["1234567890", false],
    ["0000000000", true],
    ["123456789", false],
    ["12345678933", false],
    ["12345A7893", false],
  ])("%s has a correct check digit: %s", (npi, valid) => {
    expect(isNationalProviderIdentifier(npi)).toBe(valid);
  });
});

describe("words for a date", () => {
  test.each([
    ["2025-02-03", "3 Feb 2025", "on 3 Feb 2025"],
    ["2025-12-31", "31 Dec 2025", "on 31 Dec 2025"],
    ["2025-02", "Feb 2025", "in Feb 2025"],
    ["2025", "2025", "in 2025"],
  ])("%s", (date, words, withPlace) => {
    expect([dateWords(date), onDateWords(date)]).toEqual([words, withPlace]);
  });
});
