import { findItem } from "../checklist/index.ts";
import type { ReadinessEntry } from "../contract.ts";
import { completenessOf, isAnswered } from "./completeness.ts";
import type { Evaluation } from "./evaluation.ts";
import { checkEvaluation } from "./validate.ts";

/**
 * What stands between an evaluation and a signed letter, in the order in which it should be looked at.
 * Blockers and contradictions must be mended; missing items may be signed over with a reason, which is kept.
 */
export function readinessOf(evaluation: Evaluation): readonly ReadinessEntry[] {
  const blockers: ReadinessEntry[] = [];
  const diagnoses = evaluation.answers["PLAN.DX"]?.value;
  if (!Array.isArray(diagnoses) || diagnoses.length === 0) {
    blockers.push({
      kind: "blocker",
      itemId: "PLAN.DX",
      message: "A letter needs at least one working diagnosis.",
    });
  }
  if (evaluation.referral.date > evaluation.visitDate) {
    blockers.push({
      kind: "blocker",
      message: "The visit lies before the referral. Correct one of the dates.",
    });
  }
  const urgent = evaluation.answers["PLAN.URGENT"];
  const missing = completenessOf(evaluation).parts.flatMap((part) => part.missing);
  if (missing.includes("PLAN.URGENT") && !isAnswered(urgent)) {
    blockers.push({
      kind: "blocker",
      itemId: "PLAN.URGENT",
      message: "An urgent red flag is present: record what was done, who was phoned and when.",
    });
  }
  const contradictions = checkEvaluation(evaluation).map(
    (problem): ReadinessEntry => ({
      kind: "contradiction",
      itemId: problem.itemId,
      message: `${findItem(problem.itemId)?.label ?? problem.itemId}: ${problem.message}.`,
    }),
  );
  const open = missing
    .filter((itemId) => !blockers.some((blocker) => blocker.itemId === itemId))
    .map(
      (itemId): ReadinessEntry => ({
        kind: "missing",
        itemId,
        message: `${findItem(itemId)?.label ?? itemId} is not answered.`,
      }),
    );
  return [...blockers, ...contradictions, ...open];
}
