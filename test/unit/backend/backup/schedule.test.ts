import { describe, expect, test } from "vitest";
import { dueAt, isCheckDue, isDue, isOverdue } from "../../../../electron/backend/backup/schedule.ts";
import type { BackupSchedule } from "../../../../shared/contract.ts";

const at = (text: string) => new Date(text);
const daily: BackupSchedule = { kind: "daily", at: "18:30" };
const every4: BackupSchedule = { kind: "hours", every: 4 };
const off: BackupSchedule = { kind: "off" };

describe("a backup is due", () => {
  // Local times: without an offset, as the clock on the wall shows them.
  test.each<[string, BackupSchedule, string | undefined, string, string | undefined]>([
    ["never, where none is scheduled", off, undefined, "2025-03-10T12:00", undefined],
    ["at once, where there is none yet", daily, undefined, "2025-03-10T12:00", "2025-03-10T12:00"],
    ["at its time today", daily, "2025-03-10T09:00", "2025-03-10T12:00", "2025-03-10T18:30"],
    [
      "at its time tomorrow, after today's",
      daily,
      "2025-03-10T18:31",
      "2025-03-10T19:00",
      "2025-03-11T18:30",
    ],
    [
      "a day later, when it was made on the minute",
      daily,
      "2025-03-10T18:30",
      "2025-03-10T18:30",
      "2025-03-11T18:30",
    ],
    [
      "since yesterday, when that was missed",
      daily,
      "2025-03-08T18:31",
      "2025-03-10T08:00",
      "2025-03-09T18:30",
    ],
    ["some hours after the last", every4, "2025-03-10T09:00", "2025-03-10T12:00", "2025-03-10T13:00"],
    [
      "at the same time of day across a change of the clocks",
      daily,
      "2025-03-08T18:31",
      "2025-03-09T08:00",
      "2025-03-09T18:30",
    ],
    [
      "at once, when the last one lies in the future",
      daily,
      "2026-03-10T09:00",
      "2025-03-10T12:00",
      "2025-03-10T12:00",
    ],
  ])("%s", (_when, schedule, last, now, expected) => {
    const due = dueAt(schedule, last === undefined ? undefined : at(last), at(now));
    expect(due).toEqual(expected === undefined ? undefined : at(expected));
  });

  test.each<[string, string | undefined, string | undefined, string, boolean]>([
    ["when it was missed", "2025-03-08T18:31", undefined, "2025-03-10T08:00", true],
    ["not before its time", "2025-03-10T09:00", undefined, "2025-03-10T18:29", false],
    ["at its time", "2025-03-10T09:00", undefined, "2025-03-10T18:30", true],
    [
      "not just after an attempt that failed",
      "2025-03-08T18:31",
      "2025-03-10T07:50",
      "2025-03-10T08:00",
      false,
    ],
    ["a quarter of an hour after it", "2025-03-08T18:31", "2025-03-10T07:45", "2025-03-10T08:00", true],
    [
      "also when the clock was set back after it",
      "2025-03-08T18:31",
      "2025-03-10T23:00",
      "2025-03-10T08:00",
      true,
    ],
  ])("begins %s", (_when, lastSuccess, lastAttempt, now, expected) => {
    const runs = {
      lastSuccess: lastSuccess === undefined ? undefined : at(lastSuccess),
      lastAttempt: lastAttempt === undefined ? undefined : at(lastAttempt),
    };
    expect(isDue(daily, runs, at(now))).toBe(expected);
  });
});

test.each<[BackupSchedule, string, boolean]>([
  [daily, "2025-03-12T09:59", false],
  [daily, "2025-03-12T10:01", true],
  [every4, "2025-03-10T18:01", true],
  [off, "2025-12-31T00:00", false],
])("%j is overdue after two rounds: %s", (schedule, now, expected) => {
  expect(isOverdue(schedule, at("2025-03-10T09:00"), at(now))).toBe(expected);
});

test.each([
  [undefined, true],
  ["2025-03-03T12:01", false],
  ["2025-03-03T12:00", true],
  ["2025-03-10T12:04", false],
  ["2025-03-10T12:06", true],
])("the full check, last made %s, is due: %s", (last, expected) => {
  expect(isCheckDue(last === undefined ? undefined : at(last), at("2025-03-10T12:00"))).toBe(expected);
});
