import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fieldProblem,
  fieldsOf,
  longestChoice,
  longestFieldName,
  writeField,
} from "../../../shared/phrases/phraseText.ts";

describe("fieldsOf", () => {
  test("finds free words and choices where they stand", () => {
    const text = "Raised {side: left | right} leg: pain at {degrees} degrees.";
    expect(fieldsOf(text)).toEqual([
      { start: 7, end: 27, name: "side", choices: ["left", "right"] },
      { start: 41, end: 50, name: "degrees", choices: [] },
    ]);
    expect(fieldsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "{side: left | right}",
      "{degrees}",
    ]);
  });

  test.each([
    ["no braces", "Reflexes are equal."],
    ["an open brace alone", "a { b"],
    ["a closing brace alone", "a } b"],
    ["empty braces", "a {} b"],
    ["one choice", "{side: left}"],
    ["over two lines", "{si\nde}"],
  ])("leaves other text alone: %s", (_what, text) => {
    expect(fieldsOf(text)).toEqual([]);
  });

  test("finds the well-formed field among others", () => {
    expect(fieldsOf("{} {{level}").map(({ name }) => name)).toEqual(["level"]);
  });
});

describe("fieldProblem", () => {
  test.each([
    "plain words; with a semicolon, a colon: and a bar |",
    "{level}",
    "{ level }",
    "{side: left | right | both sides}",
    "{side:left|right}",
    "{time: 8:00 | 9:00}",
    `{${"n".repeat(longestFieldName)}}`,
    `{a: ${"c".repeat(longestChoice)} | d}`,
    "{level} and {level}",
  ])("nothing against “%s”", (text) => {
    expect(fieldProblem(text)).toBeUndefined();
  });

  test.each([
    ["{level", "without its “}”"],
    ["level}", "without its “{”"],
    ["{a {b}", "without its “}”"],
    ["{a} b}", "without its “{”"],
    ["{le\nvel}", "closed on the line"],
    ["{}", "without a name"],
    ["{ }", "without a name"],
    ["{: left | right}", "without a name"],
    ["{left | right}", "choices without a name"],
    ["{left | right: both}", "choices without a name"],
    ["{side:}", "fewer than two choices"],
    ["{side: left}", "fewer than two choices"],
    ["{side: left | }", "empty choice"],
    ["{side: left | left}", "same choice twice"],
    [`{${"n".repeat(longestFieldName + 1)}}`, "longer than 40"],
    [`{a: ${"c".repeat(longestChoice + 1)} | d}`, "longer than 80"],
  ])("refuses “%s”", (text, words) => {
    const problem = fieldProblem(text);
    expect(problem).toContain(words);
    // The words follow a field's name.
    expect(problem).toMatch(/^has /);
  });
});

const word = fc
  .stringMatching(/^[\p{L}\p{N} ,.%°/+-]{1,30}$/u)
  .map((text) => text.trim())
  .filter((text) => text !== "");
const choices = fc.uniqueArray(word, { minLength: 2, maxLength: 6 });
const piece = fc.oneof(
  word.map((text) => ({ text, name: undefined, choices: [] as string[] })),
  fc.record({ name: word, choices: fc.oneof(fc.constant<string[]>([]), choices) }).map((field) => ({
    text: writeField(field.name, field.choices),
    ...field,
  })),
);

test("what is written as words and fields is read back as it was, in order", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.map((one) => one.text).join(" ");
      expect(fieldProblem(text)).toBeUndefined();
      const expected = pieces.flatMap(({ name, choices }) => (name === undefined ? [] : [{ name, choices }]));
      expect(fieldsOf(text).map(({ name, choices }) => ({ name, choices: [...choices] }))).toEqual(expected);
    }),
  );
});

test("any text: fields lie in it one after the other, and a text without problem has only fields in braces", () => {
  const text = fc.string({
    unit: fc.constantFrom("{", "}", ":", "|", "\n", " ", "a", "ß", "🦴"),
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, (any) => {
      let behind = 0;
      let rest = any;
      for (const field of fieldsOf(any)) {
        expect(field.start).toBeGreaterThanOrEqual(behind);
        expect(any[field.start]).toBe("{");
        expect(any[field.end - 1]).toBe("}");
        expect(field.choices.length).not.toBe(1);
        behind = field.end;
        rest = rest.replace(any.slice(field.start, field.end), "");
      }
      if (fieldProblem(any) === undefined) expect(rest).not.toMatch(/[{}]/);
    }),
    { numRuns: 500 },
  );
});
