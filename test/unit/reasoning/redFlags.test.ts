import { describe, expect, test } from "vitest";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { type RedFlagPicture, redFlagsOf } from "../../../shared/reasoning/redFlags/redFlags.ts";
import { caseOf, changed, daysBefore, evaluationWith, type Header, negative, noRedFlag } from "./support.ts";

type Values = Readonly<Record<string, AnswerValue>>;

const flagsOf = (values: Values, header?: Header): RedFlagPicture =>
  redFlagsOf(contextOf(evaluationWith({ ...noRedFlag, ...values }, header)));
const levels = ({ flags }: RedFlagPicture) =>
  Object.fromEntries(flags.map(({ ruleId, level }) => [ruleId, level]));
const bornFor = (age: number): Header => ({ patient: { dateOfBirth: `${2025 - age}-01-01` } });

describe("levels", () => {
  test.each<[string, Values, Record<string, string>]>([
    ["a clean screen", {}, {}],
    ["bladder", { "RF.CES.BLADDER": "yes" }, { "RF-CES": "E" }],
    ["bowel", { "RF.CES.BOWEL": "yes" }, { "RF-CES": "E" }],
    ["saddle", { "RF.CES.SADDLE": "yes" }, { "RF-CES": "E" }],
    ["sexual function", { "RF.CES.SEX": "yes" }, { "RF-CES": "E" }],
    ["both legs alone", { "RF.CES.BILAT": "yes" }, { "RF-CES": "S" }],
    [
      "both legs and progressing weakness",
      { "RF.CES.BILAT": "yes", "RF.NEURO.PROG": "yes" },
      { "RF-CES": "E", "RF-MOTOR": "U" },
    ],
    [
      "both legs with a deficit on each side",
      {
        "RF.CES.BILAT": "yes",
        "NE.S.S1": { right: { pinprick: "1" }, left: { pinprick: "1" } },
      },
      { "RF-CES": "E" },
    ],
    [
      "altered S4-5",
      { "PE.SCOPE": ["saddle and sphincter"], "NE.S.S4-5": { right: { pinprick: "0" } } },
      { "RF-CES": "E" },
    ],
    ["S2 altered on one side", { "NE.S.S2": { right: { pinprick: "1" }, left: { pinprick: "2" } } }, {}],
    [
      "S2 altered on both sides",
      { "NE.S.S2": { right: { pinprick: "1" }, left: { pinprick: "1" } } },
      { "RF-CES": "E" },
    ],
    [
      "slack sphincter",
      { "PE.SCOPE": ["saddle and sphincter"], "NE.RECT": { tone: "reduced" } },
      { "RF-CES": "E" },
    ],
    ["cord complaint", { "RF.MYELO": "yes" }, { "RF-CORD": "U" }],
    [
      "cord complaint, progressing",
      { "RF.MYELO": "yes", "RF.NEURO.PROG": "yes" },
      { "RF-CORD": "E", "RF-MOTOR": "U" },
    ],
    ["Hoffmann", { "NE.U.HOFF": { right: "positive" } }, { "RF-CORD": "U" }],
    ["two beats of clonus", { "NE.U.CLON": { right: { beats: 2 } } }, {}],
    ["three beats of clonus", { "NE.U.CLON": { right: { beats: 3 } } }, { "RF-CORD": "U" }],
    ["brisk knee jerks alone", { "NE.R.PAT": { right: "3+", left: "3+" } }, { "RF-CORD": "S" }],
    ["cord compressed on imaging", { "IM.GRID": { "C5-6": { cord: ["compression"] } } }, { "RF-CORD": "U" }],
    ["strength 3", { "NE.M.L5": { right: { grade: "3" } } }, { "RF-MOTOR": "U" }],
    ["strength 4-", { "NE.M.L5": { right: { grade: "4-" } } }, {}],
    ["strength 3 by pain", { "NE.M.L5": { right: { grade: "3", painLimited: "yes" } } }, {}],
    [
      "strength 3, progressing, old",
      { "NE.M.L5": { right: { grade: "3" } }, "RF.NEURO.PROG": "yes", "HX.ONSET.DATE": daysBefore(15) },
      { "RF-MOTOR": "U" },
    ],
    [
      "strength 3, progressing, of days",
      { "NE.M.L5": { right: { grade: "3" } }, "RF.NEURO.PROG": "yes", "HX.ONSET.DATE": daysBefore(14) },
      { "RF-MOTOR": "E" },
    ],
    ["cancer, nothing else known", { "RF.CA.HX": "yes" }, { "RF-CA": "U" }],
    [
      "cancer, old typical pain",
      { "RF.CA.HX": "yes", "HX.ONSET.DATE": "2023-01-01", "HX.COURSE": "stable" },
      { "RF-CA": "S" },
    ],
    [
      "cancer, old pain, getting worse",
      { "RF.CA.HX": "yes", "HX.ONSET.DATE": "2023-01-01", "HX.COURSE": "worsening" },
      { "RF-CA": "U" },
    ],
    ["cancer in the history only", { "HX.PMH.CA": { status: "past" } }, { "RF-CA": "U" }],
    ["cancer with cord signs", { "RF.CA.HX": "yes", "RF.MYELO": "yes" }, { "RF-CA": "E", "RF-CORD": "U" }],
    ["tumour on imaging", { "IM.GRID": { "L2-3": { other: ["tumour"] } } }, { "RF-CA": "U" }],
    ["weight loss", { "RF.CA.WL": "yes" }, { "RF-CA-weak": "S" }],
    ["fever alone, spine not examined", { "RF.INF.FEVER": "yes" }, { "RF-INF": "U" }],
    ["fever, spine not tender", { "RF.INF.FEVER": "yes", "PE.PERC": negative }, { "RF-INF": "S" }],
    ["fever, spine tender", { "RF.INF.FEVER": "yes", "PE.PERC": { result: "positive" } }, { "RF-INF": "E" }],
    [
      "fever and night pain",
      { "RF.INF.FEVER": "yes", "RF.CA.NIGHT": "yes" },
      { "RF-INF": "E", "RF-CA-weak": "S" },
    ],
    [
      "risk of infection and a tender spine",
      { "RF.INF.RISK": "yes", "PE.PERC": { result: "positive" } },
      { "RF-INF": "U" },
    ],
    ["risk of infection alone", { "RF.INF.RISK": "yes" }, {}],
    ["discitis on imaging", { "IM.GRID": { "L2-3": { other: ["infection/discitis"] } } }, { "RF-INF": "E" }],
    ["trauma", { "RF.FX.TRAUMA": "yes" }, { "RF-FX": "U" }],
    ["acute fracture on imaging", { "IM.GRID": { "L1-2": { fracture: "acute" } } }, { "RF-FX": "U" }],
    ["old fracture on imaging", { "IM.GRID": { "L1-2": { fracture: "old" } } }, {}],
    ["aneurysm suspected", { "RF.AAA": "yes" }, { "RF-AAA": "E" }],
    ["aneurysm on imaging", { "IM.GRID": { "L2-3": { other: ["AAA"] } } }, { "RF-AAA": "U" }],
    ["inflammatory pain", { "RF.INFLAM": "yes" }, { "RF-SPA": "S" }],
    ["visceral source", { "RF.VISC": "yes" }, { "RF-VISC": "S" }],
    ["suicidal thoughts in the screen", { "RF.SUI": "yes" }, { "RF-SUI": "E" }],
    ["passive thoughts", { "HX.PSY": { suicidalThoughts: "passive thoughts" } }, { "RF-SUI": "U" }],
    ["active thoughts", { "HX.PSY": { suicidalThoughts: "active thoughts" } }, { "RF-SUI": "E" }],
  ])("%s", (_name, values, expected) => {
    expect(levels(flagsOf(values))).toEqual(expected);
  });
});

