import { describe, expect, it } from "vitest";
import { fontFiles, missingCharacters } from "../../../electron/backend/letters/fonts.ts";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { readPdf } from "./readPdf.ts";
import { paragraph, sampleLetter, sections } from "./sampleLetter.ts";

const createdAt = new Date("2025-03-10T21:42:00Z");

const names = [
  ["Vietnamese", "Nguyễn Thị Hồng Phượng"],
  ["Greek", "Ελένη Παπαδοπούλου"],
  ["polytonic Greek, which the serif lacks", "Ἀριστοτέλης Ὀδυσσεύς"],
  ["Cyrillic", "Юрій Щербаківський Ёлкин"],
  ["central European", "Żółć Dvořák Łukasiewicz Őri"],
  ["Nordic and Turkish", "Ærø Þórðardóttir Şükrü İğdır"],
  ["Latin letters that the serif lacks", "Ŧĭń Ħedvig"],
  ["with ligatures", "Griffith Pfiffner fjord Offley afternoon"],
  ["figures and signs", "4+ ½ ≥ 30 ° ± 5 % µg – — “x” ’ • → ✓"],
] as const;

describe.each(names)("a name: %s", (_, name) => {
  it("can be written whole", () => {
    expect(missingCharacters(name)).toEqual([]);
  });

  it("is read out of the letter as it was put in, on every page", async () => {
    const letter = sampleLetter({
      running: { patientName: name, dateOfBirth: "14 Sep 1982", mrn: "FIC-0001" },
    });
    const { pages } = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
    // The micro sign is printed as the Greek letter that looks the same.
    const expected = name.normalize("NFC").replace("µ", "μ");
    for (const page of pages) expect(page.text.normalize("NFC")).toContain(expected);
  });
});

describe("combining accents", () => {
  it.each([
    ["a decomposed name", "Jose\u0301 Nun\u0303ez", "José Nuñez"],
    ["a letter that has no precomposed form", "x\u0304 and q\u0301", "x\u0304 and q\u0301"],
  ])("%s comes out composed and complete", async (_, text, expected) => {
    expect(missingCharacters(text)).toEqual([]);
    const letter = { ...sampleLetter(), sections: sections({ history: [paragraph(`${text}.`)] }) };
    const { pages } = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
    const all = pages
      .map((page) => page.text)
      .join(" ")
      .normalize("NFC");
    expect(all.replace(/ /g, "")).toContain(expected.normalize("NFC").replace(/ /g, ""));
  });
});

describe("characters that no font has", () => {
  it.each([
    ["", []],
    ["plain text\twith\nbreaks and\u00a0hard\u200b spaces", []],
    ["字", ["字"]],
    ["a字b字", ["字"]],
    ["😀 and 한", ["😀", "한"]],
    ["\u{1f5fa}\u{fe0f}", ["\u{1f5fa}"]],
    ["\u{e000}", ["\u{e000}"]],
  ])("%j names %j", (text, expected) => {
    expect(missingCharacters(text)).toEqual(expected);
  });

  it("leave a visible box and lose nothing around them", async () => {
    const letter = { ...sampleLetter(), sections: sections({ history: [paragraph("Before 字 after.")] }) };
    const { pages } = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
    const all = pages.map((page) => page.text).join(" ");
    expect(all).toMatch(/Before .{0,2} ?after\./);
  });
});

describe("font files", () => {
  it("are whole faces, named so that the build can copy them", () => {
    expect(fontFiles).toHaveLength(6);
    for (const file of fontFiles)
      expect(file).toMatch(/^@expo-google-fonts\/source-(serif-4|sans-3)\/.+\.ttf$/);
  });
});
