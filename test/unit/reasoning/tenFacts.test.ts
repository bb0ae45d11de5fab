import { describe, expect, test } from "vitest";
import { bandOf, ndiRawFromPercent, odiPercent } from "../../../shared/instruments/index.ts";
import { antithromboticDrugs } from "../../../shared/reasoning/antithrombotics/drugs.ts";
import { cautionsOf } from "../../../shared/reasoning/cautions.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { opioidFactorOf } from "../../../shared/reasoning/morphineEquivalents.ts";
import { dailyDose } from "../../../shared/reasoning/opioids/index.ts";
import { medicare, nervesOfJoint, passes, rootOfDisc } from "../../../shared/reasoning/pathways/index.ts";
import { pictureOf } from "../../../shared/reasoning/picture.ts";
import { redFlagsOf } from "../../../shared/reasoning/redFlags/redFlags.ts";
import { rootScore } from "../../../shared/reasoning/roots/rootScore.ts";
import { caseOf, changed, contextWith, evaluationWith, noRedFlag } from "./support.ts";

/** Ten facts that are easily got wrong (clinical reference 6.2), each with a test of its name. */

describe("fact 1: a facet joint is not one nerve", () => {
  test.each([
    ["L4-5", ["L3 medial branch", "L4 medial branch"]],
    ["L5-S1", ["L4 medial branch", "L5 dorsal ramus"]],
    ["C5-6", ["C5 medial branch", "C6 medial branch"]],
    ["C2-3", ["third occipital nerve"]],
  ])("%s", (joint, nerves) => {
    expect(nervesOfJoint(joint)).toEqual(nerves);
  });
});

describe("fact 2: the zone of a disc decides which root it meets", () => {
  test.each([
    ["L4-5", "L subarticular", "L5"],
    ["L4-5", "central", "L5"],
    ["L4-5", "L foraminal", "L4"],
    ["L4-5", "R extraforaminal", "L4"],
    ["L5-S1", "R subarticular", "S1"],
    ["L5-S1", "R foraminal", "L5"],
    ["C6-7", "R foraminal", "C7"],
    ["C6-7", "central", "C7"],
    ["C7-T1", "L foraminal", "C8"],
  ])("%s, %s: %s", (level, zone, root) => {
    expect(rootOfDisc(level, zone)?.root).toBe(root);
  });
});

describe("fact 3: three different thresholds of relief", () => {
  test("80 % for a medial branch block, 75 % for the sacroiliac joint, 50 % for three months to repeat", () => {
    expect([medicare.facet.blockRelief, medicare.sacroiliac.blockRelief]).toEqual([80, 75]);
    expect([medicare.epidural.repeatRelief, medicare.sacroiliac.repeatRelief]).toEqual([50, 50]);
    for (const days of [medicare.epidural.repeatReliefDays, medicare.sacroiliac.repeatReliefDays]) {
      expect(days).toBeGreaterThanOrEqual(90);
      expect(days).toBeLessThanOrEqual(92);
    }
  });

  test.each([
    [79.6, 80, false],
    [80, 80, true],
    [74.9, 75, false],
    [75, 75, true],
    [49.9, 50, false],
    [50, 50, true],
  ])("%f %% against %i %%: %s", (relief, required, passed) => {
    expect(passes(relief, required)).toBe(passed);
  });
});

test("fact 4: article timing is not payer timing", () => {
  // Day 22 with failed care: the article's criterion is met, and no payer's.
  const { timing } = pictureOf(
    evaluationWith({
      ...noRedFlag,
      "HX.ONSET.DATE": "2025-02-16",
      "HX.CONS": [{ type: "NSAID", start: "2025-02-17", end: "2025-03-09", response: "none" }],
    }),
  );
  expect(timing.visit.days).toEqual({ fewest: 22, most: 22 });
  expect(timing.visit.statuses).toEqual(["REFERRAL_MET"]);
  expect(timing.payer.map(({ text }) => /: not met\.$/.test(text))).toEqual([true, true, true]);
});

describe("fact 5: NDI bands are of the raw total, ODI bands of the percentage", () => {
  test.each([
    [19, "moderate"],
    [ndiRawFromPercent(38) ?? -1, "moderate"],
    [ndiRawFromPercent(19) ?? -1, "mild"],
  ])("NDI of %f of 50: %s", (raw, band) => {
    expect(bandOf("NDI", raw)?.band).toBe(band);
  });

  test("an ODI of 16 points in nine sections is 35.5 %", () => {
    expect([odiPercent(16, 10), odiPercent(16, 9)]).toEqual([32, 35.5]);
    expect(bandOf("ODI", 35.5)?.band).toBe("moderate");
  });
});

