import { describe, expect, test } from "vitest";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import { isApplicable, isRequired } from "../../../shared/evaluation/applicability.ts";
import { completenessOf } from "../../../shared/evaluation/completeness.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { readAnswers } from "../../../shared/evaluation/reader.ts";
import { readinessOf } from "../../../shared/evaluation/readiness.ts";

function evaluationWith(values: Record<string, AnswerValue>, more: Partial<Evaluation> = {}): Evaluation {
  return {
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
    answers: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }])),
    ...more,
  };
}
const itemOf = (id: string) => {
  const item = findItem(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return item;
};

describe("what is asked", () => {
  test.each<[string, Record<string, AnswerValue>, boolean]>([
    ["NE.M.L5", { "HX.REGION": ["low back"] }, true],
    ["NE.M.L5", { "HX.REGION": ["neck"] }, false],
    ["NE.M.C7", { "HX.REGION": ["neck"] }, true],
    ["NE.M.C7", { "HX.REGION": ["low back"] }, false],
    ["HX.PMH.PREG", {}, false],
    ["NE.RECT", { "HX.REGION": ["low back"], "RF.CES.SADDLE": "yes" }, true],
  ])("%s with %j: %s", (id, values, asked) => {
    expect(isApplicable(itemOf(id), evaluationWith(values))).toBe(asked);
  });

  test("an answer that is no longer asked for is kept but not used", () => {
    const evaluation = evaluationWith({ "HX.REGION": ["neck"], "NE.M.L5": { right: { grade: "4" } } });
    expect(evaluation.answers["NE.M.L5"]).toBeDefined();
    expect(readAnswers(evaluation).pair("NE.M.L5")).toBeUndefined();
  });
});

describe("completeness", () => {
  test("counts applicable required items, and an empty list or “not done” as answers", () => {
    const before = completenessOf(evaluationWith({ "HX.REGION": ["low back"] }));
    const evaluation = evaluationWith({ "HX.REGION": ["low back"], "HX.SURG": [] });
    const after = completenessOf({
      ...evaluation,
      answers: {
        ...evaluation.answers,
        "PE.VIT.HR": { notDone: "refused" },
        "HX.CC": { note: "only a note" },
      },
    });
    const answered = (of: typeof before, part: string) =>
      of.parts.find((entry) => entry.partId === part)?.answered ?? Number.NaN;
    expect(answered(after, "history")).toBe(answered(before, "history") + 1);
    expect(answered(after, "physical")).toBe(answered(before, "physical") + 1);
    const history = after.parts.find((part) => part.partId === "history");
    expect(history?.missing).toContain("HX.CC");
    expect(history?.missing).not.toContain("HX.SURG");
  });

  test("computed and header items are never missing", () => {
    const missing = completenessOf(evaluationWith({})).parts.flatMap((part) => part.missing);
    for (const id of missing) {
      expect(itemOf(id).kind).not.toBe("computed");
      expect(itemOf(id).heldIn).toBeUndefined();
    }
    expect(missing.length).toBeGreaterThan(30);
    expect(allItems.filter((item) => isRequired(item, evaluationWith({}))).length).toBeGreaterThan(30);
  });
});

describe("ready to sign", () => {
  const messages = (evaluation: Evaluation, kind: string) =>
    readinessOf(evaluation)
      .filter((entry) => entry.kind === kind)
      .map((entry) => entry.itemId ?? entry.message);

  test("a letter needs a working diagnosis", () => {
    expect(messages(evaluationWith({}), "blocker")).toContain("PLAN.DX");
    const named = evaluationWith({
      "PLAN.DX": [{ diagnosis: "Lumbar radiculopathy", certainty: "most likely" }],
    });
    expect(messages(named, "blocker")).toEqual([]);
  });

  test("a visit before the referral blocks", () => {
    expect(messages(evaluationWith({}, { visitDate: "2025-03-02" }), "blocker").join()).toContain(
      "before the referral",
    );
  });

  test("an emergency red flag needs who was phoned", () => {
    expect(messages(evaluationWith({ "RF.CES.SADDLE": "yes" }), "blocker")).toContain("PLAN.URGENT");
    expect(messages(evaluationWith({ "RF.CES.SADDLE": "no" }), "blocker")).not.toContain("PLAN.URGENT");
  });

  test("a contradiction is named at its item, once", () => {
    const evaluation = evaluationWith({ "HX.NRS.LEAST": 8, "HX.NRS.AVG": 5, "HX.NRS.WORST": 9 });
    expect(messages(evaluation, "contradiction")).toHaveLength(1);
  });
});
