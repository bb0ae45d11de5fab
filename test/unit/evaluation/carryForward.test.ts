import { describe, expect, test } from "vitest";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import {
  carriedForward,
  carryForward,
  confirmed,
  copiedWithPlan,
  copyOfPlan,
  isCarried,
  mayBeCarried,
  problemOfMark,
} from "../../../shared/evaluation/carryForward.ts";
import { completenessOf, isAnswered } from "../../../shared/evaluation/completeness.ts";
import { holds } from "../../../shared/evaluation/conditions.ts";
import type { Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { readAnswers } from "../../../shared/evaluation/reader.ts";
import { completeCase } from "../backend/cases.ts";

const forward = carriedForward.flatMap((rule) => rule.items);
const plan = copiedWithPlan.flatMap((rule) => rule.items);

describe("what may be carried", () => {
  test("is named once, is in the checklist and has a reason", () => {
    const named = [...forward, ...plan];
    expect(new Set(named).size).toBe(named.length);
    expect(named.filter((itemId) => findItem(itemId) === undefined)).toEqual([]);
    expect(named.filter((itemId) => findItem(itemId)?.heldIn !== undefined)).toEqual([]);
    expect(named.filter((itemId) => findItem(itemId)?.kind === "computed")).toEqual([]);
    for (const { reason } of [...carriedForward, ...copiedWithPlan]) expect(reason).toMatch(/^[A-Z].+\.$/);
  });

  test.each([
    ["pain as it is today", /^HX\.(?:NRS|QUAL|LOC|RAD|TEMP|NEURO|AGG|REL|WALK|SLEEP|FUNC|CC$|COURSE)/],
    ["red flags", /^RF\./],
    ["the interval history", /^HX\.INT\./],
    ["the review of systems", /^HX\.ROS\./],
    ["pregnancy, infection, mood and monitoring", /^HX\.(?:PMH\.PREG|PMH\.INF|PSY|PDMP|MED\.STER)$/],
    ["instruments", /^INS\./],
    ["the examination", /^(?:PE|NE)\./],
    ["the visit and the consent", /^(?:ENC|REF)\./],
    ["concordance with the pain of that day", /^IM\.(?:CONC|LAB|GAP|REQUEST)$/],
    [
      "the answer, urgent action, talks and appointments",
      /^PLAN\.(?:ANSWER|URGENT|CALL|SDM|COUNSEL|MEDCHG|FU)/,
    ],
  ])("is never %s", (_what, pattern) => {
    const items = allItems.filter((item) => pattern.test(item.id));
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((item) => mayBeCarried(item.id)).map((item) => item.id)).toEqual([]);
  });

  test.each(["HX.HAND", "HX.SURG", "HX.MED", "HX.MED.ATC", "HX.PMH.DEV", "HX.SOC", "HX.FAM", "IM.STUDY"])(
    "is %s",
    (itemId) => {
      expect(forward).toContain(itemId);
    },
  );

  test("is every allergy that the checklist asks about", () => {
    const allergies = allItems.filter((item) => item.id.startsWith("HX.ALG.")).map((item) => item.id);
    expect(allergies.filter((itemId) => !forward.includes(itemId))).toEqual([]);
  });

  test("is of the plan only when the plan is copied", () => {
    expect(forward.filter((itemId) => itemId.startsWith("PLAN."))).toEqual([]);
    expect(plan.filter((itemId) => !itemId.startsWith("PLAN."))).toEqual([]);
  });
});

const visit = (answers: Answers) => ({ visitDate: "2025-03-10", answers });

