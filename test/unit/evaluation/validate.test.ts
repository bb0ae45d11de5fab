import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { Item, ItemKind } from "../../../shared/checklist/kinds.ts";
import type { Answer, AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";

const context = { patient: { dateOfBirth: "1980-05-20" }, visitDate: "2025-03-10" };

function itemOf(kind: ItemKind, more: Partial<Item> = {}): Item {
  return { ...kind, id: "T.ITEM", label: "Test", requirement: "optional", source: "DESIGN", ...more } as Item;
}
function problemsOf(kind: ItemKind, answer: Answer, more: Partial<Item> = {}): string[] {
  return checkAnswer(itemOf(kind, more), answer, context).map((problem) =>
    `${problem.path} ${problem.message}`.trim(),
  );
}

const text: ItemKind = { kind: "text", minLength: 3, maxLength: 10 };
const single: ItemKind = { kind: "single", choices: [{ code: "a" }, { code: "other", needsNote: true }] };
const multi: ItemKind = {
  kind: "multi",
  choices: [{ code: "none" }, { code: "a" }, { code: "b" }],
  exclusive: ["none"],
};
const scale: ItemKind = { kind: "scale", min: 0, max: 10 };
const temperature: ItemKind = { kind: "number", min: 34, max: 42, unit: "°C", decimals: 1 };
const anyDate: ItemKind = { kind: "date", precision: "year" };
const plannedDate: ItemKind = { kind: "date", range: "any" };
const record: ItemKind = {
  kind: "record",
  fields: [
    { kind: "text", id: "drug", label: "Drug", required: true },
    { kind: "number", id: "dose", label: "Dose", min: 0, max: 100, unit: "mg" },
  ],
};
const pair: ItemKind = { kind: "pair", entry: { kind: "single", choices: [{ code: "4+" }, { code: "5" }] } };
const grid: ItemKind = {
  kind: "grid",
  rows: [{ id: "L4-5", label: "L4-5" }],
  columns: [{ kind: "single", id: "disc", label: "Disc", choices: [{ code: "normal" }] }],
};
const repeat: ItemKind = {
  kind: "repeat",
  rowName: "drug",
  maxRows: 2,
  fields: record.kind === "record" ? record.fields : [],
};
const drawing: ItemKind = {
  kind: "drawing",
  regions: [{ id: "back.low", label: "Low back", view: "back", side: "midline", path: "M0 0" }],
  qualities: [{ code: "aching" }],
};

describe("answers that may be stored", () => {
  test.each<[string, ItemKind, Answer]>([
    ["text at its shortest", text, { value: "abc" }],
    ["text at its longest", text, { value: "abcdefghij" }],
    ["a choice", single, { value: "a" }],
    ["other with its words", single, { value: "other", note: "an odd one" }],
    ["several choices", multi, { value: ["a", "b"] }],
    ["an exclusive choice alone", multi, { value: ["none"] }],
    ["the ends of a scale", scale, { value: 10 }],
    ["a number with its decimal", temperature, { value: 36.7 }],
    ["a year", anyDate, { value: "2024" }],
    ["the month of the visit", anyDate, { value: "2025-03" }],
    ["the year of birth", anyDate, { value: "1980" }],
    ["the day of the visit", { kind: "date" }, { value: "2025-03-10" }],
    ["a planned day", plannedDate, { value: "2025-04-01" }],
    ["a record", record, { value: { drug: "gabapentin", dose: 100 } }],
    ["one side", pair, { value: { left: "4+" } }],
    ["a grid's row", grid, { value: { "L4-5": { disc: "normal" } } }],
    ["no rows", repeat, { value: [] }],
    ["as many rows as allowed", repeat, { value: [{ drug: "a" }, { drug: "b" }] }],
    ["a marked region", drawing, { value: { regions: [{ region: "back.low", qualities: ["aching"] }] } }],
    ["a note alone", text, { note: "see letter" }],
  ])("%s", (_name, kind, answer) => {
    expect(problemsOf(kind, answer)).toEqual([]);
  });
});

describe("answers that are refused", () => {
  test.each<[string, ItemKind, Answer, string]>([
    ["text too short", text, { value: "ab" }, "must have at least 3 characters"],
    ["text of spaces", text, { value: "     " }, "must not be blank"],
    ["text too long", text, { value: "abcdefghijk" }, "must have at most 10 characters"],
    ["text of 100,000 characters", { kind: "text" }, { value: "x".repeat(100_000) }, "at most 4000"],
    ["number for text", text, { value: 4 }, "must be text"],
    ["unknown choice", single, { value: "z" }, "must be one of: a, other"],
    ["other without words", single, { value: "other" }, "needs a note"],
    ["list for a single choice", single, { value: ["a"] }, "must be one of"],
    ["choice twice", multi, { value: ["a", "a"] }, "twice"],
    ["exclusive with another", multi, { value: ["none", "a"] }, "cannot hold “none” together"],
    ["empty list of choices", multi, { value: [] }, "must be a list of"],
    ["scale above its end", scale, { value: 11 }, "from 0 to 10"],
    ["scale with a decimal", scale, { value: 6.5 }, "whole number"],
    ["number below its range", temperature, { value: 33.9 }, "from 34 to 42 °C"],
    ["number with too many decimals", temperature, { value: 36.75 }, "at most 1 decimals"],
    ["number as text", temperature, { value: "36.7" }, "must be a number"],
    ["infinite number", temperature, { value: Number.POSITIVE_INFINITY }, "must be a number"],
    ["day that does not exist", anyDate, { value: "2025-02-29" }, "must be a date"],
    ["month where a day is needed", { kind: "date" }, { value: "2025-03" }, "such as 2025-03-10"],
    ["day before birth", anyDate, { value: "1980-05-19" }, "before the date of birth"],
    ["year before birth", anyDate, { value: "1979" }, "before the date of birth"],
    ["day after the visit", anyDate, { value: "2025-03-11" }, "after the visit"],
    ["record without its required field", record, { value: { dose: 5 } }, "drug must be given"],
    ["record with an unknown field", record, { value: { drug: "a", colour: "red" } }, "colour is not known"],
    ["record with a bad field", record, { value: { drug: "a", dose: 101 } }, "dose must be a number"],
    ["empty record", record, { value: {} }, "at least one of"],
    ["third side", pair, { value: { middle: "5" } }, "is no side"],
    ["side with an unknown grade", pair, { value: { left: "6" } }, "left must be one of"],
    ["unknown grid row", grid, { value: { "L9-9": { disc: "normal" } } }, "is no row"],
    ["too many rows", repeat, { value: [{ drug: "a" }, { drug: "b" }, { drug: "c" }] }, "at most 2 rows"],
    ["row that is no record", repeat, { value: ["a"] }, "[0] must hold"],
    [
      "unknown region",
      drawing,
      { value: { regions: [{ region: "tail", qualities: [] }] } },
      "must be one of",
    ],
    ["not done where that is no answer", text, { notDone: "pain" }, "cannot be answered by “not done”"],
    ["a note of 5,000 characters", text, { note: "n".repeat(5000) }, "at most 4000"],
  ])("%s", (_name, kind, answer, words) => {
    const problems = problemsOf(kind, answer);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join("; ")).toContain(words);
  });

  test("not done with a reason satisfies an examination item, but not beside a value", () => {
    expect(problemsOf(pair, { notDone: "pain" }, { mayBeNotDone: true })).toEqual([]);
    expect(problemsOf(pair, { notDone: "pain", value: { left: "5" } }, { mayBeNotDone: true })).toHaveLength(
      1,
    );
  });

  test("what is begun and not finished may be stored; what is wrong may not", () => {
    const incomplete = (kind: ItemKind, answer: Answer) =>
      checkAnswer(itemOf(kind), answer, context).map((problem) => problem.incomplete === true);
    expect(incomplete(text, { value: "ab" })).toEqual([true]);
    expect(incomplete(record, { value: { dose: 5 } })).toEqual([true]);
    expect(incomplete(repeat, { value: [{ drug: "a" }, { dose: 5 }] })).toEqual([true]);
    expect(incomplete(single, { value: "other" })).toEqual([true]);
    expect(incomplete(repeat, { value: [{ dose: 101 }] })).toEqual([true, false]);
    expect(incomplete(scale, { value: 11 })).toEqual([false]);
  });

  test("header items and computed items take no answer", () => {
    expect(problemsOf(text, { value: "abc" }, { heldIn: "referral.question" })[0]).toContain("referral");
    expect(problemsOf({ kind: "computed", calculation: "x" }, { value: 3 })[0]).toContain("worked out");
  });

  test("what was typed is never repeated in a message", () => {
    for (const kind of [text, single, multi, scale, temperature, anyDate, record, pair, grid, repeat]) {
      expect(problemsOf(kind, { value: "Quillfeather secret" }).join()).not.toContain("secret");
    }
  });
});

