import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allItems } from "../../../shared/checklist/index.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { generatedEvaluation } from "./generatedAnswers.ts";
import { faultsOf } from "./laws.ts";
import { frame } from "./support.ts";

describe("a letter from any valid answers", () => {
  it("loses no answer, invents none, prints every typed word, and reads as sentences", {
    timeout: 30_000,
  }, () => {
    fc.assert(
      fc.property(generatedEvaluation, (evaluation) => {
        const faults = faultsOf(compose(evaluation, frame), evaluation);
        if (faults.length > 0) throw new Error(faults.slice(0, 8).join("\n"));
      }),
      // Shrinking a whole evaluation takes minutes, and a fault names its item anyway.
      { numRuns: 40, endOnFailure: true },
    );
  });

  it("says nothing of what was waived", () => {
    for (const evaluation of fc.sample(generatedEvaluation, 5)) {
      const waivers = allItems
        .filter((item) => evaluation.answers[item.id] === undefined && item.neverWaived !== true)
        .map((item) => [item.id, { waived: "zzz left early zzz" }] as const);
      expect(waivers.length).toBeGreaterThan(10);
      const waived = { ...evaluation, answers: { ...evaluation.answers, ...Object.fromEntries(waivers) } };
      expect(compose(waived, frame)).toEqual(compose(evaluation, frame));
    }
  });

  it("is the same for the same evaluation", () => {
    for (const evaluation of fc.sample(generatedEvaluation, 5)) {
      expect(compose(evaluation, frame)).toEqual(compose(evaluation, frame));
    }
  });
});
