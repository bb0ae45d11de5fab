import { describe, expect, test } from "vitest";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import { computeItem, hasCalculation } from "../../../shared/evaluation/computed.ts";
import type { Answers, AnswerValue } from "../../../shared/evaluation/evaluation.ts";

function computed(id: string, values: Record<string, AnswerValue>): string | undefined {
  const item = findItem(id);
  if (item?.kind !== "computed") throw new Error(`${id} is not computed`);
  const answers: Answers = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
  return computeItem(item, {
    patient: {
      givenNames: "Tess",
      familyName: "Ample",
      dateOfBirth: "1950-01-01",
      sexAtBirth: "male",
      mrn: "T-2",
    },
    referrer: { familyName: "Referrer", specialty: "primary care" },
    referral: { date: "2025-03-03", question: "Why?", urgency: "routine" },
    visitDate: "2025-03-10",
    answers: { "HX.REGION": { value: ["low back", "leg", "neck"] }, ...answers },
  })?.text;
}

test("every computed item names a calculation that exists", () => {
  const unknown = allItems.filter((item) => item.kind === "computed" && !hasCalculation(item.calculation));
  expect(unknown.map((item) => item.id)).toEqual([]);
});

describe("computed items", () => {
  const opioid = (drug: string, dose: number, perDay: number) => ({
    "HX.MED": [{ drug }],
    "HX.MED.OPI": [{ drug, dose, perDay }],
  });
  const positive = { result: "positive" };
  const negative = { result: "negative" };

  test.each<[string, string, Record<string, AnswerValue>, string | undefined]>([
    ["a body mass index", "PE.VIT.BMI", { "PE.VIT.HT": 180, "PE.VIT.WT": 84 }, "25.9 kg/m²"],
    ["no weight, no index", "PE.VIT.BMI", { "PE.VIT.HT": 180 }, undefined],
    ["five weeks", "HX.DUR", { "HX.ONSET.DATE": "2025-02-03" }, "acute"],
    ["six weeks to the day", "HX.DUR", { "HX.ONSET.DATE": "2025-01-27" }, "subacute"],
    ["twelve weeks and a day", "HX.DUR", { "HX.ONSET.DATE": "2024-12-15" }, "chronic"],
    ["only a month known", "HX.DUR", { "HX.ONSET.DATE": "2025-01" }, "acute or subacute"],
    ["about three months", "HX.DUR", { "HX.ONSET.FOR": { amount: 3, unit: "months" } }, "chronic"],
    ["some weeks, number unknown", "HX.DUR", { "HX.ONSET.FOR": { unit: "weeks" } }, undefined],
    ["PEG of F1", "INS.PEG", { "INS.PEG.P": 7, "INS.PEG.E": 8, "INS.PEG.G": 8 }, "7.7 of 10"],
    ["PEG that came as a total", "INS.PEG", { "INS.PEG.TOTAL": 6 }, "6.0 of 10"],
    ["two of three PEG items", "INS.PEG", { "INS.PEG.P": 7, "INS.PEG.E": 8 }, undefined],
    ["ODI in percent", "INS.ODI.BAND", { "INS.ODI": { total: 48 } }, "severe"],
    ["ODI from sections", "INS.ODI.BAND", { "INS.ODI": { sum: 16, answered: 9 } }, "35.5 %, moderate"],
    ["NDI by its raw total", "INS.NDI.BAND", { "INS.NDI": { total: 19, percent: 38 } }, "moderate"],
    ["STarT Back", "INS.STARTBACK.BAND", { "INS.STARTBACK": { total: 5, distress: 2 } }, "medium risk"],
    ["neuropathic descriptors", "INS.NEUROPATHIC", { "HX.QUAL": ["burning", "aching", "numb"] }, "2 of 7"],
    ["oxycodone 5 mg four times", "HX.MED.MME", opioid("oxycodone", 5, 4), "30 MME a day"],
    ["hydromorphone 4 mg thrice", "HX.MED.MME", opioid("hydromorphone", 4, 3), "60 MME a day"],
    ["tramadol 50 mg four times", "HX.MED.MME", opioid("tramadol", 50, 4), "40 MME a day"],
    ["methadone 10 mg thrice", "HX.MED.MME", opioid("methadone", 10, 3), "141 MME a day"],
    [
      "Laslett with one side done in part",
      "PE.C.LAS",
      { "PE.T.THIGH": { right: positive }, "PE.T.COMP": { right: positive, left: negative } },
      "right 2 of 2 positive, left 0 of 1 positive",
    ],
    [
      "pain elsewhere is no positive test",
      "PE.C.LAS",
      { "PE.T.THIGH": { right: { result: "positive", pain: "pain elsewhere" } } },
      "right 0 of 1 positive",
    ],
    [
      "centralisation takes the meaning",
      "PE.C.LAS",
      { "PE.T.THIGH": { left: positive }, "PE.T.CENTR": "centralises" },
      "left 1 of 1 positive; pain centralises, so that the count means less",
    ],
    [
      "groin pain at FABER is the hip's",
      "PE.C.VDW",
      { "PE.T.FABER": { left: { result: "positive", site: "groin" } } },
      "left 0 of 1 positive",
    ],
    [
      "Wainner of F4",
      "PE.C.WAIN",
      {
        "PE.T.SPURL": { right: positive, left: negative },
        "PE.T.ULTT": { right: positive, left: negative },
        "PE.T.CDIST": { result: "positive" },
        "PE.ROM.C.ROT": { right: { degrees: 50 }, left: { degrees: 75 } },
      },
      "right 4 of 4 positive, left 1 of 4 positive",
    ],
  ])("%s", (_name, id, answers, text) => {
    expect(computed(id, answers)).toBe(text);
  });
});