describe("carrying", () => {
  test("marks value and note with the date of the visit, and leaves the rest behind", () => {
    const answers: Answers = {
      "HX.ALG.LATEX": { value: "moderate", note: "hives" },
      "HX.SURG": { value: [] },
      "HX.NRS.AVG": { value: 7 },
      "HX.SOC": { waived: "no time" },
      "HX.HAND": { note: "did not say" },
      "HX.GONE": { value: "of an older checklist" },
      "PLAN.DX": { value: [{ diagnosis: "Left L5 radiculopathy" }] },
      "PLAN.ANSWER": { value: "Yes." },
    };
    expect(carryForward(visit(answers))).toEqual({
      "HX.ALG.LATEX": { value: "moderate", note: "hives", carriedFrom: "2025-03-10" },
      "HX.SURG": { value: [], carriedFrom: "2025-03-10" },
    });
    expect(copyOfPlan(visit(answers))).toEqual({
      "PLAN.DX": { value: [{ diagnosis: "Left L5 radiculopathy" }], carriedFrom: "2025-03-10" },
    });
  });

  test("what was carried before and never confirmed keeps its older date", () => {
    const carried = carryForward(visit({ "HX.HAND": { value: "left", carriedFrom: "2024-01-05" } }));
    expect(carried).toEqual({ "HX.HAND": { value: "left", carriedFrom: "2024-01-05" } });
  });

  test("confirming takes the mark away and nothing else", () => {
    const answer = { value: "left", note: "always", carriedFrom: "2025-03-10" };
    expect(isCarried(answer)).toBe(true);
    expect(confirmed(answer)).toEqual({ value: "left", note: "always" });
    expect(isCarried(confirmed(answer))).toBe(false);
  });

  test.each([
    ["of the visit before", "HX.HAND", { value: "left", carriedFrom: "2025-03-10" }, undefined],
    ["of the same day", "HX.HAND", { value: "left", carriedFrom: "2025-05-12" }, undefined],
    ["none", "HX.NRS.AVG", { value: 7 }, undefined],
    ["a day later", "HX.HAND", { value: "left", carriedFrom: "2025-05-13" }, "date of an earlier visit"],
    ["only a month", "HX.HAND", { value: "left", carriedFrom: "2025-03" }, "date of an earlier visit"],
    ["no date", "HX.HAND", { value: "left", carriedFrom: "2025-02-30" }, "date of an earlier visit"],
    ["on today's pain", "HX.NRS.AVG", { value: 7, carriedFrom: "2025-03-10" }, "asked anew"],
    ["without a value", "HX.HAND", { note: "x", carriedFrom: "2025-03-10" }, "belongs to a value"],
  ])("a mark %s is judged", (_what, itemId, answer, words) => {
    const problem = problemOfMark(itemId, answer, "2025-05-12");
    if (words === undefined) expect(problem).toBeUndefined();
    else expect(problem).toContain(words);
  });
});

describe("what is carried and not confirmed", () => {
  const first = completeCase();
  const next: Evaluation = {
    ...first,
    visitDate: "2025-05-12",
    followUpOf: { visitDate: first.visitDate, answers: first.answers },
    answers: carryForward(first),
  };
  const confirm = (answers: Answers): Answers =>
    Object.fromEntries(Object.entries(answers).map(([itemId, answer]) => [itemId, confirmed(answer)]));

  test("is read as not answered", () => {
    expect(isAnswered(next.answers["HX.ALG.LATEX"])).toBe(false);
    const reader = readAnswers(next);
    expect(reader.isAnswered("HX.ALG.LATEX")).toBe(false);
    expect(reader.code("HX.ALG.LATEX")).toBeUndefined();
    expect(reader.rows("HX.MED")).toEqual([]);
  });

  test("still decides what is asked, so that nothing is skipped meanwhile", () => {
    expect(holds({ item: "HX.REGION", isOneOf: ["leg", "low back"] }, next)).toBe(true);
  });

  test("is missing, and counts as soon as it is confirmed", () => {
    const history = (evaluation: Evaluation) =>
      completenessOf(evaluation).parts.find((part) => part.partId === "history");
    const [before, after] = [history(next), history({ ...next, answers: confirm(next.answers) })];
    expect(before?.answered).toBe(0);
    expect(before?.missing).toContain("HX.ALG.LATEX");
    expect(after?.missing).not.toContain("HX.ALG.LATEX");
    expect(after?.answered).toBeGreaterThan(20);
  });

  test("is asked about the interval first, which a first visit is not", () => {
    const missing = (evaluation: Evaluation) =>
      completenessOf(evaluation).parts.flatMap((part) => part.missing);
    expect(missing(next).filter((itemId) => itemId.startsWith("HX.INT."))).toEqual([
      "HX.INT.CHANGE",
      "HX.INT.SINCE",
      "HX.INT.PROC",
      "HX.INT.MEDS",
      "HX.INT.GOAL",
    ]);
    expect(missing(first).filter((itemId) => itemId.startsWith("HX.INT."))).toEqual([]);
    expect(holds({ isFollowUp: true }, next)).toBe(true);
    expect(holds({ isFollowUp: true }, first)).toBe(false);
    expect(holds({ isFollowUp: false }, first)).toBe(true);
  });
});
