import { describe, expect, it } from "vitest";
import { defineAbbreviations } from "../../../shared/letter/abbreviations.ts";
import { plainText } from "../../../shared/letter/document.ts";
import { letterOf, sectionOf, values } from "./support.ts";

/** What becomes of sentences that stand one after the other. */
function defined(...texts: readonly string[]): readonly string[] {
  const letter = letterOf({});
  const sentences = texts.map((text) => ({ runs: [{ text }], sources: [{ fixed: "test" }] }));
  return defineAbbreviations({ ...letter, opening: sentences }).opening.map(plainText);
}

describe("abbreviations", () => {
  it.each([
    [
      "are written out at their first use",
      ["EMG was normal.", "EMG again."],
      ["Electromyography (EMG) was normal.", "EMG again."],
    ],
    ["keep their plural", ["NSAIDs help."], ["Nonsteroidal anti-inflammatory drugs (NSAIDs) help."]],
    [
      "take the article of their words",
      ["He took an NSAID."],
      ["He took a nonsteroidal anti-inflammatory drug (NSAID)."],
    ],
    [
      "take a capital article at the start",
      ["An RFA follows."],
      ["A radiofrequency ablation (RFA) follows."],
    ],
    [
      "in brackets have square ones",
      ["Disability (ODI 48%).", "ODI 48%."],
      ["Disability (Oswestry Disability Index [ODI] 48%).", "ODI 48%."],
    ],
    [
      "that were written out already stay",
      ["Oswestry Disability Index (ODI) 48%.", "ODI 40%."],
      ["Oswestry Disability Index (ODI) 48%.", "ODI 40%."],
    ],
    [
      "within a quotation stay as they were said",
      ["You asked: “EMG first?” An EMG is booked."],
      ["You asked: “EMG first?” An electromyography (EMG) is booked."],
    ],
    ["within other words are none", ["PTSD, COPDX and EMGs-like."], ["PTSD, COPDX and EMGs-like."]],
    ["that every physician reads stay", ["MRI and CT."], ["MRI and CT."]],
    [
      "of instruments with numbers are told apart",
      ["PHQ-9 and PHQ-2."],
      ["9-item Patient Health Questionnaire (PHQ-9) and 2-item Patient Health Questionnaire (PHQ-2)."],
    ],
  ])("%s", (_, before, after) => expect(defined(...before)).toEqual(after));

  it.each([
    ["stay short in a cell where a sentence writes them out", "Opioids are 30 MME a day", "90 MME"],
    [
      "are written out in a cell where no sentence does",
      "No opioids",
      "90 morphine milligram equivalents (MME)",
    ],
  ])("%s", (_, problem, expected) => {
    const letter = letterOf({
      answers: values({
        "PLAN.PROBLEM": [{ problem }],
        "PLAN.REC": [{ action: "taper", responsible: "PCP", timing: "now", reason: "90 MME" }],
      }),
    });
    expect(sectionOf(letter, "recommendations")).toBe(`Taper | You | Now | ${expected}`);
  });
});
