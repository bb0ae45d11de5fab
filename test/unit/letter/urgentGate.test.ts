import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { isRequired } from "../../../shared/evaluation/requirement.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { plainText } from "../../../shared/letter/document.ts";

/** The letter's urgent box, the gate and the item that says who was phoned must agree on what is urgent. */

const urgent = findItem("PLAN.URGENT");

type Values = Readonly<Record<string, AnswerValue>>;

function evaluationOf(values: Values): Evaluation {
  return {
    patient: {
      givenNames: "Tess",
      familyName: "Ample",
      dateOfBirth: "1970-02-03",
      sexAtBirth: "male",
      mrn: "T-5",
    },
    referrer: { familyName: "Referrer", specialty: "primary care" },
    referral: { date: "2025-03-03", question: "Why?", urgency: "soon" },
    visitDate: "2025-03-10",
    answers: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }])),
  };
}

const letterOf = (values: Values) =>
  compose(evaluationOf(values), {
    practice: { name: "Made-Up Pain Clinic", addressLines: ["1 Made-Up Street"], paper: "letter" },
    letterDate: "2025-03-10",
    status: "draft",
  });

const sacral = { "PE.SCOPE": ["saddle and sphincter"] };
const graded = (level: string, cells: Readonly<Record<string, AnswerValue>>) => ({
  "IM.STUDY": [{ type: "MRI", source: "report only" }],
  "IM.GRID": { [level]: cells },
});

test.each<[string, Record<string, AnswerValue>, boolean]>([
  ["saddle numbness", { "RF.CES.SADDLE": "yes" }, true],
  ["both legs alone", { "RF.CES.BILAT": "yes" }, false],
  ["progressing weakness alone", { "RF.NEURO.PROG": "yes" }, true],
  ["cord signs", { "RF.MYELO": "yes" }, true],
  ["fever alone", { "RF.INF.FEVER": "yes" }, false],
  ["fever with unremitting rest pain", { "RF.INF.FEVER": "yes", "RF.CA.NIGHT": "yes" }, true],
  ["a risk of infection alone", { "RF.INF.RISK": "yes" }, false],
  ["a risk of infection with unremitting rest pain", { "RF.INF.RISK": "yes", "RF.CA.NIGHT": "yes" }, true],
  ["suspected aneurysm", { "RF.AAA": "yes" }, true],
  ["stated suicidal thoughts", { "HX.PSY": { suicidalThoughts: "passive thoughts" } }, true],
  ["item 9 of the PHQ-9", { "INS.PHQ.9": 1 }, true],
  ["past cancer, the rest not asked", { "RF.CA.HX": "yes" }, false],
  ["past cancer with weight loss", { "RF.CA.HX": "yes", "RF.CA.WL": "yes" }, true],
  ["one fall", { "RF.FX.TRAUMA": "yes" }, false],
  ["a fall and long steroid treatment", { "RF.FX.TRAUMA": "yes", "RF.FX.STEROID": "yes" }, true],
  ["a fracture on the images", graded("L1-2", { fracture: "acute" }), true],
  // Found by examination or on images, with no complaint in the screen.
  ["a residual volume of 199 mL", { ...sacral, "NE.PVR": 199 }, false],
  ["a residual volume of 200 mL", { ...sacral, "NE.PVR": 200 }, true],
  ["lost sensation at S4-5", { ...sacral, "NE.S.S4-5": { left: { pinprick: "0" } } }, true],
  ["lost sensation at S3", { ...sacral, "NE.S.S3": { left: { pinprick: "1" } } }, true],
  ["a slack sphincter", { ...sacral, "NE.RECT": { tone: "absent" } }, true],
  ["strength 4-", { "NE.M.L5": { right: { grade: "4-" } } }, false],
  ["strength 3", { "NE.M.L5": { right: { grade: "3" } } }, true],
  ["strength 3 by pain", { "NE.M.L5": { right: { grade: "3", painLimited: "yes" } } }, false],
  ["a Hoffmann sign", { "NE.U.HOFF": { left: "positive" } }, true],
  ["brisk knee jerks", { "NE.R.PAT": { right: "3+", left: "3+" } }, false],
  ["a compressed cord on the images", graded("C5-6", { cord: ["compression"] }), true],
  ["an infected disc on the images", graded("L2-3", { other: ["infection/discitis"] }), true],
  ["nothing", {}, false],
])("%s", (_name, given, isUrgent) => {
  const values = { "HX.REGION": ["low back", "leg", "neck", "arm"], ...given };
  const [evaluation, letter] = [evaluationOf(values), letterOf(values)];
  expect(letter.urgent !== undefined && letter.urgent.length > 0).toBe(isUrgent);
  expect(urgent !== undefined && isRequired(urgent, evaluation)).toBe(isUrgent);
});

describe("what the box says of a danger that only the examination shows", () => {
  test.each<[string, Record<string, AnswerValue>, string, string]>([
    [
      "residual volume",
      { ...sacral, "NE.PVR": 480, "NE.S.S4-5": { left: { pinprick: "0" } } },
      "Urgent: possible cauda equina syndrome.",
      "Found: altered sacral sensation and a post-void residual of 480 mL.",
    ],
    [
      "weakness",
      { "NE.M.L5": { right: { grade: "2" }, left: { grade: "5" } } },
      "Urgent: progressive or severe weakness.",
      "Found: right great-toe extension (L5) 2/5.",
    ],
    [
      "cord",
      {
        "NE.U.HOFF": { right: "positive" },
        "NE.U.BAB": { left: "up" },
        "PE.GAIT": ["wide-based/ataxic"],
      },
      "Urgent: possible compression of the spinal cord.",
      "Found: a Hoffmann sign, an upgoing plantar response and a wide-based gait.",
    ],
  ])("%s", (_name, given, opening, found) => {
    const box = letterOf({ "HX.REGION": ["low back", "leg", "neck", "arm"], ...given }).urgent ?? [];
    const said = box.map(plainText).map((words) => words.replaceAll("\u00A0", " "));
    expect(said[0]).toBe(opening);
    expect(said).toContain(found);
    expect(box.every(({ sources }) => sources.length > 0)).toBe(true);
  });
});
