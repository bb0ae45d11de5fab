import { describe, expect, test } from "vitest";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { fact } from "../../../shared/reasoning/facts.ts";
import type { EvidencePart } from "../../../shared/reasoning/generators/feature.ts";
import {
  type GeneratorEntry,
  type GeneratorPicture,
  generatorsOf,
} from "../../../shared/reasoning/generators/generators.ts";
import { bandOf, scored } from "../../../shared/reasoning/generators/score.ts";
import { redFlagsOf } from "../../../shared/reasoning/redFlags/redFlags.ts";
import { caseOf, changed, evaluationWith, type Header, negative, normalLegs, positive } from "./support.ts";

type Values = Readonly<Record<string, AnswerValue>>;

function generators(evaluation: Evaluation): GeneratorPicture {
  const context = contextOf(evaluation);
  return generatorsOf(context, redFlagsOf(context));
}

function entry(picture: GeneratorPicture, id: string): GeneratorEntry {
  const found = [...picture.ranking, ...picture.overlays].find((one) => one.id === id);
  if (found === undefined) throw new Error(`No entry ${id}`);
  return found;
}

const of = (values: Values, header?: Header) => generators(evaluationWith(values, header));
const bandsOf = (picture: GeneratorPicture) => picture.ranking.map(({ id, band }) => [id, band]);

describe("the rankings of the recorded cases", () => {
  test.each<[string, readonly (readonly [string, string])[]]>([
    [
      "f1",
      [
        ["radiculopathy L5 left", "most likely"],
        ["discogenic", "possible"],
        ["lumbar facet", "less likely"],
        ["sacroiliac joint left", "less likely"],
      ],
    ],
    [
      "f2",
      [
        ["lumbar facet", "most likely"],
        ["discogenic", "less likely"],
        ["sacroiliac joint left", "less likely"],
      ],
    ],
    [
      "f3",
      [
        ["PSPS type 2", "most likely"],
        ["sacroiliac joint right", "most likely"],
        ["myofascial", "possible"],
        ["discogenic", "possible"],
      ],
    ],
    [
      "f4",
      [
        ["radiculopathy C7 right", "most likely"],
        ["cervical facet", "less likely"],
        ["peripheral nerve right", "less likely"],
      ],
    ],
    [
      "f5",
      [
        ["sacroiliac joint left", "most likely"],
        ["discogenic", "less likely"],
        ["hip left", "less likely"],
      ],
    ],
  ])("%s", (name, expected) => {
    const found = bandsOf(generators(caseOf(name)));
    const wanted = new Set(expected.map(([id]) => id));
    expect(found.filter(([id]) => wanted.has(id ?? ""))).toEqual(expected);
    expect(found[0]).toEqual(expected[0]);
  });

  test.each([
    ["f2", "lumbar facet", 1.0],
    ["f2", "sacroiliac joint left", 0.17],
    ["f2", "sacroiliac joint right", 0.17],
    ["f2", "discogenic", 0.25],
    ["f5", "sacroiliac joint left", 1.0],
  ])("%s: %s has %f", (name, id, pct) => {
    expect(entry(generators(caseOf(name)), id).pct).toBeCloseTo(pct, 2);
  });

  test("F2: both levels, a hypothesis before any block", () => {
    const facet = entry(generators(caseOf("f2")), "lumbar facet");
    expect(facet).toMatchObject({ wording: "clinical hypothesis", levels: ["L4-5", "L5-S1"] });
    expect(facet.text).toContain("most likely, clinical hypothesis");
  });

  test("F3: two generators at once, and it is said", () => {
    const { several, ranking } = generators(caseOf("f3"));
    expect(ranking.filter(({ band }) => band === "most likely")).toHaveLength(2);
    expect(several?.text).toMatch(/^More than one source of pain is likely/);
  });

  test("F3: the causes after surgery, and the root is told once", () => {
    const picture = generators(caseOf("f3"));
    const surgery = entry(picture, "PSPS type 2");
    expect(surgery.causes?.map(({ cause, state, points }) => [cause, state, points])).toEqual([
      ["a", "supported", 3],
      ["b", "supported", 3],
      ["c", "supported", 3],
      ["d", "not supported", 0],
      ["e", "not supported", 0],
    ]);
    expect(surgery).toMatchObject({ side: "right", root: "S1", includes: ["radiculopathy S1 right"] });
    expect(surgery.label).toContain("right S1 neuropathic pain");
    expect(picture.ranking.some(({ id }) => id.startsWith("radiculopathy"))).toBe(false);
  });

  test("F6: nothing is ranked in an emergency", () => {
    expect(generators(caseOf("f6"))).toEqual({ suppressed: true, ranking: [], overlays: [] });
  });
});

