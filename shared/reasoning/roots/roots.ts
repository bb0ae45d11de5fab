import { computeItem } from "../../evaluation/computed.ts";
import { isAsked, otherSide, type ReasoningContext } from "../context.ts";
import { countOf, type FactCount } from "../facts.ts";
import type { Side, Statement } from "../rule.ts";
import { laslettFacts } from "./findings.ts";
import { patternsOf } from "./patterns.ts";
import { allRootScores, type RootScore } from "./rootScore.ts";
import { cookCluster } from "./signs.ts";

/** Root level: scores by root and side, patterns, and the clusters that the reasoning counts. */
export interface RootPicture {
  /** Highest first; a root of which nothing was answered is left out. */
  readonly scores: readonly RootScore[];
  /** N-1 to N-10, and sides that contradict each other. */
  readonly patterns: readonly Statement[];
  readonly clusters: {
    readonly cook: FactCount;
    /** Absent where none of its tests was done. */
    readonly wainner?: ClusterCount;
    readonly laslett?: ClusterCount;
  };
}

export interface ClusterCount extends Statement {
  /** The side with more positives. */
  readonly positive: number;
}

export function rootsOf(context: ReasoningContext): RootPicture {
  const scores = context.isOn("N-ROOT") ? allRootScores(context) : [];
  const wainner = cluster(context, "PE.C.WAIN", "N-WAINNER", "Wainner cluster");
  const laslett = cluster(context, "PE.C.LAS", "N-LASLETT", "Sacroiliac provocation tests");
  return {
    scores: [...scores].sort((a, b) => b.points - a.points),
    patterns: [...patternsOf(context), ...sidesThatDisagree(context)],
    clusters: {
      cook: cookCluster(context),
      ...(wainner === undefined ? {} : { wainner }),
      ...(laslett === undefined ? {} : { laslett }),
    },
  };
}

/** As the checklist counts it, so that screen, letter and rule never differ. */
function cluster(
  context: ReasoningContext,
  itemId: string,
  ruleId: string,
  name: string,
): ClusterCount | undefined {
  const item = context.answers.item(itemId);
  if (item.kind !== "computed" || !context.isOn(ruleId) || !isAsked(context, itemId)) return undefined;
  const counted = computeItem(item, context.answers);
  if (typeof counted?.value !== "number") return undefined;
  return {
    ruleId,
    text: `${name}: ${counted.text}.`,
    items: counted.basis,
    missing: [],
    positive: counted.value,
  };
}

const signs = ["key muscle", "reflex", "sensation", "tension"];

/** Signs of lost function or tension lie only on the side that is said not to hurt. */
function sidesThatDisagree(context: ReasoningContext): readonly Statement[] {
  const side = context.answers.code("HX.SIDE");
  if ((side !== "right" && side !== "left") || !context.isOn("N-SIDE")) return [];
  const found = (where: Side) =>
    allRootScores(context)
      .filter((score) => score.side === where)
      .flatMap(({ contributions }) =>
        contributions.filter(({ id, holds }) => holds === true && signs.includes(id)),
      );
  const away = found(otherSide(side));
  if (away.length === 0 || found(side).length > 0) return [];
  return [
    {
      ruleId: "N-SIDE",
      text: `The pain is recorded on the ${side}, but the signs lie only on the ${otherSide(side)}: check the sides.`,
      items: ["HX.SIDE", ...new Set(away.flatMap(({ items }) => items))],
      missing: [],
    },
  ];
}

/** Positive sacroiliac tests of one side, with how many were done. */
export const laslettCount = (context: ReasoningContext, side: Side) => countOf(laslettFacts(context, side));
