import type { RuleInfo } from "../rule.ts";
import { afterSurgeryRule } from "./afterSurgery.ts";
import { definitions } from "./definitions.ts";
import { generatorRule } from "./inputs.ts";
import { radicularRule } from "./radicular.ts";

/** T19: patients often have more than one generator. */
export const severalGeneratorsRule = generatorRule(
  "GEN-SEVERAL",
  "Several generators",
  "More than one generator is most likely: each is told, and studies, story and examination need not agree.",
  [...definitions.flatMap(({ rule }) => rule.inputs), ...radicularRule.inputs, ...afterSurgeryRule.inputs],
  "Ref0",
  "ARTICLE",
);

export const generatorRules: readonly RuleInfo[] = [
  ...definitions.map(({ rule }) => rule),
  radicularRule,
  afterSurgeryRule,
  severalGeneratorsRule,
];