test("T01: every candidate is in the list, also with nothing answered", () => {
  const { ranking, overlays } = of({});
  expect(ranking.length + overlays.length).toBeGreaterThanOrEqual(10);
  expect(new Set(ranking.map(({ band }) => band))).toEqual(new Set(["insufficient data"]));
  expect(ranking.every(({ missing }) => missing.length > 0)).toBe(true);
});

test("cord, cauda equina, tumour and infection are never ranked", () => {
  const { ranking } = of({ "RF.MYELO": "yes", "IM.GRID": { "L2-3": { other: ["tumour"] } } });
  expect(ranking.some(({ label }) => /cord|cauda|tumour|infection/i.test(label))).toBe(false);
});

test("a generator away from the complaint is named as such and not judged", () => {
  const picture = of({ "HX.REGION": ["neck"] });
  expect(entry(picture, "lumbar facet")).toMatchObject({ band: "does not apply", missing: [] });
  expect(entry(picture, "sacroiliac joint").band).toBe("does not apply");
});

describe("sacroiliac joint", () => {
  const tests = ["PE.T.SIDIST", "PE.T.THIGH", "PE.T.COMP", "PE.T.SACR", "PE.T.GAEN"];
  const positives = (count: number) =>
    Object.fromEntries(
      tests.map((item, index) => [item, { right: negative, left: index < count ? positive : negative }]),
    );
  const story = {
    "HX.REGION": ["buttock"],
    "HX.SIDE": "left",
    "HX.ONSET.MODE": "pregnancy/postpartum",
    "PE.SCOPE": ["low back and legs"],
    "PE.T.FORT": { right: negative, left: positive },
    "PE.T.FABER": { right: negative, left: negative },
    "PE.T.CENTR": "no effect",
    "PE.PALP.PARA.L": { right: { finding: "none" }, left: { finding: "none" } },
    "IM.GRID": { "L4-5": { discType: "normal" } },
    ...normalLegs,
  };

  test.each([
    [2, "possible", false],
    [3, "most likely", true],
    [5, "most likely", true],
  ])("%i of five tests: %s", (count, band, gate) => {
    const found = entry(of({ ...story, ...positives(count) }), "sacroiliac joint left");
    expect(found).toMatchObject({ band, gate: { holds: gate } });
  });

  test("the count is reached only by tests that were done", () => {
    const { "PE.T.GAEN": _one, "PE.T.SACR": _other, ...two } = positives(2);
    const { "PE.T.FABER": _third, ...rest } = story;
    expect(entry(of({ ...rest, ...two }), "sacroiliac joint left").gate?.holds).toBeUndefined();
  });

  test("a test that hurts elsewhere is not positive", () => {
    const elsewhere = { "PE.T.SIDIST": { left: { result: "positive", pain: "pain elsewhere" } } };
    const found = entry(of({ ...story, ...positives(3), ...elsewhere }), "sacroiliac joint left");
    expect(found.gate?.holds).toBe(false);
  });

  test("E6: three of five with centralisation is marked down and says why", () => {
    const found = entry(
      of({ ...story, ...positives(3), "PE.T.CENTR": "centralises" }),
      "sacroiliac joint left",
    );
    expect(found.evidenceAgainst.map(({ text }) => text)).toContain(
      "centralises: the provocation tests mean less",
    );
    expect(found.points).toBe(entry(of({ ...story, ...positives(3) }), "sacroiliac joint left").points - 1);
  });

  const block = (after: number) => ({
    "BLK.DIARY": [{ date: "2025-03-01", block: "SIJ", side: "left", before: 8, after1h: after }],
  });

  test.each([
    [2, "most likely", "supported by diagnostic block"],
    [3, "possible", "clinical hypothesis"],
  ])("a block from 8 to %i (75 %% or less): %s, %s", (after, band, wording) => {
    const found = entry(of({ ...story, ...positives(3), ...block(after) }), "sacroiliac joint left");
    expect(found).toMatchObject({ band, wording });
  });

  test("a block on the left says nothing about the right", () => {
    const both = { ...story, "HX.SIDE": "bilateral", ...positives(3), ...block(2) };
    expect(entry(of(both), "sacroiliac joint right").wording).toBe("clinical hypothesis");
  });
});

