import { describe, expect, test } from "vitest";
import { findItem } from "../../../../shared/checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import {
  injectionCautions,
  injectionSafetyRules,
} from "../../../../shared/reasoning/injectionSafety/index.ts";
import {
  changed,
  evaluationWith,
  type Frame,
  type Given,
  recordedCase,
  without,
} from "../pathways/support.ts";

type Row = Readonly<Record<string, AnswerValue>>;
const epidural: Row = {
  type: "epidural steroid injection",
  intent: "therapeutic",
  level: "L4-5",
  guidance: "fluoroscopy",
  contrast: "yes",
  steroid: "dexamethasone",
};
const block: Row = {
  type: "medial branch block",
  intent: "diagnostic",
  level: "L4-5",
  steroid: "none",
  guidance: "CT",
  contrast: "no",
};
const ablation: Row = {
  type: "radiofrequency ablation",
  intent: "therapeutic",
  level: "L4-5",
  guidance: "fluoroscopy",
};
const sacroiliac: Row = {
  type: "sacroiliac joint injection",
  intent: "diagnostic",
  level: "SIJ",
  guidance: "fluoroscopy",
  contrast: "yes",
};

/** A planned procedure and nothing that speaks against it. */
const harmless: Given = {
  "HX.PMH.DM": { type: "none" },
  "HX.PMH.INF": ["none"],
  "HX.PMH.DEV": ["none"],
  "HX.ALG.CONTRAST": "none",
  "HX.MED.STER": { taken: "no" },
};
const woman: Frame = { sexAtBirth: "female", dateOfBirth: "1990-01-01" };

function say(id: string, plan: readonly Row[], given: Given = {}, frame: Frame = {}) {
  const evaluation = evaluationWith({ ...harmless, "PLAN.PROC": plan, ...given }, frame);
  return injectionCautions(evaluation).filter(({ ruleId }) => ruleId === id);
}

test("nothing to mind: nothing is said", () => {
  for (const plan of [[epidural], [block], [sacroiliac], [ablation], []]) {
    expect(injectionCautions(evaluationWith({ ...harmless, "PLAN.PROC": plan }))).toEqual([]);
  }
});

describe("ST-1: diabetes", () => {
  const diabetes = (hba1c?: number): Given => ({
    "HX.PMH.DM": { type: "oral", ...(hba1c === undefined ? {} : { hba1c }) },
  });
  test.each([
    [8, /lowest dose\.$/],
    [8.1, /above 8: consider deferring/],
    [9, /above 8: consider deferring/],
    [9.1, /well above 9: defer/],
  ])("HbA1c %s", (hba1c, words) => {
    expect(say("ST-1", [epidural], diabetes(hba1c))[0]?.text).toMatch(words);
  });

  test.each([
    [200, /lowest dose\.$/],
    [201, /consider deferring/],
    [251, /defer the steroid/],
  ])("glucose %s mg/dL", (value, words) => {
    const given = { ...diabetes(7), "IM.LAB": [{ test: "glucose", value, date: "2025-04-01" }] };
    expect(say("ST-1", [epidural], given)[0]?.text).toMatch(words);
  });

  test("an HbA1c that is not recorded is named", () => {
    expect(say("ST-1", [epidural], diabetes())[0]?.missing).toEqual(["IM.LAB"]);
  });

  test("F2: anaesthetic only is a note, for the case that a steroid is added", () => {
    const [caution] = injectionCautions(recordedCase("f2")).filter(({ ruleId }) => ruleId === "ST-1");
    expect(caution).toMatchObject({ level: "note" });
    expect(caution?.text).toMatch(/without a steroid: if one is added/);
  });

  test("an epidural of no stated steroid has one; diabetes not asked is named", () => {
    const { steroid: _steroid, ...unstated } = epidural;
    expect(say("ST-1", [unstated], diabetes(7))[0]?.level).toBe("warning");
    const open = without(evaluationWith({ ...harmless, "PLAN.PROC": [epidural] }), "HX.PMH.DM");
    expect(injectionCautions(open)[0]).toMatchObject({ ruleId: "ST-1", missing: ["HX.PMH.DM"] });
  });
});

