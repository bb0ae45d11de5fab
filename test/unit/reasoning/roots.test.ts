import { describe, expect, test } from "vitest";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { rootOfDisc } from "../../../shared/reasoning/pathways/nerves.ts";
import { rootScore } from "../../../shared/reasoning/roots/rootScore.ts";
import { rootsOf } from "../../../shared/reasoning/roots/roots.ts";
import {
  caseOf,
  contextWith,
  evaluationWith,
  negative,
  normalArms,
  normalLegs,
  positive,
} from "./support.ts";

type Values = Readonly<Record<string, AnswerValue>>;

const both = (value: AnswerValue) => ({ right: value, left: value });
const grades = (right: string, left: string) => ({ right: { grade: right }, left: { grade: left } });
const patternIds = (values: Values) =>
  rootsOf(contextOf(evaluationWith(values))).patterns.map(({ ruleId }) => ruleId);

describe("recorded cases", () => {
  test.each([
    ["f1", "L5", "left", 11, "probable radiculopathy"],
    ["f1", "S1", "left", 2, "less likely"],
    ["f1", "L4", "left", 0, "less likely"],
    ["f1", "L5", "right", 0, "less likely"],
    ["f3", "S1", "right", 10, "probable radiculopathy"],
    ["f4", "C7", "right", 14, "probable radiculopathy"],
    ["f5", "S1", "left", 0, "less likely"],
  ] as const)("%s: %s %s has %i points, %s", (name, root, side, points, band) => {
    expect(rootScore(contextOf(caseOf(name)), root, side)).toMatchObject({ points, band });
  });

  test("F1 lists what L5 counts, one by one", () => {
    const { contributions } = rootScore(contextOf(caseOf("f1")), "L5", "left");
    const counted = contributions.filter(({ holds }) => holds).map(({ id, points }) => [id, points]);
    expect(counted).toEqual([
      ["key muscle", 3],
      ["second muscle", 1],
      ["sensation", 2],
      ["pain", 1],
      ["tension", 1],
      ["crossed tension", 1],
      ["imaging", 2],
    ]);
  });

  test("F3: a scar is no compression and chronic denervation is not active", () => {
    const { contributions } = rootScore(contextOf(caseOf("f3")), "S1", "right");
    const state = Object.fromEntries(contributions.map(({ id, holds }) => [id, holds]));
    expect([state.imaging, state.EMG]).toEqual([false, false]);
  });

  test("F4: four of Wainner's tests, one of the myelopathy cluster, which lowers its likelihood", () => {
    const { clusters, patterns } = rootsOf(contextOf(caseOf("f4")));
    expect(clusters.wainner?.positive).toBe(4);
    expect(clusters.cook).toMatchObject({ met: 1, known: 5 });
    expect(patterns.find(({ ruleId }) => ruleId === "N-7")?.text).toContain("less likely");
  });

  test("F5: four sacroiliac tests on the left", () => {
    expect(rootsOf(contextOf(caseOf("f5"))).clusters.laslett).toMatchObject({ positive: 4 });
  });

  test("F6: sacral roots, severe weakness", () => {
    const ids = rootsOf(contextOf(caseOf("f6"))).patterns.map(({ ruleId }) => ruleId);
    expect(ids).toEqual(expect.arrayContaining(["N-8", "N-10"]));
  });
});

