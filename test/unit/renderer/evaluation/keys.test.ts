import { describe, expect, test } from "vitest";
import {
  choiceLabel,
  codeForKey,
  isSegmented,
  isWholeNumber,
  mayBeHalved,
  ownKeys,
  scaleForKey,
  stepForKey,
  toggled,
} from "../../../../renderer/components/items/keys.ts";
import { allItems } from "../../../../shared/checklist/index.ts";
import { reflexGrades, strengthGrades, testResult, yesNo } from "../../../../shared/checklist/valueSets.ts";

describe("a key in a field of choices", () => {
  test.each([
    ["a digit is its grade", strengthGrades, "4", undefined, "4"],
    ["minus makes the half grade below", strengthGrades, "-", "4", "4-"],
    ["plus after minus makes the half grade above", strengthGrades, "+", "4-", "4+"],
    ["there is no half grade of five", strengthGrades, "+", "5", undefined],
    ["a half grade needs a grade first", strengthGrades, "-", undefined, undefined],
    ["a reflex is named by its digit alone", reflexGrades, "2", undefined, "2+"],
    ["the first letter chooses", testResult, "p", undefined, "positive"],
    ["whatever its case", testResult, "E", undefined, "equivocal"],
    ["the same letter goes on", yesNo, "n", "no", "not asked"],
    ["and comes round", yesNo, "n", "not asked", "no"],
    ["a letter that begins nothing chooses nothing", yesNo, "x", "yes", undefined],
    ["Space is not a letter", yesNo, " ", undefined, undefined],
    ["a named key is not a letter", yesNo, "Enter", undefined, undefined],
  ] as const)("%s", (_words, choices, key, current, expected) => {
    expect(codeForKey(choices, key, current)).toBe(expected);
  });
});

describe("a key of its own for each choice", () => {
  const codes = (...all: string[]) => all.map((code) => ({ code }));
  test.each([
    ["the first letter, else that of a later word", yesNo, ["y", "n", "u", "a"]],
    [
      "any letter of the label where its words' first are taken",
      codes("none", "normal", "no"),
      ["n", "o", "a"],
    ],
    ["a digit is its grade", codes("0", "1", "2"), ["0", "1", "2"]],
    ["a Roman grade is its digit", codes("I", "II", "III", "IV", "V"), ["1", "2", "3", "4", "5"]],
    ["a share is its first sign", codes("none", "<30 %", "30-49 %"), ["n", "<", "3"]],
  ] as const)("%s", (_words, choices, expected) => {
    expect(ownKeys(choices)).toEqual(expected);
  });

  test("half grades have none: plus and minus make them", () => {
    const own = ownKeys(strengthGrades);
    const at = (code: string) => own[strengthGrades.findIndex((choice) => choice.code === code)];
    expect([at("4-"), at("4"), at("4+"), at("5")]).toEqual([undefined, "4", undefined, "5"]);
    expect(mayBeHalved(strengthGrades, "4")).toBe(true);
    expect(mayBeHalved(strengthGrades, "5")).toBe(false);
  });

  test("no two choices of the checklist share one", () => {
    const kinds = allItems.flatMap((item) => [
      item,
      ...("fields" in item ? item.fields : []),
      ...("columns" in item ? item.columns : []),
    ]);
    const choices = kinds.flatMap((kind) => ("choices" in kind ? [kind.choices] : []));
    expect(choices.length).toBeGreaterThan(100);
    for (const own of choices.map(ownKeys)) {
      const given = own.filter((key) => key !== undefined);
      expect(new Set(given).size).toBe(given.length);
    }
  });

  test("a list of many choices stands open only where each of them has a key", () => {
    const few = { choices: codes("left", "right") };
    const many = { choices: Array.from({ length: 40 }, (_, index) => ({ code: `level ${index}` })) };
    expect([isSegmented(few, false), isSegmented(few, true), isSegmented(many, true)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

test.each([
  ["two digits where three cannot be", "76", { max: 250 }, true],
  ["one digit where two can be", "7", { max: 250 }, false],
  ["nothing but zero can follow zero", "0", { max: 100 }, true],
  ["a decimal may follow", "84", { max: 350, decimals: 1 }, false],
  ["the last decimal", "36.7", { max: 45, decimals: 1 }, true],
  ["a decimal point alone", "36.", { max: 45, decimals: 1 }, false],
  ["no number", "x", { max: 10 }, false],
] as const)("a number is whole, %s: %s", (_words, text, kind, expected) => {
  expect(isWholeNumber(kind, text)).toBe(expected);
});

describe("a digit on a scale", () => {
  const scale = { min: 0, max: 10 };
  test.each([
    ["stands for itself", "7", undefined, Number.POSITIVE_INFINITY, 7],
    ["0 after 1 is ten", "0", 1, 300, 10],
    ["0 long after 1 is zero", "0", 1, 1000, 0],
    ["1 after 1 is not eleven", "1", 1, 300, 1],
    ["0 after 0 is zero", "0", 0, 300, 0],
    ["a letter is nothing", "x", 3, 300, undefined],
  ] as const)("%s", (_words, key, current, since, expected) => {
    expect(scaleForKey(scale, key, current, since)).toBe(expected);
  });

  test("outside of a short scale is nothing", () => {
    expect(scaleForKey({ min: 0, max: 3 }, "4", undefined, Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(scaleForKey({ min: 1, max: 5 }, "0", undefined, Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});

test.each([
  ["ArrowRight", 3, 0],
  ["ArrowLeft", 0, 3],
  ["ArrowDown", 1, 2],
  ["Home", 2, 0],
  ["End", 0, 3],
  ["a", 2, undefined],
])("%s from place %i of 4 goes to %s", (key, from, expected) => {
  expect(stepForKey(key, from, 4)).toBe(expected);
});

describe("switching one of many choices", () => {
  const kind = { choices: ["none", "heat", "cold", "rest"].map((code) => ({ code })), exclusive: ["none"] };
  test.each([
    ["keeps the checklist's order", ["rest"], "heat", ["heat", "rest"]],
    ["off again", ["heat", "rest"], "heat", ["rest"]],
    ["one that stands alone puts out the others", ["heat", "rest"], "none", ["none"]],
    ["another one puts out the one that stands alone", ["none"], "cold", ["cold"]],
  ])("%s", (_words, before, code, after) => {
    expect(toggled(kind, before, code)).toEqual(after);
  });
});

test("a choice is read by its label, else by its code, and a unit keeps its letters", () => {
  expect(choiceLabel({ code: "a", label: "Words" })).toBe("Words");
  expect(choiceLabel({ code: "sudden" })).toBe("Sudden");
  expect(choiceLabel({ code: "mg" })).toBe("mg");
});
