import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

  it("is the same for the same evaluation", () => {
    for (const evaluation of fc.sample(generatedEvaluation, 5)) {
      expect(compose(evaluation, frame)).toEqual(compose(evaluation, frame));
    }
  });
});
