import {
  awaitsConfirmation,
  type RuleDecision,
  type RuleSettings,
} from "../../../shared/reasoning/practiceRules.ts";
import type { RuleSubject } from "../../../shared/reasoning/registry.ts";
import type { RuleInfo } from "../../../shared/reasoning/rule.ts";

/** Which rules the list shows; pure, so that it can be tested without a window. */

export const ruleFilters = ["all", "toConfirm", "off"] as const;
export type RuleFilter = (typeof ruleFilters)[number];

export const filterNames: Readonly<Record<RuleFilter, string>> = {
  all: "All",
  toConfirm: "To be confirmed",
  off: "Switched off",
};

function passes(rule: RuleInfo, settings: RuleSettings, filter: RuleFilter): boolean {
  if (filter === "toConfirm") return awaitsConfirmation(rule, settings);
  return filter === "all" || settings.get(rule.id)?.switchedOff !== undefined;
}

/** How many rules each filter would show, whatever is searched for. */
export function countsOf(
  subjects: readonly RuleSubject[],
  settings: RuleSettings,
): Readonly<Record<RuleFilter, number>> {
  const rules = subjects.flatMap((subject) => subject.rules);
  const count = (filter: RuleFilter) => rules.filter((rule) => passes(rule, settings, filter)).length;
  return { all: count("all"), toConfirm: count("toConfirm"), off: count("off") };
}

/** Subjects with the rules that pass the filter and hold every word that was typed; those without any are left out. */
export function shownRules(
  subjects: readonly RuleSubject[],
  settings: RuleSettings,
  filter: RuleFilter,
  typed: string,
): readonly RuleSubject[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return subjects
    .map((subject) => ({
      ...subject,
      rules: subject.rules.filter((rule) => {
        const { id, title, text, source, tag } = rule;
        const searched = [id, title, text, source, tag, subject.label].join(" ").toLowerCase();
        return passes(rule, settings, filter) && words.every((word) => searched.includes(word));
      }),
    }))
    .filter(({ rules }) => rules.length > 0);
}

const verbs: Readonly<Record<RuleDecision["decision"], string>> = {
  confirmed: "confirmed",
  withdrawn: "confirmation withdrawn",
  switchedOff: "switched off",
  switchedOn: "switched on again",
};

/** "2 Mar 2026: switched off by Dr Brack (the state asks for another interval)". */
export function decisionWords(
  { decision, by, date, reason }: RuleDecision,
  formatDate: (date: string) => string,
): string {
  return `${formatDate(date)}: ${verbs[decision]} by ${by}${reason === undefined ? "" : ` (${reason})`}`;
}
