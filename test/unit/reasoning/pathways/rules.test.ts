import { expect, test } from "vitest";
import { findItem } from "../../../../shared/checklist/index.ts";
import { pathwayRules, pathwaysOf } from "../../../../shared/reasoning/pathways/index.ts";
import { recordedCase } from "./support.ts";

const cases = ["f1", "f2", "f3", "f4", "f5", "f6"];

test("every rule's inputs are in the checklist, and each rule has its own id", () => {
  expect(pathwayRules.flatMap(({ inputs }) => inputs).filter((id) => findItem(id) === undefined)).toEqual([]);
  expect(new Set(pathwayRules.map(({ id }) => id)).size).toBe(pathwayRules.length);
});

test.each(cases)("%s: every statement names its rule, and reads what the rule says it reads", (name) => {
  const evaluation = recordedCase(name);
  const statements = pathwaysOf(evaluation)
    .filter(({ state }) => state !== "suppressed")
    .flatMap(({ criteria, warnings }) => [...criteria, ...warnings]);
  for (const { ruleId, text, items, missing } of statements) {
    const rule = pathwayRules.find(({ id }) => id === ruleId);
    expect(rule, ruleId).toBeDefined();
    expect(
      [...items, ...missing].filter((id) => !rule?.inputs.includes(id)),
      `${ruleId}: ${text}`,
    ).toEqual([]);
    expect(
      items.filter((id) => evaluation.answers[id] === undefined),
      text,
    ).toEqual([]);
  }
});
