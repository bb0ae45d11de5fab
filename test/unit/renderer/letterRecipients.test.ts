import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  checkCopy,
  copiesAsBefore,
  linesOf,
  nameToFind,
  recipientsOf,
  toAddressee,
  whyNoCopies,
} from "../../../renderer/screens/letter/recipients.ts";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Clinician } from "../../../shared/evaluation/people.ts";

const url = new URL("../../fixtures/cases/case-f1.json", import.meta.url);
const whole = parseCaseFile(readFileSync(url, "utf8"), "2026-12-01");
const ferncliff: Clinician = {
  familyName: "Ferncliff",
  givenNames: "Ida",
  title: "Dr",
  specialty: "primary care",
  practice: "Made-Up Family Medicine",
};

function evaluation(
  consent: string | undefined,
  referredBy: Clinician["specialty"],
  primaryCare?: Clinician,
): Evaluation {
  const { "ENC.CONSENT": _consent, ...answers } = whole.answers;
  const { primaryCare: _none, ...referral } = whole.referral;
  return {
    ...whole,
    referrer: { ...whole.referrer, specialty: referredBy },
    referral: { ...referral, ...(primaryCare === undefined ? {} : { primaryCare }) },
    answers: { ...answers, ...(consent === undefined ? {} : { "ENC.CONSENT": { value: consent } }) },
  };
}

const none = { copies: [] };

describe("who gets a copy", () => {
  it.each([
    ["yes", "given"],
    ["no", "refused"],
    [undefined, "not recorded"],
  ] as const)("with consent %s: %s", (code, consent) => {
    expect(recipientsOf(evaluation(code, "neurology", ferncliff), none).consent).toBe(consent);
  });

  it.each([
    ["yes", "neurology", ferncliff, none, undefined, 1],
    ["yes", "neurology", undefined, none, "No primary care clinician is recorded in the referral.", 0],
    ["yes", "primary care", undefined, none, undefined, 0],
    [
      "yes",
      "neurology",
      ferncliff,
      { copies: [], withoutPrimaryCare: true },
      "You left out the primary care clinician.",
      0,
    ],
    ["no", "neurology", ferncliff, none, "The patient did not agree to copies, so none goes out.", 0],
    [
      undefined,
      "primary care",
      undefined,
      none,
      "The patient’s agreement to copies is not recorded, so none goes out.",
      0,
    ],
  ] as const)(
    "%# is said in words where there is none",
    (consent, referredBy, primaryCare, draft, words, copies) => {
      const recipients = recipientsOf(evaluation(consent, referredBy, primaryCare), {
        ...draft,
        copies: [...draft.copies],
      });
      expect(whyNoCopies(recipients, copies)).toBe(words);
    },
  );

  it("names the primary care clinician as on the envelope", () => {
    const { primaryCare } = recipientsOf(evaluation("yes", "neurology", ferncliff), none);
    expect(primaryCare).toEqual({
      is: "other",
      addressee: { name: "Dr Ida Ferncliff", lines: ["Made-Up Family Medicine"] },
      isLeftOut: false,
    });
  });
});

describe("the copies of the letter before", () => {
  const tern = { name: "Dr Sable Tern", lines: ["2 Invented Road"] };
  it("are offered but for the primary care clinician and those who get one already", () => {
    const recipients = recipientsOf(evaluation("yes", "neurology", ferncliff), none);
    const earlier = [{ name: "Dr Ida Ferncliff", lines: [] }, tern];
    expect(copiesAsBefore(earlier, none, recipients)).toEqual([tern]);
    expect(copiesAsBefore(earlier, { copies: [tern] }, recipients)).toEqual([]);
  });
});

describe("an address as typed", () => {
  it.each([
    [{ name: "", address: "2 Invented Road" }, { name: expect.stringContaining("Who gets the copy?") }],
    [{ name: "x".repeat(161), address: "2 Invented Road" }, { name: "At most 160 characters." }],
    [{ name: "dr  sable tern", address: "2 Invented Road" }, { name: "Gets a copy already." }],
    [{ name: "Dr A", address: " \n " }, { address: "A copy needs an address for its envelope." }],
    [{ name: "Dr A", address: "1\n2\n3\n4\n5" }, { address: expect.stringContaining("at most 4 lines") }],
    [{ name: "Dr A", address: "x".repeat(161) }, { address: "At most 160 characters in a line." }],
    [{ name: "x".repeat(160), address: `1\n\n2\n3\n${"x".repeat(160)}` }, {}],
  ])("%# is checked at its field", (values, problems) => {
    expect(checkCopy(values, [{ name: "Dr Sable Tern", lines: [] }])).toEqual(problems);
  });
  it("loses blank lines and doubled spaces", () => {
    expect(linesOf(" 2  Invented Road \n\n Nowhere ")).toEqual(["2 Invented Road", "Nowhere"]);
    expect(toAddressee({ name: " Dr  A ", address: "b\nc" })).toEqual({ name: "Dr A", lines: ["b", "c"] });
  });
});

describe("what is looked for in the directory", () => {
  it.each([
    ["Dr Ferncliff", "Ferncliff"],
    ["dr. Ida Fern", "Ida Fern"],
    ["Prof. Dr Ferncliff", "Ferncliff"],
    ["  Ms Tern", "Tern"],
    ["Drake", "Drake"],
    ["Mrs", ""],
    ["Ferncliff", "Ferncliff"],
  ])("“%s” is looked for as “%s”", (typed, wanted) => {
    expect(nameToFind(typed)).toBe(wanted);
  });
});
