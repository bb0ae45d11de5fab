import type { Evaluation } from "../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../evaluation/reader.ts";
import { antithromboticCautions } from "./antithrombotics/index.ts";
import type { Caution } from "./caution.ts";
import { injectionCautions } from "./injectionSafety/index.ts";
import { opioidCautions } from "./opioids/index.ts";
import { emergencyComesFirst } from "./pathways/index.ts";

const order: readonly Caution["level"][] = ["blocker", "warning", "note"];

export interface CautionOptions {
  /** Whether an emergency comes before everything elective; worked out from the red flags where absent. */
  readonly emergency?: boolean;
  /** Whether the practice has a rule switched on; all are where absent. */
  readonly isOn?: (ruleId: string) => boolean;
}

/** Everything that has to be minded with medicines and planned procedures, what blocks them first. */
export function cautionsOf(
  source: Evaluation | AnswerReader,
  options: CautionOptions = {},
): readonly Caution[] {
  const answers = "answers" in source ? readAnswers(source) : source;
  const { isOn = () => true } = options;
  const emergency = options.emergency ?? emergencyComesFirst(answers.evaluation);
  return [
    ...antithromboticCautions(answers, { emergency }),
    ...injectionCautions(answers, { emergency }),
    ...opioidCautions(answers),
  ]
    .filter(({ ruleId }) => isOn(ruleId))
    .sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
}
