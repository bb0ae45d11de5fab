import type { Evaluation } from "../../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../../evaluation/reader.ts";
import { contextOf } from "../context.ts";
import { redFlagsOf } from "../redFlags/redFlags.ts";
import type { Pathway } from "./criterion.ts";
import { epiduralPathways } from "./epidural.ts";
import { facetPathways } from "./facet.ts";
import { type PayerProfile, payerOf } from "./payers.ts";
import { sacroiliacPathways } from "./sacroiliac.ts";

export type { Block } from "./blocks.ts";
export type { Criterion, Pathway, PathwayState, Verdict } from "./criterion.ts";
export { nervesOfJoint, nervesOfJoints, nerveWords, rootOfDisc } from "./nerves.ts";
export { medicare, type PayerProfile, payerProfiles } from "./payers.ts";
export { passes, percentText, reliefPercent } from "./relief.ts";
export { pathwayRules } from "./rules.ts";

export interface PathwayOptions {
  /** That of the patient (HX.INSUR) where absent. */
  readonly payer?: PayerProfile;
  /** Whether an emergency comes before every elective procedure; worked out from the red flags where absent. */
  readonly emergency?: boolean;
  /** Whether the practice has a rule switched on; all are where absent. */
  readonly isOn?: (ruleId: string) => boolean;
}

/**
 * Where the patient stands on each way to a procedure that the complaint, a plan or an earlier treatment concerns. With an
 * emergency nothing elective is suggested: each pathway says that it waits.
 */
export function pathwaysOf(
  source: Evaluation | AnswerReader,
  { payer: chosen, emergency, isOn = () => true }: PathwayOptions = {},
): readonly Pathway[] {
  const answers = "answers" in source ? readAnswers(source) : source;
  const payer = chosen ?? payerOf(answers);
  const pathways = [
    ...facetPathways(answers, payer),
    ...epiduralPathways(answers, payer, isOn),
    ...sacroiliacPathways(answers, payer),
  ].filter(({ ruleId }) => isOn(ruleId));
  if (emergency ?? emergencyComesFirst(answers.evaluation)) return pathways.map(suppressed);
  const heard = <One extends { readonly ruleId: string }>(list: readonly One[]) =>
    list.filter(({ ruleId }) => isOn(ruleId));
  return pathways.map((pathway) => ({
    ...pathway,
    text: sentence(pathway.text),
    criteria: heard(pathway.criteria),
    warnings: heard(pathway.warnings).map((warning) => ({ ...warning, text: sentence(warning.text) })),
  }));
}

const sentence = (words: string) => (words.endsWith(".") ? words : `${words}.`);

/** Whether a red flag is an emergency that comes before everything elective (WHO-3). */
export function emergencyComesFirst(evaluation: Evaluation): boolean {
  return redFlagsOf(contextOf(evaluation)).suppressesElective;
}

function suppressed(pathway: Pathway): Pathway {
  return {
    ...withoutDetails(pathway),
    ruleId: "WHO-3",
    state: "suppressed",
    text: `${pathway.title}: not considered while a red flag is an emergency.`,
    nextStep: "Deal with the emergency first",
    criteria: [],
    warnings: [],
    items: [],
    missing: [],
  };
}

function withoutDetails({ kind, title, region, side, payer }: Pathway) {
  return { kind, title, region, payer, ...(side === undefined ? {} : { side }) };
}
