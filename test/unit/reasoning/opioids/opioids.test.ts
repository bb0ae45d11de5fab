import { describe, expect, test } from "vitest";
import { findItem } from "../../../../shared/checklist/index.ts";
import type { AnswerValue } from "../../../../shared/evaluation/evaluation.ts";
import { readAnswers } from "../../../../shared/evaluation/reader.ts";
import { dailyDose, opioidCautions, opioidRules } from "../../../../shared/reasoning/opioids/index.ts";
import { evaluationWith, type Frame, type Given, recordedCase } from "../pathways/support.ts";

type Row = Readonly<Record<string, AnswerValue>>;
/** An opioid and no trigger of naloxone. */
const calm: Given = {
  "HX.MED.BZD": ["none"],
  "HX.SUB": { tobacco: "never", useDisorder: "none" },
  "HX.PMH.CV": ["none"],
  "HX.PMH.BLEED": { conditions: ["none"] },
  "HX.PDMP": { checkedOn: "2025-04-16", consistent: "yes" },
};
const taking = (...rows: readonly Row[]): Given => ({ ...calm, "HX.MED.OPI": rows });
const morphine = (dose: number): Given => taking({ drug: "morphine", dose, perDay: 1 });
const say = (id: string, given: Given, frame: Frame = {}) =>
  opioidCautions(evaluationWith(given, frame)).filter(({ ruleId }) => ruleId === id);

describe("fact 10: morphine equivalents", () => {
  test.each([
    ["E7", { drug: "hydromorphone", dose: 4, perDay: 3 }, 60],
    ["E8", { drug: "tramadol", dose: 50, perDay: 4 }, 40],
    ["E9: a patch is micrograms an hour", { drug: "fentanyl transdermal", dose: 50 }, 120],
    ["E10", { drug: "methadone", dose: 10, perDay: 3 }, 141],
    ["hydrocodone 5 mg x 4", { drug: "hydrocodone", dose: 5, perDay: 4 }, 20],
    ["oxycodone ER 10 mg x 2", { drug: "oxycodone", dose: 10, perDay: 2, release: "ER" }, 30],
    ["fentanyl 25 mcg/h", { drug: "fentanyl transdermal", dose: 25, perDay: 3 }, 60],
  ])("%s", (_, row, total) => {
    const dose = dailyDose(readAnswers(evaluationWith(taking(row as Row))));
    expect(dose).toMatchObject({ reported: total, scheduled: total, complete: true });
  });

  test("buprenorphine is named as not counted", () => {
    const [caution] = say("OP-1", taking({ drug: "buprenorphine", dose: 8, perDay: 2 }));
    expect(caution?.text).toBe("0 MME a day; buprenorphine not counted: below 50.");
  });

  test("what is used as needed is told both ways", () => {
    const row = { drug: "oxycodone", dose: 10, perDay: 6, asNeeded: "yes", reportedPerDay: 2 };
    const [caution] = say("OP-1", taking(row));
    expect(caution?.text).toMatch(/^30 as taken, 90 as prescribed at most MME a day: weigh/);
  });

  test("it is never said to convert", () => {
    expect(say("OP-1", morphine(60))[0]?.text).toMatch(/Not for converting/);
  });

  test("a row without a dose: the least is told, and what is missing", () => {
    const rows: readonly Row[] = [{ drug: "morphine", dose: 60, perDay: 1 }, { drug: "codeine" }];
    expect(say("OP-1", taking(...rows))[0]).toMatchObject({
      text: expect.stringMatching(/^At least 60 MME/),
      missing: ["HX.MED.OPI"],
    });
    expect(say("OP-1", taking({ drug: "codeine" }))[0]?.text).toMatch(/^MME a day cannot be worked out/);
  });

  test("an opioid among the medicines without a row of its own is named", () => {
    const given = { ...calm, "HX.MED": [{ name: "oxycodone", drugClass: "opioid" }] };
    expect(say("OP-1", given)[0]?.missing).toEqual(["HX.MED.OPI"]);
    const ended = { ...calm, "HX.MED": [{ name: "oxycodone", drugClass: "opioid", status: "stopped" }] };
    expect(opioidCautions(evaluationWith(ended))).toEqual([]);
  });
});

