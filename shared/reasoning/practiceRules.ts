import { fingerprint } from "./fingerprint.ts";
import { allRules, findRule, needsConfirmation, rulesVersion } from "./registry.ts";
import type { RuleInfo } from "./rule.ts";

/**
 * What a practice decided about the rules: which of those to be confirmed its physicians confirmed, and which it switched
 * off. Decisions are only ever added; where a rule stands follows from all of them.
 */

export const ruleDecisionKinds = ["confirmed", "withdrawn", "switchedOff", "switchedOn"] as const;
export type RuleDecisionKind = (typeof ruleDecisionKinds)[number];

export interface RuleDecision {
  readonly ruleId: string;
  readonly decision: RuleDecisionKind;
  /** Why a rule was switched off. */
  readonly reason?: string | undefined;
  /** Of the rule's words as they were then. */
  readonly fingerprint: string;
  /** Calendar date. */
  readonly date: string;
  /** Display name of the physician. */
  readonly by: string;
}

export interface RuleSetting {
  readonly confirmed?: { readonly by: string; readonly date: string };
  /** It was confirmed in other words than it has now, and waits again. */
  readonly confirmedBefore?: { readonly by: string; readonly date: string };
  readonly switchedOff?: { readonly by: string; readonly date: string; readonly reason: string };
}

/** Rule id -> where it stands; rules that nothing was decided about are absent. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** As the program is delivered: nothing is confirmed and nothing is switched off. */
export const asDelivered: RuleSettings = new Map();

/** Of everything that a physician confirms: another source or certainty is another rule. */
export function fingerprintOf({ title, text, source, tag }: RuleInfo): string {
  return fingerprint(JSON.stringify([title, text, source, tag]));
}

/** @param decisions in the order in which they were made. Those about rules that there are no more have no effect. */
export function settingsFrom(decisions: readonly RuleDecision[]): RuleSettings {
  const settings = new Map<string, RuleSetting>();
  for (const made of decisions) {
    const rule = findRule(made.ruleId);
    if (rule === undefined) continue;
    const next = decided(settings.get(rule.id) ?? {}, made, rule);
    if (Object.keys(next).length === 0) settings.delete(rule.id);
    else settings.set(rule.id, next);
  }
  return settings;
}

function decided(before: RuleSetting, made: RuleDecision, rule: RuleInfo): RuleSetting {
  const { by, date, reason = "" } = made;
  const { confirmed, confirmedBefore, switchedOff } = before;
  const off = switchedOff === undefined ? {} : { switchedOff };
  switch (made.decision) {
    case "confirmed":
      if (!needsConfirmation(rule)) return before;
      return made.fingerprint === fingerprintOf(rule)
        ? { ...off, confirmed: { by, date } }
        : { ...off, confirmedBefore: { by, date } };
    case "withdrawn":
      return off;
    case "switchedOff":
      return { ...before, switchedOff: { by, date, reason } };
    case "switchedOn":
      return {
        ...(confirmed === undefined ? {} : { confirmed }),
        ...(confirmedBefore === undefined ? {} : { confirmedBefore }),
      };
  }
}

/** Whether a rule still waits for a physician of the practice. */
export function awaitsConfirmation(rule: RuleInfo, settings: RuleSettings): boolean {
  return needsConfirmation(rule) && settings.get(rule.id)?.confirmed === undefined;
}

/** Ids in the order of the registry. */
export function switchedOffIn(settings: RuleSettings): readonly string[] {
  return allRules.filter(({ id }) => settings.get(id)?.switchedOff !== undefined).map(({ id }) => id);
}

/** Red flags of which at least one form is an emergency, and the rule that puts an emergency before everything elective. */
const emergencyRules: ReadonlySet<string> = new Set([
  "RF-CES",
  "RF-CORD",
  "RF-MOTOR",
  "RF-CA",
  "RF-INF",
  "RF-AAA",
  "RF-SUI",
  "RF-HEM",
  "WHO-3",
]);

/** Whether switching the rule off can hide an emergency. */
export function warnsOfEmergency(ruleId: string): boolean {
  return emergencyRules.has(ruleId);
}

/** The shortest reason for switching a rule off, in characters. */
export const shortestReason = 10;

/** Why a decision cannot be made where the rule stands now; undefined where it can. */
export function objectionTo(
  rule: RuleInfo,
  setting: RuleSetting | undefined,
  decision: RuleDecisionKind,
  reason: string | undefined,
): string | undefined {
  const isOff = setting?.switchedOff !== undefined;
  switch (decision) {
    case "confirmed":
      if (!needsConfirmation(rule))
        return "The rule rests on a published source and waits for no confirmation.";
      return setting?.confirmed === undefined ? undefined : "The rule is confirmed already.";
    case "withdrawn":
      return setting?.confirmed === undefined ? "The rule is not confirmed." : undefined;
    case "switchedOff":
      if (isOff) return "The rule is switched off already.";
      return (reason?.trim().length ?? 0) < shortestReason
        ? `A rule is switched off for a reason of at least ${shortestReason} characters.`
        : undefined;
    case "switchedOn":
      return isOff ? undefined : "The rule is not switched off.";
  }
}

/**
 * The rules that spoke while a letter was written: number of the rule set, and what the practice made of it. Equal texts
 * mean equal rules and equal settings.
 */
export function practiceRulesVersion(settings: RuleSettings): string {
  const off = switchedOffIn(settings);
  const confirmed = allRules
    .filter(({ id }) => settings.get(id)?.confirmed !== undefined)
    .map(({ id }) => id);
  if (off.length + confirmed.length === 0) return `${rulesVersion}, as delivered`;
  const mark = fingerprint(JSON.stringify([rulesVersion, off, confirmed])).slice(0, 8);
  const switched = off.length === 0 ? "none switched off" : `${off.length} switched off`;
  return `${rulesVersion}, practice settings ${mark}, ${switched}`;
}
