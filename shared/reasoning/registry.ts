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

export interface RuleSubject {
  readonly id: string;
  readonly label: string;
  readonly rules: readonly RuleInfo[];
}

/** In the order of the picture. */
export const ruleSubjects: readonly RuleSubject[] = [
  { id: "timing", label: "Timing of the referral", rules: timingRules },
  { id: "redFlags", label: "Red flags", rules: redFlagRules },
  { id: "roots", label: "Root levels", rules: rootRules },
  { id: "generators", label: "Pain generators", rules: generatorRules },
  { id: "concordance", label: "Imaging against story and examination", rules: concordanceRules },
  { id: "pathways", label: "Procedure pathways", rules: pathwayRules },
  { id: "antithrombotics", label: "Antithrombotics", rules: antithromboticRules },
  { id: "injectionSafety", label: "Safety of injections", rules: injectionSafetyRules },
  { id: "opioids", label: "Opioids", rules: opioidRules },
  { id: "recommendations", label: "Recommendations", rules: recommendationRules },
];

/** Every rule that can speak, in the order of the picture. */
export const allRules: readonly RuleInfo[] = ruleSubjects.flatMap(({ rules }) => rules);

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
