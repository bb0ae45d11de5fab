import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { questions, questionsOf } from "../../../shared/evaluation/questions.ts";

function asked(values: Readonly<Record<string, AnswerValue>>) {
  const answers = { "HX.REGION": ["low back"], ...values };
  const evaluation: Evaluation = {
    patient: {
      givenNames: "Tess",
      familyName: "Ample",
      dateOfBirth: "1970-02-03",
      sexAtBirth: "male",
      mrn: "T-4",
    },
    referrer: { familyName: "Referrer", specialty: "primary care" },
    referral: { date: "2025-03-03", question: "Why?", urgency: "soon" },
    visitDate: "2025-03-10",
    answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value }])),
  };
  return questionsOf(evaluation).map(({ id, itemId, message }) => ({ at: `${id} ${itemId}`, message }));
}

const positive = { result: "positive", pain: "usual pain" };
const negative = { result: "negative" };
const diagnosis = (more: Readonly<Record<string, AnswerValue>>) => [
  { diagnosis: "L5 root", certainty: "most likely", ...more },
];
const radicular = { generator: "radiculopathy", side: "left", levels: ["L4-5"] };

/** A study that was looked at, without which no levels are asked. */
const imaged = { "IM.STUDY": [{ type: "MRI", region: ["lumbar"], date: "2025-02-20" }] };

type Case = readonly [string, Readonly<Record<string, AnswerValue>>, readonly string[]];