describe("a waiver", () => {
  test.each<[string, Answer, Partial<Item>, readonly string[]]>([
    ["with the shortest reason", { waived: "ill" }, {}, []],
    ["with the longest reason", { waived: "x".repeat(500) }, {}, []],
    ["beside a note", { waived: "could not speak", note: "came alone" }, {}, []],
    ["of an optional item", { waived: "not needed" }, { requirement: "optional" }, []],
    ["without a reason", { waived: "  a  " }, {}, ["waived must have 3 to 500 characters that say why"]],
    [
      "of too many words",
      { waived: "x".repeat(501) },
      {},
      ["waived must have 3 to 500 characters that say why"],
    ],
    ["beside a value", { waived: "ill", value: "abc" }, {}, ["cannot be waived and answered at once"]],
    [
      "beside “not done”",
      { waived: "ill", notDone: "pain" },
      { mayBeNotDone: true },
      ["cannot be waived and answered at once"],
    ],
    ["of what cannot be waived", { waived: "ill" }, { neverWaived: true }, ["waived cannot be waived"]],
  ])("%s", (_, answer, more, problems) => {
    expect(problemsOf(text, answer, { requirement: "required", ...more })).toEqual(problems);
  });
});

describe("a laboratory result has the limits of its test", () => {
  const laboratory = findItem("IM.LAB");
  if (laboratory === undefined) throw new Error("no laboratory item");
  const problems = (test: string | undefined, value: number) =>
    checkAnswer(
      laboratory,
      { value: [{ ...(test === undefined ? { test: "other" } : { test }), value }] },
      context,
    ).map(({ path, message }) => `${path} ${message}`);

  test.each([
    ["INR", 0.4, false],
    ["INR", 0.5, true],
    ["INR", 1, true],
    ["INR", 20, true],
    ["INR", 20.1, false],
    ["HbA1c", 1.9, false],
    ["HbA1c", 7.4, true],
    ["HbA1c", 740, false],
    ["eGFR", 200, true],
    ["eGFR", 201, false],
    ["creatinine", 0.09, false],
    ["creatinine", 1.1, true],
    ["platelets", 250000, true],
    ["CRP", 1001, false],
    ["other", 5000, true],
  ])("%s of %f: accepted %s", (test_, value, accepted) => {
    expect(problems(test_, value).length === 0).toBe(accepted);
  });

  test("says which limits", () => {
    expect(problems("INR", 25)).toEqual(["[0].value must be a number from 0.5 to 20 for INR"]);
  });
});

