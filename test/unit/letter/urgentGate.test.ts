import { expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import { isRequired } from "../../../shared/evaluation/applicability.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { compose } from "../../../shared/letter/compose.ts";

/** The letter's urgent box and the item that says who was phoned must agree on what is urgent. */

const urgent = findItem("PLAN.URGENT");

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
  ["past cancer", { "RF.CA.HX": "yes" }, false],
  ["nothing", {}, false],
])("%s", (_name, values, isUrgent) => {
  const evaluation: Evaluation = {
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
  const letter = compose(evaluation, {
    practice: { name: "Made-Up Pain Clinic", addressLines: ["1 Made-Up Street"], paper: "letter" },
    letterDate: "2025-03-10",
    status: "draft",
  });
  expect(letter.urgent !== undefined && letter.urgent.length > 0).toBe(isUrgent);
  expect(urgent !== undefined && isRequired(urgent, evaluation)).toBe(isUrgent);
});
