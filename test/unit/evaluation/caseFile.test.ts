import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { caseFileSchema, parseCaseFile, toCaseFile } from "../../../shared/evaluation/caseFile.ts";

const today = "2025-03-20";
const sound = {
  format: "fourfold-case/1",
  patient: {
    givenNames: "Tess",
    familyName: "Ample",
    dateOfBirth: "1970-02-03",
    sexAtBirth: "female",
    mrn: "T-3",
  },
  referrer: { familyName: "Referrer", specialty: "primary care" },
  referral: { date: "2025-03-03", question: "What hurts?", urgency: "soon" },
  visitDate: "2025-03-10",
  answers: {
    "HX.CC": "My back hurts",
    "HX.NRS.NOW": { value: 5, note: "after driving" },
    "HX.NRS.LEAST": 2,
    "HX.NRS.AVG": 5,
    "HX.NRS.WORST": 9,
    "HX.CONS": [],
    "PE.VIT.HR": { notDone: "refused" },
  },
};
type Case = typeof sound & Record<string, unknown>;

function refusal(text: string): FourfoldError {
  try {
    parseCaseFile(text, today);
  } catch (error) {
    if (error instanceof FourfoldError) return error;
    throw error;
  }
  throw new Error("The case file was accepted");
}

const changed = (change: (file: Case) => void): string => {
  const file = structuredClone(sound) as Case;
  change(file);
  return JSON.stringify(file);
};
const answering = (itemId: string, value: unknown) =>
  changed((file) => {
    (file.answers as Record<string, unknown>)[itemId] = value;
  });

test("a sound case file is read; bare values and values with notes alike", () => {
  const file = parseCaseFile(JSON.stringify(sound), today);
  expect(file.answers["HX.CC"]).toEqual({ value: "My back hurts" });
  expect(file.answers["HX.NRS.NOW"]).toEqual({ value: 5, note: "after driving" });
  expect(file.answers["HX.CONS"]).toEqual({ value: [] });
  expect(file.answers["PE.VIT.HR"]).toEqual({ notDone: "refused" });
});

test("what was read can be written and read again without change", () => {
  const file = parseCaseFile(JSON.stringify(sound), today);
  expect(parseCaseFile(JSON.stringify(toCaseFile(file)), today)).toEqual(file);
});

test("a waiver is read with its reason, trimmed, and written again", () => {
  const file = parseCaseFile(answering("HX.CC", { waived: "  Could not speak ", note: "came alone" }), today);
  expect(file.answers["HX.CC"]).toEqual({ waived: "Could not speak", note: "came alone" });
  expect(parseCaseFile(JSON.stringify(toCaseFile(file)), today)).toEqual(file);
});

test("text is kept in one Unicode form", () => {
  const file = parseCaseFile(answering("HX.CC", " Cafe\u0301 chair "), today);
  expect(file.answers["HX.CC"]?.value).toBe("Caf\u00e9 chair");
});