describe("ST-2: repeated steroid (visit 2025-04-16)", () => {
  const given = (date: string): Given => ({
    "HX.INTV": [{ type: "ESI TF", levels: ["L4-5"], date, steroid: "triamcinolone 40 mg" }],
  });
  test.each([
    ["2025-01-22", "warning"],
    ["2025-01-21", "note"],
    ["2024-04-17", "note"],
    ["2024-04-16", undefined],
  ])("the last one on %s", (date, level) => {
    expect(say("ST-2", [epidural], given(date))[0]?.level).toBe(level);
  });

  test("systemic steroid counts; without a planned steroid nothing is said", () => {
    const taken = { "HX.MED.STER": { taken: "yes", systemic: "prednisone", last: "2025-04-01" } };
    expect(say("ST-2", [epidural], taken)[0]?.level).toBe("warning");
    expect(say("ST-2", [block], taken)).toEqual([]);
  });

  test("not recorded is named", () => {
    const open = without(evaluationWith({ ...harmless, "PLAN.PROC": [epidural] }), "HX.MED.STER");
    expect(injectionCautions(open)[0]).toMatchObject({ ruleId: "ST-2", missing: ["HX.MED.STER"] });
  });
});

describe("ST-3 to ST-5", () => {
  test.each([
    ["triamcinolone", "blocker"],
    ["methylprednisolone", "blocker"],
    ["dexamethasone", "warning"],
    ["none", "note"],
  ])("ST-3: an HIV booster with %s", (steroid, level) => {
    const given = { "HX.MED.IMM": ["HIV booster (ritonavir, cobicistat)"] };
    const [caution] = say("ST-3", [{ ...epidural, steroid }], given);
    expect(caution?.level).toBe(level);
    expect(caution?.text).toContain("call the HIV prescriber");
  });

  test.each([
    [{ "HX.PMH.INF": ["current infection"] }, "HX.PMH.INF"],
    [{ "HX.PMH.INF": ["recent bacteraemia"] }, "HX.PMH.INF"],
    [{ "RF.INF.FEVER": "yes" }, "RF.INF.FEVER"],
    [{ "PE.SKIN.SITE": "infected" }, "PE.SKIN.SITE"],
  ] as const)("ST-4: %j blocks", (given, item) => {
    const [caution] = say("ST-4", [epidural], given as Given);
    expect(caution).toMatchObject({ level: "blocker" });
    expect(caution?.items).toContain(item);
  });

  test("ST-4: an infection of long ago does not block", () => {
    expect(say("ST-4", [epidural], { "HX.PMH.INF": ["TB"] })).toEqual([]);
  });

  test.each([
    [{ "HX.PMH.CV": ["glaucoma"] }],
    [{ "HX.PMH.CV": ["ulcers"] }],
    [{ "HX.PMH.CV": ["heart disease"] }],
    [{ "HX.MED.IMM": ["biologic"] }],
  ])("ST-5: %j", (given) => {
    expect(say("ST-5", [epidural], given as Given)).toHaveLength(1);
    expect(say("ST-5", [block], given as Given)).toEqual([]);
  });
});

describe("contrast", () => {
  test("E13: severe allergy and a sacroiliac injection: ultrasound is the alternative", () => {
    const [caution] = say("CO-1", [sacroiliac], { "HX.ALG.CONTRAST": "severe-anaphylaxis" });
    expect(caution).toMatchObject({ level: "blocker" });
    expect(caution?.text).toMatch(/avoid it.* ultrasound guidance is the alternative/);
  });

  test("F4: premedication or an alternative, and gadolinium is not assumed to be safe", () => {
    const cautions = injectionCautions(recordedCase("f4"));
    expect(cautions.find(({ ruleId }) => ruleId === "CO-1")?.text).toMatch(/premedication or an alternative/);
    expect(cautions.find(({ ruleId }) => ruleId === "CO-2")?.text).toMatch(/Do not assume that gadolinium/);
  });

  test("CO-2 speaks when gadolinium is named, too, and of an allergy to it", () => {
    const plan = { ...epidural, detail: "gadolinium instead of iodinated contrast" };
    expect(say("CO-2", [plan], { "HX.ALG.GADOLINIUM": "mild" })[0]?.text).toMatch(/recorded as well/);
    expect(say("CO-2", [sacroiliac], { "HX.ALG.CONTRAST": "mild" })).toEqual([]);
  });

  test("an allergy that is not recorded blocks where contrast is usual", () => {
    const open = without(evaluationWith({ ...harmless, "PLAN.PROC": [epidural] }), "HX.ALG.CONTRAST");
    expect(injectionCautions(open)[0]).toMatchObject({ level: "blocker", missing: ["HX.ALG.CONTRAST"] });
  });

  test.each([
    [29, 1],
    [30, 0],
  ])("CO-3: eGFR %s", (egfr, count) => {
    expect(say("CO-3", [epidural], { "HX.PMH.BLEED": { conditions: ["none"], egfr } })).toHaveLength(count);
    expect(say("CO-3", [block], { "HX.PMH.BLEED": { conditions: ["none"], egfr } })).toEqual([]);
  });
});

