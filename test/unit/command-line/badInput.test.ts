import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { letterArguments, places, run, type SampleCase, sampleCase } from "./support.ts";

function changed(change: (content: SampleCase) => void): string {
  const content = sampleCase();
  change(content);
  return JSON.stringify(content);
}
function answering(itemId: string, value: unknown): string {
  return changed((content) => {
    content.answers[itemId] = value;
  });
}

/** What is wrong, the case file, the field that must be named, words that must say what is allowed. */
const badCases: readonly (readonly [string, string | Uint8Array, string, RegExp])[] = [
  ["an unknown item", answering("HX.NOPE", 1), "answers.HX.NOPE", /not an item/],
  ["a number out of range", answering("HX.NRS.NOW", 11), "answers.HX.NRS.NOW", /from 0 to 10/],
  ["a wrong type", answering("HX.NRS.NOW", "six"), "answers.HX.NRS.NOW", /whole number/],
  ["a code that is no choice", answering("HX.COURSE", "sideways"), "answers.HX.COURSE", /must be one of/],
  ["100,000 characters", answering("HX.CC", "x".repeat(100_000)), "answers.HX.CC", /at most/],
  ["a date before birth", answering("HX.ONSET.DATE", "1950-01-01"), "answers.HX.ONSET.DATE", /birth/],
  [
    "a visit before birth",
    changed((content) => {
      content.patient.dateOfBirth = "2025-03-11";
    }),
    "visitDate",
    /birth/,
  ],
  [
    "a visit before the referral",
    changed((content) => {
      content.referral.date = "2025-03-11";
    }),
    "referral.date",
    /visitDate/,
  ],
  [
    "a letter that would be dated before the referral",
    changed((content) => {
      content.referral.date = "2025-03-20";
      content.visitDate = "2025-03-21";
    }),
    "referral.date",
    /future/,
  ],
  ["least pain above the worst", answering("HX.NRS.LEAST", 10), "answers.HX.NRS.", /least|worst|average/i],
  [
    "a required part that is absent",
    changed((content) => {
      Reflect.deleteProperty(content.patient, "mrn");
    }),
    "patient.mrn",
    /./,
  ],
  [
    "a field that is not known",
    changed((content) => {
      Object.assign(content.patient, { nickname: "Q" });
    }),
    "patient.nickname",
    /not known/,
  ],
  ["a truncated file", JSON.stringify(sampleCase()).slice(0, 300), "file", /JSON/],
  ["a file that is not JSON", "Harlan Quillfeather has leg pain.", "file", /JSON/],
  ["an empty file", "", "file", /JSON/],
  ["a list", "[]", "file", /./],
  ["a file that is not UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), "--case", /UTF-8/],
];

describe.each(badCases)("a case with %s", (_, content, field, words) => {
  it.each([[[]], [["--sign"]]])("is refused by name, and nothing is stored or written %j", async (more) => {
    const at = places();
    const argv = letterArguments(at, "", ...more);
    writeFileSync(join(at.folder, "case.json"), content);
    const { code, output, errors } = await run(argv);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors.startsWith(`fourfold: ${field}`), errors).toBe(true);
    expect(errors).toMatch(words);
    expect(errors.match(/\n/g)).toHaveLength(1);
    // What stands in the file may be about a patient: it is not repeated.
    expect(errors).not.toContain("Quillfeather");
    expect(existsSync(at.data)).toBe(false);
    expect(existsSync(at.out)).toBe(false);
  });
});

describe("a bad case for a store that exists", () => {
  it("leaves the store as it is", async () => {
    const at = places();
    await run(letterArguments(at));
    const { code } = await run(
      letterArguments({ ...at, out: join(at.folder, "b.pdf") }, answering("HX.NRS.NOW", 11)),
    );
    expect(code).toBe(2);
    expect(existsSync(join(at.folder, "b.pdf"))).toBe(false);
    const { output } = await run(["verify", "--data-dir", at.data]);
    expect(output).toMatch(/ok {4} {2}audit/);
  });
});

