import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callBefore } from "../../../shared/phrases/abbreviation.ts";

/** `|` marks the caret. */
function call(marked: string) {
  const caret = marked.indexOf("|");
  return callBefore(marked.replace("|", ""), caret);
}

describe("callBefore", () => {
  test.each([
    [";|", 0, ""],
    [";slr|", 0, "slr"],
    [";SLR|", 0, "slr"],
    ["Positive ;slr|", 9, "slr"],
    ["Positive\n;slr|", 9, "slr"],
    ["(;slr|)", 1, "slr"],
    ["left/;slr|", 5, "slr"],
    [";s|lr", 0, "s"],
    ["🦴 ;äb1|", 3, "äb1"],
  ])("“%s” calls from %i what begins with “%s”", (marked, start, typed) => {
    expect(call(marked)).toEqual({ start, typed });
  });

  test.each([
    "|",
    "|;slr",
    "slr|",
    "pain; worse|",
    "pain;|",
    "pain;worse|",
    ";slr |",
    "; |",
    ";slr,|",
    ";;|",
    `;${"a".repeat(60)}|`,
  ])("“%s” calls nothing", (marked) => {
    expect(call(marked)).toBeUndefined();
  });

  test("where the call stands in a long text makes no difference", () => {
    const before = fc.string({ maxLength: 80 }).map((text) => `${text} `);
    const name = fc.stringMatching(/^[a-z0-9]{0,20}$/);
    fc.assert(
      fc.property(before, name, fc.string({ maxLength: 20 }), (start, typed, after) => {
        const caret = start.length + 1 + typed.length;
        expect(callBefore(`${start};${typed}${after}`, caret)).toEqual({ start: start.length, typed });
      }),
    );
  });
});
