import { findItem } from "../../../../shared/checklist/index.ts";
import type { EvidenceTag, PartId } from "../../../../shared/checklist/kinds.ts";
import { onDateWords } from "../../../../shared/evaluation/dates.ts";
import type { Caution } from "../../../../shared/reasoning/caution.ts";
import type { EvidencePart, GeneratorEntry } from "../../../../shared/reasoning/generators/generators.ts";
import {
  type Block,
  type Criterion,
  type Pathway,
  percentText,
} from "../../../../shared/reasoning/pathways/index.ts";
import type { Picture } from "../../../../shared/reasoning/picture.ts";
import {
  type RuleSetting,
  type RuleSettings,
  switchedOffIn,
  warnsOfEmergency,
} from "../../../../shared/reasoning/practiceRules.ts";
import type { RedFlagLevel } from "../../../../shared/reasoning/redFlags/redFlags.ts";
import { findRule, needsConfirmation } from "../../../../shared/reasoning/registry.ts";
import type { RootScore } from "../../../../shared/reasoning/roots/rootScore.ts";
import type { RuleInfo } from "../../../../shared/reasoning/rule.ts";
import { formatDate } from "../../../components/common/dates.ts";
import { placeOf } from "../../../state/evaluation/structure.ts";

/** The words of the clinical picture on screen; pure, so that they can be tested without a window. */

export type Tone = "danger" | "warning" | "good" | "quiet";

/** A state in a word or two, never told by colour alone. */
export interface State {
  readonly words: string;
  readonly tone: Tone;
}

export const flagStates: Readonly<Record<RedFlagLevel, State>> = {
  E: { words: "Emergency, same day", tone: "danger" },
  U: { words: "Urgent, within two weeks", tone: "danger" },
  S: { words: "Soon", tone: "warning" },
  block: { words: "Screen not complete", tone: "warning" },
};

/** "2 emergencies", "1 red flag"; undefined while there is none. An open screen is no red flag. */
export function flagCount({ redFlags }: Pick<Picture, "redFlags">): string | undefined {
  const count = (levels: readonly RedFlagLevel[]) =>
    redFlags.flags.filter(({ level }) => levels.includes(level)).length;
  const emergencies = count(["E"]);
  if (emergencies > 0) return emergencies === 1 ? "Emergency" : `${emergencies} emergencies`;
  const others = count(["U", "S"]);
  if (others === 0) return undefined;
  return others === 1 ? "1 red flag" : `${others} red flags`;
}

/** What a rule rests on, in words. */
const certainty: Readonly<Record<EvidenceTag, string>> = {
  V: "Checked against the published source",
  V2: "Known from a secondary source; the primary source was not seen",
  ARTICLE: "From the article on referral to interventional pain medicine",
  GK: "General clinical knowledge",
  DESIGN: "A choice of this app",
};

/** How sure a rule is, and whether a physician of the practice stands by it. */
export function certaintyWords(rule: RuleInfo, setting: RuleSetting | undefined): string {
  const basis = certainty[rule.tag];
  if (!needsConfirmation(rule)) return basis;
  if (setting?.confirmed !== undefined) return `${basis}, confirmed by ${whoAndWhen(setting.confirmed)}`;
  const waits = `${basis}, to be confirmed by the practice's physician`;
  return setting?.confirmedBefore === undefined
    ? waits
    : `${waits}: it reads otherwise than when it was confirmed by ${whoAndWhen(setting.confirmedBefore)}`;
}

/** "Dr Brack on 2 Mar 2026". */
export function whoAndWhen({ by, date }: { readonly by: string; readonly date: string }): string {
  return `${by} on ${formatDate(date)}`;
}

/** "2 rules are switched off by the practice"; undefined while none is. Emergency warnings are named. */
export function switchedOffWords(settings: RuleSettings): string | undefined {
  const off = switchedOffIn(settings);
  if (off.length === 0) return undefined;
  const emergencies = off
    .filter(warnsOfEmergency)
    .map((id) => findRule(id)?.title ?? id)
    .join(", ");
  const count = off.length === 1 ? "1 rule is" : `${off.length} rules are`;
  const among = emergencies === "" ? "" : `, with warnings of emergencies among them: ${emergencies}`;
  return `${count} switched off by the practice${among}.`;
}

/** "GK" as a source says nothing to a reader. */
export function sourceWords({ source }: RuleInfo): string {
  return source.replace(/\bGK\b/g, "general clinical knowledge").replace(/\bDESIGN\b/g, "design of this app");
}

export const generatorTones: Readonly<Record<GeneratorEntry["band"], Tone>> = {
  "most likely": "good",
  possible: "warning",
  "less likely": "quiet",
  "insufficient data": "quiet",
  "does not apply": "quiet",
};

