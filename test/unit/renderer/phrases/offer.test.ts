import { describe, expect, test } from "vitest";
import { offerFor } from "../../../../renderer/components/phrases/offer.ts";
import type { Phrase } from "../../../../shared/phrases/phrase.ts";

const phrases: readonly Phrase[] = ["slr", "slump", "mbb"].map((abbreviation) => ({
  id: abbreviation,
  abbreviation,
  text: "text",
  shared: true,
}));
const side = { start: 3, end: 23, choices: ["left", "right", "right more than left"] };

/** `^` marks the caret, or two of them the selection. */
function offer(marked: string, active?: typeof side, known = phrases) {
  const start = marked.indexOf("^");
  const end = marked.lastIndexOf("^");
  const selection = { start, end: end === start ? start : end - 1 };
  const found = offerFor(marked.replaceAll("^", ""), selection, active, known);
  if (found === undefined) return undefined;
  const options = found.options.map((option) => (typeof option === "string" ? option : option.abbreviation));
  return { kind: found.kind, options, first: found.first };
}

describe("a call", () => {
  test.each([
    ["a ;s^", ["slr", "slump"], 0],
    ["a ;SLU^", ["slump"], 0],
    // A semicolon alone may be meant as one: nothing is chosen until somebody does.
    [";^", ["mbb", "slr", "slump"], -1],
  ])("“%s” offers %j", (marked, options, first) => {
    expect(offer(marked)).toEqual({ kind: "phrases", options, first });
  });

  test.each(["a ;x^", "a s^", "^;s^", ""])("“%s” offers nothing", (marked) => {
    expect(offer(marked)).toBeUndefined();
  });

  test("without phrases nothing is offered", () => {
    expect(offer(";s^", undefined, [])).toBeUndefined();
  });
});

describe("a field with choices", () => {
  test("offers all of them while it is marked as a whole", () => {
    expect(offer("on ^{side: left | right}^", side)).toEqual({
      kind: "choices",
      options: side.choices,
      first: 0,
    });
  });

  test("begins with the one that was chosen before", () => {
    expect(offer("on ^right^", { ...side, end: 8 })).toEqual({
      kind: "choices",
      options: side.choices,
      first: 1,
    });
  });

  test("offers those that begin with what is typed", () => {
    expect(offer("on R^", { ...side, end: 4 })).toEqual({
      kind: "choices",
      options: ["right", "right more than left"],
      first: 0,
    });
  });

  test.each([
    ["a choice that is written out", "on left^", 7],
    ["words of one's own", "on both^", 7],
    ["the caret outside of the field", "o^n {side}", 9],
  ])("%s: nothing", (_what, marked, end) => {
    expect(offer(marked, { ...side, end })).toBeUndefined();
  });

  test("a phrase may be called where no choice fits", () => {
    expect(offer("on ;s^", { ...side, end: 5 })).toMatchObject({
      kind: "phrases",
      options: ["slr", "slump"],
    });
  });
});
