import { describe, expect, test } from "vitest";
import { letterKinds } from "../../../shared/letter/kinds/kinds.ts";
import {
  acknowledgementDueOn,
  addDays,
  addWorkingDays,
  isWorkingDay,
  letterDueOn,
  standingInWords,
  standingOn,
} from "../../../shared/referrals/targets.ts";

describe("working days", () => {
  // 10 March 2025 was a Monday.
  test.each([
    ["2025-03-10", true],
    ["2025-03-14", true],
    ["2025-03-15", false],
    ["2025-03-16", false],
    ["2025-03-17", true],
    ["1970-01-01", true],
    ["1969-12-28", false],
    ["2000-02-29", true],
  ])("%s: %s", (date, expected) => {
    expect(isWorkingDay(date)).toBe(expected);
  });

  test.each([
    ["Monday to Thursday", "2025-03-10", 3, "2025-03-13"],
    ["Tuesday to Friday", "2025-03-11", 3, "2025-03-14"],
    ["Wednesday over the weekend", "2025-03-12", 3, "2025-03-17"],
    ["Friday over the weekend", "2025-03-14", 3, "2025-03-19"],
    ["Saturday begins with Monday", "2025-03-15", 3, "2025-03-19"],
    ["Sunday likewise", "2025-03-16", 3, "2025-03-19"],
    ["none", "2025-03-15", 0, "2025-03-15"],
    ["over the end of a leap February", "2024-02-28", 3, "2024-03-04"],
    ["over the end of a year", "2025-12-31", 3, "2026-01-05"],
    ["a week of them", "2025-03-10", 5, "2025-03-17"],
  ])("%s", (_case, from, count, expected) => {
    expect(addWorkingDays(from, count)).toBe(expected);
  });

  test.each([
    ["2025-02-28", 1, "2025-03-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2025-03-01", -1, "2025-02-28"],
    // The night in which clocks go forward has 23 hours.
    ["2025-03-08", 2, "2025-03-10"],
  ])("%s and %s days", (from, days, expected) => {
    expect(addDays(from, days)).toBe(expected);
  });
});

describe("by when a letter is due", () => {
  const wednesday = "2025-03-12";
  const later = "2025-04-01";

  test.each([
    ["consultation", false, "2025-03-17"],
    ["consultation", true, wednesday],
    ["procedureFollowUp", false, "2025-03-17"],
    ["interim", false, "2025-03-17"],
    ["urgent", true, later],
    ["addendum", false, "2025-04-04"],
    ["amended", false, "2025-04-04"],
    ["amended", true, later],
    ["summary", false, "2025-04-04"],
  ] as const)("%s, urgent %s: %s", (kind, isUrgent, expected) => {
    expect(letterDueOn({ kind, isUrgent, visitDate: wednesday, letterDate: later })).toBe(expected);
  });

  test("before it is signed every kind counts from the visit", () => {
    for (const kind of letterKinds) {
      expect(letterDueOn({ kind, isUrgent: false, visitDate: wednesday }), kind).toBe("2025-03-17");
    }
  });

  test("a receipt is asked after seven calendar days, over a weekend too", () => {
    expect(acknowledgementDueOn("2025-03-14")).toBe("2025-03-21");
  });
});

describe("how a due date stands", () => {
  test.each([
    ["2025-03-16", "Due in 1 day", "ahead"],
    ["2025-03-10", "Due in 7 days", "ahead"],
    ["2025-03-17", "Due today", "today"],
    ["2025-03-18", "Overdue by 1 day", "overdue"],
    ["2025-04-17", "Overdue by 31 days", "overdue"],
  ])("due 17 March, on %s: %s", (today, words, state) => {
    const standing = standingOn("2025-03-17", today);
    expect(standing.state).toBe(state);
    expect(standingInWords(standing)).toBe(words);
  });
});
