import { describe, expect, it } from "vitest";
import { usualLetter } from "../../../renderer/components/practice/letterValues.ts";
import {
  checkPractice,
  emptyPractice,
  practiceValues,
  toPractice,
} from "../../../renderer/components/practice/practiceValues.ts";
import {
  checkPhrase,
  emptyPhrase,
  examples,
  fieldWords,
  filterPhrases,
  phraseValues,
  toPhrase,
} from "../../../renderer/screens/settings/phraseValues.ts";
import type { PhraseRow } from "../../../shared/contract.ts";

const row = (abbreviation: string, text: string, shared = false): PhraseRow => ({
  id: `${abbreviation}-${shared}`,
  abbreviation,
  text,
  shared,
  changedAt: "2025-03-10T16:42:07.123Z",
  changedBy: "averrick",
});
const known = [row("slr", "Straight leg raise"), row("mbb", "Medial branch block", true)];

describe("checkPhrase", () => {
  it("names both fields of an empty form", () => {
    expect(checkPhrase({ values: emptyPhrase }, [])).toEqual({
      abbreviation: "Abbreviation must have 2 to 20 letters or digits.",
      text: "Text must not be empty.",
    });
  });

  it.each([
    ["one's own again", "SLR", "own", undefined, "You have a phrase with this abbreviation already."],
    [
      "the practice's again",
      ";mbb",
      "practice",
      undefined,
      "The practice has a phrase with this abbreviation already.",
    ],
    ["one's own beside the practice's", "mbb", "own", undefined, undefined],
    ["the phrase itself", "slr", "own", "slr-false", undefined],
  ] as const)("%s", (_what, abbreviation, whose, id, problem) => {
    const values = { abbreviation, text: "text", whose };
    const problems = checkPhrase({ ...(id === undefined ? {} : { id }), values }, known);
    expect(problems).toEqual(problem === undefined ? {} : { abbreviation: problem });
  });

  it("sends what was typed, under its id where it is a change", () => {
    const values = { abbreviation: " ;SLR", text: " a\n", whose: "practice" } as const;
    expect(toPhrase({ id: "slr-false", values })).toEqual({
      id: "slr-false",
      abbreviation: "slr",
      text: "a",
      shared: true,
    });
    expect(toPhrase({ values })).not.toHaveProperty("id");
    expect(phraseValues(row("slr", "a", true))).toEqual({
      abbreviation: "slr",
      text: "a",
      whose: "practice",
    });
  });

  it("has nothing against the examples, which have fields of both kinds", () => {
    for (const values of examples) expect(checkPhrase({ values }, known.slice(1))).toEqual({});
    expect(examples.map(({ text }) => fieldWords(text))).toEqual([
      "side (left, right); angle",
      "procedure; decision (to go ahead, to think it over, not to have it)",
    ]);
  });
});

describe("filterPhrases", () => {
  it.each([
    ["", ["slr", "mbb"]],
    [";slr", ["slr"]],
    ["LEG straight", ["slr"]],
    ["b", ["mbb"]],
    ["leg block", []],
  ])("“%s”", (typed, expected) => {
    expect(filterPhrases(known, typed).map(({ abbreviation }) => abbreviation)).toEqual(expected);
  });
});

describe("the practice's form", () => {
  const practice = { name: "Clinic", addressLines: ["1 Road", "Town"], fax: "555", paper: "a4" } as const;

  it("shows what is stored and stores what it shows", () => {
    const values = practiceValues({ ...practice, addressLines: [...practice.addressLines] });
    expect(values).toEqual({
      practiceName: "Clinic",
      address: "1 Road\nTown",
      phone: "",
      fax: "555",
      paper: "a4",
      letter: usualLetter,
    });
    expect(checkPractice(values)).toEqual({});
    expect(toPractice(values)).toEqual(practice);
  });

  it("names what is missing or too much", () => {
    expect(checkPractice(emptyPractice)).toEqual({
      practiceName: "Practice name must not be empty.",
      address: "Address must not be empty.",
    });
    expect(checkPractice({ ...emptyPractice, practiceName: "Clinic", address: "1\n2\n3\n4" })).toEqual({
      address: "Address must have at most 3 lines.",
    });
  });
});
