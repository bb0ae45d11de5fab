import { describe, expect, test } from "vitest";
import {
  longestPhrase,
  matchingPhrases,
  type Phrase,
  phraseCalled,
  phraseSchema,
} from "../../../shared/phrases/phrase.ts";

const entry = { abbreviation: "slr", text: "Straight leg raise", shared: false };

describe("phraseSchema", () => {
  test.each([
    ["sl", "sl"],
    ["SLR2", "slr2"],
    [" ;slr ", "slr"],
    ["a".repeat(20), "a".repeat(20)],
    ["ÄÖ", "äö"],
  ])("abbreviation “%s” is kept as “%s”", (typed, kept) => {
    expect(phraseSchema.parse({ ...entry, abbreviation: typed }).abbreviation).toBe(kept);
  });

  test.each(["", "s", ";s", "a".repeat(21), "s r", "s-r", "slr.", "🦴🦴"])(
    "refuses “%s” as abbreviation",
    (typed) => {
      const result = phraseSchema.safeParse({ ...entry, abbreviation: typed });
      expect(result.error?.issues.map(({ path, message }) => [path, message])).toEqual([
        [["abbreviation"], "must have 2 to 20 letters or digits"],
      ]);
    },
  );

  test("keeps a text with its lines, in one spelling", () => {
    const text = phraseSchema.parse({ ...entry, text: "  a\r\nb\u0065\u0301\t{x}\n" }).text;
    expect(text).toBe("a\nbé\t{x}");
    const longest = "x".repeat(longestPhrase);
    expect(phraseSchema.parse({ ...entry, text: longest }).text).toBe(longest);
  });

  test.each([
    ["", "must not be empty"],
    [" \n ", "must not be empty"],
    ["a\u0000b", "has a character that cannot be printed"],
    ["{side", "has a “{” without its “}”: a field is closed on the line on which it opens"],
  ])("refuses the text %j", (text, message) => {
    expect(phraseSchema.safeParse({ ...entry, text }).error?.issues[0]?.message).toBe(message);
  });

  test("refuses a text that is too long", () => {
    const result = phraseSchema.safeParse({ ...entry, text: "x".repeat(longestPhrase + 1) });
    expect(result.error?.issues[0]).toMatchObject({
      code: "too_big",
      maximum: longestPhrase,
      path: ["text"],
    });
  });
});

const phrase = (abbreviation: string, shared: boolean): Phrase => ({
  id: `${abbreviation} ${shared}`,
  abbreviation,
  text: "text",
  shared,
});
const known = [phrase("slrr", true), phrase("slr", true), phrase("slr", false), phrase("fabers", true)];

describe("finding a phrase", () => {
  test.each([
    ["s", ["slr false", "slr true", "slrr true"]],
    ["slrr", ["slrr true"]],
    ["", ["fabers true", "slr false", "slr true", "slrr true"]],
    ["x", []],
  ])("what begins with “%s”", (typed, expected) => {
    expect(matchingPhrases(known, typed).map(({ id }) => id)).toEqual(expected);
  });

  test("the exact one comes first, whatever the letters say", () => {
    const phrases = [phrase("ab", true), phrase("aa", true), phrase("a2", true)];
    expect(matchingPhrases(phrases, "ab")[0]?.abbreviation).toBe("ab");
  });

  test("one's own goes before the practice's of the same name", () => {
    expect(phraseCalled(known, "slr")?.id).toBe("slr false");
    expect(phraseCalled([phrase("slr", true)], "slr")?.id).toBe("slr true");
    expect(phraseCalled(known, "sl")).toBeUndefined();
  });
});