describe("a case that cannot be signed", () => {
  it.each([
    [
      "for a character that no font has",
      answering("HX.CC", "pain 字 here"),
      "case: cannot be signed: no font",
    ],
  ])("%s is refused before anything is stored, and may be a draft", async (_, content, field) => {
    const at = places();
    const { code, errors } = await run(letterArguments(at, content, "--sign"));
    expect(code).toBe(2);
    expect(errors.startsWith(`fourfold: ${field}`), errors).toBe(true);
    expect(existsSync(at.data)).toBe(false);
    expect((await run(letterArguments(at, content))).code).toBe(0);
  });

  it("names the character", async () => {
    const { errors } = await run(letterArguments(places(), answering("HX.CC", "pain 字 here"), "--sign"));
    expect(errors).toContain("“字” (U+5B57)");
  });
});

describe("arguments", () => {
  const known = ["letter", "--case", "c", "--data-dir", "d", "--out", "o"];
  it.each([
    ["no command", [], ""],
    ["an unknown command", ["evaluate"], "evaluate"],
    ["a name that every object has", ["constructor"], "constructor"],
    ["an unknown option", [...known, "--speed"], "--speed"],
    ["a missing option", ["letter", "--case", "c", "--out", "o"], "--data-dir"],
    ["an empty option", ["letter", "--case", "c", "--out", "o", "--data-dir", ""], "--data-dir"],
    ["an option without its value", ["verify", "--data-dir"], "--data-dir"],
    ["a switch with a value", [...known, "--sign=yes"], "--sign"],
    ["an unknown paper", [...known, "--paper", "legal"], "--paper"],
    ["something loose", [...known, "now"], "now"],
    ["a reason without a signature", [...known, "--waive", "seen as an emergency"], "--waive"],
    ["a reason that says nothing", [...known, "--sign", "--waive", " no "], "--waive"],
    ["a reason that is too long", [...known, "--sign", "--waive", "x".repeat(501)], "--waive"],
    ["a case file that is not there", known, "--case"],
    ["a case file that is a folder", ["letter", "--case", ".", "--data-dir", "d", "--out", "o"], "--case"],
  ])("with %s are refused", async (_, argv, field) => {
    const { code, output, errors } = await run(argv);
    expect(code).toBe(2);
    expect(output).toBe("");
    if (field !== "") expect(errors.startsWith(`fourfold: ${field}: `), errors).toBe(true);
  });

  it.each([
    ["a folder", (folder: string) => folder],
    ["in a folder that is not there", (folder: string) => join(folder, "nowhere", "letter.pdf")],
    ["below a file", (folder: string) => join(folder, "case.json", "letter.pdf")],
  ])("with --out that is %s are refused before anything is stored", async (_, out) => {
    const at = places();
    const { code, errors } = await run(letterArguments({ ...at, out: out(at.folder) }));
    expect(code).toBe(2);
    expect(errors).toMatch(/^fourfold: --out: /);
    expect(existsSync(at.data)).toBe(false);
  });

  it.each([
    ["that is cut off", '{"name": "Lark', "--practice"],
    ["without a name", '{"addressLines": ["1 Road"]}', "practice.name"],
    ["with an unknown field", '{"name": "L", "addressLines": ["1 Road"], "motto": "x"}', "practice.motto"],
    [
      "with a wrong NPI",
      '{"name":"L","addressLines":["1 R"],"signer":{"displayName":"A","npi":"1"}}',
      "practice.signer.npi",
    ],
  ])("with a practice file %s are refused", async (_, content, field) => {
    const at = places();
    mkdirSync(join(at.folder, "p"));
    const practice = join(at.folder, "p", "practice.json");
    writeFileSync(practice, content);
    const { code, errors } = await run(letterArguments(at, undefined, "--practice", practice));
    expect(code).toBe(2);
    expect(errors.startsWith(`fourfold: ${field}: `), errors).toBe(true);
    expect(existsSync(at.data)).toBe(false);
  });
});
