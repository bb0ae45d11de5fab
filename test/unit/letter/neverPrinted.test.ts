import { expect, test } from "vitest";
import { allItems } from "../../../shared/checklist/index.ts";
import { compose, type LetterFrame } from "../../../shared/letter/compose.ts";
import { letterAsText } from "../../../shared/letter/plain.ts";
import { caseOf } from "../reasoning/support.ts";

const frame: LetterFrame = {
  practice: { name: "Made-Up Pain Clinic", addressLines: ["1 Nowhere Road"], paper: "letter" },
  letterDate: "2025-12-01",
  status: "draft",
};

test("what was proposed and refused stays with the evaluation: value and note are in no letter", () => {
  const evaluation = caseOf("f1");
  const judged = {
    value: [
      { proposal: "Quernwort lavage", judgement: "refused", reason: "Not for this patient.", rule: "R-OPT" },
    ],
    note: "Discussed at length.",
  };
  const before = letterAsText(compose(evaluation, frame));
  const after = compose({ ...evaluation, answers: { ...evaluation.answers, "PLAN.JUDGED": judged } }, frame);
  expect(letterAsText(after)).toBe(before);
});

test("only what is kept beside the plan is never printed", () => {
  expect(allItems.filter(({ neverPrinted }) => neverPrinted === true).map(({ id }) => id)).toEqual([
    "PLAN.JUDGED",
  ]);
});