describe("a case file is refused whole, by the name of the field", () => {
  test.each<[string, string, string, string]>([
    ["an unknown item", answering("HX.NOPE", 1), "answers.HX.NOPE", "not an item"],
    ["a value out of range", answering("HX.NRS.NOW", 11), "answers.HX.NRS.NOW", "from 0 to 10"],
    ["a wrong type", answering("HX.NRS.NOW", "five"), "answers.HX.NRS.NOW", "whole number"],
    ["true for an answer", answering("HX.CC", true), "answers.HX.CC", "wrong type"],
    ["null for an answer", answering("HX.CC", null), "answers.HX.CC", "wrong type"],
    ["100,000 characters", answering("HX.CC", "x".repeat(100_000)), "answers.HX.CC", "at most"],
    ["onset before birth", answering("HX.ONSET.DATE", "1969-01-01"), "answers.HX.ONSET.DATE", "birth"],
    ["onset after the visit", answering("HX.ONSET.DATE", "2025-04"), "answers.HX.ONSET.DATE", "visit"],
    ["least above average", answering("HX.NRS.LEAST", 8), "answers.HX.NRS.AVG", "least"],
    [
      "header given as an answer",
      answering("REF.QUESTION", "x"),
      "answers.REF.QUESTION",
      "referral.question",
    ],
    ["a computed item", answering("INS.PEG", 3), "answers.INS.PEG", "worked out"],
    ["an unknown reason", answering("PE.VIT.HR", { notDone: "lazy" }), "answers.PE.VIT.HR.notDone", "one of"],
    ["a waiver without words", answering("HX.CC", { waived: " " }), "answers.HX.CC.waived", "3 to 500"],
    [
      "a waiver of 501 characters",
      answering("HX.CC", { waived: "x".repeat(501) }),
      "answers.HX.CC.waived",
      "",
    ],
    ["a waived red flag", answering("RF.SUI", { waived: "not asked" }), "answers.RF.SUI.waived", "cannot be"],
    [
      "a waiver beside a value",
      answering("HX.CC", { value: "Pain", waived: "ill" }),
      "answers.HX.CC",
      "at once",
    ],
    ["a row's field", answering("HX.CONS", [{ type: "magic" }]), "answers.HX.CONS[0].type", "must be one of"],
    [
      "birth after the visit",
      changed((file) => {
        file.patient.dateOfBirth = "2025-03-11";
      }),
      "visitDate",
      "birth",
    ],
    [
      "referral after the visit",
      changed((file) => {
        file.referral.date = "2025-03-11";
      }),
      "referral.date",
      "visitDate",
    ],
    [
      "a referral in the future, so that the letter would come before it",
      changed((file) => {
        file.referral.date = "2025-04-02";
        file.visitDate = "2025-04-03";
      }),
      "referral.date",
      "future",
    ],
    [
      "a visit in the future",
      changed((file) => {
        file.visitDate = "2025-03-21";
      }),
      "visitDate",
      "future",
    ],
    [
      "a day that does not exist",
      changed((file) => {
        file.visitDate = "2025-02-29";
      }),
      "visitDate",
      "date",
    ],
    [
      "an unknown key",
      changed((file) => {
        file.extra = 1;
      }),
      "extra",
      "not known",
    ],
    [
      "another format",
      changed((file) => {
        file.format = "fourfold-case/9";
      }),
      "format",
      "fourfold-case/1",
    ],
    [
      "a wrong NPI",
      changed((file) => {
        Object.assign(file.referrer, { npi: "1234567890" });
      }),
      "referrer.npi",
      "NPI",
    ],
    ["a truncated file", JSON.stringify(sound).slice(0, 200), "file", "JSON"],
    ["an empty file", "", "file", "JSON"],
    ["a list", "[]", "file", "object"],
  ])("%s", (_name, text, field, words) => {
    const error = refusal(text);
    expect(error.code).toBe("badInput");
    expect(error.field).toBe(field);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("\n");
  });

  test("any JSON at all is read or refused with a field, never with an unexpected fault", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (value, other) => {
        for (const text of [
          JSON.stringify(value),
          answering("HX.CONS", value),
          answering("HX.LOC.MAP", other),
        ]) {
          try {
            parseCaseFile(text, today);
          } catch (error) {
            expect(error).toBeInstanceOf(FourfoldError);
            expect((error as FourfoldError).field).toBeTruthy();
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("the JSON Schema names every item that can be answered, and no other", () => {
  const schema = caseFileSchema() as { properties: { answers: { properties: Record<string, unknown> } } };
  const names = Object.keys(schema.properties.answers.properties);
  expect(names).toContain("HX.CC");
  expect(names).not.toContain("REF.QUESTION");
  expect(names).not.toContain("INS.PEG");
  expect(new Set(names).size).toBe(names.length);
});

test("the JSON Schema lets every item be waived but those that never are", () => {
  const schema = caseFileSchema() as {
    properties: { answers: { properties: Record<string, { anyOf: { properties?: object }[] }> } };
  };
  for (const [id, item] of Object.entries(schema.properties.answers.properties)) {
    const mayBeWaived = "waived" in (item.anyOf.at(-1)?.properties ?? {});
    expect(mayBeWaived, id).toBe(findItem(id)?.neverWaived !== true);
  }
});
