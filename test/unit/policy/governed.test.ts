import { describe, expect, test } from "vitest";
import { type BackupSettings, backupSettings } from "../../../shared/contract/backup.ts";
import { type contract, operationNames } from "../../../shared/contract.ts";
import { type Practice, practiceSchema } from "../../../shared/evaluation/people.ts";
import {
  backupAgainst,
  backupToStore,
  governBackup,
  governPractice,
  letterFields,
  letterheadFields,
  practiceAgainst,
  practiceToStore,
} from "../../../shared/policy/governed.ts";
import { exemptFromExport, isGoverned, refusalByPolicy } from "../../../shared/policy/permissions.ts";
import { type PolicyKey, type PolicyValues, policyOf } from "../../../shared/policy/policies.ts";

const own: Practice = {
  name: "Elm Street Pain",
  addressLines: ["1 Elm Street"],
  phone: "1",
  paper: "letter",
  letter: { footer: "Own footer", salutation: "fullName" },
};

describe("the practice under policies", () => {
  test.each<[string, PolicyValues, Partial<Practice>]>([
    ["none", {}, own],
    ["its name", { letterheadName: "Alder" }, { name: "Alder", addressLines: ["1 Elm Street"] }],
    [
      "an address wins whole",
      { letterheadAddress: ["410 Alder Lane", "x"] },
      { addressLines: ["410 Alder Lane", "x"] },
    ],
    ["paper", { letterPaper: "a4" }, { paper: "a4" }],
    [
      "letters",
      { letterFooter: "IT's", patientNamesInFiles: true, lettersCarryFindings: false },
      { letter: { footer: "IT's", salutation: "fullName", namesInFiles: true, attachFindings: false } },
    ],
  ])("%s", (_name, values, expected) => {
    expect(governPractice(own, values)).toMatchObject(expected);
  });

  test("a practice without settings of letters gets those of policies alone", () => {
    const { letter: _letter, ...plain } = own;
    expect(governPractice(plain, {})).toEqual(plain);
    expect(governPractice(plain, { letterFooter: "IT's" }).letter).toEqual({ footer: "IT's" });
  });

  test("every policy of the letterhead fits the field that it governs", () => {
    const keys = [...Object.keys(letterheadFields), ...Object.keys(letterFields)] as PolicyKey[];
    const values = Object.fromEntries(keys.map((key) => [key, policyOf(key).example]));
    expect(practiceSchema.parse(governPractice(own, values))).toEqual(governPractice(own, values));
    for (const key of keys) {
      const { kind } = policyOf(key);
      if (kind.type === "text") {
        expect(
          practiceSchema.safeParse(governPractice(own, { [key]: "x".repeat(kind.max) })).success,
          key,
        ).toBe(true);
      }
    }
  });

  test("what is entered must be what a policy has", () => {
    const values: PolicyValues = { letterheadName: "Alder", letterFooter: "IT's" };
    expect(practiceAgainst(governPractice(own, values), values)).toBeUndefined();
    expect(practiceAgainst(own, values)).toBe("letterheadName");
    expect(practiceAgainst({ ...own, name: "Alder" }, values)).toBe("letterFooter");
    expect(practiceAgainst({ ...own, phone: "changed" }, {})).toBeUndefined();
    // What is as usual need not be entered.
    expect(practiceAgainst(own, { lettersCarryFindings: true, patientNamesInFiles: false })).toBeUndefined();
    expect(practiceAgainst(own, { lettersCarryFindings: false })).toBe("lettersCarryFindings");
  });

  test("what the practice had itself stays stored and comes back", () => {
    const values: PolicyValues = { letterheadName: "Alder", letterheadFax: "9", letterFooter: "IT's" };
    const entered = { ...governPractice(own, values), phone: "2" };
    const stored = practiceToStore(entered, own, values);
    expect(stored).toEqual({ ...own, phone: "2" });
    expect(governPractice(stored, values)).toEqual(entered);
    expect(practiceToStore({ ...own, phone: "2" }, own, {})).toEqual({ ...own, phone: "2" });
  });
});

const daily = (at: string): BackupSettings["schedule"] => ({ kind: "daily", at });
const hours = (every: number): BackupSettings["schedule"] => ({ kind: "hours", every });
const off: BackupSettings["schedule"] = { kind: "off" };