describe("lumbar facet and blocks, case F2", () => {
  const f2 = caseOf("f2");
  const diary = (...rows: readonly (readonly [string, number, number])[]) =>
    changed(f2, {
      "BLK.DIARY": rows.map(([block, before, after1h], index) => ({
        date: `2025-04-0${index + 1}`,
        block,
        targetJoints: ["L4-5", "L5-S1"],
        side: "bilateral",
        before,
        after1h,
      })),
    });
  const facet = (evaluation: Evaluation) => entry(generators(evaluation), "lumbar facet");

  test("A: two positive blocks support it", () => {
    expect(facet(diary(["MBB1", 7, 1], ["MBB2", 6, 1]))).toMatchObject({
      points: 19,
      max: 19,
      band: "most likely",
      wording: "supported by diagnostic block",
    });
  });

  test("B: 71.4 % does not pass 80 % and takes it down", () => {
    expect(facet(diary(["MBB1", 7, 2]))).toMatchObject({
      points: 11,
      max: 15,
      band: "possible",
      wording: "clinical hypothesis",
    });
  });

  test("C: exactly 80 % passes, and one block does not yet support", () => {
    expect(facet(diary(["MBB1", 5, 1]))).toMatchObject({
      points: 15,
      max: 15,
      band: "most likely",
      wording: "clinical hypothesis",
    });
  });

  test("without a block its points are not asked for", () => {
    expect(facet(f2)).toMatchObject({ points: 11, max: 11, unanswered: [] });
  });

  test("pain before of zero has no result and counts neither way", () => {
    expect(facet(diary(["MBB1", 0, 0]))).toMatchObject({ points: 11, max: 11 });
  });
});

describe("age limits", () => {
  const earned = (id: string, text: string, age: number) =>
    entry(of({}, { patient: { dateOfBirth: `${2025 - age}-01-01` } }), id).evidenceFor.some(
      (evidence) => evidence.text === text,
    );

  test.each([
    ["discogenic", "age under 50", 49, true],
    ["discogenic", "age under 50", 50, false],
    ["lumbar facet", "age over 55", 55, false],
    ["lumbar facet", "age over 55", 56, true],
    ["lumbar stenosis", "age over 60", 60, false],
    ["lumbar stenosis", "age over 60", 61, true],
  ])("%s, %s at %i: %s", (id, text, age, expected) => {
    expect(earned(id, text, age)).toBe(expected);
  });
});