describe("OP-1 and OP-7", () => {
  test.each([
    [49.9, "note", 0],
    [50, "warning", 0],
    [89.9, "warning", 0],
    [90, "warning", 1],
  ])("%s MME", (mme, level, former) => {
    expect(say("OP-1", morphine(mme))[0]?.level).toBe(level);
    expect(say("OP-7", morphine(mme))).toHaveLength(former);
  });

  test("90 MME is told to be no limit", () => {
    expect(say("OP-7", morphine(90))[0]?.text).toMatch(/no limit of the 2022 guideline/);
  });
});

describe("OP-2: naloxone", () => {
  const low = morphine(10);
  test("F1 and a low dose alone do not trigger it", () => {
    expect(say("OP-2", low)).toEqual([]);
    expect(opioidCautions(recordedCase("f1")).filter(({ ruleId }) => ruleId === "OP-2")).toEqual([]);
  });

  test.each([
    ["dose", morphine(50), {}, /50 MME/],
    ["benzodiazepine", { ...low, "HX.MED.BZD": ["benzodiazepine"] }, {}, /benzodiazepine/],
    ["use disorder, past", { ...low, "HX.SUB": { useDisorder: "past" } }, {}, /use disorder/],
    ["sleep apnoea", { ...low, "HX.PMH.CV": ["OSA/CPAP"] }, {}, /sleep apnoea/],
    ["kidneys", { ...low, "HX.PMH.BLEED": { conditions: ["kidney disease"] } }, {}, /kidney/],
    ["liver", { ...low, "HX.PMH.BLEED": { conditions: ["liver disease"] } }, {}, /liver/],
    ["age 65", low, { dateOfBirth: "1960-04-16" }, /age 65/],
  ] as const)("%s", (_, given, frame, words) => {
    expect(say("OP-2", given as Given, frame)[0]?.text).toMatch(words);
  });

  test("age 64, a gabapentinoid and 49.9 MME do not", () => {
    expect(say("OP-2", low, { dateOfBirth: "1960-04-17" })).toEqual([]);
    expect(say("OP-2", { ...low, "HX.MED.BZD": ["gabapentinoid"] })).toEqual([]);
    expect(say("OP-2", morphine(49.9))).toEqual([]);
  });

  test("F3: every trigger is named", () => {
    const [caution] = opioidCautions(recordedCase("f3")).filter(({ ruleId }) => ruleId === "OP-2");
    expect(caution?.level).toBe("warning");
    expect(caution?.text).toBe(
      "Offer naloxone: 50 MME a day or more, a benzodiazepine, a use disorder (past), sleep apnoea.",
    );
  });

  test("naloxone at home turns the offer into a note", () => {
    const [caution] = say("OP-2", { ...morphine(60), "HX.MED.NALOX": "yes" }, { dateOfBirth: "1950-01-01" });
    expect(caution?.level).toBe("note");
  });

  test("what was not asked is named and taken for no trigger", () => {
    const open = evaluationWith({ "HX.MED.OPI": [{ drug: "morphine", dose: 10, perDay: 1 }] });
    const [caution] = opioidCautions(open).filter(({ ruleId }) => ruleId === "OP-2");
    expect(caution).toMatchObject({
      level: "note",
      missing: ["HX.MED.BZD", "HX.SUB", "HX.PMH.CV", "HX.PMH.BLEED"],
    });
  });
});

