import { describe, expect, test } from "vitest";
import { governPracticeValues } from "../../../renderer/components/policy/governedValues.ts";
import { emptyPractice, practiceValues } from "../../../renderer/components/practice/practiceValues.ts";
import { suggestPassword } from "../../../renderer/screens/settings/accountValues.ts";
import { backupValues } from "../../../renderer/screens/settings/BackupForm.tsx";
import { policyRows, valueWords } from "../../../renderer/screens/settings/policyView.ts";
import type { PolicyStatus } from "../../../renderer/state/policy.ts";
import { policyOf } from "../../../shared/policy/policies.ts";

describe("the page of policies", () => {
  const status = (entries: PolicyStatus["entries"]): PolicyStatus => ({ entries, problems: [], sources: [] });

  test("groups what is in force and says where it comes from", () => {
    const groups = policyRows(
      status([
        { key: "logLevel", value: "warn", source: "userRegistry" },
        { key: "idleLockMinutes", value: 5, source: "machineRegistry", stoodAside: ["machineFile"] },
        { key: "backupHours", value: 4, source: "machineFile", isLastKnown: true },
      ]),
      "/data",
    );
    expect(groups.map(({ area, rows }) => [area, ...rows.map(({ key }) => key)])).toEqual([
      ["Data and backups", "backupHours"],
      ["Access", "idleLockMinutes"],
      ["Updates and log", "logLevel"],
    ]);
    expect(groups[0]?.rows[0]?.notes).toEqual(["What was last known: it cannot be read now."]);
    expect(groups[1]?.rows[0]).toMatchObject({
      value: "5",
      source: "Group policy of this computer",
      notes: ["Stands above: Policy file of this computer."],
    });
  });

  test.each([
    ["/policy", ["Counts from the next start. Now the data are in /data."]],
    ["/data", []],
  ])("a data folder %s that is or is not in use yet", (value, notes) => {
    const [group] = policyRows(status([{ key: "dataFolder", value, source: "machineFile" }]), "/data");
    expect(group?.rows[0]?.notes).toEqual(notes);
  });

  test.each([
    ["exportAllowed", false, "No"],
    ["updatesEnabled", true, "Yes"],
    ["letterPaper", "a4", "A4"],
    ["backupSchedule", "hours", "Every few hours"],
    ["letterheadAddress", ["a", "b"], "a\nb"],
    ["idleLockMinutes", 5, "5"],
  ] as const)("%s in words", (key, value, words) => {
    expect(valueWords(policyOf(key), value)).toBe(words);
  });
});

describe("forms under policies", () => {
  test("hold what a policy has set, and what was typed besides", () => {
    const typed = { ...emptyPractice, practiceName: "Typed", phone: "1" };
    const governed = governPracticeValues(typed, {
      letterheadName: "Alder",
      letterheadAddress: ["410 Alder Lane", "Springfield"],
      lettersCarryFindings: false,
    });
    expect(governed).toMatchObject({
      practiceName: "Alder",
      address: "410 Alder Lane\nSpringfield",
      phone: "1",
      letter: { attachFindings: false, namesInFiles: false },
    });
    expect(governPracticeValues(typed, {})).toEqual(typed);
    expect(practiceValues({ name: "A", addressLines: ["b"], paper: "a4" }).paper).toBe("a4");
  });

  test("a schedule of the policy shows although no folder is chosen yet", () => {
    const saved = { schedule: { kind: "off" as const }, keep: 14 };
    expect(backupValues(saved, { backupSchedule: "daily", backupTime: "06:00" })).toMatchObject({
      folder: "",
      kind: "daily",
      at: "06:00",
    });
    expect(backupValues(saved)).toMatchObject({ kind: "off", at: "18:30", every: 4 });
  });

  test.each([
    [undefined, 19],
    [12, 19],
    [19, 19],
    [20, 24],
    [64, 64],
  ])("a suggested password is as long as the rule asks: %s", (shortest, length) => {
    expect(suggestPassword((bytes) => crypto.getRandomValues(bytes), shortest)).toHaveLength(length);
  });
});