describe("fact 6: a straight leg raise is positive for leg pain only; the crossed one raises the well leg", () => {
  const tension = (values: Parameters<typeof contextWith>[0], side: "right" | "left") =>
    rootScore(contextWith({ "HX.SIDE": "left", ...values }), "L5", side).contributions.filter(
      ({ id, holds }) => id.endsWith("tension") && holds === true,
    );
  const leg = { result: "positive", pain: "usual pain", angle: 35 };
  test("leg pain at 35 degrees counts, back or hamstring pain does not", () => {
    expect(tension({ "PE.T.SLR": { left: leg } }, "left").map(({ id }) => id)).toEqual(["tension"]);
    expect(tension({ "PE.T.SLR": { left: { ...leg, pain: "pain elsewhere" } } }, "left")).toEqual([]);
    expect(tension({ "PE.T.SLR": { left: { ...leg, angle: 80 } } }, "left")).toEqual([]);
  });
  test("raising the well right leg counts for the left", () => {
    const raised = { "PE.T.XSLR": { right: { ...leg, angle: 55 } } };
    expect(tension(raised, "left").map(({ id }) => id)).toEqual(["crossed tension"]);
    expect(tension(raised, "right")).toEqual([]);
  });
});

describe("fact 7: a residual volume under 200 mL does not exclude cauda equina", () => {
  const flagOf = (volume: number | undefined, saddle: string) =>
    redFlagsOf(
      contextWith({
        ...noRedFlag,
        "RF.CES.SADDLE": saddle,
        "PE.SCOPE": ["saddle and sphincter"],
        "NE.PVR": volume,
      }),
    ).flags.find(({ ruleId }) => ruleId === "RF-CES");
  test.each([
    [undefined, "yes", "E"],
    [20, "yes", "E"],
    [199, "yes", "E"],
    [200, "no", "E"],
    [199, "no", undefined],
  ])("%s mL, saddle change %s: %s", (volume, saddle, level) => {
    expect(flagOf(volume, saddle)?.level).toBe(level);
  });
  test("and a rectal examination is not needed before the MRI", () => {
    const flag = flagOf(undefined, "yes");
    expect(flag?.missing).not.toContain("NE.RECT");
    expect(flag?.actions.join(" ")).toMatch(/rectal examination is not needed before the MRI/);
  });
});

describe("fact 8: item 9 of the PHQ-9 starts the safety workflow at any total", () => {
  const levels = (ninth: number, others: number) =>
    redFlagsOf(
      contextWith({
        ...noRedFlag,
        ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((item) => [`INS.PHQ.${item}`, others])),
        "INS.PHQ.9": ninth,
      }),
    ).flags.map(({ ruleId }) => ruleId);
  test.each([
    [1, 0, ["RF-SUI"]],
    [3, 3, ["RF-SUI"]],
    [0, 3, []],
  ])("item 9 of %i with the others at %i: %j", (ninth, others, expected) => {
    expect(levels(ninth, others)).toEqual(expected);
  });
});

describe("fact 9: at low risk nobody is told to stop an anticoagulant, and neck and low back differ", () => {
  const cautions = (level: string) =>
    cautionsOf(
      evaluationWith({
        "HX.MED.ATC": [{ drug: "apixaban", prescriber: "Dr Example", contacted: "yes" }],
        "PLAN.MOD": ["procedure"],
        "PLAN.PROC": [{ type: "medial branch block", targetJoints: [level], level, intent: "diagnostic" }],
      }),
    )
      .filter(({ ruleId }) => ruleId.startsWith("ATC"))
      .map(({ text }) => text)
      .join(" ");
  test("a lumbar block is low risk and continues, a cervical one intermediate with a window", () => {
    expect(cautions("L4-5")).toMatch(/low bleeding risk.*continued by default/);
    expect(cautions("C5-6")).toMatch(/intermediate bleeding risk.*3 days/);
  });
  test("no text says stop", () => {
    expect(`${cautions("L4-5")} ${cautions("C5-6")}`).not.toMatch(/\bstop\b/i);
  });
  test("at low risk only heparins have a window of hours, and no drug one of days but by shared decision", () => {
    const withDays = antithromboticDrugs.filter(({ hold }) => JSON.stringify(hold.low).includes("days"));
    expect(withDays.map(({ drug }) => drug)).toEqual([]);
  });
});

describe("fact 10: fentanyl is micrograms an hour times 2.4, MME converts nothing, buprenorphine is not counted", () => {
  const dose = (rows: readonly Readonly<Record<string, string | number>>[]) =>
    dailyDose(contextOf(evaluationWith({ "HX.MED.OPI": rows })).answers);
  test("the patch", () => {
    expect(opioidFactorOf("fentanyl transdermal")).toMatchObject({ factor: 2.4, unit: "mcg/h" });
    expect(dose([{ drug: "fentanyl transdermal", dose: 25 }])?.scheduled).toBeCloseTo(60, 6);
  });
  test("buprenorphine has no factor and is named as not counted", () => {
    expect(opioidFactorOf("buprenorphine")?.factor).toBeUndefined();
    const found = dose([
      { drug: "buprenorphine", dose: 8, perDay: 2 },
      { drug: "oxycodone", dose: 10, perDay: 2 },
    ]);
    expect(found?.scheduled).toBeCloseTo(30, 6);
    expect(JSON.stringify(found)).toContain("buprenorphine");
  });
  test("wherever a high total is shown, it is said not to be for converting", () => {
    const text = cautionsOf(changed(caseOf("f3"), {}))
      .filter(({ ruleId }) => ruleId === "OP-1")
      .map((caution) => caution.text);
    expect(text.join()).toMatch(/Not for converting between opioids/);
  });
});
