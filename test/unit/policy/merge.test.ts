import { describe, expect, test } from "vitest";
import {
  type LastKnown,
  mergePolicies,
  type Outcome,
  type SourceId,
  type SourceReading,
  valuesOf,
} from "../../../shared/policy/merge.ts";

const says = (id: SourceId, raw: Record<string, unknown>): SourceReading => ({
  source: { id, place: `place of ${id}` },
  outcome: { kind: "read", raw },
});
const is = (id: SourceId, outcome: Outcome): SourceReading => ({
  source: { id, place: `place of ${id}` },
  outcome,
});
const broken: Outcome = { kind: "unreadable", why: "is not JSON (line 1, column 3)" };

interface Case {
  readonly name: string;
  readonly readings: readonly SourceReading[];
  readonly before?: LastKnown;
  readonly values: Record<string, unknown>;
  /** Words of the problems, in order. */
  readonly problems?: readonly string[];
  /** What is kept for the next time. */
  readonly after?: LastKnown;
}

const cases: readonly Case[] = [
  { name: "nobody set anything", readings: [is("machineFile", { kind: "absent" })], values: {} },
  {
    name: "an empty file governs nothing and is no problem",
    readings: [says("machineFile", {})],
    values: {},
  },
  {
    name: "a value of the machine stands above one of the user",
    readings: [says("userRegistry", { idleLockMinutes: 30 }), says("machineFile", { idleLockMinutes: 5 })],
    values: { idleLockMinutes: 5 },
  },
  {
    name: "group policy stands above the machine's file",
    readings: [says("machineFile", { idleLockMinutes: 30 }), says("machineRegistry", { idleLockMinutes: 5 })],
    values: { idleLockMinutes: 5 },
  },
  {
    name: "managed preferences of the machine stand above its file, and that above those of a user",
    readings: [
      says("userPreferences", { idleLockMinutes: 3, backupHours: 3, backupsToKeep: 3 }),
      says("machineFile", { idleLockMinutes: 2, backupHours: 2 }),
      says("machinePreferences", { idleLockMinutes: 1 }),
    ],
    values: { idleLockMinutes: 1, backupHours: 2, backupsToKeep: 3 },
  },
  {
    name: "a value wins whole: lines are not mixed",
    readings: [
      says("machineFile", { letterheadAddress: ["410 Alder Lane"] }),
      says("userRegistry", { letterheadAddress: ["1 Elm Street", "Springfield"] }),
    ],
    values: { letterheadAddress: ["410 Alder Lane"] },
  },
  {
    name: "what the machine leaves open the user's policy decides",
    readings: [
      says("machineFile", { exportAllowed: false }),
      says("userRegistry", { printingAllowed: false }),
    ],
    values: { exportAllowed: false, printingAllowed: false },
  },
  {
    name: "an unknown key is told and the rest applies",
    readings: [says("machineFile", { idleLockTime: 5, exportAllowed: false })],
    values: { exportAllowed: false },
    problems: ["“idleLockTime” is not a policy"],
  },
  {
    name: "a wrong type is told and the rest applies",
    readings: [says("machineFile", { idleLockMinutes: "five", exportAllowed: false })],
    values: { exportAllowed: false },
    problems: ["“idleLockMinutes” must be a whole number from 1 to 60"],
  },
  {
    name: "a value that cannot be used keeps what it was before",
    readings: [says("machineFile", { idleLockMinutes: "five", exportAllowed: false })],
    before: { machineFile: { idleLockMinutes: 5 } },
    values: { idleLockMinutes: 5, exportAllowed: false },
    problems: ["The value that it had before stays in force."],
    after: { machineFile: { idleLockMinutes: 5, exportAllowed: false } },
  },
  {
    name: "a value that was taken out governs nothing any more",
    readings: [says("machineFile", { exportAllowed: false })],
    before: { machineFile: { idleLockMinutes: 5 } },
    values: { exportAllowed: false },
    after: { machineFile: { exportAllowed: false } },
  },
  {
    name: "a source that is gone governs nothing any more",
    readings: [is("machineFile", { kind: "absent" })],
    before: { machineFile: { idleLockMinutes: 5 } },
    values: {},
    after: { machineFile: {} },
  },
  {
    name: "a source that cannot be read keeps what it said before",
    readings: [is("machineFile", broken)],
    before: { machineFile: { idleLockMinutes: 5, exportAllowed: false } },
    values: { idleLockMinutes: 5, exportAllowed: false },
    problems: ["is not JSON (line 1, column 3). What it said before stays in force."],
    after: { machineFile: { idleLockMinutes: 5, exportAllowed: false } },
  },
  {
    name: "a source that never could be read governs nothing",
    readings: [is("machineFile", broken)],
    values: {},
    problems: ["it governs nothing"],
  },
  {
    name: "a broken source stops no other",
    readings: [is("machineRegistry", broken), says("machineFile", { idleLockMinutes: 5 })],
    before: { machineRegistry: { exportAllowed: false } },
    values: { exportAllowed: false, idleLockMinutes: 5 },
    problems: ["place of machineRegistry"],
  },
  {
    name: "what the machine's broken source said before stands above the user's of now",
    readings: [is("machineRegistry", broken), says("userRegistry", { idleLockMinutes: 60 })],
    before: { machineRegistry: { idleLockMinutes: 5 } },
    values: { idleLockMinutes: 5 },
    problems: ["place of machineRegistry"],
  },
  {
    name: "a remembered value that this version would refuse is forgotten",
    readings: [is("machineFile", broken)],
    before: { machineFile: { idleLockMinutes: 600, exportAllowed: false } },
    values: { exportAllowed: false },
    problems: ["What it said before stays in force."],
  },
  {
    name: "updates without a place are told",
    readings: [says("machineFile", { updatesEnabled: true })],
    values: { updatesEnabled: true },
    problems: ["no place is named"],
  },
  {
    name: "updates of the machine with a place of the user go together",
    readings: [
      says("machineFile", { updatesEnabled: true }),
      says("userRegistry", { updateFeed: "\\\\server\\updates" }),
    ],
    values: { updatesEnabled: true, updateFeed: "\\\\server\\updates" },
  },
];

describe("which policies are in force", () => {
  test.each(cases)("$name", ({ readings, before, values, problems = [], after }) => {
    const merged = mergePolicies(readings, before);
    expect(valuesOf(merged.inForce.entries)).toEqual(values);
    expect(merged.inForce.problems).toHaveLength(problems.length);
    for (const [index, words] of problems.entries()) {
      expect(merged.inForce.problems[index]?.message).toContain(words);
      expect(merged.inForce.problems[index]?.action).not.toBe("");
    }
    if (after !== undefined) expect(merged.lastKnown).toEqual(after);
  });

  test("says where a value comes from, whom it outranks and that it is an old one", () => {
    const { inForce } = mergePolicies(
      [
        is("machineRegistry", broken),
        says("machineFile", { idleLockMinutes: 7, backupHours: 3 }),
        says("userRegistry", { idleLockMinutes: 5, backupHours: 3 }),
      ],
      { machineRegistry: { idleLockMinutes: 5 } },
    );
    expect(inForce.entries).toEqual([
      { key: "backupHours", value: 3, source: "machineFile" },
      {
        key: "idleLockMinutes",
        value: 5,
        source: "machineRegistry",
        isLastKnown: true,
        stoodAside: ["machineFile"],
      },
    ]);
    expect(inForce.sources.map(({ id, state }) => [id, state])).toEqual([
      ["machineRegistry", "unreadable"],
      ["machineFile", "read"],
      ["userRegistry", "read"],
    ]);
  });
});