describe("ages", () => {
  test.each([
    [70, undefined],
    [71, "S"],
  ])("at %i, age alone as a fracture risk: %s", (age, level) => {
    expect(levels(flagsOf({}, bornFor(age)))["RF-FX"]).toBe(level);
  });

  test.each([
    [60, undefined],
    [61, "E"],
  ])("a pulsatile mass at %i: %s", (age, level) => {
    const mass = { "RF.AAA": "no", "PE.ABD": { pulsatileMass: "positive" } };
    expect(levels(flagsOf(mass, bornFor(age)))["RF-AAA"]).toBe(level);
  });

  test.each([
    ["1980-01-01", false],
    ["1979-12-31", true],
  ])("born %s, inflammatory pain since 2024-12-31: outside the criteria %s", (dateOfBirth, outside) => {
    const { flags } = flagsOf(
      { "RF.INFLAM": "yes", "HX.ONSET.DATE": "2024-12-31" },
      { patient: { dateOfBirth }, visitDate: "2025-06-30" },
    );
    expect(flags[0]?.text.includes("45 or later")).toBe(outside);
  });

  test("inflammatory pain of under three months is said to be so", () => {
    expect(flagsOf({ "RF.INFLAM": "yes", "HX.ONSET.DATE": daysBefore(90) }).flags[0]?.text).toContain(
      "three months",
    );
  });
});

