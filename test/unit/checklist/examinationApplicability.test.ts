import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { isApplicable } from "../../../shared/evaluation/applicability.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { isRequired } from "../../../shared/evaluation/requirement.ts";

type Given = Readonly<Record<string, AnswerValue>>;

function evaluationOf(given: Given): Evaluation {
  return {
    patient: {
      givenNames: "Tess",
      familyName: "Ample",
      dateOfBirth: "1965-06-01",
      sexAtBirth: "female",
      mrn: "T-1",
    },
    referrer: { familyName: "Referrer", specialty: "primary care" },
    referral: { date: "2025-05-01", question: "Why?", urgency: "routine" },
    visitDate: "2025-05-31",
    answers: Object.fromEntries(Object.entries(given).map(([id, value]) => [id, { value }])),
  };
}

function itemOf(id: string): Item {
  const item = findItem(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return item;
}

/** How an item stands: not asked, asked, or needed. */
function standing(id: string, given: Given): "folded" | "asked" | "required" {
  const evaluation = evaluationOf(given);
  if (isRequired(itemOf(id), evaluation)) return "required";
  return isApplicable(itemOf(id), evaluation) ? "asked" : "folded";
}

const lowBack: Given = { "HX.REGION": ["low back"] };
const neck: Given = { "HX.REGION": ["neck"] };

describe("the region decides what is asked", () => {
  test.each<[string, Given, string, ReturnType<typeof standing>]>([
    ["low back: straight leg raise", lowBack, "PE.T.SLR", "required"],
    ["low back: Spurling", lowBack, "PE.T.SPURL", "folded"],
    ["low back: great-toe extension", lowBack, "NE.M.L5", "required"],
    ["low back: hip abduction", lowBack, "NE.M.L5.HIPABD", "asked"],
    ["low back: elbow extension", lowBack, "NE.M.C7", "folded"],
    ["low back: triceps reflex", lowBack, "NE.R.TRI", "folded"],
    ["low back: Achilles reflex", lowBack, "NE.R.ACH", "required"],
    ["low back: hip rotation", lowBack, "PE.ROM.HIP.IR", "required"],
    ["low back: neck rotation", lowBack, "PE.ROM.C.ROT", "folded"],
    ["low back: Hoffmann", lowBack, "NE.U.HOFF", "asked"],
    ["neck: Spurling", neck, "PE.T.SPURL", "required"],
    ["neck: neck rotation", neck, "PE.ROM.C.ROT", "required"],
    ["neck: Hoffmann", neck, "NE.U.HOFF", "required"],
    ["neck: elbow extension", neck, "NE.M.C7", "required"],
    ["neck: great-toe extension", neck, "NE.M.L5", "folded"],
    ["neck: straight leg raise", neck, "PE.T.SLR", "folded"],
    ["neck: plantar response", neck, "NE.U.BAB", "required"],
    ["neck: cranial nerves", neck, "NE.CN", "required"],
    ["low back: cranial nerves", lowBack, "NE.CN", "asked"],
    ["mid back: sensation L4", { "HX.REGION": ["upper/mid back"] }, "NE.S.L4", "required"],
    ["knee complaint: knee", { "HX.REGION": ["knee"] }, "PE.KNEE.ROM", "asked"],
    ["low back: knee", lowBack, "PE.KNEE.ROM", "folded"],
  ])("%s", (_name, given, id, expected) => expect(standing(id, given)).toBe(expected));

  test("a region opened by the physician is asked and never required", () => {
    const opened = { ...lowBack, "PE.SCOPE": ["neck and arms", "knee"] };
    expect(standing("NE.M.C7", opened)).toBe("asked");
    expect(standing("PE.T.SPURL", opened)).toBe("asked");
    expect(standing("PE.KNEE.TINEL", opened)).toBe("asked");
  });
});

describe("a sign of the cord makes both halves of the body necessary", () => {
  test.each<[string, Given]>([
    ["Hoffmann on one side", { "NE.U.HOFF": { left: "positive" } }],
    ["plantar response up", { "NE.U.BAB": { right: "up", left: "down" } }],
    ["sustained clonus", { "NE.U.CLON": { left: { sustained: "yes" } } }],
    ["three beats of clonus", { "NE.U.CLON": { right: { beats: 3 } } }],
    ["inverted supinator sign", { "NE.U.ISS": { right: "positive" } }],
    ["spastic gait", { "PE.GAIT": ["spastic"] }],
    ["red flag", { "RF.MYELO": "yes" }],
  ])("%s", (_name, sign) => {
    expect(standing("NE.M.C7", { ...lowBack, ...sign })).toBe("required");
    expect(standing("NE.M.L5", { ...neck, ...sign })).toBe("required");
  });

  test("two beats of clonus and a normal plantar response do not", () => {
    const normal = {
      ...lowBack,
      "NE.U.CLON": { right: { beats: 2 } },
      "NE.U.BAB": { right: "down", left: "down" },
    };
    expect(standing("NE.M.C7", normal)).toBe("folded");
  });
});

describe("saddle, sphincter and bladder", () => {
  test.each<[string, Given, ReturnType<typeof standing>]>([
    ["nothing answered", lowBack, "folded"],
    ["all denied", { ...lowBack, "RF.CES.BLADDER": "no", "RF.CES.SADDLE": "no" }, "folded"],
    ["bladder disturbance", { ...lowBack, "RF.CES.BLADDER": "yes" }, "required"],
    ["saddle sensation unknown", { ...lowBack, "RF.CES.SADDLE": "unknown" }, "required"],
    ["opened by the physician", { ...lowBack, "PE.SCOPE": ["saddle and sphincter"] }, "asked"],
  ])("%s", (_name, given, expected) => {
    for (const id of ["NE.S.SADDLE", "NE.RECT", "NE.PVR"]) expect(standing(id, given)).toBe(expected);
  });
});

describe("requirements that depend on other answers", () => {
  test("slump or femoral nerve stretch: one of the two is enough", () => {
    const done = { right: { result: "negative" }, left: { result: "negative" } };
    expect(standing("PE.T.SLUMP", lowBack)).toBe("required");
    expect(standing("PE.T.FNS", lowBack)).toBe("required");
    expect(standing("PE.T.SLUMP", { ...lowBack, "PE.T.FNS": done })).toBe("asked");
    expect(standing("PE.T.FNS", { ...lowBack, "PE.T.SLUMP": done })).toBe("asked");
  });

  test.each<[string, Given, string, boolean]>([
    ["pulses with limb pain", { "HX.REGION": ["leg"] }, "PE.PULSE", true],
    ["pulses without limb pain", lowBack, "PE.PULSE", false],
    ["abdomen when an aneurysm is suspected", { "RF.AAA": "yes" }, "PE.ABD", true],
    ["abdomen otherwise", lowBack, "PE.ABD", false],
    ["percussion after trauma", { "RF.FX.TRAUMA": "yes" }, "PE.PERC", true],
    [
      "skin where a procedure is planned",
      { "PLAN.PROC": [{ type: "other", intent: "both" }] },
      "PE.SKIN.SITE",
      true,
    ],
    ["skin where none is planned", { "PLAN.PROC": [] }, "PE.SKIN.SITE", false],
    ["level grid with an MRI", { "IM.STUDY": [{ type: "MRI", source: "report only" }] }, "IM.GRID", true],
    [
      "level grid with an X-ray",
      { "IM.STUDY": [{ type: "X-ray", source: "report only" }] },
      "IM.GRID",
      false,
    ],
    ...(
      [
        ["of no named region", undefined, true],
        ["of the lumbar spine", ["lumbar"], true],
        ["of the pelvis with the sacroiliac joints", ["pelvis"], true],
        ["of the knee", ["knee"], false],
        ["of hip and knee", ["hip", "knee"], false],
        ["of shoulder, brain and abdomen", ["shoulder", "brain", "abdomen"], false],
        ["of lumbar spine and hip", ["lumbar", "hip"], true],
      ] as const
    ).map(([name, region, expected]): [string, Given, string, boolean] => [
      `level grid with an MRI ${name}`,
      {
        "IM.STUDY": [{ type: "MRI", source: "report only", ...(region === undefined ? {} : { region }) }],
      },
      "IM.GRID",
      expected,
    ]),
    [
      "level grid with an MRI of the knee and one of the spine",
      {
        "IM.STUDY": [
          { type: "MRI", source: "report only", region: ["knee"] },
          { type: "MRI", source: "report only", region: ["cervical"] },
        ],
      },
      "IM.GRID",
      true,
    ],
    ["exercise habits with a fracture risk", { "RF.FX.STEROID": "yes" }, "HX.EXERCISE", true],
    ["exercise habits without one", { "RF.FX.STEROID": "no" }, "HX.EXERCISE", false],
    ["EMG detail", { "IM.STUDY": [{ type: "EMG/NCS", source: "report only" }] }, "IM.EMG", true],
    ["INR with warfarin", { "HX.MED.ATC": [{ drug: "warfarin" }] }, "IM.LAB", true],
    ["no laboratory results with aspirin", { "HX.MED.ATC": [{ drug: "aspirin" }] }, "IM.LAB", false],
    [
      "concordance once levels are graded",
      { "IM.GRID": { "L4-5": { discType: "extrusion" } } },
      "IM.CONC",
      true,
    ],
    ["procedure as a modality", { "PLAN.MOD": ["PT", "procedure"] }, "PLAN.PROC", true],
    ["no procedure", { "PLAN.MOD": ["PT"] }, "PLAN.PROC", false],
    [
      "sequence when pain prevents exercise",
      { "HX.HEP": "no - pain too severe", "PLAN.PROC": [{ type: "other", intent: "both" }] },
      "PLAN.SEQ",
      true,
    ],
    ["diary after a medial branch block", { "HX.INTV": [{ type: "MBB" }] }, "BLK.DIARY", true],
  ])("%s", (_name, given, id, expected) =>
    expect(isRequired(itemOf(id), evaluationOf(given))).toBe(expected),
  );
});

describe("what was done is recorded for an emergency", () => {
  test.each<[string, Given, boolean]>([
    ["nothing answered", {}, false],
    ["bladder", { "RF.CES.BLADDER": "yes" }, true],
    ["saddle", { "RF.CES.SADDLE": "yes" }, true],
    ["bladder unknown", { "RF.CES.BLADDER": "unknown" }, false],
    ["both legs alone", { "RF.CES.BILAT": "yes" }, false],
    ["both legs with progressing weakness", { "RF.CES.BILAT": "yes", "RF.NEURO.PROG": "yes" }, true],
    ["aneurysm", { "RF.AAA": "yes" }, true],
    ["suicidal thoughts", { "RF.SUI": "yes" }, true],
    ["fever alone", { "RF.INF.FEVER": "yes" }, false],
    ["fever with rest pain", { "RF.INF.FEVER": "yes", "RF.CA.NIGHT": "yes" }, true],
    ["fever with a tender spine", { "RF.INF.FEVER": "yes", "PE.PERC": { result: "positive" } }, true],
  ])("%s", (_name, given, expected) =>
    expect(isRequired(itemOf("PLAN.URGENT"), evaluationOf(given))).toBe(expected),
  );
});
