import { describe, expect, test } from "vitest";
import type { AnswerValue, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import {
  medicare,
  type Pathway,
  type PayerProfile,
  pathwaysOf,
  payerProfiles,
} from "../../../../shared/reasoning/pathways/index.ts";
import { changed, evaluationWith, type Given, recordedCase, without } from "./support.ts";

const f2 = recordedCase("f2");

function facet(evaluation: Evaluation, payer: PayerProfile = medicare): Pathway {
  const found = pathwaysOf(evaluation, { payer }).find(
    ({ kind, region }) => kind === "facet" && region === "lumbar/sacral",
  );
  if (found === undefined) throw new Error("no facet pathway");
  return found;
}
describe("the patient's payer", () => {
  test.each([
    [undefined, "Medicare"],
    ["Medicare", "Medicare"],
    ["eviCore", "eviCore"],
    ["TRICARE", "TRICARE"],
    ["BCBS North Dakota", "Blue Cross Blue Shield of North Dakota"],
    ["none", "Medicare"],
  ])("%s: the ways are judged by the terms of %s", (code, name) => {
    const pathways = pathwaysOf(code === undefined ? f2 : changed(f2, { "HX.INSUR": code }));
    expect(new Set(pathways.map(({ payer }) => payer))).toEqual(new Set([name]));
  });

  test("a block of 71.4 % fails with Medicare and passes where 50 % is asked", () => {
    const block = [
      { date: "2025-04-01", block: "MBB1", side: "bilateral", targetJoints: ["L4-5"], before: 7, after1h: 2 },
    ];
    const state = (code: string) =>
      pathwaysOf(changed(f2, { "HX.INSUR": code, "BLK.DIARY": block })).find(({ kind }) => kind === "facet")
        ?.state;
    expect(state("Medicare")).not.toBe(state("TRICARE"));
  });
});

const profile = (id: string) => payerProfiles.find((candidate) => candidate.id === id) ?? medicare;

const verdictOf = (pathway: Pathway, words: RegExp) =>
  pathway.criteria.find(({ text }) => words.test(text))?.verdict;

const joints = ["L4-5", "L5-S1"];
type Row = Readonly<Record<string, AnswerValue>>;
const block = (block: string, before: number, after: number, more: Row = {}): Row => ({
  block,
  date: block === "MBB1" ? "2025-02-03" : "2025-03-03",
  targetJoints: joints,
  side: "bilateral",
  before,
  after30min: after,
  after1h: after,
  after2h: after,
  after4h: before,
  ...more,
});
const diary = (...rows: readonly Row[]) => changed(f2, { "BLK.DIARY": rows });

describe("F2 before any block", () => {
  test("is eligible for a first block at both sides of L4-5 and L5-S1", () => {
    const pathway = facet(f2);
    expect(pathway.state).toBe("eligible for MBB1");
    expect(pathway.side).toBe("bilateral");
    expect(pathway.joints).toEqual(joints);
    expect(pathway.nerves).toEqual(["L3 medial branch", "L4 medial branch", "L5 dorsal ramus"]);
    expect(pathway.criteria.map(({ verdict }) => verdict)).not.toContain("unknown");
    expect(pathway.missing).toEqual([]);
  });
});

describe("F2 from block to block", () => {
  const agentA = { agent: "bupivacaine", reliefHours: 6 };
  const first = block("MBB1", 7, 1, agentA);
  const second = block("MBB2", 6, 1, { agent: "lidocaine", reliefHours: 3 });

  test("variant A: 85.7 % and 83.3 % lead to ablation", () => {
    const pathway = facet(diary(first, second));
    expect(pathway.state).toBe("RFA eligible");
    expect(pathway.text).toContain("85.7 %");
    expect(pathway.text).toContain("83.3 %");
    expect(pathway.nextStep).toMatch(/^Thermal, not pulsed/);
  });

  test("variant B: 71.4 % fails Medicare and passes payers that ask 50 %", () => {
    const pathway = facet(diary(block("MBB1", 7, 2, agentA)));
    expect(pathway.state).toBe("MBB1 negative");
    expect(pathway.text).toContain("71.4 %");
    expect(pathway.otherPayers).toEqual([
      { payer: "TRICARE", state: "MBB2 needed" },
      { payer: "Blue Cross Blue Shield of North Dakota", state: "MBB2 needed" },
      { payer: "Lumbar facet consensus guideline 2020", state: "RFA eligible" },
    ]);
  });

  test("variant C: exactly 80 % passes and a second block comes next", () => {
    const pathway = facet(diary(block("MBB1", 5, 1)));
    expect(pathway.state).toBe("MBB2 needed");
    expect(pathway.text).toContain("80.0 %");
    expect(pathway.nextStep).toMatch(/second, confirming block/);
  });

  test("a second block below 80 % does not confirm", () => {
    expect(facet(diary(first, block("MBB2", 7, 2))).state).toBe("MBB2 negative");
  });

  test.each([
    ["other joints", { targetJoints: ["L3-4"] }, "MBB2 needed"],
    ["no joints recorded", { targetJoints: [] }, "RFA eligible"],
  ] as const)("a second block at %s", (_, more, state) => {
    expect(facet(diary(first, { ...second, ...more })).state).toBe(state);
  });

  test("blocks of the two sides are two ways", () => {
    const right = diary({ ...first, side: "right" }, { ...second, side: "left" });
    const states = pathwaysOf(right)
      .filter(({ kind }) => kind === "facet")
      .map(({ side, state }) => [side, state]);
    expect(states).toEqual([
      ["right", "MBB2 needed"],
      ["left", "insufficient data"],
    ]);
  });

  test("a second block of one side confirms that side only", () => {
    const states = pathwaysOf(diary(first, { ...second, side: "left" }))
      .filter(({ kind }) => kind === "facet")
      .map(({ side, state }) => [side, state]);
    expect(states).toEqual([
      ["right", "MBB2 needed"],
      ["left", "RFA eligible"],
    ]);
  });

  test("no pain before the block gives no result", () => {
    const pathway = facet(diary(block("MBB1", 0, 0)));
    expect(pathway.state).toBe("insufficient data");
    expect(pathway.text).toMatch(/no pain before the block/);
    expect(pathway.missing).toContain("BLK.DIARY");
  });

  test("a block without a reading after it is open, not negative", () => {
    const { after30min: _a, after1h: _b, after2h: _c, after4h: _d, ...unread } = first;
    expect(facet(diary(unread)).state).toBe("insufficient data");
  });

  test.each([
    ["lidocaine", 0.9, "MBB1 negative"],
    ["lidocaine", 1, "MBB2 needed"],
    ["lidocaine", 9, "MBB2 needed"],
    ["bupivacaine", 2.9, "MBB1 negative"],
    ["bupivacaine", 3, "MBB2 needed"],
    ["ropivacaine", 0.5, "MBB2 needed"],
  ])("%s with relief for %s h", (agent, reliefHours, state) => {
    expect(facet(diary(block("MBB1", 7, 1, { agent, reliefHours }))).state).toBe(state);
  });

  test.each([
    [3, "unknown"],
    [4, "met"],
  ])("%s readings", (readings, verdict) => {
    const times = ["after30min", "after1h", "after2h", "after4h"].slice(0, readings);
    const row = {
      date: "2025-02-03",
      block: "MBB1",
      targetJoints: joints,
      before: 7,
      ...Object.fromEntries(times.map((time) => [time, 1])),
    };
    expect(verdictOf(facet(diary(row)), /readings/)).toBe(verdict);
  });

  test("a block known only by its result counts, and one in both places counts once", () => {
    const told = { type: "MBB", date: "2025-02-03", levels: joints, side: "bilateral", relief: 85 };
    expect(facet(changed(f2, { "HX.INTV": [told] })).state).toBe("MBB2 needed");
    expect(facet(changed(diary(first), { "HX.INTV": [told] })).state).toBe("MBB2 needed");
    expect(facet(changed(f2, { "HX.INTV": [told, { ...told, date: "2025-03-03", relief: 80 }] })).state).toBe(
      "RFA eligible",
    );
    expect(facet(changed(f2, { "HX.INTV": [{ ...told, relief: 79 }] })).state).toBe("MBB1 negative");
  });
});

describe("FAC-1, each criterion by itself", () => {
  test.each([
    ["HX.ONSET.DATE", "2025-01-16", "eligible for MBB1"],
    ["HX.ONSET.DATE", "2025-01-17", "not met"],
    ["HX.ONSET.DATE", "2025-01", "insufficient data"],
    ["HX.ONSET.DATE", "2024", "eligible for MBB1"],
    ["HX.NRS.AVG", 3, "not met"],
    ["HX.NRS.AVG", 4, "eligible for MBB1"],
    ["HX.AXLIMB", "equal", "not met"],
    ["HX.AXLIMB", "limb > axial", "not met"],
    ["HX.CONS", [], "not met"],
    ["HX.CONS", [{ type: "NSAID", response: ">=80 %" }], "not met"],
    ["HX.CONS", [{ type: "NSAID", response: "30-49 %" }], "eligible for MBB1"],
    ["HX.CONS", [{ type: "NSAID", response: "50-79 %" }], "not met"],
    ["HX.CONS", [{ type: "NSAID" }], "insufficient data"],
    ["RF.CA.HX", "unknown", "insufficient data"],
  ] as const)("%s %j", (item, value, state) => {
    const base = item === "RF.CA.HX" ? without(f2, "IM.STUDY") : f2;
    expect(facet(changed(base, { [item]: value })).state).toBe(state);
  });

  test.each(["HX.ONSET.DATE", "HX.AXLIMB", "HX.CONS", "INS.ODI", "RF.FX.TRAUMA"])(
    "without %s the criteria are open, not failed, and the item is named",
    (item) => {
      const pathway = facet(without(f2, item, "IM.STUDY"));
      expect(pathway.state).toBe("insufficient data");
      expect(pathway.missing).toContain(item);
    },
  );

  test("a duration in words is taken as said", () => {
    const base = without(f2, "HX.ONSET.DATE");
    const about = (amount: number, unit: string) =>
      facet(changed(base, { "HX.ONSET.FOR": { amount, unit } })).state;
    expect(about(3, "months")).toBe("eligible for MBB1");
    expect(about(13, "weeks")).toBe("eligible for MBB1");
    expect(about(12, "weeks")).toBe("not met");
  });

  test("leg pain with a positive tension test is an untreated root", () => {
    const leg = changed(f2, {
      "HX.RAD": ["below knee"],
      "PE.T.SLR": { right: { result: "positive", pain: "usual pain" }, left: { result: "negative" } },
    });
    expect(verdictOf(facet(leg), /untreated/)).toBe("not met");
    const elsewhere = changed(leg, {
      "PE.T.SLR": { right: { result: "positive", pain: "pain elsewhere" }, left: { result: "negative" } },
      "HX.STANDRELIEF": { sitting: "no", leaningForward: "no" },
    });
    expect(verdictOf(facet(elsewhere), /untreated/)).toBe("met");
  });

  test("a facet synovial cyst is the exception", () => {
    const grid = f2.answers["IM.GRID"]?.value as Readonly<Record<string, Row>>;
    const cyst = changed(f2, {
      "HX.RAD": ["below knee"],
      "PE.T.SLR": { right: { result: "positive", pain: "usual pain" }, left: { result: "negative" } },
      "IM.GRID": { ...grid, "L4-5": { ...grid["L4-5"], facetRightSigns: ["synovial cyst"] } },
    });
    expect(verdictOf(facet(cyst), /untreated/)).toBe("met");
  });

  test("claudication in a narrow canal is a source of its own", () => {
    const grid = f2.answers["IM.GRID"]?.value as Readonly<Record<string, Row>>;
    const walking = changed(f2, {
      "HX.RAD": ["thigh"],
      "HX.STANDRELIEF": { sitting: "yes", leaningForward: "yes" },
      "IM.GRID": { ...grid, "L4-5": { ...grid["L4-5"], canalSchizas: "C" } },
    });
    expect(verdictOf(facet(walking), /untreated/)).toBe("not met");
  });

  test("a joint must be suspected: F5 has none", () => {
    expect(verdictOf(facet(recordedCase("f5")), /points to a facet joint/)).toBe("not met");
  });

  test("F1 is not axial and too early", () => {
    const pathway = facet(recordedCase("f1"));
    expect(pathway.state).toBe("not met");
    expect(verdictOf(pathway, /3 months/)).toBe("not met");
    expect(verdictOf(pathway, /Mostly/)).toBe("not met");
  });
});

describe("FAC-5: another ablation", () => {
  const ablated = (more: Row, payer?: PayerProfile) =>
    facet(
      changed(f2, {
        "HX.INTV": [{ type: "RFA", date: "2024-06-03", levels: joints, side: "bilateral", ...more }],
      }),
      payer,
    ).state;
  test.each([
    [{ relief: 50, duration: 6, durationUnit: "months" }, "medicare", "repeat eligible"],
    [{ relief: 49, duration: 9, durationUnit: "months" }, "medicare", "repeat not met"],
    [{ relief: 90, duration: 5, durationUnit: "months" }, "medicare", "repeat not met"],
    [{ relief: 90, duration: 26, durationUnit: "weeks" }, "medicare", "repeat eligible"],
    [{ relief: 90 }, "medicare", "insufficient data"],
    [{ relief: 50, duration: 12, durationUnit: "weeks" }, "evicore", "repeat eligible"],
    [{ relief: 50, duration: 11, durationUnit: "weeks" }, "evicore", "repeat not met"],
    [{ relief: 50, duration: 12, durationUnit: "weeks", date: "2024-10-17" }, "evicore", "repeat not met"],
    [{ relief: 50, duration: 12, durationUnit: "weeks", date: "2024-10-16" }, "evicore", "repeat eligible"],
    [{ relief: 50 }, "tricare", "repeat eligible"],
  ] as const)("%j with %s", (more, payer, state) => {
    expect(ablated(more, profile(payer))).toBe(state);
  });

  test("two in the last twelve months are the most", () => {
    const done = (date: string) => ({
      type: "RFA",
      date,
      levels: joints,
      side: "bilateral",
      relief: 60,
      duration: 7,
      durationUnit: "months",
    });
    const state = (...dates: readonly string[]) => facet(changed(f2, { "HX.INTV": dates.map(done) })).state;
    expect(state("2024-04-17", "2024-09-01")).toBe("repeat not met");
    expect(state("2024-04-16", "2024-09-01")).toBe("repeat eligible");
  });
});

describe("limits, levels, guidance", () => {
  const warnings = (given: Given, id: string) =>
    facet(changed(f2, given)).warnings.filter(({ ruleId }) => ruleId === id);
  const plan = (more: Row): Given => ({
    "PLAN.PROC": [
      {
        type: "medial branch block",
        intent: "diagnostic",
        targetJoints: joints,
        guidance: "fluoroscopy",
        ...more,
      },
    ],
  });

  test.each([
    ["2024-04-17", "4 of 4", /a further one exceeds the limit/],
    ["2024-04-16", "3 of 4", /within the limit/],
    ["2024-04", "3 of 4", /may exceed the limit/],
  ])("four diagnostic sessions, the first on %s", (first, count, consequence) => {
    const dates = [first, "2024-08-01", "2024-10-01", "2024-12-01"];
    const rows = dates.map((date) => ({ type: "MBB", date, levels: joints, side: "bilateral", relief: 10 }));
    const [statement] = warnings({ "HX.INTV": rows }, "FAC-7");
    expect(statement?.text).toContain(count);
    expect(statement?.text).toMatch(consequence);
  });

  test("the neck is another region", () => {
    const rows = [{ type: "MBB", date: "2024-12-01", levels: ["C4-5"], side: "right", relief: 90 }];
    expect(warnings({ "HX.INTV": rows }, "FAC-7")).toEqual([]);
    const cervical = pathwaysOf(changed(f2, { "HX.INTV": rows }))[0];
    expect(cervical).toMatchObject({ kind: "facet", region: "cervical/thoracic", state: "MBB2 needed" });
    expect(cervical?.warnings[0]?.text).toContain("1 of 4");
  });

  test.each([
    [["L3-4", "L4-5", "L5-S1"], 1],
    [["L4-5", "L5-S1"], 0],
  ])("FAC-8: %j", (targetJoints, count) => {
    expect(warnings(plan({ targetJoints }), "FAC-8")).toHaveLength(count);
  });

  test.each([
    ["fluoroscopy", 0],
    ["CT", 0],
    ["ultrasound", 1],
    ["none", 1],
  ])("FAC-9: %s", (guidance, count) => {
    expect(warnings(plan({ guidance }), "FAC-9")).toHaveLength(count);
  });

  test("FAC-4: pulsed ablation is not what is covered", () => {
    const ablation = plan({
      type: "radiofrequency ablation",
      detail: "pulsed, 42 degrees",
      intent: "therapeutic",
    });
    expect(warnings(ablation, "FAC-4")).toHaveLength(1);
  });

  test("FAC-6: a therapeutic joint injection asks for two blocks and a reason", () => {
    const [statement] = warnings(plan({ type: "facet joint injection", intent: "therapeutic" }), "FAC-6");
    expect(statement?.text).toMatch(/two positive diagnostic blocks \(0 recorded\) and a documented reason/);
    expect(warnings(plan({ type: "facet joint injection", intent: "diagnostic" }), "FAC-6")).toEqual([]);
  });

  test("FAC-11: a fused joint is taken out, its neighbour stays", () => {
    const fused = facet(
      changed(f2, { "HX.SURG": [{ type: ["fusion"], levels: ["L5-S1"], date: "2020-01-01" }] }),
    );
    expect(fused.joints).toEqual(["L4-5"]);
    expect(fused.nerves).toEqual(["L3 medial branch", "L4 medial branch"]);
    expect(fused.warnings.find(({ ruleId }) => ruleId === "FAC-11")?.text).toMatch(/^L5-S1 fused/);
  });
});

describe("an emergency comes before everything elective", () => {
  test("F6 waits on every way", () => {
    const pathways = pathwaysOf(recordedCase("f6"));
    expect(pathways.map(({ state }) => state)).toEqual(["suppressed", "suppressed", "suppressed"]);
    expect(pathways.flatMap(({ criteria, warnings }) => [...criteria, ...warnings])).toEqual([]);
  });

  test("thoughts of suicide do not hide which joint hurts", () => {
    expect(facet(changed(f2, { "RF.SUI": "yes" })).state).toBe("eligible for MBB1");
  });

  test("nothing is answered: nothing is claimed", () => {
    expect(pathwaysOf(evaluationWith({}))).toEqual([]);
    const only = facet(evaluationWith({ "HX.REGION": ["low back"] }));
    expect(only.state).toBe("insufficient data");
    expect(only.criteria.map(({ verdict }) => verdict)).not.toContain("not met");
  });
});