test("who did not exercise regularly has one more of Roman's five", () => {
  const roman = (exercise: string) => flagsOf({ "HX.EXERCISE": exercise }).fractureCounts.roman;
  expect(roman("no").met - roman("yes").met).toBe(1);
  expect(roman("unknown").missing).toContain("HX.EXERCISE");
});

test("the fracture counts say how many of their questions are known", () => {
  const { fractureCounts } = flagsOf(
    {
      "RF.FX.TRAUMA": "yes",
      "RF.FX.STEROID": "yes",
      "HX.REGION": ["low back"],
      "HX.RAD": ["none"],
      "PE.VIT.HT": 170,
      "PE.VIT.WT": 60,
    },
    { patient: { dateOfBirth: "1950-01-01", sexAtBirth: "female" } },
  );
  expect(fractureCounts.henschke).toMatchObject({ met: 4, known: 4, of: 4 });
  expect(fractureCounts.roman).toMatchObject({ met: 4, known: 4, of: 5, missing: ["HX.EXERCISE"] });
});

describe("fact 7: a small residual volume excludes nothing", () => {
  const examined = { "PE.SCOPE": ["saddle and sphincter"] };

  test.each([0, 120, 199])("%i mL leaves the emergency as it is", (volume) => {
    expect(levels(flagsOf({ ...examined, "RF.CES.BLADDER": "yes", "NE.PVR": volume }))["RF-CES"]).toBe("E");
  });

  test.each([
    [199, undefined],
    [200, "E"],
  ])("%i mL by itself: %s", (volume, level) => {
    expect(levels(flagsOf({ ...examined, "NE.PVR": volume }))["RF-CES"]).toBe(level);
  });

  test("neither volume nor a rectal examination is asked for before the MRI", () => {
    const [first] = flagsOf({ "RF.CES.SADDLE": "yes", "RF.CES.ONSET": "2025-03-01" }).flags;
    expect(first?.missing).toEqual([]);
    expect(first?.actions.join(" ")).toMatch(/under 200 mL does not exclude/);
    expect(first?.actions.join(" ")).toMatch(/rectal examination is not needed/);
  });
});

describe("fact 8: item 9 of the PHQ-9 counts at any total", () => {
  const items = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map((item) => [`INS.PHQ.${item}`, item <= 2 ? 1 : 0]),
  );

  test("E4: a minimal total of 3 with item 9 of 1", () => {
    const { flags } = flagsOf({ ...items, "INS.PHQ.9": 1 });
    expect(flags).toMatchObject([{ ruleId: "RF-SUI", level: "U", items: ["INS.PHQ.9"] }]);
    expect(flags[0]?.actions.join(" ")).toContain("at this visit");
  });

  test("item 9 of 0 at a severe total is no flag", () => {
    expect(flagsOf({ "INS.PHQ9.TOTAL": 24, "INS.PHQ.9": 0 }).flags).toEqual([]);
  });
});

test("E12: Hoffmann, Babinski, wide gait at 61 years is four of the cluster and calls for the cord", () => {
  const { flags } = flagsOf(
    {
      "NE.U.HOFF": { right: "positive", left: "positive" },
      "NE.U.BAB": { right: "up", left: "up" },
      "PE.GAIT": ["wide-based/ataxic"],
      "NE.U.ISS": { right: "negative", left: "negative" },
    },
    bornFor(61),
  );
  expect(flags).toMatchObject([{ ruleId: "RF-CORD", level: "U" }]);
  expect(flags[0]?.text).toContain("4 of 5");
});