describe("impossible values are refused where they are entered, with words", () => {
  const refused = (id: string, value: AnswerValue) => {
    const item = findItem(id);
    if (item === undefined) throw new Error(`no item ${id}`);
    return checkAnswer(item, { value }, context).map(({ path, message }) => `${path} ${message}`.trim());
  };
  const block = { date: "2025-03-01", block: "MBB1", side: "left", targetJoints: ["L4-5"] };

  test.each<[string, string, AnswerValue, RegExp]>([
    ["an onset after the visit", "HX.ONSET.DATE", "2025-03-11", /must not lie after the visit/],
    ["an onset next year", "HX.ONSET.DATE", "2026", /must not lie after the visit/],
    ["an onset before birth", "HX.ONSET.DATE", "1979", /must not lie before the date of birth/],
    [
      "no pain before a block",
      "BLK.DIARY",
      [{ ...block, before: 0, after1h: 0 }],
      /\[0\]\.before must be a whole number from 1 to 10/,
    ],
    [
      "a block after the visit",
      "BLK.DIARY",
      [{ ...block, date: "2025-03-11", before: 7 }],
      /after the visit/,
    ],
    [
      "relief of 101 %",
      "HX.INTV",
      [{ type: "ESI IL", date: "2025-01-01", relief: 101 }],
      /relief must be a number from 0 to 100 %/,
    ],
    [
      "relief below nothing",
      "HX.INTV",
      [{ type: "ESI IL", date: "2025-01-01", relief: -1 }],
      /from 0 to 100 %/,
    ],
    ["an ODI of 101 %", "INS.ODI", { total: 101 }, /from 0 to 100 %/],
    ["an NDI of 101 %", "INS.NDI", { percent: 101 }, /from 0 to 100 %/],
    ["an NDI of 51 points", "INS.NDI", { total: 51 }, /from 0 to 50/],
    ["pain of 11", "HX.NRS.NOW", 11, /from 0 to 10/],
    [
      "a study after the visit",
      "IM.STUDY",
      [{ type: "MRI", source: "report only", date: "2025-04" }],
      /after the visit/,
    ],
    ["a temperature of 43", "PE.VIT.TEMP", 43, /from 34 to 42/],
    ["an SLR at 91 degrees", "PE.T.SLR", { right: { result: "positive", angle: 91 } }, /from 0 to 90/],
    ["a residual volume of 2001 mL", "NE.PVR", 2001, /from 0 to 2000 mL/],
    ["21 beats of clonus", "NE.U.CLON", { right: { beats: 21 } }, /from 0 to 20/],
  ])("%s", (_name, id, value, words) => {
    expect(refused(id, value).join()).toMatch(words);
  });
});
