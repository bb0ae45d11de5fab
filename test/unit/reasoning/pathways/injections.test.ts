import { describe, expect, test } from "vitest";
import type { AnswerValue, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { type Pathway, pathwaysOf } from "../../../../shared/reasoning/pathways/index.ts";
import { changed, type Given, recordedCase, without } from "./support.ts";

const [f1, f2, f3, f4, f5] = ["f1", "f2", "f3", "f4", "f5"].map(recordedCase) as [
  Evaluation,
  Evaluation,
  Evaluation,
  Evaluation,
  Evaluation,
];

type Row = Readonly<Record<string, AnswerValue>>;
const of = (kind: Pathway["kind"], evaluation: Evaluation): Pathway => {
  const found = pathwaysOf(evaluation).find((pathway) => pathway.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} pathway`);
  return found;
};
const esi = (evaluation: Evaluation) => of("epidural", evaluation);
const sij = (evaluation: Evaluation) => of("sacroiliac", evaluation);
const verdictOf = (pathway: Pathway, words: RegExp) =>
  pathway.criteria.find(({ text }) => words.test(text))?.verdict;
const warnings = (pathway: Pathway, id: string) => pathway.warnings.filter(({ ruleId }) => ruleId === id);

describe("epidural steroid injection", () => {
  test("F1 and F4 meet the terms", () => {
    for (const evaluation of [f1, f4]) {
      const pathway = esi(evaluation);
      expect(pathway.state).toBe("eligible");
      expect(pathway.criteria.every(({ verdict }) => verdict === "met")).toBe(true);
    }
    expect(esi(f4).region).toBe("cervical/thoracic");
  });

  test("F2 has back pain only: no indication", () => {
    const pathway = esi(f2);
    expect(pathway.state).toBe("not met");
    expect(verdictOf(pathway, /^Indication/)).toBe("not met");
  });

  test("F3: 30 % for two weeks does not earn a repeat", () => {
    const pathway = esi(f3);
    expect(pathway.state).toBe("repeat not met");
    expect(pathway.ruleId).toBe("ESI-4");
    expect(pathway.text).toMatch(/30\.0 %.*2 weeks/);
  });

  test.each([
    ["2025-02-10", "eligible"],
    ["2025-02-11", "not met"],
  ])("fact 4: the payer's four weeks are not the article's two to three; onset %s", (onset, state) => {
    expect(esi(changed(f1, { "HX.ONSET.DATE": onset })).state).toBe(state);
  });

  test.each([
    ["2025-02-10", "met"],
    ["2025-02-11", "not met"],
  ])("care without injection for four weeks from %s", (start, verdict) => {
    const care = changed(f1, { "HX.CONS": [{ type: "NSAID", start, status: "ongoing", response: "none" }] });
    expect(verdictOf(esi(care), /Care without/)).toBe(verdict);
  });

  test("care without dates is open, not failed", () => {
    const pathway = esi(changed(f1, { "HX.CONS": [{ type: "NSAID", response: "none" }] }));
    expect(pathway.state).toBe("insufficient data");
    expect(pathway.missing).toContain("HX.CONS");
  });

  test("zoster is exempt from the four weeks", () => {
    const zoster = changed(f1, { "PE.INSP": ["rash/vesicles"], "HX.ONSET.DATE": "2025-03-01" });
    expect(esi(zoster).state).toBe("eligible");
    expect(verdictOf(esi(zoster), /^Pain for/)).toBeUndefined();
  });

  test.each([
    ["discordant", "not met"],
    ["incidental-likely", "not met"],
    ["partly concordant", "met"],
    ["not assessed", "not met"],
  ])("imaging judged %s", (concordance, verdict) => {
    const row = { finding: "L4-5 extrusion", level: "L4-5", structure: "traversing root", concordance };
    expect(verdictOf(esi(changed(f1, { "IM.CONC": [row] })), /Imaging/)).toBe(verdict);
  });

  test("without signs of a root, leg pain whose relief by posture was not asked is open", () => {
    const thigh = changed(f5, { "HX.RAD": ["thigh"] });
    expect(verdictOf(esi(thigh), /Examination/)).toBe("not met");
    const unasked = esi(without(thigh, "HX.STANDRELIEF"));
    expect(verdictOf(unasked, /Examination/)).toBe("unknown");
    expect(unasked.missing).toContain("HX.STANDRELIEF");
  });

  test("imaging not judged against the pain is open", () => {
    const pathway = esi(without(f1, "IM.CONC"));
    expect(pathway.state).toBe("insufficient data");
    expect(pathway.missing).toContain("IM.CONC");
  });

  const earlier = (more: Row = {}): Row => ({
    type: "ESI TF",
    levels: ["L5-S1"],
    side: "left",
    date: "2024-11-01",
    relief: 60,
    duration: 4,
    durationUnit: "months",
    ...more,
  });

  test.each([
    [{ relief: 50, duration: 3, durationUnit: "months" }, "repeat eligible"],
    [{ relief: 49 }, "repeat not met"],
    [{ duration: 12, durationUnit: "weeks" }, "repeat not met"],
    [{ duration: 13, durationUnit: "weeks" }, "repeat eligible"],
  ])("fact 3: a repeat asks 50 %% for three months; %j", (more, state) => {
    const rows = [earlier({ date: "2024-06-01" }), earlier(more)];
    expect(esi(changed(f1, { "HX.INTV": rows })).state).toBe(state);
  });

  test("a repeat whose relief is not recorded is open", () => {
    const { relief: _relief, ...row } = earlier();
    expect(esi(changed(f1, { "HX.INTV": [row] })).state).toBe("insufficient data");
  });

  test.each([
    ["2025-02-24", { approach: "interlaminar" }, "repeat eligible"],
    ["2025-02-25", { approach: "interlaminar" }, "repeat not met"],
    ["2025-02-24", { approach: "transforaminal", level: "L5-S1" }, "repeat not met"],
    ["2025-02-24", { approach: "transforaminal", level: "L4-5" }, "repeat eligible"],
  ])("a first one that failed on %s may be tried again as %j", (date, plan, state) => {
    const planned = { type: "epidural steroid injection", intent: "therapeutic", level: "L5-S1", ...plan };
    const tried = changed(f1, {
      "HX.INTV": [earlier({ date, relief: 10, duration: 1, durationUnit: "weeks" })],
      "PLAN.PROC": [planned],
    });
    expect(esi(tried).state).toBe(state);
  });

  test.each([
    [["2024-06-01", "2024-09-01", "2024-12-01"], /3 of 4 .*within the limit/],
    [["2024-04-01", "2024-06-01", "2024-09-01", "2024-12-01"], /4 of 4 .*exceeds the limit/],
    [["2024-03-10", "2024-06-01", "2024-09-01", "2024-12-01"], /3 of 4 .*within the limit/],
    [["2024-03-11", "2024-06-01", "2024-09-01", "2024-12-01"], /4 of 4 .*exceeds the limit/],
  ])("E15: sessions on %j", (dates, words) => {
    const rows = dates.map((date) => earlier({ date }));
    const [statement] = warnings(esi(changed(f1, { "HX.INTV": rows })), "ESI-3");
    expect(statement?.text).toMatch(words);
  });

  const plan = (more: Row, from = f1) =>
    esi(
      changed(from, {
        "PLAN.PROC": [{ type: "epidural steroid injection", intent: "therapeutic", level: "L5-S1", ...more }],
      }),
    );

  test.each([
    [{ guidance: "fluoroscopy", contrast: "yes" }, 0],
    [{ guidance: "CT", contrast: "contraindicated" }, 0],
    [{ guidance: "fluoroscopy", contrast: "no" }, 1],
    [{ guidance: "fluoroscopy" }, 1],
    [{ guidance: "ultrasound", contrast: "no" }, 1],
    [{}, 1],
  ])("ESI-5: %j", (more, count) => {
    expect(warnings(plan(more), "ESI-5")).toHaveLength(count);
  });

  test("ESI-3: three levels through the foramen, or two on both sides, are too many", () => {
    const through = { approach: "transforaminal", guidance: "fluoroscopy", contrast: "yes" };
    const roots = (...targetNerves: readonly string[]) => ({ ...through, targetNerves });
    expect(warnings(plan(roots("L4 root", "L5 root")), "ESI-3")).toEqual([]);
    expect(warnings(plan(roots("L4 root", "L5 root", "S1 root")), "ESI-3")).toHaveLength(1);
    expect(warnings(plan({ ...roots("L4 root", "L5 root"), side: "bilateral" }), "ESI-3")).toHaveLength(1);
    expect(warnings(plan({ ...roots("L5 root"), side: "bilateral" }), "ESI-3")).toEqual([]);
  });

  test("ESI-7: entry and steroid", () => {
    const texts = (more: Row, from = f1) => warnings(plan(more, from), "ESI-7").map(({ text }) => text);
    expect(texts({ approach: "interlaminar", level: "C6-7" }, f4)[0]).toMatch(
      /planned at C6-7: enter no higher/,
    );
    expect(texts({ approach: "interlaminar", level: "C7-T1" }, f4)[0]).toMatch(
      /^Cervical interlaminar entry/,
    );
    expect(texts({ approach: "transforaminal", level: "C6-7", steroid: "triamcinolone" }, f4)[0]).toMatch(
      /no particulate steroid in a cervical/,
    );
    expect(texts({ approach: "transforaminal", steroid: "methylprednisolone" })[0]).toMatch(
      /starts with a non-particulate/,
    );
    expect(texts({ approach: "transforaminal", steroid: "dexamethasone" })).toHaveLength(1);
  });

  test("ESI-6: consent names the rare harms", () => {
    expect(warnings(plan({}), "ESI-6")[0]?.text).toMatch(/vision, stroke, paralysis and death/);
    expect(warnings(esi(changed(f1, { "PLAN.PROC": [] })), "ESI-6")).toEqual([]);
  });
});

describe("sacroiliac joint", () => {
  test("F5 meets the terms of a diagnostic injection", () => {
    const pathway = sij(f5);
    expect(pathway.state).toBe("eligible for diagnostic block");
    expect(pathway.side).toBe("left");
    expect(pathway.criteria.every(({ verdict }) => verdict === "met")).toBe(true);
  });

  test("F3: the joint may be blocked beside a concordant scar, by the physician's judgement only", () => {
    expect(sij(f3).state).toBe("eligible for diagnostic block");
    const unjudged = sij(without(f3, "PLAN.DX"));
    expect(unjudged.state).toBe("insufficient data");
    expect(unjudged.missing).toContain("PLAN.DX");
  });

  const tests = ["PE.T.SIDIST", "PE.T.THIGH", "PE.T.COMP", "PE.T.SACR", "PE.T.GAEN", "PE.T.FABER"];
  const found = (count: number, done: number): Given =>
    Object.fromEntries(
      tests.slice(0, done).map((id, index) => [
        id,
        {
          right: { result: "negative" },
          left: { result: index < count ? "positive" : "negative" },
        },
      ]),
    );

  test.each([
    [2, 6, "not met"],
    [3, 6, "met"],
    [2, 5, "unknown"],
    [2, 3, "unknown"],
    [0, 4, "not met"],
    [0, 0, "unknown"],
  ])("%s of %s tests positive", (count, done, verdict) => {
    const examined = changed(without(f5, ...tests), found(count, done));
    expect(verdictOf(sij(examined), /provocation/)).toBe(verdict);
  });

  test("pain elsewhere, and groin pain in FABER, are no positive tests", () => {
    const elsewhere = {
      ...found(3, 5),
      "PE.T.SIDIST": { right: { result: "negative" }, left: { result: "positive", pain: "pain elsewhere" } },
      "PE.T.FABER": { right: { result: "negative" }, left: { result: "positive", site: "groin" } },
    };
    expect(verdictOf(sij(changed(f5, elsewhere)), /provocation/)).toBe("not met");
  });

  const diary = (before: number, after: number, date = "2025-07-01") =>
    changed(f5, {
      "BLK.DIARY": [{ block: "SIJ", date, targetJoints: ["SIJ"], side: "left", before, after1h: after }],
    });

  test.each([
    [6, 1, "83.3 %", "eligible for therapeutic injection"],
    [8, 2, "75.0 %", "eligible for therapeutic injection"],
    [10, 3, "70.0 %", "diagnostic block negative"],
    [7, 2, "71.4 %", "diagnostic block negative"],
  ])("fact 3: a sacroiliac block asks 75 %%; %s to %s", (before, after, percent, state) => {
    const pathway = sij(diary(before, after));
    expect(pathway.state).toBe(state);
    expect(pathway.text).toContain(percent);
  });

  test("no pain before the block gives no result", () => {
    expect(sij(diary(0, 0)).state).toBe("insufficient data");
  });

  test("two diagnostic sessions are the most", () => {
    const row = (date: string): Row => ({ block: "SIJ", date, side: "left", before: 6, after1h: 1 });
    const [statement] = warnings(
      sij(changed(f5, { "BLK.DIARY": [row("2025-06-25"), row("2025-07-01")] })),
      "SIJ-2",
    );
    expect(statement?.text).toMatch(/2 of 2 .*exceeds/);
  });

  test.each([
    [{ relief: 50, duration: 3, durationUnit: "months" }, "repeat eligible"],
    [{ relief: 49, duration: 3, durationUnit: "months" }, "repeat not met"],
    [{ relief: 80, duration: 12, durationUnit: "weeks" }, "repeat not met"],
    [{ relief: 80 }, "insufficient data"],
  ])("SIJ-3: a repeat after %j", (more, state) => {
    const row = { type: "SIJ", date: "2025-03-01", side: "left", steroid: "triamcinolone 40 mg", ...more };
    expect(sij(changed(f5, { "HX.INTV": [row] })).state).toBe(state);
  });

  test.each([
    [{ guidance: "fluoroscopy" }, "none", undefined],
    [{ guidance: "ultrasound" }, "none", /accepted only with/],
    [{ guidance: "ultrasound" }, "severe-anaphylaxis", /because of the contrast allergy/],
    [{ guidance: "none" }, "none", /No image guidance/],
    [{}, "none", /not recorded/],
  ])("guidance %j with contrast allergy %s", (more, allergy, words) => {
    const planned = changed(f5, {
      "HX.ALG.CONTRAST": allergy,
      "PLAN.PROC": [{ type: "sacroiliac joint injection", intent: "diagnostic", ...more }],
    });
    const [statement] = warnings(sij(planned), "SIJ-3");
    if (words === undefined) expect(statement).toBeUndefined();
    else expect(statement?.text).toMatch(words);
  });

  test("ultrasound is accepted in pregnancy; ablation is not covered", () => {
    const pregnant = changed(f5, {
      "HX.PMH.PREG": { status: "yes", weeks: 20 },
      "PLAN.PROC": [
        { type: "sacroiliac joint injection", intent: "diagnostic", guidance: "ultrasound" },
        { type: "radiofrequency ablation", intent: "therapeutic", targetJoints: ["SIJ"] },
      ],
    });
    expect(warnings(sij(pregnant), "SIJ-3").map(({ text }) => text)).toEqual([
      expect.stringMatching(/because of the pregnancy/),
      expect.stringMatching(/not covered/),
    ]);
  });
});
