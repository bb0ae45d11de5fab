import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { questionsOf } from "../../../shared/evaluation/questions.ts";
import { isObstacle, readinessOf } from "../../../shared/evaluation/readiness.ts";

type Values = Readonly<Record<string, AnswerValue>>;

const evaluationWith = (values: Values): Evaluation => ({
  patient: {
    givenNames: "Tess",
    familyName: "Ample",
    dateOfBirth: "1970-02-03",
    sexAtBirth: "male",
    mrn: "T-9",
  },
  referrer: { familyName: "Referrer", specialty: "primary care" },
  referral: { date: "2025-03-03", question: "Why?", urgency: "soon" },
  visitDate: "2025-03-10",
  answers: Object.fromEntries(
    Object.entries({ "HX.REGION": ["neck", "low back"], ...values }).map(([id, value]) => [id, { value }]),
  ),
});

const edge = (name: string) =>
  parseCaseFile(
    readFileSync(join(import.meta.dirname, `../../fixtures/edge/${name}.json`), "utf8"),
    "2026-01-01",
  );

const phq9 = (...items: readonly number[]): Values =>
  Object.fromEntries(items.map((value, index) => [`INS.PHQ.${index + 1}`, value]));

describe("scores that do not fit together are asked about, at the score", () => {
  test.each<[string, Values, string, readonly string[]]>([
    ["NDI of 19 and 38 %", { "INS.NDI": { total: 19, percent: 38 } }, "INS.NDI", []],
    ["NDI of 19 and 19 %", { "INS.NDI": { total: 19, percent: 19 } }, "INS.NDI", ["38 %"]],
    ["NDI of 19 % alone", { "INS.NDI": { percent: 19 } }, "INS.NDI", ["9.5 of 50 (mild)", "moderate"]],
    ["NDI of 4 % alone, none either way", { "INS.NDI": { percent: 4 } }, "INS.NDI", []],
    ["NDI of 64 % alone, no raw total", { "INS.NDI": { percent: 64 } }, "INS.NDI", []],
    ["NDI of 19 alone", { "INS.NDI": { total: 19 } }, "INS.NDI", []],
    ["ODI of 35.5 % from 16 in 9", { "INS.ODI": { total: 35.5, sum: 16, answered: 9 } }, "INS.ODI", []],
    ["the same rounded", { "INS.ODI": { total: 36, sum: 16, answered: 9 } }, "INS.ODI", []],
    ["ODI of 32 % from 16 in 9", { "INS.ODI": { total: 32, sum: 16, answered: 9 } }, "INS.ODI", ["35.5 %"]],
    ["46 points in 9 sections", { "INS.ODI": { total: 92, sum: 46, answered: 9 } }, "INS.ODI", ["more than"]],
    ["distress of 4 in a total of 4", { "INS.STARTBACK": { total: 4, distress: 4 } }, "INS.STARTBACK", []],
    ["of 5 in 4", { "INS.STARTBACK": { total: 4, distress: 5 } }, "INS.STARTBACK", ["only 4"]],
    [
      "PCS that sums",
      { "INS.PCS": { total: 36, rumination: 12, magnification: 8, helplessness: 16 } },
      "INS.PCS",
      [],
    ],
    [
      "PCS that does not",
      { "INS.PCS": { total: 36, rumination: 12, magnification: 8, helplessness: 15 } },
      "INS.PCS",
      ["35"],
    ],
    [
      "PEG total beside its answers",
      { "INS.PEG.P": 7, "INS.PEG.E": 8, "INS.PEG.G": 8, "INS.PEG.TOTAL": 8.7 },
      "INS.PEG.TOTAL",
      ["7.7"],
    ],
    [
      "PHQ-9 total beside its answers",
      { ...phq9(1, 1, 1, 0, 0, 0, 0, 0, 0), "INS.PHQ9.TOTAL": 4 },
      "INS.PHQ9.TOTAL",
      ["give 3"],
    ],
    ["the same total", { ...phq9(1, 1, 1, 0, 0, 0, 0, 0, 0), "INS.PHQ9.TOTAL": 3 }, "INS.PHQ9.TOTAL", []],
    ["a total without answers", { "INS.GAD7.TOTAL": 12 }, "INS.GAD7.TOTAL", []],
  ])("%s", (_name, values, at, words) => {
    const asked = questionsOf(evaluationWith(values)).filter(({ itemId }) => itemId === at);
    expect(asked).toHaveLength(words.length > 0 ? 1 : 0);
    for (const word of words) expect(asked[0]?.message).toContain(word);
  });
});

test("E16: an NDI raw total of 19 entered as 19 percent is prompted for, and stops nobody", () => {
  const entries = readinessOf(edge("e16")).filter(({ itemId }) => itemId === "INS.NDI");
  expect(entries).toHaveLength(1);
  expect(entries[0]?.kind).toBe("question");
  expect(entries[0]?.message).toContain("raw total of 50");
  expect(entries.some(isObstacle)).toBe(false);
});

describe("suicidal thoughts that the red flag denies", () => {
  test.each<[string, Values, boolean]>([
    ["item 9 of 1 at a minimal total", { "RF.SUI": "no", ...phq9(1, 1, 0, 0, 0, 0, 0, 0, 1) }, true],
    ["item 9 of 0 at a severe total", { "RF.SUI": "no", ...phq9(3, 3, 3, 3, 3, 3, 3, 3, 0) }, false],
    ["stated passive thoughts", { "RF.SUI": "no", "HX.PSY": { suicidalThoughts: "passive thoughts" } }, true],
    ["stated no thoughts", { "RF.SUI": "no", "HX.PSY": { suicidalThoughts: "no" } }, false],
    ["item 9 of 1 with the flag", { "RF.SUI": "yes", "INS.PHQ.9": 1 }, false],
  ])("%s", (_name, values, isAsked) => {
    const asked = questionsOf(evaluationWith(values)).filter(({ id }) => id === "suicidalThoughts");
    expect(asked.map(({ itemId }) => itemId)).toEqual(isAsked ? ["RF.SUI"] : []);
  });

  test("E4: whatever the flag says, who was phoned must be recorded", () => {
    const blockers = (evaluation: Evaluation) =>
      readinessOf(evaluation)
        .filter(({ kind }) => kind === "blocker")
        .map(({ itemId }) => itemId);
    expect(blockers(edge("e04"))).toContain("PLAN.URGENT");
    expect(blockers(evaluationWith({ "RF.SUI": "no", "INS.PHQ.9": 1 }))).toContain("PLAN.URGENT");
    expect(blockers(evaluationWith({ "RF.SUI": "no", "INS.PHQ.9": 0 }))).not.toContain("PLAN.URGENT");
  });
});
