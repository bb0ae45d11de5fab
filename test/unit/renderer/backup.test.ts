import { describe, expect, test } from "vitest";
import {
  countWords,
  scheduleWords,
  sizeWords,
  warningsOf,
} from "../../../renderer/components/backup/words.ts";
import { backupValues, parseTime, toSettings } from "../../../renderer/screens/settings/BackupForm.tsx";
import type { UpkeepStatus } from "../../../shared/contract.ts";

describe("a time of day as it is typed", () => {
  test.each([
    ["18:30", "18:30"],
    ["6:30 pm", "18:30"],
    ["6pm", "18:00"],
    ["12 am", "00:00"],
    ["12:15 pm", "12:15"],
    ["1830", "18:30"],
    ["7.05", "07:05"],
    ["24:00", undefined],
    ["18:60", undefined],
    ["13 pm", undefined],
    ["0 am", undefined],
    ["evening", undefined],
    ["", undefined],
  ])("%j is %j", (typed, expected) => {
    expect(parseTime(typed)).toBe(expected);
  });
});

describe("the settings for backups", () => {
  const values = backupValues({ folder: "/backups", schedule: { kind: "daily", at: "18:30" }, keep: 14 });

  test.each([
    [{}, { folder: "/backups", schedule: { kind: "daily", at: "18:30" }, keep: 14 }],
    [{ at: "6 am" }, { folder: "/backups", schedule: { kind: "daily", at: "06:00" }, keep: 14 }],
    [
      { kind: "hours", every: 4 },
      { folder: "/backups", schedule: { kind: "hours", every: 4 }, keep: 14 },
    ],
    [
      { kind: "off", folder: " " },
      { schedule: { kind: "off" }, keep: 14 },
    ],
  ] as const)("%j", (changed, settings) => {
    expect(toSettings({ ...values, ...changed })).toEqual({ settings });
  });

  test.each([
    [{ folder: " " }, "folder"],
    [{ at: "noon" }, "at"],
    [{ kind: "hours", every: 0 }, "every"],
    [{ kind: "hours", every: 25 }, "every"],
    [{ kind: "hours", every: "" }, "every"],
    [{ keep: 0 }, "keep"],
    [{ keep: 366 }, "keep"],
    [{ keep: "" }, "keep"],
  ] as const)("%j names its field", (changed, field) => {
    const checked = toSettings({ ...values, ...changed });
    expect(Object.keys("problems" in checked ? checked.problems : {})).toEqual([field]);
  });
});

describe("what the worklist warns of", () => {
  const quiet: UpkeepStatus = {
    settings: { folder: "/backups", schedule: { kind: "daily", at: "18:30" }, keep: 14 },
    backup: { overdue: false },
    check: {},
    audit: { checking: false },
  };
  const at = "2025-03-10T18:30:00.000Z";
  const last = { at, folder: "/backups/x", name: "x", bytes: 1, kept: 1 };
  const failing = {
    at,
    code: "notFound",
    message: "The folder is not there.",
    action: "Connect it.",
  } as const;

  test.each<[string, Partial<UpkeepStatus>, string[]]>([
    ["nothing, when all is well", {}, []],
    [
      "that no backups are set up",
      { settings: { schedule: { kind: "off" }, keep: 14 } },
      ["notice openSettings"],
    ],
    ["a backup that failed", { backup: { failing, overdue: true, last } }, ["danger backUpNow"]],
    ["a backup that is overdue", { backup: { overdue: true, last } }, ["danger backUpNow"]],
    [
      "faults that the check found",
      { check: { last: { at, ok: false, lines: [] } } },
      ["danger openSettings"],
    ],
    [
      "a log that was tampered with",
      { audit: { checking: false, problem: "entry 2 was changed" } },
      ["danger openAuditLog"],
    ],
    ["a full disk", { readOnly: { code: "diskFull", message: "Full." } }, ["danger nothing"]],
    [
      "a damaged database",
      { readOnly: { code: "storeDamaged", message: "Damaged." } },
      ["danger openSettings"],
    ],
    ["a clock that is behind", { clockBehind: { lastEntryAt: at } }, ["danger nothing"]],
  ])("%s", (_what, changed, expected) => {
    const warnings = warningsOf({ ...quiet, ...changed });
    expect(warnings.map(({ kind, offers }) => `${kind} ${offers}`)).toEqual(expected);
  });

  test("of several things, the gravest first", () => {
    const warnings = warningsOf({
      ...quiet,
      readOnly: { code: "storeDamaged", message: "Damaged." },
      backup: { failing, overdue: false },
      clockBehind: { lastEntryAt: at },
    });
    expect(warnings.map(({ message }) => message.split(" ")[0])).toEqual(["Damaged.", "The", "This"]);
  });
});

test.each([
  [0, "1 KB"],
  [1500, "1 KB"],
  [1024 * 1024 - 1, "1024 KB"],
  [3.25 * 1024 * 1024, "3.3 MB"],
  [2.5 * 1024 ** 3, "2.5 GB"],
])("%d bytes are %s", (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test("counts and schedules in words", () => {
  expect(countWords({ patients: 1, evaluations: 12_345, letters: 0 })).toBe(
    "1 patient, 12,345 evaluations, 0 letters",
  );
  expect(scheduleWords({ kind: "hours", every: 1 })).toBe("Every hour");
  expect(scheduleWords({ kind: "daily", at: "18:30" })).toBe("Each day at 18:30");
});
