import { describe, expect, it } from "vitest";
import {
  letterValues,
  moved,
  toLetterSettings,
  usualLetter,
} from "../../../renderer/components/practice/letterValues.ts";
import {
  checkPractice,
  practiceValues,
  toPractice,
} from "../../../renderer/components/practice/practiceValues.ts";
import type { LetterSettings } from "../../../shared/evaluation/letterSettings.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";

const practice: Practice = { name: "Made-Up Pain Clinic", addressLines: ["1 Nowhere Road"], paper: "letter" };
const wishes: LetterSettings = {
  logoPlace: "besideAddress",
  salutation: "fullName",
  closing: "With kind regards,",
  footer: "Open Monday to Friday",
  confidentiality: "For your eyes only.",
  evidenceOrder: ["records", "history", "physical", "neurological", "instruments", "coordination"],
  namesInFiles: true,
  attachFindings: false,
};

describe("how letters look and read", () => {
  it.each<readonly [string, Practice]>([
    ["of a practice without wishes", practice],
    ["of one with all of them", { ...practice, letter: wishes }],
    ["of one with one", { ...practice, letter: { attachFindings: false } }],
  ])("comes back from the form as it was: %s", (_name, given) => {
    expect(toPractice(practiceValues(given))).toEqual(given);
  });

  it("stores nothing where nothing differs", () => {
    expect(toLetterSettings(letterValues())).toBeUndefined();
    expect(toLetterSettings({ ...usualLetter, closing: "   " })).toBeUndefined();
  });

  it("says what is too long, at its field", () => {
    const values = practiceValues(practice);
    const letter = { ...values.letter, closing: "x".repeat(61), footer: "y".repeat(161) };
    expect(checkPractice({ ...values, letter })).toEqual({
      "letter.closing": "Close must have at most 60 characters.",
      "letter.footer": "Footer must have at most 160 characters.",
    });
  });
});

describe("the order of the evidence", () => {
  const { evidenceOrder } = usualLetter;
  it.each([
    ["history", -1, evidenceOrder],
    ["coordination", 1, evidenceOrder],
    ["history", 1, ["physical", "history", "neurological", "records", "instruments", "coordination"]],
    ["coordination", -1, ["history", "physical", "neurological", "records", "coordination", "instruments"]],
  ] as const)("%s moved by %i", (section, by, expected) => {
    expect(moved(evidenceOrder, section, by)).toEqual(expected);
  });
});