describe("pregnancy", () => {
  test("F5: five months after the birth, period unknown: a test before fluoroscopy", () => {
    const cautions = injectionCautions(recordedCase("f5"));
    expect(cautions.find(({ ruleId }) => ruleId === "PR-1")).toMatchObject({ level: "blocker" });
    expect(cautions.find(({ ruleId }) => ruleId === "PR-3")).toMatchObject({ level: "note" });
  });

  test("F4: a period of 13 days ago needs none", () => {
    expect(injectionCautions(recordedCase("f4")).filter(({ ruleId }) => ruleId === "PR-1")).toEqual([]);
  });

  test.each([
    [{ status: "no", lastPeriod: "2025-03-19" }, 0],
    [{ status: "no", lastPeriod: "2025-03-18" }, 1],
    [{ status: "no" }, 1],
    [{ status: "possible", lastPeriod: "2025-04-10" }, 1],
    [{ status: "possible", testResult: "negative", testDate: "2025-04-16" }, 0],
    [{ status: "not applicable" }, 0],
  ])("PR-1: %j", (record, count) => {
    expect(say("PR-1", [epidural], { "HX.PMH.PREG": record as Row }, woman)).toHaveLength(count);
    expect(
      say("PR-1", [{ ...sacroiliac, guidance: "ultrasound" }], { "HX.PMH.PREG": record as Row }, woman),
    ).toEqual([]);
  });

  test.each([
    [{ sexAtBirth: "female", dateOfBirth: "1969-04-17" }, 1],
    [{ sexAtBirth: "female", dateOfBirth: "1969-04-16" }, 0],
    [{ sexAtBirth: "female", dateOfBirth: "2015-04-16" }, 1],
    [{ sexAtBirth: "male", dateOfBirth: "1990-01-01" }, 0],
  ] as const)("not recorded, %j", (frame, count) => {
    expect(say("PR-1", [epidural], {}, frame)).toHaveLength(count);
  });

  test("PR-2: a positive test counts as pregnant", () => {
    const [caution] = say(
      "PR-2",
      [epidural],
      { "HX.PMH.PREG": { status: "possible", testResult: "positive" } },
      woman,
    );
    expect(caution?.level).toBe("blocker");
    expect(say("PR-2", [], { "HX.PMH.PREG": { status: "yes", weeks: 22 } }, woman)[0]?.level).toBe("warning");
  });
});