describe.each<readonly [string, readonly Case[]]>([
  [
    "straightLegRaiseSide PE.T.SLR",
    [
      ["on the side without pain", { "HX.SIDE": "left", "PE.T.SLR": { right: positive } }, ["the right"]],
      ["on the other such side", { "HX.SIDE": "right", "PE.T.SLR": { left: positive } }, ["the left"]],
      [
        "on both sides of a left pain",
        { "HX.SIDE": "left", "PE.T.SLR": { right: positive, left: positive } },
        ["the right"],
      ],
      ["on the painful side", { "HX.SIDE": "left", "PE.T.SLR": { left: positive, right: negative } }, []],
      [
        "for another pain",
        { "HX.SIDE": "left", "PE.T.SLR": { right: { result: "positive", pain: "pain elsewhere" } } },
        [],
      ],
      ["doubtful", { "HX.SIDE": "left", "PE.T.SLR": { right: { result: "equivocal" } } }, []],
      ["with pain on both sides", { "HX.SIDE": "bilateral", "PE.T.SLR": { right: positive } }, []],
      ["with no side recorded", { "PE.T.SLR": { right: positive } }, []],
      [
        "that is no longer asked",
        { "HX.REGION": ["neck"], "HX.SIDE": "left", "PE.T.SLR": { right: positive } },
        [],
      ],
    ],
  ],
  [
    "weakLegNormalGait PE.GAIT",
    [
      ["2/5", { "PE.GAIT": ["normal"], "NE.M.L5": { left: { grade: "2" } } }, ["2/5 on the left"]],
      ["0/5", { "PE.GAIT": ["normal"], "NE.M.S1": { right: { grade: "0" } } }, ["0/5 on the right"]],
      [
        "in a further muscle",
        { "PE.GAIT": ["normal"], "NE.M.L5.HIPABD": { right: { grade: "1" } } },
        ["Hip abduction"],
      ],
      [
        "on both sides",
        { "PE.GAIT": ["normal"], "NE.M.L4": { left: { grade: "1" }, right: { grade: "2" } } },
        ["2/5 on the right", "1/5 on the left"],
      ],
      ["3/5", { "PE.GAIT": ["normal"], "NE.M.L5": { left: { grade: "3" } } }, []],
      ["not testable", { "PE.GAIT": ["normal"], "NE.M.L5": { left: { grade: "NT" } } }, []],
      [
        "held back by pain",
        { "PE.GAIT": ["normal"], "NE.M.L5": { left: { grade: "2", painLimited: "yes" } } },
        [],
      ],
      ["with a foot drop", { "PE.GAIT": ["foot drop L"], "NE.M.L4": { left: { grade: "2" } } }, []],
      ["with no gait recorded", { "NE.M.L4": { left: { grade: "2" } } }, []],
      [
        "in an arm",
        { "HX.REGION": ["neck"], "PE.GAIT": ["normal"], "NE.M.C5": { left: { grade: "2" } } },
        [],
      ],
    ],
  ],
  [
    "footDropNormalStrength PE.GAIT",
    [
      ["left", { "PE.GAIT": ["foot drop L"], "NE.M.L4": { left: { grade: "5" } } }, ["on the left"]],
      [
        "right",
        { "PE.GAIT": ["foot drop R", "aided"], "NE.M.L4": { right: { grade: "5" } } },
        ["on the right"],
      ],
      ["half a grade less", { "PE.GAIT": ["foot drop L"], "NE.M.L4": { left: { grade: "4+" } } }, []],
      ["strong on the other side", { "PE.GAIT": ["foot drop L"], "NE.M.L4": { right: { grade: "5" } } }, []],
      ["antalgic", { "PE.GAIT": ["antalgic L"], "NE.M.L4": { left: { grade: "5" } } }, []],
    ],
  ],
  [
    "diagnosisSide PLAN.DX",
    [
      [
        "against the pain",
        { "HX.SIDE": "right", "PLAN.DX": diagnosis({ side: "left" }) },
        ["the pain is on the right"],
      ],
      ["with the pain", { "HX.SIDE": "left", "PLAN.DX": diagnosis({ side: "left" }) }, []],
      ["with pain on both sides", { "HX.SIDE": "bilateral", "PLAN.DX": diagnosis({ side: "left" }) }, []],
      ["of the midline", { "HX.SIDE": "left", "PLAN.DX": diagnosis({ side: "midline" }) }, []],
      ["without a side", { "HX.SIDE": "left", "PLAN.DX": diagnosis({}) }, []],
      [
        "in the second row",
        {
          "HX.SIDE": "left",
          "PLAN.DX": [...diagnosis({ side: "left" }), ...diagnosis({ side: "right" })],
        },
        ["Diagnosis 2 is on the right"],
      ],
      [
        "against a weak muscle",
        { "NE.M.L5": { right: { grade: "4" } }, "PLAN.DX": diagnosis(radicular) },
        ["deficits"],
      ],
      [
        "against the leg raise",
        { "PE.T.SLR": { right: positive }, "PLAN.DX": diagnosis(radicular) },
        ["straight leg raise"],
      ],
      [
        "with deficits on both sides",
        { "NE.M.L5": { right: { grade: "4" }, left: { grade: "4+" } }, "PLAN.DX": diagnosis(radicular) },
        [],
      ],
      [
        "of a joint, with a weak leg",
        {
          "NE.M.L5": { right: { grade: "4" } },
          "PLAN.DX": diagnosis({ ...radicular, generator: "lumbar facet" }),
        },
        [],
      ],
      [
        "against the disc",
        { "IM.GRID": { "L4-5": { discZone: ["R subarticular"] } }, "PLAN.DX": diagnosis(radicular) },
        ["imaging at L4-5"],
      ],
      [
        "against the foramen",
        {
          "IM.GRID": { "L4-5": { foramenRight: "severe", foramenLeft: "none" } },
          "PLAN.DX": diagnosis(radicular),
        },
        ["imaging"],
      ],
      [
        "against the recess",
        { "IM.GRID": { "L4-5": { recessRight: "compressed" } }, "PLAN.DX": diagnosis(radicular) },
        ["imaging"],
      ],
      [
        "against the bulge",
        { "IM.GRID": { "L4-5": { discSide: "right" } }, "PLAN.DX": diagnosis(radicular) },
        ["imaging"],
      ],
      [
        "with a central disc",
        { "IM.GRID": { "L4-5": { discZone: ["central"] } }, "PLAN.DX": diagnosis(radicular) },
        [],
      ],
      [
        "with findings on both sides",
        {
          "IM.GRID": { "L4-5": { discZone: ["R subarticular"], foramenLeft: "mild" } },
          "PLAN.DX": diagnosis(radicular),
        },
        [],
      ],
      [
        "at another level",
        { "IM.GRID": { "L5-S1": { discZone: ["R foraminal"] } }, "PLAN.DX": diagnosis(radicular) },
        [],
      ],
      [
        "of a joint, against the joint",
        {
          "IM.GRID": { "L4-5": { facetRight: "2", facetLeft: "0" } },
          "PLAN.DX": diagnosis({ ...radicular, generator: "lumbar facet" }),
        },
        ["imaging"],
      ],
    ],
  ],
])("%s", (at, cases) => {
  test.each(cases)("%s", (_, values, words) => {
    const found = asked({ ...imaged, ...values });
    expect(found.map((question) => question.at)).toEqual(words.map(() => at));
    words.forEach((word, index) => {
      expect(found[index]?.message).toContain(word);
    });
  });
});

describe("the table of questions", () => {
  test.each(questions.map((question) => [question.id, question] as const))(
    "%s names items that exist",
    (_, question) => {
      for (const id of question.items) expect(findItem(id), id).toBeDefined();
      expect(question.source).not.toBe("");
    },
  );

  test("ids are used once", () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  test("an evaluation without answers is asked nothing", () => {
    expect(asked({})).toEqual([]);
  });
});
