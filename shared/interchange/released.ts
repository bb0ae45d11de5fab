import { findItem } from "../checklist/index.ts";
import { isApplicable } from "../evaluation/applicability.ts";
import { isCarried } from "../evaluation/carryForward.ts";
import type { Answer, Evaluation } from "../evaluation/evaluation.ts";

/**
 * The evaluation as it leaves the practice with its letter: what counts and nothing else. Left behind are answers to questions
 * that are not asked any more, what was carried over and never confirmed, and why the practice waived something.
 */
export function released(evaluation: Evaluation): Evaluation {
  const answers = Object.entries(evaluation.answers).flatMap(([id, answer]): readonly [string, Answer][] => {
    const item = findItem(id);
    if (item === undefined || !isApplicable(item, evaluation) || isCarried(answer)) return [];
    const { waived: _reason, filled: _mark, ...said } = answer;
    return Object.keys(said).length === 0 ? [] : [[id, said]];
  });
  const { patient, referrer, referral, visitDate } = evaluation;
  return { patient, referrer, referral, visitDate, answers: Object.fromEntries(answers) };
}