describe("devices, allergies, sedation", () => {
  test.each([
    ["pacemaker/ICD", 1],
    ["SCS", 1],
    ["DBS", 1],
    ["spinal hardware", 0],
  ])("DV-1: %s and radiofrequency", (device, count) => {
    expect(say("DV-1", [ablation], { "HX.PMH.DEV": [device] })).toHaveLength(count);
    expect(say("DV-1", [block], { "HX.PMH.DEV": [device] })).toEqual([]);
  });

  test("DV-1: implants not recorded are named", () => {
    const open = without(evaluationWith({ ...harmless, "PLAN.PROC": [ablation] }), "HX.PMH.DEV");
    expect(injectionCautions(open)[0]).toMatchObject({ ruleId: "DV-1", missing: ["HX.PMH.DEV"] });
  });

  const asked: Given = { "IM.GAP": "Lumbar MRI requested" };
  test.each([
    [undefined, 1, /find out first/],
    ["unknown", 1, /find out first/],
    ["no", 1, /not MRI-conditional/],
    ["yes", 0, undefined],
  ])("DV-2: MRI requested with a stimulator, conditional: %s", (conditional, count, words) => {
    const given = {
      ...asked,
      "HX.PMH.DEV": ["SCS"],
      ...(conditional === undefined ? {} : { "HX.PMH.DEV.MRI": conditional }),
    };
    const found = say("DV-2", [], given);
    expect(found).toHaveLength(count);
    if (words !== undefined) expect(found[0]?.text).toMatch(words);
  });

  test("DV-2 speaks in an emergency, when nothing else does", () => {
    const emergency = changed(recordedCase("f6"), {
      "HX.PMH.DEV": ["pacemaker/ICD"],
      "PLAN.PROC": [epidural],
    });
    expect(injectionCautions(emergency, { emergency: true }).map(({ ruleId }) => ruleId)).toEqual(["DV-2"]);
  });

  test.each([
    ["LA-1", "HX.ALG.LA"],
    ["AN-1", "HX.ALG.LATEX"],
    ["AN-2", "HX.ALG.STEROID"],
    ["AN-2", "HX.ALG.ANTISEPTIC"],
    ["AN-2", "HX.ALG.ADHESIVE"],
  ])("%s: %s", (rule, item) => {
    expect(say(rule, [epidural], { [item]: "mild" })).toHaveLength(1);
    expect(say(rule, [epidural], { [item]: "none" })).toEqual([]);
    expect(say(rule, [], { [item]: "mild" })).toEqual([]);
  });

  test("AN-2: a steroid allergy does not matter where none is injected", () => {
    expect(say("AN-2", [block], { "HX.ALG.STEROID": "severe-anaphylaxis" })).toEqual([]);
    expect(say("AN-2", [epidural], { "HX.ALG.STEROID": "severe-anaphylaxis" })[0]?.level).toBe("blocker");
  });

  test.each([
    [{ "HX.PMH.CV": ["OSA/CPAP"] }, 1],
    [{ "PE.VIT.HT": 170, "PE.VIT.WT": 115.6 }, 0],
    [{ "PE.VIT.HT": 170, "PE.VIT.WT": 116 }, 1],
    [{ "HX.MED.OPI": [{ drug: "oxycodone", dose: 5, perDay: 2 }] }, 1],
  ])("SD-1: %j", (given, count) => {
    expect(say("SD-1", [epidural], given as Given)).toHaveLength(count);
  });

  test("SD-1: a medial branch block is done without sedation", () => {
    expect(say("SD-1", [block], { "HX.PMH.CV": ["OSA/CPAP"] })[0]?.text).toMatch(/would bias the result/);
  });
});

test("every caution is of a rule that reads what it names, and every input is in the checklist", () => {
  const worst: Evaluation = evaluationWith(
    {
      "PLAN.PROC": [epidural, ablation, block, sacroiliac],
      "HX.PMH.DM": { type: "insulin" },
      "HX.PMH.INF": ["fever"],
      "HX.PMH.PREG": { status: "possible", breastfeeding: "yes" },
      "HX.PMH.DEV": ["SCS"],
      "HX.PMH.CV": ["OSA/CPAP", "glaucoma"],
      "HX.PMH.BLEED": { conditions: ["kidney disease"], egfr: 20 },
      "HX.MED.IMM": ["CYP3A4 inhibitor", "biologic"],
      "HX.MED.STER": { taken: "yes", injections: 2 },
      "HX.ALG.CONTRAST": "moderate",
      "HX.ALG.LA": "mild",
      "HX.ALG.LATEX": "mild",
      "HX.ALG.STEROID": "mild",
      "IM.GAP": "MRI",
    },
    woman,
  );
  const cautions = ["f1", "f2", "f3", "f4", "f5"]
    .map(recordedCase)
    .concat(worst)
    .flatMap((evaluation) => injectionCautions(evaluation));
  const silent = injectionSafetyRules.filter(({ id }) => !cautions.some(({ ruleId }) => ruleId === id));
  expect(silent.map(({ id }) => id)).toEqual(["PR-2"]);
  for (const { ruleId, items, missing } of cautions) {
    const rule = injectionSafetyRules.find(({ id }) => id === ruleId);
    expect(
      [...items, ...missing].filter((id) => !rule?.inputs.includes(id)),
      ruleId,
    ).toEqual([]);
  }
  const inputs = injectionSafetyRules.flatMap((rule) => rule.inputs);
  expect(inputs.filter((id) => findItem(id) === undefined)).toEqual([]);
});
