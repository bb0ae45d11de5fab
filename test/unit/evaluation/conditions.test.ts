import { describe, expect, test } from "vitest";
import type { Condition } from "../../../shared/checklist/kinds.ts";
import { holds } from "../../../shared/evaluation/conditions.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";

const evaluation: Evaluation = {
  patient: {
    givenNames: "Tess",
    familyName: "Ample",
    dateOfBirth: "1965-06-01",
    sexAtBirth: "female",
    mrn: "T-1",
  },
  referrer: { familyName: "Referrer", specialty: "neurology" },
  referral: { date: "2025-05-01", question: "Why?", urgency: "routine" },
  visitDate: "2025-05-31",
  answers: {
    SINGLE: { value: "gradual" },
    MULTI: { value: ["neck", "arm"] },
    NUMBER: { value: 7 },
    NONE: { value: [] },
    ROWS: { value: [{ drug: "oxycodone", kind: "opioid" }, { drug: "metformin" }] },
    PAIR: { value: { left: { result: "positive" } } },
    GRID: { value: { "L4-5": { disc: "extrusion" } } },
    SKIPPED: { notDone: "pain" },
    NOTED: { note: "asked twice" },
  },
};

describe("a condition", () => {
  test.each<[string, Condition, boolean]>([
    ["one of the codes", { item: "SINGLE", isOneOf: ["sudden", "gradual"] }, true],
    ["none of the codes", { item: "SINGLE", isOneOf: ["sudden"] }, false],
    ["a multiple choice that includes it", { item: "MULTI", isOneOf: ["arm"] }, true],
    ["a multiple choice that does not", { item: "MULTI", isOneOf: ["leg"] }, false],
    ["an unanswered item", { item: "ABSENT", isOneOf: ["yes"] }, false],
    ["not of an unanswered item", { not: { item: "ABSENT", isOneOf: ["yes"] } }, true],
    ["number at its bound", { item: "NUMBER", atLeast: 7 }, true],
    ["number below its bound", { item: "NUMBER", atLeast: 8 }, false],
    ["an empty repeat is answered", { item: "NONE", answered: true }, true],
    ["an empty repeat has no rows", { item: "NONE", hasRows: true }, false],
    ["a repeat has rows", { item: "ROWS", hasRows: true }, true],
    ["not done is answered", { item: "SKIPPED", answered: true }, true],
    ["a note alone is no answer", { item: "NOTED", answered: true }, false],
    ["a row with the code", { item: "ROWS", anyRow: { field: "kind", isOneOf: ["opioid"] } }, true],
    [
      "a row with the code that is not excepted",
      {
        item: "ROWS",
        anyRow: { field: "kind", isOneOf: ["opioid"], except: { field: "drug", isOneOf: ["tramadol"] } },
      },
      true,
    ],
    [
      "only an excepted row with the code",
      {
        item: "ROWS",
        anyRow: { field: "kind", isOneOf: ["opioid"], except: { field: "drug", isOneOf: ["oxycodone"] } },
      },
      false,
    ],
    [
      "a row that names something beside what does not count",
      {
        item: "ROWS",
        anyRow: { field: "kind", isOneOf: ["opioid"], exceptOnly: { field: "kind", isOneOf: ["steroid"] } },
      },
      true,
    ],
    [
      "a row that names nothing but what does not count",
      {
        item: "ROWS",
        anyRow: { field: "kind", isOneOf: ["opioid"], exceptOnly: { field: "kind", isOneOf: ["opioid"] } },
      },
      false,
    ],
    [
      "a row without the field of what does not count",
      {
        item: "ROWS",
        anyRow: { field: "kind", isOneOf: ["opioid"], exceptOnly: { field: "region", isOneOf: ["knee"] } },
      },
      true,
    ],
    ["no row with the code", { item: "ROWS", anyRow: { field: "kind", isOneOf: ["steroid"] } }, false],
    ["a field on either side", { item: "PAIR", field: "result", isOneOf: ["positive"] }, true],
    ["a field in any row of a grid", { item: "GRID", field: "disc", isOneOf: ["extrusion"] }, true],
    ["age the day before a birthday", { ageAtLeast: 60 }, false],
    ["age at most", { ageAtMost: 59 }, true],
    ["sex at birth", { sexAtBirth: ["female"] }, true],
    ["referrer is not primary care", { referrerIsPrimaryCare: false }, true],
    ["all", { all: [{ ageAtLeast: 50 }, { sexAtBirth: ["male"] }] }, false],
    ["any", { any: [{ ageAtLeast: 70 }, { sexAtBirth: ["female"] }] }, true],
  ])("%s", (_name, condition, expected) => {
    expect(holds(condition, evaluation)).toBe(expected);
  });
});