describe("strength", () => {
  const keyMuscle = (values: Values) =>
    rootScore(contextWith(values), "L5", "right").contributions.find(({ id }) => id === "key muscle")?.holds;

  test.each<[string, string, boolean]>([
    ["5", "5", false],
    ["4+", "5", false],
    ["4", "5", true],
    ["4-", "5", true],
    ["4", "4", false],
    ["4-", "4", false],
    ["4-", "4+", true],
    ["3", "4-", true],
    ["0", "0", false],
  ])("right %s against left %s counts as the key muscle: %s", (right, left, counted) => {
    expect(keyMuscle({ "NE.M.L5": grades(right, left) })).toBe(counted);
  });

  test("weakness by pain does not count", () => {
    expect(
      keyMuscle({ "NE.M.L5": { right: { grade: "3", painLimited: "yes" }, left: { grade: "5" } } }),
    ).toBe(false);
  });

  test.each<[string, Values]>([
    ["nothing was examined", {}],
    ["the other side was not examined", { "NE.M.L5": { right: { grade: "4" } } }],
    ["it could not be tested", { "NE.M.L5": { right: { grade: "NT" }, left: { grade: "5" } } }],
  ])("%s: not known, and named", (_why, values) => {
    const score = rootScore(contextWith(values), "L5", "right");
    expect(score.contributions[0]).toMatchObject({ holds: undefined, missing: ["NE.M.L5"] });
    expect(score.missing).toContain("NE.M.L5");
  });

  test("a second muscle counts from 4+ down, once", () => {
    const { points } = rootScore(
      contextWith({
        "NE.M.L5.HIPABD": grades("4+", "5"),
        "NE.M.L5.EVERSION": grades("4", "5"),
      }),
      "L5",
      "right",
    );
    expect(points).toBe(1);
  });
});

describe("reflexes and sensation", () => {
  test.each<[string, string, number]>([
    ["0", "2+", 2],
    ["1+", "2+", 2],
    ["1+", "1+", 0],
    ["0", "0", 0],
    ["2+", "3+", 0],
  ])("right Achilles %s against left %s: %i", (right, left, points) => {
    expect(rootScore(contextWith({ "NE.R.ACH": { right, left } }), "S1", "right").points).toBe(points);
  });

  test("the Achilles reflex is S1's; L5 has no reflex", () => {
    const context = contextWith({
      "NE.R.ACH": { right: "0", left: "2+" },
      "NE.R.MHAM": { right: "0", left: "2+" },
    });
    expect(rootScore(context, "L5", "right").points).toBe(0);
    expect(rootScore(context, "S1", "right").points).toBe(2);
  });

  test.each<[AnswerValue, AnswerValue, number]>([
    [{ lightTouch: "1", pinprick: "2" }, { lightTouch: "2", pinprick: "2" }, 2],
    [{ pinprick: "1" }, { pinprick: "2" }, 2],
    [{ lightTouch: "1", pinprick: "1" }, { lightTouch: "1", pinprick: "1" }, 0],
    [{ lightTouch: "0" }, { lightTouch: "1" }, 2],
    [{ lightTouch: "NT" }, { lightTouch: "2" }, 0],
  ])("right %j against left %j: %i", (right, left, points) => {
    expect(rootScore(contextWith({ "NE.S.L5": { right, left } }), "L5", "right").points).toBe(points);
  });
});

describe("fact 2: which root a disc meets", () => {
  test.each([
    ["L4-5", "L subarticular", "L5"],
    ["L4-5", "central", "L5"],
    ["L4-5", "L foraminal", "L4"],
    ["L4-5", "L extraforaminal", "L4"],
    ["L5-S1", "R subarticular", "S1"],
    ["C6-7", "R foraminal", "C7"],
    ["C6-7", "central", "C7"],
    ["C7-T1", "R foraminal", "C8"],
  ])("%s, %s: %s", (level, zone, root) => {
    expect(rootOfDisc(level, zone)?.root).toBe(root);
  });

  const grid = (level: string, cells: Readonly<Record<string, AnswerValue>>) => ({
    "IM.GRID": { [level]: cells },
  });
  const imaging = (values: Values, root: string) =>
    rootScore(contextWith(values), root, "left").contributions.find(({ id }) => id === "imaging")?.holds;

  test("a compressed recess at L4-5 is L5's, a closed foramen L4's", () => {
    const recess = grid("L4-5", { recessLeft: "compressed", foramenLeft: "1" });
    const foramen = grid("L4-5", { recessLeft: "none", foramenLeft: "3" });
    expect([imaging(recess, "L5"), imaging(recess, "L4")]).toEqual([true, false]);
    expect([imaging(foramen, "L5"), imaging(foramen, "L4")]).toEqual([false, true]);
  });

  test("contact and displacement are no compression", () => {
    expect(imaging(grid("L4-5", { recessLeft: "displaced" }), "L5")).toBe(false);
  });

  test("a herniation whose effect on the root was not graded leaves it open", () => {
    const disc = grid("L4-5", { discType: "extrusion", discZone: ["L subarticular"] });
    expect(imaging(disc, "L5")).toBeUndefined();
  });

  test("a severe cervical foramen at C7-T1 is C8's", () => {
    expect(imaging(grid("C7-T1", { foramenLeft: "severe" }), "C8")).toBe(true);
  });
});