/** Points of the answered features; causes after surgery are alternatives and are counted, not added. */
export function pointsOf({ points, max, causes, band }: GeneratorEntry): string | undefined {
  if (band === "does not apply") return undefined;
  if (causes !== undefined) {
    const supported = causes.filter(({ state }) => state === "supported").length;
    return `${supported} of ${causes.length} causes supported`;
  }
  return max === 0 ? undefined : `${points} of ${max} points`;
}

const evidenceParts: readonly { readonly part: EvidencePart; readonly label: string }[] = [
  { part: "history", label: "History" },
  { part: "physical", label: "Physical" },
  { part: "neurological", label: "Neurological" },
  { part: "records", label: "Records" },
];

/** Evidence by part, parts without any left out. */
export function byPart<One extends { readonly part: EvidencePart }>(
  evidence: readonly One[],
): readonly { readonly label: string; readonly evidence: readonly One[] }[] {
  return evidenceParts
    .map(({ part, label }) => ({ label, evidence: evidence.filter((one) => one.part === part) }))
    .filter((group) => group.evidence.length > 0);
}

/** What is worth reading first; the rest stays folded away. Without a likely one the insufficient are shown. */
export function splitRanking(ranking: readonly GeneratorEntry[]): {
  readonly shown: readonly GeneratorEntry[];
  readonly folded: readonly GeneratorEntry[];
} {
  const isShown = ({ band }: GeneratorEntry) => band === "most likely" || band === "possible";
  return { shown: ranking.filter(isShown), folded: ranking.filter((entry) => !isShown(entry)) };
}

export function splitRoots(scores: readonly RootScore[]): {
  readonly shown: readonly RootScore[];
  readonly folded: readonly RootScore[];
} {
  const isFolded = ({ band }: RootScore) => band === "less likely" || band === "insufficient data";
  return { shown: scores.filter((score) => !isFolded(score)), folded: scores.filter(isFolded) };
}

/** "6 met, 1 not met, 2 unknown". */
export function tally(criteria: readonly Criterion[]): string {
  return (["met", "not met", "unknown"] as const)
    .map((verdict) => ({ verdict, count: criteria.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`)
    .join(", ");
}

/** "MBB 1 on 3 Mar 2025: 85.7 %": blocks in the order in which they were done; relief is never rounded up. */
export function blockWords(blocks: readonly Block[]): string {
  return blocks
    .map(({ kind, date, percent, side }) => {
      const name = kind.replace(/(\d)/, " $1");
      const where = side === undefined ? "" : `, ${side === "bilateral" ? "both sides" : side}`;
      const when = date === undefined ? "" : ` ${onDateWords(date)}`;
      return `${name}${where}${when}: ${percent === undefined ? "relief not recorded" : percentText(percent)}`;
    })
    .join("; ");
}

export const verdictTones: Readonly<Record<Criterion["verdict"], Tone>> = {
  met: "good",
  "not met": "warning",
  unknown: "quiet",
};

export function pathwayTone({ state }: Pathway): Tone {
  if (/^(eligible|RFA eligible|repeat eligible|MBB2 needed)/.test(state)) return "good";
  return state === "suppressed" || state === "insufficient data" ? "quiet" : "warning";
}

export const cautionStates: Readonly<Record<Caution["level"], State>> = {
  blocker: { words: "Settle first", tone: "danger" },
  warning: { words: "Caution", tone: "warning" },
  note: { words: "Note", tone: "quiet" },
};

/** Undefined: too little is answered. */
export function metState(met: boolean | undefined): State {
  if (met === undefined) return { words: "Cannot be judged yet", tone: "quiet" };
  return met ? { words: "Met", tone: "good" } : { words: "Not met", tone: "quiet" };
}

const partNames: Readonly<Record<PartId, string>> = {
  referral: "Referral",
  history: "History",
  physical: "Physical examination",
  neurological: "Neurological examination",
  records: "Records and imaging",
  plan: "Plan",
};

export interface ItemLinks {
  readonly part: string;
  readonly items: readonly { readonly id: string; readonly label: string }[];
}

/** Items by the part that they stand in, in the order of the parts; each item once. */
export function itemLinks(ids: readonly string[]): readonly ItemLinks[] {
  const items = [...new Set(ids)].flatMap((id) => {
    const item = findItem(id);
    const partId = placeOf(id)?.partId;
    return item === undefined || partId === undefined ? [] : [{ id, label: item.label, partId }];
  });
  return (Object.keys(partNames) as PartId[])
    .map((part) => ({ part: partNames[part], items: items.filter(({ partId }) => partId === part) }))
    .filter((group) => group.items.length > 0);
}
