import { type AnswerReader, type RecordValue, recordValue, type Side } from "../reader.ts";
import type { Calculation, Computed } from "./calculation.ts";

/**
 * Clusters of provocative tests: how many are positive of how many that were done. A test that was not done is not
 * counted as negative, and what hurts elsewhere is no positive test.
 */

const sides = ["right", "left"] as const satisfies readonly Side[];

/** FABER speaks for the sacroiliac joint unless it hurts in the groin, which points to the hip. */
function isPositive(finding: RecordValue | undefined): boolean {
  return finding?.result === "positive" && finding.pain !== "pain elsewhere" && finding.site !== "groin";
}

/** The finding of one side; a test without sides counts for both. */
function findingOf(answers: AnswerReader, id: string, side: Side): RecordValue | undefined {
  if (answers.item(id).kind === "record") return answers.record(id);
  return answers.pairOfRecords(id)?.[side];
}

function countBySide(answers: AnswerReader, tests: readonly string[]): Computed | undefined {
  const counts = sides.map((side) => {
    const done = tests.filter((id) => findingOf(answers, id, side)?.result !== undefined);
    return { side, done, positive: done.filter((id) => isPositive(findingOf(answers, id, side))).length };
  });
  const done = counts.filter((count) => count.done.length > 0);
  if (done.length === 0) return undefined;
  const total = (count: (typeof counts)[number]) => `${count.positive} of ${count.done.length}`;
  return {
    value: Math.max(...done.map((count) => count.positive)),
    text: done.map((count) => `${count.side} ${total(count)} positive`).join(", "),
    basis: tests.filter((id) => done.some((count) => count.done.includes(id))),
  };
}

/** Distraction, thigh thrust, compression, sacral thrust, Gaenslen; less meaning when pain centralises (Ref21). */
export const laslettCluster: Calculation = (answers) => {
  const count = countBySide(answers, ["PE.T.SIDIST", "PE.T.THIGH", "PE.T.COMP", "PE.T.SACR", "PE.T.GAEN"]);
  if (count === undefined || answers.code("PE.T.CENTR") !== "centralises") return count;
  return {
    ...count,
    text: `${count.text}; pain centralises, so that the count means less`,
    basis: [...count.basis, "PE.T.CENTR"],
  };
};

/** Distraction, compression, thigh thrust, Gaenslen, FABER with posterior pain (Ref21). */
export const vanDerWurffSet: Calculation = (answers) =>
  countBySide(answers, ["PE.T.SIDIST", "PE.T.COMP", "PE.T.THIGH", "PE.T.GAEN", "PE.T.FABER"]);

const lessThanSixtyDegrees = 60;

/** Upper limb tension test A, Spurling, distraction and rotation below 60° to the same side; of 4 (Ref22). */
export const wainnerCluster: Calculation = (answers) => {
  const rotation = answers.pairOfRecords("PE.ROM.C.ROT");
  const counts = sides.map((side) => {
    const tests = ["PE.T.ULTT", "PE.T.SPURL", "PE.T.CDIST"].filter(
      (id) => findingOf(answers, id, side)?.result !== undefined,
    );
    const degrees = recordValue(rotation?.[side])?.degrees;
    const positive =
      tests.filter((id) => isPositive(findingOf(answers, id, side))).length +
      (typeof degrees === "number" && degrees < lessThanSixtyDegrees ? 1 : 0);
    return {
      side,
      positive,
      done: tests.length + (typeof degrees === "number" ? 1 : 0),
      basis: [...tests, ...(typeof degrees === "number" ? ["PE.ROM.C.ROT"] : [])],
    };
  });
  const done = counts.filter((count) => count.done > 0);
  if (done.length === 0) return undefined;
  return {
    value: Math.max(...done.map((count) => count.positive)),
    text: done.map((count) => `${count.side} ${count.positive} of ${count.done} positive`).join(", "),
    basis: [...new Set(done.flatMap((count) => count.basis))],
  };
};
