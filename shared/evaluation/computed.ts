import type { Item } from "../checklist/kinds.ts";
import * as body from "./calculations/body.ts";
import type { Calculation, Computed } from "./calculations/calculation.ts";
import * as clusters from "./calculations/clusters.ts";
import * as scores from "./calculations/scores.ts";
import type { Evaluation } from "./evaluation.ts";
import { type AnswerReader, readAnswers } from "./reader.ts";

/** Every calculation that a computed item may name. */
const { neuropathicDescriptorsNamed, ...otherScores } = scores;
const { daysSinceOnset: _span, ...bodyCalculations } = body;
const calculations: Readonly<Record<string, Calculation>> = {
  ...bodyCalculations,
  ...clusters,
  ...otherScores,
  neuropathicDescriptors: neuropathicDescriptorsNamed,
};

export type { Computed };

export function hasCalculation(name: string): boolean {
  return Object.hasOwn(calculations, name);
}

/** Works an item out from the answers that count; undefined while too little is answered. */
export function computeItem(
  item: Extract<Item, { kind: "computed" }>,
  source: Evaluation | AnswerReader,
): Computed | undefined {
  const calculation = calculations[item.calculation];
  if (calculation === undefined) throw new Error(`No calculation is called ${item.calculation}`);
  return calculation("answers" in source ? readAnswers(source) : source);
}