describe("bleeding or abscess after a procedure", () => {
  const severe = { "HX.NRS.NOW": 8, "HX.COURSE": "worsening" };
  const injected = (days: number) => ({ "HX.INTV": [{ type: "ESI TF", date: daysBefore(days) }] });

  test.each<[string, Values, string | undefined]>([
    ["14 days after an epidural", { ...severe, ...injected(14) }, "E"],
    ["15 days after an epidural", { ...severe, ...injected(15) }, undefined],
    [
      "after an epidural, mild pain",
      { "HX.NRS.NOW": 3, "HX.COURSE": "worsening", ...injected(3) },
      undefined,
    ],
    ["after an epidural, new weakness", { "RF.NEURO.PROG": "yes", ...injected(3) }, "E"],
    [
      "after a trigger point",
      { ...severe, "HX.INTV": [{ type: "trigger point", date: daysBefore(2) }] },
      undefined,
    ],
    [
      "on apixaban, severe with a deficit, for a week",
      {
        "HX.MED.ATC": [{ drug: "apixaban" }],
        "HX.NRS.NOW": 8,
        "RF.NEURO.PROG": "yes",
        "HX.ONSET.DATE": daysBefore(7),
      },
      "E",
    ],
    [
      "on apixaban, for eight days",
      {
        "HX.MED.ATC": [{ drug: "apixaban" }],
        "HX.NRS.NOW": 8,
        "RF.NEURO.PROG": "yes",
        "HX.ONSET.DATE": daysBefore(8),
      },
      undefined,
    ],
    [
      "on aspirin, for a week",
      {
        "HX.MED.ATC": [{ drug: "aspirin" }],
        "HX.NRS.NOW": 8,
        "RF.NEURO.PROG": "yes",
        "HX.ONSET.DATE": daysBefore(7),
      },
      undefined,
    ],
  ])("%s", (_name, values, level) => {
    expect(levels(flagsOf(values))["RF-HEM"]).toBe(level);
  });
});

describe("an open screen", () => {
  test.each(["unknown", "not asked"])("“%s” is not “no”", (answer) => {
    const { flags } = flagsOf({ "RF.CA.HX": answer });
    expect(flags).toMatchObject([{ ruleId: "RF-UNK", level: "block", items: ["RF.CA.HX"] }]);
  });

  test("what was not answered blocks too and is named", () => {
    const { flags } = redFlagsOf(contextOf(evaluationWith({})));
    expect(flags.map(({ ruleId }) => ruleId)).toEqual(["RF-UNK"]);
    expect(flags[0]?.missing).toHaveLength(19);
    expect(flags[0]?.items).toEqual([]);
  });
});

describe("recorded cases", () => {
  test.each<[string, Record<string, string>]>([
    ["f1", {}],
    ["f2", {}],
    ["f3", { "RF-SUI": "U" }],
    ["f4", {}],
    ["f5", {}],
    ["f6", { "RF-CES": "E", "RF-MOTOR": "E" }],
  ])("%s", (name, expected) => {
    expect(levels(redFlagsOf(contextOf(caseOf(name))))).toEqual(expected);
  });

  test("F1 turns urgent when the toe falls to 3/5", () => {
    const weaker = changed(caseOf("f1"), {
      "NE.M.L5": { right: { grade: "5" }, left: { grade: "3" } },
    });
    expect(levels(redFlagsOf(contextOf(weaker)))).toEqual({ "RF-MOTOR": "U" });
  });

  test("F6: the first sign is four days old; elective care is suppressed", () => {
    const picture = redFlagsOf(contextOf(caseOf("f6")));
    expect(picture.daysSinceCaudaEquinaSign).toEqual({ fewest: 4, most: 4 });
    expect(picture.suppressesElective).toBe(true);
    expect(picture.flags[0]?.actions[0]).toMatch(/^Phone/);
  });

  test("F3: danger of suicide does not suppress the care of the pain", () => {
    expect(redFlagsOf(contextOf(caseOf("f3"))).suppressesElective).toBe(false);
  });

  test("no action tells anybody to stop a drug or books an injection", () => {
    const said = redFlagsOf(contextOf(caseOf("f6"))).flags.flatMap(({ text, actions }) => [text, ...actions]);
    expect(said.join(" ")).not.toMatch(/\bstop\b|book/i);
  });
});
