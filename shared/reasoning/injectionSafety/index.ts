import type { Evaluation } from "../../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../../evaluation/reader.ts";
import type { Caution } from "../caution.ts";
import { contrastCautions, pregnancyCautions } from "./contrastAndPregnancy.ts";
import {
  allergyCautions,
  magnetWithDevice,
  radiofrequencyWithDevice,
  sedationCautions,
} from "./devicesAndAllergies.ts";
import { plannedProcedures } from "./planned.ts";
import { steroidCautions } from "./steroid.ts";

export { injectionSafetyRules } from "./rules.ts";

/** What has to be minded before the planned injections; in an emergency only what concerns an MRI. */
export function injectionCautions(
  source: Evaluation | AnswerReader,
  { emergency = false }: { readonly emergency?: boolean } = {},
): readonly Caution[] {
  const answers = "answers" in source ? readAnswers(source) : source;
  const magnet = magnetWithDevice(answers);
  if (emergency) return magnet;
  const procedures = plannedProcedures(answers);
  return [
    ...steroidCautions(answers, procedures),
    ...contrastCautions(answers, procedures),
    ...pregnancyCautions(answers, procedures),
    ...radiofrequencyWithDevice(answers, procedures),
    ...magnet,
    ...allergyCautions(answers, procedures),
    ...sedationCautions(answers, procedures),
  ];
}
