import type { ReasoningContext } from "../context.ts";
import type { Side } from "../rule.ts";
import { generatorBands } from "../thresholds.ts";
import type {
  Evidence,
  Feature,
  GeneratorBand,
  GeneratorDefinition,
  GeneratorEntry,
  Graded,
} from "./feature.ts";

/**
 * Scoring (clinical reference 3.3; weights DESIGN): points of the features that hold, over the points of those that are
 * answered. More than 40 % of the weight unanswered gives no verdict. Evidence from imaging alone never makes a
 * generator more than possible (2.4.3).
 */

export interface Scored {
  readonly evidenceFor: readonly Evidence[];
  readonly evidenceAgainst: readonly Evidence[];
  readonly unanswered: readonly Evidence[];
  readonly points: number;
  readonly max: number;
  readonly pct: number;
  /** Share of the weight asked for that is not answered. */
  readonly open: number;
}

export function evidenceOf(feature: Omit<Feature, "find">, found: Graded): Evidence {
  const { part, points, present, absent } = feature;
  const earned = found.earned ?? (found.holds === true ? points : 0);
  return {
    part,
    points: found.possible ?? points,
    earned,
    text: found.holds === true ? present : absent,
    items: found.items,
    missing: found.missing,
  };
}

export function scored(
  features: readonly { readonly feature: Omit<Feature, "find">; readonly found: Graded }[],
): Scored {
  const take = (holds: boolean | undefined) =>
    features
      .filter(({ found }) => found.holds === holds)
      .filter(({ feature }) => holds !== undefined || feature.onlyWhenKnown !== true)
      .map(({ feature, found }) =>
        holds === undefined
          ? { ...evidenceOf(feature, found), text: feature.present }
          : evidenceOf(feature, found),
      );
  const [evidenceFor, evidenceAgainst, unanswered] = [take(true), take(false), take(undefined)];
  const points = total(evidenceFor, "earned") + total(evidenceAgainst, "earned");
  const max = total(evidenceFor, "points") + total(evidenceAgainst, "points");
  const openPoints = total(unanswered, "points");
  return {
    evidenceFor,
    evidenceAgainst,
    unanswered,
    points,
    max,
    pct: max === 0 ? 0 : points / max,
    open: max + openPoints === 0 ? 1 : openPoints / (max + openPoints),
  };
}

const total = (evidence: readonly Evidence[], key: "points" | "earned") =>
  evidence.reduce((sum, one) => sum + one[key], 0);

/** @param gate what "most likely" asks for; undefined (not known) does not satisfy it. */
export function bandOf(score: Scored, gate: boolean | undefined): GeneratorBand {
  if (score.open > generatorBands.mostUnanswered) return "insufficient data";
  if (score.pct < generatorBands.possible) return "less likely";
  if (score.pct < generatorBands.mostLikely || gate !== true) return "possible";
  return onlyImaging(score) ? "possible" : "most likely";
}

/** Everything that speaks for it was seen on images or in a nerve study; a block is no image. */
function onlyImaging({ evidenceFor }: Scored): boolean {
  return evidenceFor.every(({ items }) => items.every((item) => item.startsWith("IM.")));
}

/** One generator, on one side where it is judged by side. */
export function entryOf(
  context: ReasoningContext,
  definition: GeneratorDefinition,
  side?: Side,
): GeneratorEntry {
  const where = side ?? "right";
  const concerns = definition.concerns(context);
  const score = scored(
    concerns.holds === false
      ? []
      : definition.features.map((feature) => ({ feature, found: feature.find(context, where) })),
  );
  const gate = concerns.holds === false ? undefined : definition.gate?.holds(context, where);
  const band =
    concerns.holds === false ? "does not apply" : bandOf(score, definition.gate === undefined || gate?.holds);
  const supported = definition.supportedByBlock?.(context, where).holds === true;
  const wording =
    supported && band !== "does not apply" ? "supported by diagnostic block" : "clinical hypothesis";
  const id = side === undefined ? definition.generator : `${definition.generator} ${side}`;
  const label = side === undefined ? definition.label : `${definition.label}, ${side}`;
  return {
    ruleId: definition.rule.id,
    id,
    generator: definition.generator,
    label,
    ...(side === undefined ? {} : { side }),
    levels: definition.levels?.(context) ?? [],
    ...totals(score),
    band,
    wording,
    ...(definition.gate === undefined ? {} : { gate: { text: definition.gate.text, holds: gate?.holds } }),
    options: definition.options,
    ...(definition.baseRate === undefined ? {} : { baseRate: definition.baseRate }),
    text: entryText(label, band, score, wording),
    items: unique([
      ...concerns.items,
      ...score.evidenceFor.flatMap(({ items }) => items),
      ...score.evidenceAgainst.flatMap(({ items }) => items),
      ...(gate?.items ?? []),
    ]),
    missing:
      band === "does not apply"
        ? []
        : unique([
            ...concerns.missing,
            ...score.unanswered.flatMap(({ missing }) => missing),
            ...(gate?.missing ?? []),
          ]),
  };
}

export const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

export function totals({ evidenceFor, evidenceAgainst, unanswered, points, max, pct }: Scored) {
  return { evidenceFor, evidenceAgainst, unanswered, points, max, pct };
}

export function entryText(
  label: string,
  band: GeneratorBand,
  { points, max, pct }: Pick<Scored, "points" | "max" | "pct">,
  wording: GeneratorEntry["wording"],
): string {
  if (band === "does not apply") return `${label}: not in the region of the complaint.`;
  if (band === "insufficient data") return `${label}: insufficient data.`;
  return `${label}: ${band}, ${wording} (${points} of ${max} points, ${wholePercent(pct)} %).`;
}

/** Rounded, but not up into the next band: 64.7 % is "possible" and reads 64 %. */
function wholePercent(pct: number): number {
  const rounded = Math.round(pct * 100);
  const crosses = [generatorBands.possible, generatorBands.mostLikely].some(
    (limit) => pct < limit && rounded >= limit * 100,
  );
  return crosses ? Math.floor(pct * 100) : rounded;
}