describe("fact 6: straight leg raise", () => {
  const tension = (values: Values, side: "right" | "left") =>
    rootScore(contextWith(values), "S1", side).contributions.find(({ id }) => id === "tension")?.holds;

  test("E5: hamstring pain at 80° is negative", () => {
    const slr = { "PE.T.SLR": { left: { result: "positive", pain: "pain elsewhere", angle: 80 } } };
    expect(tension(slr, "left")).toBe(false);
  });

  test.each<[number, boolean]>([
    [30, true],
    [70, true],
    [71, false],
    [80, false],
  ])("usual pain at %i°: %s", (angle, counted) => {
    expect(tension({ "PE.T.SLR": { left: { ...positive, angle } } }, "left")).toBe(counted);
  });

  test("equivocal is not positive", () => {
    expect(tension({ "PE.T.SLR": { left: { result: "equivocal" } } }, "left")).toBe(false);
  });

  test("the crossed test raises the well leg and counts for the other side", () => {
    const context = contextWith({ "PE.T.XSLR": { right: positive, left: negative } });
    expect(rootScore(context, "L5", "left").points).toBe(1);
    expect(rootScore(context, "L5", "right").points).toBe(0);
  });

  test("two tension tests count one point together; the femoral stretch is L2 to L4's", () => {
    const context = contextWith({
      "PE.T.SLR": { left: positive },
      "PE.T.SLUMP": { left: positive },
      "PE.T.FNS": { left: positive },
    });
    expect(["L2", "L3", "L4", "L5", "S1"].map((root) => rootScore(context, root, "left").points)).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect(rootScore(contextWith({ "PE.T.FNS": { left: positive } }), "S1", "left").points).toBe(0);
  });
});

describe("bands", () => {
  const pain = { "HX.SIDE": "left", "HX.RAD": ["foot"], "HX.RAD.DIST": ["lateral foot/sole"] };
  const tension = { "PE.T.SLR": { right: negative, left: positive } };
  const band = (values: Values) => rootScore(contextWith(values), "S1", "left").band;

  test("pain and tension without lost function is radicular pain, not radiculopathy", () => {
    expect(band({ ...normalLegs, ...pain, ...tension })).toBe("radicular pain without radiculopathy");
  });

  test("“intact” as a whole is enough to say so", () => {
    const summary = {
      "NE.SCREEN.LEGS": { motor: "5/5 throughout", sensation: "intact", reflexes: "2+ and symmetric" },
    };
    expect(band({ ...summary, ...pain, ...tension })).toBe("radicular pain without radiculopathy");
  });

  test.each(["NE.M.S1", "NE.S.S1", "NE.R.ACH"])("without %s it is not said", (left) => {
    const { [left]: _missing, ...rest } = normalLegs;
    expect(band({ ...rest, ...pain, ...tension })).toBe("insufficient data");
  });

  test.each<[string, Values, string]>([
    [
      "6 points with lost function",
      { "NE.M.S1": grades("5", "4"), "NE.R.ACH": { right: "2+", left: "0" } },
      "possible radiculopathy",
    ],
    [
      "7 points with lost function",
      {
        "NE.M.S1": grades("5", "4"),
        "NE.R.ACH": { right: "2+", left: "0" },
        "NE.S.S1": { right: { pinprick: "2" }, left: { pinprick: "1" } },
      },
      "probable radiculopathy",
    ],
    ["a reflex alone", { "NE.R.ACH": { right: "2+", left: "0" } }, "less likely"],
  ])("%s", (_name, values, expected) => {
    expect(
      band({ ...normalLegs, ...values, ...(expected === "possible radiculopathy" ? tension : {}) }),
    ).toBe(expected);
  });
});

