import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findItem } from "../../../../shared/checklist/index.ts";
import { parseCaseFile } from "../../../../shared/evaluation/caseFile.ts";
import type { Answer, AnswerValue, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";

/** Evaluations with a few answers, for the rules; every answer is checked, so that no test uses one that cannot be given. */

export interface Frame {
  readonly dateOfBirth?: string;
  readonly sexAtBirth?: "female" | "male";
  readonly visitDate?: string;
}

export type Given = Readonly<Record<string, AnswerValue | Answer>>;

export function evaluationWith(given: Given, frame: Frame = {}): Evaluation {
  const { dateOfBirth = "1980-06-15", sexAtBirth = "male", visitDate = "2025-04-16" } = frame;
  const answers = Object.fromEntries(
    Object.entries(given).map(([id, value]) => [id, isAnswer(value) ? value : { value }]),
  );
  const evaluation: Evaluation = {
    patient: { givenNames: "Test", familyName: "Case", dateOfBirth, sexAtBirth, mrn: "FIC-1" },
    referrer: { familyName: "Referrer", specialty: "primary care" },
    referral: { date: visitDate, question: "What next?", urgency: "routine" },
    visitDate,
    answers,
  };
  for (const [id, answer] of Object.entries(answers)) {
    const item = findItem(id);
    if (item === undefined) throw new Error(`No item ${id}`);
    const [problem] = checkAnswer(item, answer, evaluation);
    if (problem !== undefined) throw new Error(`${id}: ${problem.message}`);
  }
  return evaluation;
}

function isAnswer(value: AnswerValue | Answer): value is Answer {
  return (
    typeof value === "object" &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => key === "value" || key === "notDone" || key === "note") &&
    Object.keys(value).length > 0
  );
}

export function changed(evaluation: Evaluation, given: Given): Evaluation {
  return {
    ...evaluation,
    answers: {
      ...evaluation.answers,
      ...Object.fromEntries(
        Object.entries(given).map(([id, value]) => [id, isAnswer(value) ? value : { value }]),
      ),
    },
  };
}

export function without(evaluation: Evaluation, ...ids: readonly string[]): Evaluation {
  return {
    ...evaluation,
    answers: Object.fromEntries(Object.entries(evaluation.answers).filter(([id]) => !ids.includes(id))),
  };
}

/** One of the recorded invented cases: "f1" to "f6". */
export function recordedCase(name: string): Evaluation {
  const path = join(import.meta.dirname, `../../../fixtures/cases/case-${name}.json`);
  return parseCaseFile(readFileSync(path, "utf8"), "2026-01-01");
}
