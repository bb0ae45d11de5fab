import { bothSides, painOn, type ReasoningContext } from "../context.ts";
import type { RedFlagPicture } from "../redFlags/redFlags.ts";
import type { Statement } from "../rule.ts";
import { afterSurgeryEntry } from "./afterSurgery.ts";
import { definitions } from "./definitions.ts";
import type { GeneratorBand, GeneratorDefinition, GeneratorEntry } from "./feature.ts";
import { radicularEntries } from "./radicular.ts";
import { severalGeneratorsRule } from "./rules.ts";
import { entryOf, entryText, unique } from "./score.ts";
import { operatedLevels, rootsAtLevel } from "./surgicalCauses.ts";

export type {
  Evidence,
  EvidencePart,
  GeneratorBand,
  GeneratorEntry,
  GeneratorWording,
  SurgicalCause,
} from "./feature.ts";

export interface GeneratorPicture {
  /** An emergency: nothing is ranked. Cord, cauda equina, tumour and infection are never in the ranking. */
  readonly suppressed: boolean;
  /** All candidates, likeliest first: by band, then share, then points. */
  readonly ranking: readonly GeneratorEntry[];
  /** Mechanisms that lie over the structures. */
  readonly overlays: readonly GeneratorEntry[];
  /** Told when more than one is most likely (T19). */
  readonly several?: Statement;
}

const order: readonly GeneratorBand[] = [
  "most likely",
  "possible",
  "less likely",
  "insufficient data",
  "does not apply",
];

export function generatorsOf(context: ReasoningContext, redFlags: RedFlagPicture): GeneratorPicture {
  if (redFlags.suppressesElective) return { suppressed: true, ranking: [], overlays: [] };
  const on = definitions.filter(({ rule }) => context.isOn(rule.id));
  const listed = [
    ...on.filter(({ overlay }) => overlay !== true).flatMap((definition) => entriesOf(context, definition)),
    ...(context.isOn("GEN-ROOT") ? radicularEntries(context) : []),
    ...(context.isOn("GEN-PSPS") ? [afterSurgeryEntry(context)] : []),
  ];
  const ranking = told(context, listed).sort(byLikelihood);
  const several = severalOf(context, ranking);
  return {
    suppressed: false,
    ranking,
    overlays: on.filter(({ overlay }) => overlay === true).map((definition) => entryOf(context, definition)),
    ...(several === undefined ? {} : { several }),
  };
}

function byLikelihood(one: GeneratorEntry, other: GeneratorEntry): number {
  return (
    order.indexOf(one.band) - order.indexOf(other.band) ||
    other.pct - one.pct ||
    other.points - one.points ||
    one.id.localeCompare(other.id, "en")
  );
}

/** The painful side, and the other one where it has something to say. */
function entriesOf(context: ReasoningContext, definition: GeneratorDefinition): readonly GeneratorEntry[] {
  if (definition.bySide !== true) return [entryOf(context, definition)];
  const entries = bothSides.map((side) => entryOf(context, definition, side));
  if (entries.every(({ band }) => band === "does not apply")) {
    const { side: _side, ...one } = entries[0] as GeneratorEntry;
    const { label } = definition;
    return [{ ...one, id: definition.generator, label, text: entryText(label, one.band, one, one.wording) }];
  }
  return entries.filter(
    ({ side, band }) =>
      side === undefined ||
      painOn(context, side).holds !== false ||
      band === "most likely" ||
      band === "possible",
  );
}

/**
 * A root at the operated level whose pain a scar or old nerve damage explains is told with the pain after surgery and not
 * a second time (F3).
 */
function told(context: ReasoningContext, entries: readonly GeneratorEntry[]): GeneratorEntry[] {
  const surgery = entries.find(({ generator }) => generator === "PSPS type 2");
  const nerveCause = surgery?.causes?.some(
    ({ cause, state }) => (cause === "a" || cause === "b") && state === "supported",
  );
  if (surgery?.band !== "most likely" || nerveCause !== true) return [...entries];
  const roots = operatedLevels(context).flatMap(rootsAtLevel);
  const included = entries.filter(
    ({ id, root }) => id.startsWith("radiculopathy") && roots.includes(root ?? ""),
  );
  const ids = included.map(({ id }) => id);
  return entries
    .filter(({ id }) => !ids.includes(id))
    .map((entry) => (entry === surgery ? { ...entry, includes: ids } : entry));
}

function severalOf(context: ReasoningContext, ranking: readonly GeneratorEntry[]): Statement | undefined {
  const likely = ranking.filter(({ band }) => band === "most likely");
  if (likely.length < 2 || !context.isOn(severalGeneratorsRule.id)) return undefined;
  return {
    ruleId: severalGeneratorsRule.id,
    text: `More than one source of pain is likely: ${likely.map(({ label }) => label).join("; ")}. Studies, story and examination need not all agree.`,
    items: unique(likely.flatMap(({ items }) => items)),
    missing: [],
  };
}
