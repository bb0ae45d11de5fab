import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import { answerSchema } from "../../../shared/contract/answers.ts";
import type { Answer } from "../../../shared/evaluation/evaluation.ts";
import { filledCount, isFilled, lookedAt } from "../../../shared/evaluation/filled.ts";
import { isObstacle, readinessOf } from "../../../shared/evaluation/readiness.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";
import { completeCase } from "../backend/cases.ts";

const both = { right: { grade: "5" }, left: { grade: "5" } };

describe("the mark of what was filled with normal", () => {
  test.each<[Answer, number]>([
    [{ value: "no" }, 0],
    [{ value: "no", filled: true }, 1],
    [{ value: both, filled: ["right", "left"] }, 2],
  ])("of %j stands for %i", (answer, count) => {
    expect(filledCount(answer)).toBe(count);
  });

  test("goes side by side, or at once", () => {
    const answer: Answer = { value: both, filled: ["right", "left"] };
    expect(isFilled(answer, "left")).toBe(true);
    expect(lookedAt(answer, "left")).toEqual({ value: both, filled: ["right"] });
    expect(lookedAt(lookedAt(answer, "left"), "right")).toEqual({ value: both });
    expect(lookedAt(answer)).toEqual({ value: both });
    expect(isFilled(lookedAt(answer, "left"), "left")).toBe(false);
  });

  test.each<[string, Answer]>([
    ["without a value", { filled: true }],
    ["on a side that is blank", { value: { right: { grade: "5" } }, filled: ["left"] }],
    ["on nothing", { value: both, filled: [] }],
    ["on what every object has", { value: both, filled: ["toString"] }],
  ])("is refused %s", (_words, answer) => {
    const item = findItem("NE.M.L5");
    if (item === undefined) throw new Error("NE.M.L5 is gone");
    const context = { patient: { dateOfBirth: "1982-09-14" }, visitDate: "2025-03-10" };
    expect(checkAnswer(item, answer, context).map(({ path }) => path)).toEqual(["filled"]);
    expect(checkAnswer(item, { value: both, filled: ["right"] }, context)).toEqual([]);
  });

  test("passes the contract in its two forms only", () => {
    expect(answerSchema.safeParse({ value: "no", filled: true }).success).toBe(true);
    expect(answerSchema.safeParse({ value: both, filled: ["right"] }).success).toBe(true);
    expect(answerSchema.safeParse({ value: "no", filled: false }).success).toBe(false);
    expect(answerSchema.safeParse({ value: both, filled: [] }).success).toBe(false);
  });
});

test("signing asks about what nobody looked at, group by group, and is not stopped by it", () => {
  const complete = completeCase();
  const before = readinessOf(complete);
  const marked = (itemId: string, filled: Answer["filled"]) => ({
    [itemId]: { ...complete.answers[itemId], ...(filled === undefined ? {} : { filled }) },
  });
  const answers = {
    ...complete.answers,
    ...marked("NE.M.L2", ["right", "left"]),
    ...marked("NE.M.L3", ["left"]),
    ...marked("RF.CA.HX", true),
  };
  const added = readinessOf({ ...complete, answers }).filter(
    (entry) => !before.some((one) => one.message === entry.message),
  );
  expect(added.some(isObstacle)).toBe(false);
  expect(added.map(({ itemId, message }) => [itemId, message])).toEqual([
    ["RF.CA.HX", expect.stringMatching(/: 1 normal finding was filled/)],
    ["NE.M.L2", expect.stringMatching(/^Strength: legs: 3 normal findings were filled/)],
  ]);
});