describe("OP-3: prescription monitoring (visit 2025-04-16)", () => {
  test.each([
    [{ checkedOn: "2025-01-17", consistent: "yes" }, "note"],
    [{ checkedOn: "2025-01-16", consistent: "yes" }, "warning"],
    [{ checkedOn: "2025-04-16", consistent: "no" }, "warning"],
    [{ consistent: "yes" }, "warning"],
  ])("%j", (record, level) => {
    expect(say("OP-3", { ...morphine(10), "HX.PDMP": record as Row })[0]?.level).toBe(level);
  });

  test("a sedative asks for it without an opioid; no controlled drug does not", () => {
    const { "HX.PDMP": _checked, ...unchecked } = calm;
    expect(say("OP-3", { ...unchecked, "HX.MED.BZD": ["benzodiazepine"] })[0]?.missing).toEqual(["HX.PDMP"]);
    expect(say("OP-3", unchecked)).toEqual([]);
  });
});

describe("OP-4 to OP-6", () => {
  test("OP-4: both together, and no abrupt taper", () => {
    const [caution] = say("OP-4", { ...morphine(10), "HX.MED.BZD": ["benzodiazepine"] });
    expect(caution?.text).toMatch(/no abrupt taper/);
    expect(say("OP-4", { ...calm, "HX.MED.BZD": ["benzodiazepine"] })).toEqual([]);
  });

  test("OP-5: a new opioid, with the PEG it will be measured by", () => {
    const change = (medicine: string, change: string): Given => ({ "PLAN.MEDCHG": [{ medicine, change }] });
    expect(say("OP-5", change("oxycodone 5 mg", "new"))[0]?.missing).toEqual([
      "INS.PEG.P",
      "INS.PEG.E",
      "INS.PEG.G",
    ]);
    expect(say("OP-5", { ...change("tramadol", "new"), "INS.PEG.TOTAL": 6.3 })[0]?.text).toMatch(
      /6\.3 of 10/,
    );
    expect(say("OP-5", change("oxycodone", "to be reduced"))).toEqual([]);
    expect(say("OP-5", change("duloxetine", "new"))).toEqual([]);
  });

  test.each([
    [{ "INS.ORT": { total: 7 } }, 0],
    [{ "INS.ORT": { total: 8 } }, 1],
    [{ "INS.ORTOUD": { total: 2 } }, 0],
    [{ "INS.ORTOUD": { total: 3 } }, 1],
    [{ "INS.SOAPPR": { total: 17 } }, 0],
    [{ "INS.SOAPPR": { total: 18 } }, 1],
    [{ "HX.SUB": { useDisorder: "current" } }, 1],
  ])("OP-6: %j", (given, count) => {
    expect(say("OP-6", { ...morphine(10), ...(given as Given) })).toHaveLength(count);
  });

  test("OP-6 denies nobody care", () => {
    const [caution] = opioidCautions(recordedCase("f3")).filter(({ ruleId }) => ruleId === "OP-6");
    expect(caution?.text).toMatch(/no denial of care/);
  });
});

test("every caution is of a rule that reads what it names, and every input is in the checklist", () => {
  const cautions = [
    ...["f1", "f3"].flatMap((name) => opioidCautions(recordedCase(name))),
    ...opioidCautions(evaluationWith({ "PLAN.MEDCHG": [{ medicine: "tramadol", change: "new" }] })),
    ...opioidCautions(
      evaluationWith({ "HX.MED": [{ name: "x", drugClass: "opioid" }] }, { dateOfBirth: "1940-01-01" }),
    ),
  ];
  expect(opioidRules.filter(({ id }) => !cautions.some(({ ruleId }) => ruleId === id))).toEqual([]);
  for (const { ruleId, items, missing } of cautions) {
    const rule = opioidRules.find(({ id }) => id === ruleId);
    expect(
      [...items, ...missing].filter((id) => !rule?.inputs.includes(id)),
      ruleId,
    ).toEqual([]);
  }
  const inputs = opioidRules.flatMap((rule) => rule.inputs);
  expect(inputs.filter((id) => findItem(id) === undefined)).toEqual([]);
});
