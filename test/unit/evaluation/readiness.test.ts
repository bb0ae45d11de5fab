import { describe, expect, test } from "vitest";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import { isApplicable } from "../../../shared/evaluation/applicability.ts";
import { completenessOf } from "../../../shared/evaluation/completeness.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { readAnswers } from "../../../shared/evaluation/reader.ts";
import { isObstacle, readinessOf } from "../../../shared/evaluation/readiness.ts";
import { isRequired } from "../../../shared/evaluation/requirement.ts";

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

/** Somebody whom everything may be asked, and the answers that make an item required. */
const askedPatient = {
  ...evaluationWith({}).patient,
  sexAtBirth: "female",
  dateOfBirth: "1990-02-03",
} as const;
const askingFor: Readonly<Record<string, Record<string, AnswerValue>>> = {
  "RF.CES.ONSET": { "RF.CES.SADDLE": "yes" },
  "PLAN.URGENT": { "RF.CES.SADDLE": "yes" },
  "HX.MED.ATC.STENT": { "HX.MED.ATC": [{ drug: "apixaban" }] },
  "HX.PDMP": { "HX.MED": [{ name: "tramadol", drugClass: "opioid" }] },
};

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
    expect(messages(named, "blocker")).not.toContain("PLAN.DX");
    expect(messages(evaluationWith({ "PLAN.DX": [] }), "blocker")).toContain("PLAN.DX");
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
    const evaluation = evaluationWith({
      "HX.CONS": [{ type: "PT (supervised)", start: "2025-02-01", end: "2025-01-01" }],
    });
    expect(messages(evaluation, "contradiction")).toEqual(["HX.CONS"]);
  });

  test("pain that does not ascend is asked about and stops nobody", () => {
    const evaluation = evaluationWith({ "HX.NRS.LEAST": 8, "HX.NRS.AVG": 5, "HX.NRS.WORST": 9 });
    expect(messages(evaluation, "contradiction")).toEqual([]);
    expect(messages(evaluation, "question")).toEqual(["HX.NRS.AVG"]);
  });

  test.each(allItems.filter((item) => item.neverWaived).map((item) => [item.id] as const))(
    "%s cannot be waived: missing or waived, it blocks",
    (id) => {
      const entryOf = (evaluation: Evaluation) =>
        readinessOf(evaluation).find((entry) => entry.itemId === id && entry.cannotBeWaived);
      const evaluation = evaluationWith(askingFor[id] ?? {}, { patient: askedPatient });
      expect(isRequired(itemOf(id), evaluation)).toBe(true);
      expect(entryOf(evaluation)).toMatchObject({ kind: "blocker", cannotBeWaived: true });
      const waived = { ...evaluation, answers: { ...evaluation.answers, [id]: { waived: "not asked" } } };
      expect(entryOf(waived)).toMatchObject({ kind: "blocker", cannotBeWaived: true });
    },
  );

  test.each(["unknown", "not asked"])("a red flag that is “%s” blocks and is named", (answer) => {
    const flags = allItems.filter((item) => item.id.startsWith("RF.") && item.kind === "single");
    expect(flags.length).toBeGreaterThan(15);
    for (const { id, label } of flags) {
      const [entry, ...more] = readinessOf(evaluationWith({ [id]: answer })).filter(
        (candidate) => candidate.itemId === id,
      );
      expect(entry).toMatchObject({ kind: "blocker", cannotBeWaived: true });
      expect(entry?.message).toContain(label);
      expect(entry?.message).toContain(answer);
      expect(more).toEqual([]);
    }
  });

  test.each(["yes", "no"])("a red flag that is “%s” does not", (answer) => {
    const entries = readinessOf(evaluationWith({ "RF.CA.HX": answer }));
    expect(entries.filter((entry) => entry.itemId === "RF.CA.HX")).toEqual([]);
  });

  test("“unknown” is a fair answer where nobody's life hangs on it", () => {
    const entries = readinessOf(evaluationWith({ "HX.ONSET.MODE": "unknown" }));
    expect(entries.filter((entry) => entry.itemId === "HX.ONSET.MODE")).toEqual([]);
  });

  test("another required item is missing until it is answered or waived", () => {
    const before = evaluationWith({ "HX.REGION": ["low back"] });
    const missing = messages(before, "missing");
    expect(missing).toContain("HX.CC");
    const waived: Evaluation = {
      ...before,
      answers: { ...before.answers, "HX.CC": { waived: "Could not speak", note: "came alone" } },
    };
    expect(messages(waived, "missing")).toEqual(missing.filter((id) => id !== "HX.CC"));
    const share = (of: Evaluation) => completenessOf(of).parts.find((part) => part.partId === "history");
    expect(share(waived)?.answered).toBe((share(before)?.answered ?? 0) + 1);
    expect(share(waived)?.required).toBe(share(before)?.required);
  });

  test("questions stand in nobody's way, all else does", () => {
    const kinds = ["missing", "contradiction", "blocker", "question"] as const;
    expect(kinds.filter((kind) => isObstacle({ kind, message: "" }))).toEqual(kinds.slice(0, 3));
  });
});

test("a row without a required field is kept, is not read, and stands in the way of signing", () => {
  const evaluation = evaluationWith({
    "PLAN.DX": [{ diagnosis: "Lumbar radiculopathy", certainty: "most likely" }, { side: "left" }],
  });
  expect(readAnswers(evaluation).rows("PLAN.DX")).toHaveLength(1);
  expect(
    readinessOf(evaluation).some(({ kind, itemId }) => kind === "contradiction" && itemId === "PLAN.DX"),
  ).toBe(true);
  const begun = evaluationWith({ "PLAN.DX": [{ side: "left" }] });
  expect(readAnswers(begun).isAnswered("PLAN.DX")).toBe(false);
});
