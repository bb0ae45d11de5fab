import { describe, expect, test } from "vitest";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { type ConcordancePicture, concordanceOf } from "../../../shared/reasoning/concordance/concordance.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { caseOf, changed, evaluationWith, negative, normalLegs, positive } from "./support.ts";

type Values = Readonly<Record<string, AnswerValue>>;

const of = (values: Values) => concordanceOf(contextOf(evaluationWith(values)));
const ofCase = (name: string) => concordanceOf(contextOf(caseOf(name)));
const proposals = ({ rows }: ConcordancePicture) => rows.map(({ finding, proposed }) => [finding, proposed]);

describe("recorded cases", () => {
  test.each<[string, readonly (readonly [string, string])[]]>([
    [
      "f1",
      [
        ["left subarticular disc extrusion at L4-5", "concordant"],
        ["symmetric disc bulge at L5-S1", "incidental-likely"],
      ],
    ],
    [
      "f2",
      [
        ["symmetric disc bulge at L4-5", "incidental-likely"],
        ["facet arthropathy at L4-5", "concordant"],
        ["grade I listhesis at L4-5", "partly concordant"],
        ["symmetric disc bulge at L5-S1", "incidental-likely"],
        ["facet arthropathy at L5-S1", "concordant"],
      ],
    ],
    [
      "f4",
      [
        ["symmetric disc bulge at C5-6", "incidental-likely"],
        ["right foraminal disc protrusion at C6-7", "concordant"],
      ],
    ],
    ["f5", [["symmetric disc bulge at L5-S1", "incidental-likely"]]],
    ["f6", []],
  ])("%s", (name, expected) => {
    expect(proposals(ofCase(name))).toEqual(expected);
  });

  test("F3: the scar is concordant, the adjacent segment only in part, and the letter says so", () => {
    const picture = ofCase("f3");
    expect(proposals(picture)).toEqual(
      expect.arrayContaining([
        ["epidural fibrosis on the right at L5-S1", "concordant"],
        ["adjacent-segment disease at L3-4", "partly concordant"],
      ]),
    );
    expect(picture.sentences).toHaveLength(1);
    expect(picture.sentences[0]?.text).toMatch(
      /adjacent-segment disease at L3-4 match the pain only in part/,
    );
  });

  test.each(["f1", "f2", "f3", "f4", "f5"])(
    "%s: the proposal agrees with every judgement of the physician beside it",
    (name) => {
      const { rows, ownRows } = ofCase(name);
      const judged = rows.filter(({ physician }) => physician?.concordance !== undefined);
      expect(judged.length).toBeGreaterThan(0);
      expect(judged.map(({ proposed }) => proposed)).toEqual(
        judged.map(({ physician }) => physician?.concordance),
      );
      expect(ownRows).toEqual([]);
    },
  );

  test("F1: the proposal fills the fields of the physician's row", () => {
    expect(ofCase("f1").rows[0]).toMatchObject({
      level: "L4-5",
      side: "left",
      structure: "traversing root",
      root: "L5",
      matchesSide: "yes",
      matchesDistribution: "yes",
      matchesDeficit: "yes",
      matchesTests: "yes",
      matchesTime: "yes",
      missing: [],
    });
  });
});

describe("E11: extrusion on the left, symptoms on the right", () => {
  const f1 = caseOf("f1");
  const opposite = changed(f1, { "HX.SIDE": "right", "IM.CONC": undefined });

  test("is discordant, and the letter says so", () => {
    const { rows, sentences } = concordanceOf(contextOf(opposite));
    expect(rows[0]).toMatchObject({ proposed: "discordant", matchesSide: "no" });
    expect(sentences[0]?.text).toBe(
      "The left subarticular disc extrusion at L4-5 does not match the pain: it lies on the left, the pain is on the right.",
    );
  });

  test("the physician's judgement is kept beside the proposal and decides the letter", () => {
    const judged = changed(opposite, {
      "IM.CONC": [
        {
          finding: "L4-5 extrusion",
          level: "L4-5",
          side: "left",
          concordance: "concordant",
          comment: "pain has changed sides",
        },
      ],
    });
    const { rows, sentences } = concordanceOf(contextOf(judged));
    expect(rows[0]).toMatchObject({
      proposed: "discordant",
      physician: { row: 0, concordance: "concordant", comment: "pain has changed sides" },
    });
    expect(sentences).toEqual([]);
  });
});