describe("backups under policies", () => {
  test.each<[string, BackupSettings, PolicyValues, BackupSettings]>([
    [
      "none",
      { folder: "/b", schedule: daily("07:00"), keep: 3 },
      {},
      { folder: "/b", schedule: daily("07:00"), keep: 3 },
    ],
    [
      "a folder",
      { schedule: off, keep: 3 },
      { backupFolder: "/it" },
      { folder: "/it", schedule: off, keep: 3 },
    ],
    ["how many", { schedule: off, keep: 3 }, { backupsToKeep: 30 }, { schedule: off, keep: 30 }],
    [
      "each day at the usual time",
      { folder: "/b", schedule: off, keep: 3 },
      { backupSchedule: "daily" },
      { folder: "/b", schedule: daily("18:30"), keep: 3 },
    ],
    [
      "each day at the practice's own time",
      { folder: "/b", schedule: daily("07:00"), keep: 3 },
      { backupSchedule: "daily" },
      { folder: "/b", schedule: daily("07:00"), keep: 3 },
    ],
    [
      "each day at a time of the policy",
      { folder: "/b", schedule: hours(2), keep: 3 },
      { backupSchedule: "daily", backupTime: "06:00", backupHours: 8 },
      { folder: "/b", schedule: daily("06:00"), keep: 3 },
    ],
    [
      "a time alone, which counts when the practice chooses a day",
      { folder: "/b", schedule: daily("07:00"), keep: 3 },
      { backupTime: "06:00" },
      { folder: "/b", schedule: daily("06:00"), keep: 3 },
    ],
    [
      "a time alone, while the practice wants hours",
      { folder: "/b", schedule: hours(2), keep: 3 },
      { backupTime: "06:00" },
      { folder: "/b", schedule: hours(2), keep: 3 },
    ],
    [
      "every few hours",
      { folder: "/b", schedule: off, keep: 3 },
      { backupSchedule: "hours", backupHours: 8 },
      { folder: "/b", schedule: hours(8), keep: 3 },
    ],
    [
      "off",
      { folder: "/b", schedule: daily("07:00"), keep: 3 },
      { backupSchedule: "off" },
      { folder: "/b", schedule: off, keep: 3 },
    ],
    [
      "a schedule without any folder",
      { schedule: off, keep: 3 },
      { backupSchedule: "daily" },
      { schedule: off, keep: 3 },
    ],
  ])("%s", (_name, stored, values, expected) => {
    const inForce = governBackup(stored, values);
    expect(inForce).toEqual(expected);
    expect(backupSettings.safeParse(inForce).success).toBe(true);
    expect(backupAgainst(inForce, values), "what is in force may be saved").toBeUndefined();
    const kept = backupToStore(inForce, stored, values);
    expect(backupSettings.safeParse(kept).success).toBe(true);
    expect(governBackup(kept, values)).toEqual(expected);
  });

  test.each<[PolicyKey, PolicyValues, BackupSettings]>([
    ["backupFolder", { backupFolder: "/it" }, { folder: "/own", schedule: off, keep: 3 }],
    ["backupFolder", { backupFolder: "/it" }, { schedule: off, keep: 3 }],
    ["backupsToKeep", { backupsToKeep: 30 }, { schedule: off, keep: 1 }],
    ["backupSchedule", { backupSchedule: "daily" }, { folder: "/b", schedule: off, keep: 3 }],
    ["backupTime", { backupTime: "06:00" }, { folder: "/b", schedule: daily("07:00"), keep: 3 }],
    ["backupHours", { backupHours: 4 }, { folder: "/b", schedule: hours(24), keep: 3 }],
  ])("%s cannot be changed", (key, values, entered) => {
    expect(backupAgainst(entered, values)).toBe(key);
  });

  test("what the practice had itself stays stored and comes back", () => {
    const stored: BackupSettings = { folder: "/own", schedule: hours(2), keep: 3 };
    const values: PolicyValues = {
      backupFolder: "/it",
      backupSchedule: "daily",
      backupTime: "06:00",
      backupsToKeep: 30,
    };
    expect(backupToStore(governBackup(stored, values), stored, values)).toEqual(stored);
  });
});

describe("what a policy can switch off", () => {
  test("every operation that writes patient data into files or prints", () => {
    const suspicious = operationNames.filter((name) =>
      /export|save(?:Letter|To)|print|\.file$|\.draft$/i.test(name),
    );
    const harmless = ["window.printers", "window.cancelPrinting", "desk.recordPrinted", "desk.reprint"];
    for (const name of suspicious) {
      const isExempt = Object.hasOwn(exemptFromExport, name) || harmless.includes(name);
      expect(isGoverned(name) !== isExempt, name).toBe(true);
    }
    expect(suspicious.length).toBeGreaterThan(12);
  });

  test.each<[keyof typeof contract, PolicyValues, boolean]>([
    ["letter.read", {}, false],
    ["letter.read", { exportAllowed: true }, false],
    ["letter.read", { exportAllowed: false }, true],
    ["letter.read", { printingAllowed: false }, false],
    ["desk.file", { exportAllowed: false }, false],
    ["desk.file", { printingAllowed: false }, true],
    ["desk.envelopes", { exportAllowed: false }, false],
    ["desk.envelopes", { printingAllowed: false }, false],
    ["desk.envelopes", { exportAllowed: false, printingAllowed: false }, true],
    ["audit.export", { exportAllowed: false }, false],
    ["letter.show", { exportAllowed: false, printingAllowed: false }, false],
  ])("%s with %j: refused %s", (name, values, isRefused) => {
    expect(refusalByPolicy(name, values) !== undefined).toBe(isRefused);
  });
});