describe("patterns", () => {
  const foot = { "NE.M.L4": grades("4", "5") };

  test("N-1 wants no back pain and normal inversion and hip abduction", () => {
    const peroneal = {
      ...foot,
      "PE.SCOPE": ["low back and legs"],
      "HX.REGION": ["leg"],
      "NE.M.L5.EVERSION": grades("4", "5"),
      "NE.M.L5.INVERSION": grades("5", "5"),
      "NE.M.L5.HIPABD": grades("5", "5"),
    };
    expect(patternIds(peroneal)).toContain("N-1");
    expect(patternIds({ ...peroneal, "HX.REGION": ["low back", "leg"] })).not.toContain("N-1");
    const { "NE.M.L5.INVERSION": _untested, ...rest } = peroneal;
    expect(patternIds(rest)).not.toContain("N-1");
  });

  test.each<[string, string, Values]>([
    [
      "N-2",
      "dorsiflexion, inversion, hip abduction weak",
      { ...foot, "NE.M.L5.INVERSION": grades("4", "5"), "NE.M.L5.HIPABD": grades("4", "5") },
    ],
    [
      "N-3",
      "thumb numb, thenar weak, neck tests negative",
      {
        "NE.S.C6": { right: { pinprick: "1" } },
        "NE.M.C8.INTRINSIC": grades("4", "5"),
        "PE.T.SPURL": both(negative),
        "PE.T.ULTT": both(negative),
      },
    ],
    [
      "N-4",
      "little finger numb, intrinsics weak",
      {
        "NE.S.C8": { right: { pinprick: "1" } },
        "NE.M.C8.INTRINSIC": grades("4", "5"),
        "NE.S.T1": { right: { pinprick: "2" } },
      },
    ],
    ["N-5", "stocking", { "NE.S.STOCK": "yes" }],
    [
      "N-5",
      "neighbouring roots on both sides",
      { "NE.S.L5": both({ pinprick: "1" }), "NE.S.S1": both({ pinprick: "1" }) },
    ],
    ["N-5", "both Achilles absent", { "NE.R.ACH": both("0") }],
    ["N-6", "Hoffmann", { "NE.U.HOFF": { left: "positive" } }],
    ["N-6", "brisk ankle", { "NE.R.ACH": { left: "3+" } }],
    ["N-8", "saddle", { "RF.CES.SADDLE": "yes" }],
    ["N-9", "three limbs weak", { "NE.M.C7": both({ grade: "4" }), "NE.M.L5": grades("4", "5") }],
    ["N-9", "weak without pain", { "NE.M.L5": grades("4", "5"), "HX.NRS.WORST": 0 }],
    [
      "N-9",
      "weak with fasciculation",
      { "NE.M.L5": grades("4", "5"), "HX.NRS.WORST": 6, "PE.MUSCULO": { fasciculations: "present" } },
    ],
    ["N-10", "3/5", { "NE.M.L5": grades("3", "5") }],
    ["N-10", "falling", { "RF.NEURO.PROG": "yes" }],
  ])("%s: %s", (id, _name, values) => {
    expect(patternIds(values)).toContain(id);
  });

  test.each<[string, string, Values]>([
    [
      "N-5",
      "one root on both sides",
      { "NE.S.L5": both({ pinprick: "1" }), "NE.S.S1": both({ pinprick: "2" }) },
    ],
    ["N-5", "Achilles 1+ on both sides", { "NE.R.ACH": both("1+") }],
    ["N-10", "4-/5", { "NE.M.L5": grades("4-", "5") }],
    [
      "N-9",
      "two limbs weak",
      { "NE.M.C7": grades("4", "5"), "NE.M.L5": grades("4", "5"), "HX.NRS.WORST": 6 },
    ],
    [
      "N-9",
      "fasciculation without weakness",
      { "NE.M.L5": both({ grade: "5" }), "HX.NRS.WORST": 6, "PE.MUSCULO": { fasciculations: "present" } },
    ],
  ])("not %s: %s", (id, _name, values) => {
    expect(patternIds(values)).not.toContain(id);
  });

  test("N-4 tells the ulnar nerve from C8 by the forearm", () => {
    const hand = { "NE.S.C8": { right: { pinprick: "1" } }, "NE.M.C8.INTRINSIC": grades("4", "5") };
    const textOf = (forearm: string) =>
      rootsOf(contextWith({ ...hand, "NE.S.T1": { right: { pinprick: forearm } } })).patterns.find(
        ({ ruleId }) => ruleId === "N-4",
      )?.text;
    expect(textOf("2")).toContain("ulnar neuropathy is likelier");
    expect(textOf("1")).toContain("C8 or T1 is likelier");
  });
});

