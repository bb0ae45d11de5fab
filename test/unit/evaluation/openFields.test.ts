import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { itemsWithOpenFields } from "../../../shared/evaluation/openFields.ts";
import { isObstacle, readinessOf } from "../../../shared/evaluation/readiness.ts";

const url = new URL("../../fixtures/cases/case-f1.json", import.meta.url);
const complete = parseCaseFile(readFileSync(url, "utf8"), "2025-03-10");

function having(answers: Answers): Evaluation {
  return { ...complete, answers: { ...complete.answers, ...answers } };
}

describe("itemsWithOpenFields", () => {
  test("finds nothing in a complete case", () => {
    expect(itemsWithOpenFields(complete)).toEqual([]);
  });

  test.each<[string, Answers, string[]]>([
    ["a text", { "HX.CC": { value: "Pain on the {side: left | right}, {n} of 10" } }, ["HX.CC"]],
    ["a note", { "HX.CC": { value: "Pain", note: "since {month}" } }, ["HX.CC"]],
    ["a row", { "PLAN.DX": { value: [{ diagnosis: "Radiculopathy at {level}" }] } }, ["PLAN.DX"]],
    ["other braces", { "HX.CC": { value: "Pain {} and }" } }, []],
    ["an item that is not asked", { "NE.M.C7": { note: "{side}" } }, []],
    ["an item that is not known", { "XX.OLD": { value: "{side}" } }, []],
  ])("in %s", (_where, answers, items) => {
    expect(itemsWithOpenFields(having(answers))).toEqual(items);
  });
});

/** What stands in the letter's way that does not in the complete case. */
function obstaclesOf(evaluation: Evaluation) {
  const before = readinessOf(complete).map(({ message }) => message);
  return readinessOf(evaluation).filter((entry) => isObstacle(entry) && !before.includes(entry.message));
}

describe("a field that nobody filled keeps the letter from being signed", () => {
  test("in an answer, which is named", () => {
    expect(obstaclesOf(having({ "HX.CC": { value: "Pain on the {side: left | right}" } }))).toEqual([
      {
        kind: "contradiction",
        itemId: "HX.CC",
        message:
          "Chief complaint has a field of a phrase that nobody filled. Fill it, or take its braces out.",
      },
    ]);
  });

  test("in the referrer's question", () => {
    const referral = { ...complete.referral, question: "Is {procedure} right?" };
    expect(obstaclesOf({ ...complete, referral })).toEqual([
      {
        kind: "contradiction",
        message:
          "The question to answer has a field of a phrase that nobody filled. Fill it, or take its braces out.",
      },
    ]);
  });
});
