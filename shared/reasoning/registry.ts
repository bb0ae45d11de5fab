import { antithromboticRules } from "./antithrombotics/rules.ts";
import { concordanceRules } from "./concordance/rules.ts";
import { generatorRules } from "./generators/rules.ts";
import { injectionSafetyRules } from "./injectionSafety/rules.ts";
import { opioidRules } from "./opioids/rules.ts";
import { pathwayRules } from "./pathways/rules.ts";
import { recommendationRules } from "./recommendations/rules.ts";
import { redFlagRules } from "./redFlags/rules.ts";
import { rootRules } from "./roots/rules.ts";
import type { RuleInfo } from "./rule.ts";
import { timingRules } from "./timing/rules.ts";

/** Every rule that can speak, in the order of the picture. */
export const allRules: readonly RuleInfo[] = [
  ...timingRules,
  ...redFlagRules,
  ...rootRules,
  ...generatorRules,
  ...concordanceRules,
  ...pathwayRules,
  ...antithromboticRules,
  ...injectionSafetyRules,
  ...opioidRules,
  ...recommendationRules,
];

const rulesById: ReadonlyMap<string, RuleInfo> = new Map(allRules.map((rule) => [rule.id, rule]));

export function findRule(id: string): RuleInfo | undefined {
  return rulesById.get(id);
}

/** Tags that are shown as "to be confirmed by the practice's physician" until somebody did. */
export function needsConfirmation({ tag }: RuleInfo): boolean {
  return tag === "GK" || tag === "DESIGN";
}

const latestReview =
  allRules
    .map(({ reviewed }) => reviewed)
    .sort()
    .at(-1) ?? "";

/** Stored with each signed letter: number of the rule set, and the day on which a rule was last compared with its source. */
export const rulesVersion = `1.0.0 (${latestReview})`;