describe("the myelopathy cluster", () => {
  const signs = ["NE.U.HOFF", "NE.U.ISS", "NE.U.BAB"] as const;
  const cook = (present: number, age: number) => {
    const words = (index: number, item: string) =>
      item === "NE.U.BAB" ? (index < present ? "up" : "down") : index < present ? "positive" : "negative";
    const values = Object.fromEntries(signs.map((item, index) => [item, both(words(index, item))]));
    return rootsOf(
      contextOf(
        evaluationWith(
          { ...values, "PE.GAIT": ["normal"] },
          { patient: { dateOfBirth: `${2025 - age}-01-01` } },
        ),
      ),
    );
  };

  test.each([
    [0, 45, 0, "less likely"],
    [0, 46, 1, "less likely"],
    [1, 46, 2, "neither"],
    [2, 46, 3, "urgent MRI"],
    [3, 45, 3, "urgent MRI"],
  ])("%i signs at %i years: %i of 5, %s", (present, age, met, words) => {
    const { clusters, patterns } = cook(present, age);
    expect(clusters.cook.met).toBe(met);
    expect(patterns.find(({ ruleId }) => ruleId === "N-7")?.text).toContain(words);
  });

  test("what was not examined does not lower the likelihood", () => {
    const { patterns } = rootsOf(contextWith({ "NE.U.HOFF": both("negative") }));
    expect(patterns.find(({ ruleId }) => ruleId === "N-7")?.text).toContain("neither");
  });
});

describe("sides that contradict each other", () => {
  const leftSigns = { ...normalLegs, "NE.R.ACH": { right: "2+", left: "0" } };

  test("pain right, signs only left", () => {
    expect(patternIds({ ...leftSigns, "HX.SIDE": "right" })).toContain("N-SIDE");
  });

  test.each(["left", "bilateral", "midline"])("pain “%s” is no contradiction", (side) => {
    expect(patternIds({ ...leftSigns, "HX.SIDE": side })).not.toContain("N-SIDE");
  });

  test("no sign at all is no contradiction", () => {
    expect(patternIds({ ...normalLegs, ...normalArms, "HX.SIDE": "right" })).not.toContain("N-SIDE");
  });
});

test("a root that is not examined by key muscle cannot be asked for", () => {
  expect(() => rootScore(contextWith({}), "L1", "right")).toThrow(RangeError);
});