describe("bands", () => {
  test("more than 40 % unanswered is insufficient data and names what is missing", () => {
    const f1 = caseOf("f1");
    const hidden = changed(f1, { "IM.GRID": undefined, "PE.T.CENTR": undefined });
    const disc = entry(generators(hidden), "discogenic");
    expect(disc.band).toBe("insufficient data");
    expect(disc.missing).toEqual(expect.arrayContaining(["IM.GRID", "PE.T.CENTR"]));
    expect(disc.text).toBe("Lumbar disc: insufficient data.");
  });

  test("missing answers are no negatives: they lower neither points nor share", () => {
    const disc = (values: Values) => entry(of({ "HX.AGG": ["sitting"], ...values }), "discogenic");
    expect(disc({}).max).toBeLessThan(disc({ "PE.T.CENTR": "no effect" }).max);
    expect(disc({}).evidenceAgainst.some(({ text }) => text.includes("centralise"))).toBe(false);
  });

  describe("imaging alone is never above possible", () => {
    const feature = (part: EvidencePart) => ({ part, points: 5, present: "is", absent: "is not" });
    const seen = (part: EvidencePart, item: string) => ({ feature: feature(part), found: fact(true, item) });

    test.each<[string, readonly ReturnType<typeof seen>[], string]>([
      ["images", [seen("records", "IM.GRID")], "possible"],
      ["images and EMG", [seen("records", "IM.GRID"), seen("records", "IM.EMG")], "possible"],
      ["images and a test", [seen("records", "IM.GRID"), seen("physical", "PE.T.SLR")], "most likely"],
      ["a block", [seen("records", "BLK.DIARY")], "most likely"],
    ])("%s", (_name, features, band) => {
      expect(bandOf(scored(features), true)).toBe(band);
    });

    test("an acute fracture without any other sign", () => {
      const fracture = {
        "RF.FX.TRAUMA": "no",
        "RF.FX.BRUISE": "no",
        "RF.FX.STEROID": "no",
        "PE.PERC": negative,
        "PE.T.SUPINE": negative,
        "IM.GRID": { "L1-2": { fracture: "acute", fractureOedema: "yes" } },
      };
      expect(entry(of(fracture), "vertebral fracture").band).toBe("less likely");
    });
  });

  test("a fracture risk that was not asked about is no absent one", () => {
    const old = { patient: { dateOfBirth: "1940-01-01" } };
    const risk = (values: Values) =>
      entry(of(values, old), "vertebral fracture").evidenceFor.map(({ earned, points }) => [earned, points]);
    expect(risk({})).toEqual([[2, 2]]);
    expect(risk({ "RF.FX.TRAUMA": "no" })).toEqual([[2, 4]]);
    expect(risk({ "RF.FX.TRAUMA": "yes", "RF.FX.BRUISE": "yes", "RF.FX.STEROID": "yes" })).toEqual([[6, 6]]);
  });

  test("a disc is not most likely while the limb dominates", () => {
    const disc = {
      "HX.SIDE": "midline",
      "HX.AGG": ["sitting"],
      "PE.T.CENTR": "centralises",
      "IM.GRID": { "L4-5": { endplateModic: "1", discPfirrmann: "V" } },
      ...normalLegs,
    };
    expect(entry(of({ ...disc, "HX.AXLIMB": "axial > limb" }), "discogenic").band).toBe("most likely");
    expect(entry(of({ ...disc, "HX.AXLIMB": "limb > axial" }), "discogenic").band).toBe("possible");
  });

  test("stenosis needs narrowing on imaging and postural relief", () => {
    const stenosis = {
      "HX.REGION": ["low back", "leg"],
      "HX.SIDE": "bilateral",
      "HX.RAD": ["below knee"],
      "HX.AGG": ["walking"],
      "HX.STANDRELIEF": { sitting: "yes", leaningForward: "yes" },
      "PE.T.SLR": { right: negative, left: negative },
      "IM.GRID": { "L4-5": { canalSchizas: "C" } },
    };
    const old = { patient: { dateOfBirth: "1950-01-01" } };
    expect(entry(of(stenosis, old), "lumbar stenosis")).toMatchObject({ band: "most likely", points: 11 });
    const open = { ...stenosis, "IM.GRID": { "L4-5": { canalSchizas: "A1" } } };
    expect(entry(of(open, old), "lumbar stenosis").band).toBe("possible");
    const upright = { ...stenosis, "HX.STANDRELIEF": { sitting: "no", leaningForward: "no" } };
    expect(entry(of(upright, old), "lumbar stenosis").gate?.holds).toBe(false);
  });

  test.each([
    ["A4", 0],
    ["B", 1],
    ["C", 3],
    ["D", 3],
  ])("Schizas %s earns %i of 3", (grade, points) => {
    const found = entry(of({ "IM.GRID": { "L4-5": { canalSchizas: grade } } }), "lumbar stenosis");
    const evidence = [...found.evidenceFor, ...found.evidenceAgainst].find(({ part }) => part === "records");
    expect(evidence).toMatchObject({ earned: points, points: 3 });
  });
});

describe("hip", () => {
  test.each([
    [19, "yes", 2],
    [20, "yes", 0],
    [15, "no", 0],
  ])("internal rotation of %i°, painful %s: %i", (degrees, painful, points) => {
    const values = { "HX.SIDE": "left", "PE.ROM.HIP.IR": { left: { degrees, painful } } };
    expect(entry(of(values), "hip left").points).toBe(points);
  });

  test("FABER in the groin is the hip's, posterior the sacroiliac joint's", () => {
    const faber = (site: string) => ({ "HX.SIDE": "left", "PE.T.FABER": { left: { ...positive, site } } });
    expect(entry(of(faber("groin")), "hip left").points).toBe(1);
    expect(entry(of(faber("posterior")), "hip left").points).toBe(0);
  });
});

describe("mechanisms", () => {
  test.each<[string, number, boolean]>([
    ["INS.DN4", 3, false],
    ["INS.DN4", 4, true],
    ["INS.LANSS", 11, false],
    ["INS.LANSS", 12, true],
    ["INS.PAINDETECT", 18, false],
    ["INS.PAINDETECT", 19, true],
  ])("%s of %i is neuropathic: %s", (item, total, expected) => {
    const overlay = entry(of({ [item]: { total } }), "neuropathic mechanism");
    expect(overlay.points).toBe(expected ? 3 : 0);
  });

  test("a neuropathic mechanism is no structure and not ranked among them", () => {
    const { ranking, overlays } = generators(caseOf("f1"));
    expect(overlays.map(({ id }) => id)).toEqual(["neuropathic mechanism"]);
    expect(ranking.some(({ id }) => id === "neuropathic mechanism")).toBe(false);
  });

  test.each([
    [39, 4, 0],
    [40, 4, 2],
    [40, 5, 4],
  ])("sensitisation %i and severity %i: %i points", (csi, sss, points) => {
    const found = entry(of({ "INS.CSI": { total: csi }, "INS.SSS": { total: sss } }), "nociplastic");
    expect(found.points).toBe(points);
  });
});