describe("the auto-rule", () => {
  const extrusion = {
    "IM.GRID": { "L5-S1": { discType: "extrusion", discZone: ["L subarticular"], recessLeft: "compressed" } },
  };
  const pain = { "HX.SIDE": "left", "HX.RAD": ["foot"], "HX.RAD.DIST": ["lateral foot/sole"] };
  const slr = (result: AnswerValue) => ({
    "PE.T.SLR": { right: negative, left: result },
    "PE.T.XSLR": { right: negative, left: negative },
  });

  test.each<[string, Values, string]>([
    [
      "side and deficit",
      { ...normalLegs, ...pain, ...slr(negative), "NE.R.ACH": { right: "2+", left: "0" } },
      "concordant",
    ],
    ["side, distribution and test", { ...normalLegs, ...pain, ...slr(positive) }, "concordant"],
    ["side and distribution only", { ...normalLegs, ...pain, ...slr(negative) }, "partly concordant"],
    [
      "another root",
      {
        ...normalLegs,
        ...pain,
        "HX.RAD.DIST": ["medial calf"],
        ...slr(negative),
        "NE.R.PAT": { right: "2+", left: "0" },
      },
      "discordant",
    ],
    [
      "no limb pain",
      { ...normalLegs, "HX.SIDE": "left", "HX.RAD": ["none"], ...slr(negative) },
      "incidental-likely",
    ],
    [
      "the side is not recorded",
      { ...normalLegs, "HX.RAD": ["foot"], "HX.RAD.DIST": ["lateral foot/sole"] },
      "not assessed",
    ],
    ["nothing is recorded", {}, "not assessed"],
  ])("%s", (_name, values, expected) => {
    expect(of({ ...extrusion, ...values }).rows[0]?.proposed).toBe(expected);
  });

  test("a study from before the onset does not match in time", () => {
    const study = (date: string) => ({
      "IM.STUDY": [{ type: "MRI", region: ["lumbar"], date, source: "report only" }],
      "HX.ONSET.DATE": "2025-02-01",
    });
    expect(of({ ...extrusion, ...study("2024-12-01") }).rows[0]?.matchesTime).toBe("no");
    expect(of({ ...extrusion, ...study("2025-02-20") }).rows[0]?.matchesTime).toBe("yes");
  });

  test("facet wear needs story and tests: a grade alone matches nothing", () => {
    const facets = { "IM.GRID": { "L4-5": { facetRight: "3", facetLeft: "3" } } };
    const axial = { ...normalLegs, "HX.SIDE": "bilateral", "HX.AXLIMB": "axial only" };
    const tender = { "PE.PALP.PARA.L": { right: { finding: "tender" }, left: { finding: "none" } } };
    const kemp = { "PE.T.KEMP": { right: positive, left: negative } };
    expect(of({ ...facets, ...axial, ...tender, ...kemp }).rows[0]?.proposed).toBe("concordant");
    expect(
      of({ ...facets, ...axial, ...tender, "PE.T.KEMP": { right: negative, left: negative } }).rows[0]
        ?.proposed,
    ).toBe("partly concordant");
    expect(
      of({
        ...facets,
        ...axial,
        "HX.AXLIMB": "limb > axial",
        "PE.T.KEMP": { right: negative, left: negative },
      }).rows[0]?.proposed,
    ).toBe("incidental-likely");
  });
});

describe("which findings get a row", () => {
  test("slight changes that nearly everybody has get none", () => {
    const slight = {
      "L3-4": {
        discType: "normal",
        facetRight: "1",
        foramenLeft: "1",
        canalSchizas: "A3",
        recessLeft: "contact",
        discPfirrmann: "V",
        endplateModic: "2",
      },
    };
    expect(of({ "IM.GRID": slight }).rows).toEqual([]);
  });

  test("each thing graded abnormal gets one", () => {
    const rows = of({
      "IM.GRID": {
        "L2-3": { fracture: "acute", cord: ["normal"] },
        "L3-4": {
          recessRight: "displaced",
          foramenLeft: "2",
          canalSchizas: "C",
          endplateModic: "1",
          listhesis: "II",
        },
        "C5-6": { canalKang: "2", cord: ["signal change"] },
        SIJ: { other: ["SIJ oedema"], otherSide: "left" },
      },
    }).rows;
    expect(rows.map(({ id }) => id)).toEqual([
      "L2-3 fracture",
      "L3-4 recess right",
      "L3-4 foramen left",
      "L3-4 canal",
      "L3-4 slip",
      "L3-4 endplate",
      "C5-6 canal",
      "C5-6 cord",
      "SIJ SIJ oedema",
    ]);
  });

  test("what a herniation does to its root is told with it", () => {
    const { rows } = of({
      "IM.GRID": {
        "L4-5": { discType: "extrusion", discZone: ["L foraminal"], foramenLeft: "3", canalSchizas: "B" },
      },
    });
    expect(rows).toMatchObject([{ structure: "exiting root", root: "L4", side: "left" }]);
  });

  test("E14: without studies nothing on imaging is judged, and nothing counts as normal", () => {
    const picture = of({ "IM.STUDY": [], "IM.GAP": "lumbar MRI requested from the referrer" });
    expect(picture).toEqual({ rows: [], ownRows: [], sentences: [] });
  });
});