describe("after surgery", () => {
  const surgery = (row: Readonly<Record<string, AnswerValue>>) => ({
    "HX.NRS.AVG": 6,
    "HX.SURG": [{ type: ["discectomy"], levels: ["L5-S1"], ...row }],
  });
  const stateOf = (values: Values, cause: string) =>
    entry(of(values), "PSPS type 2").causes?.find((one) => one.cause === cause)?.state;
  const pressed = {
    "IM.GRID": {
      "L5-S1": { recessRight: "compressed", recessLeft: "none", foramenRight: "0", foramenLeft: "0" },
    },
  };

  test("no surgery, or no pain, does not apply", () => {
    expect(entry(of({ "HX.SURG": [] }), "PSPS type 2").band).toBe("does not apply");
    const free = { ...surgery({}), "HX.NRS.AVG": 0, "HX.NRS.NOW": 0 };
    expect(entry(of(free), "PSPS type 2").band).toBe("does not apply");
  });

  test.each([
    [5, "not supported"],
    [6, "supported"],
  ])("d: compression after %i months of relief is %s", (reliefMonths, state) => {
    expect(
      stateOf({ ...surgery({ reliefMonths, outcome: "relief, then recurrence" }), ...pressed }, "d"),
    ).toBe(state);
  });

  test.each([
    ["no relief", "supported"],
    ["partial relief", "not supported"],
  ])("e: compression and “%s” is %s", (outcome, state) => {
    expect(stateOf({ ...surgery({ outcome }), ...pressed }, "e")).toBe(state);
  });

  test.each([
    [["burning", "numb", "tingling"], "not supported"],
    [["burning", "numb", "tingling", "electric-shock"], "supported"],
  ])("b: a deficit before and %j is %s", (qualities, state) => {
    const free = { "IM.GRID": { "L5-S1": { recessRight: "none", recessLeft: "none" } } };
    expect(stateOf({ ...surgery({ deficitBefore: "foot drop" }), ...free, "HX.QUAL": qualities }, "b")).toBe(
      state,
    );
  });

  test("without a supported cause it is undetermined and possible, never less", () => {
    const values = {
      ...surgery({ outcome: "partial relief", reliefMonths: 2, deficitBefore: "none" }),
      "IM.GRID": { "L5-S1": { recessRight: "none", recessLeft: "none", postop: ["fusion solid"] } },
      "HX.QUAL": ["aching"],
      "PE.T.TRIG": [],
    };
    expect(entry(of(values), "PSPS type 2")).toMatchObject({ band: "possible" });
    expect(entry(of(values), "PSPS type 2").label).toContain("cause undetermined");
  });
});

test("carpal tunnel is possible with numb thumb, weak thenar muscles and a negative neck", () => {
  const values = {
    "HX.SIDE": "right",
    "NE.S.C6": { right: { pinprick: "1" } },
    "NE.M.C8.INTRINSIC": { right: { grade: "4" }, left: { grade: "5" } },
    "PE.T.SPURL": { right: negative, left: negative },
    "PE.T.ULTT": { right: negative, left: negative },
  };
  expect(entry(of(values), "peripheral nerve right")).toMatchObject({ points: 4, band: "most likely" });
});

test("evidence is told by part, for and against", () => {
  const root = entry(generators(caseOf("f1")), "radiculopathy L5 left");
  const parts = new Set(root.evidenceFor.map(({ part }) => part));
  expect(parts).toEqual(new Set(["history", "physical", "neurological", "records"]));
  const facet = entry(generators(caseOf("f1")), "lumbar facet");
  expect(facet.evidenceAgainst.map(({ text }) => text)).toContain("pain goes below the knee");
});

test("base rates are words for display and no part of the score", () => {
  const disc = entry(generators(caseOf("f2")), "discogenic");
  expect(disc.baseRate).toContain("42 %");
  expect(disc.points).toBe(3);
});

test("pain that stretching eases is one point more for the muscles", () => {
  const muscles = (relieving: readonly string[]) => entry(of({ "HX.REL": relieving }), "myofascial");
  const [eased, not] = [muscles(["stretching", "heat"]), muscles(["heat"])];
  expect([eased.points, eased.max]).toEqual([1, 1]);
  expect([not.points, not.max]).toEqual([0, 1]);
});
