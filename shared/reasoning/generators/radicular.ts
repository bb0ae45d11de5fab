import { chosen, painOn, type ReasoningContext } from "../context.ts";
import { allRootScores, type RootBand, type RootContribution, type RootScore } from "../roots/rootScore.ts";
import { rootRules } from "../roots/rules.ts";
import { anyComplaint, limbOverAxial } from "./complaint.ts";
import type { EvidencePart, GeneratorBand, GeneratorEntry } from "./feature.ts";
import { generatorRule } from "./inputs.ts";
import { entryText, scored, totals, unique } from "./score.ts";

/** Radicular pain and radiculopathy, one entry for each root and side that has something to say (3.4.5). */

export const radicularRule = generatorRule(
  "GEN-ROOT",
  "Radicular pain or radiculopathy",
  "The root score, limb worse than axial (1), electric or shooting quality (1). From 7 of the root score with lost function: most likely; 4-6 possible; pain with tension or compression and no lost function: possible radicular pain without radiculopathy. Most likely only on the side of the pain.",
  ["HX.AXLIMB", "HX.QUAL", "HX.REGION", ...(rootRules.find(({ id }) => id === "N-ROOT")?.inputs ?? [])],
  "Ref33, Ref34; weights DESIGN",
);

const bands: Readonly<Record<RootBand, GeneratorBand>> = {
  "probable radiculopathy": "most likely",
  "possible radiculopathy": "possible",
  "radicular pain without radiculopathy": "possible",
  "less likely": "less likely",
  "insufficient data": "insufficient data",
};

const partOfContribution = (id: RootContribution["id"]): EvidencePart => {
  if (id === "pain") return "history";
  if (id === "tension" || id === "crossed tension") return "physical";
  return id === "imaging" || id === "EMG" ? "records" : "neurological";
};

const rarelyKnown: readonly RootContribution["id"][] = ["second muscle", "crossed tension", "imaging", "EMG"];

/**
 * Every root that is likely or possible; otherwise the one root of which most is found, so that the list always says where
 * this generator stands.
 */
export function radicularEntries(context: ReasoningContext): readonly GeneratorEntry[] {
  const scores = allRootScores(context);
  const telling = scores.filter(({ band }) => ["most likely", "possible"].includes(bands[band]));
  if (telling.length > 0) return telling.map((score) => entryOfRoot(context, score));
  // "Less likely" says more than "insufficient data" of a root of which no more is known.
  const [best] = [...scores].sort(
    (one, other) => other.points - one.points || Number(isOpen(one)) - Number(isOpen(other)),
  );
  return [best === undefined ? nothingExamined(context) : entryOfRoot(context, best)];
}

const isOpen = ({ band }: RootScore) => band === "insufficient data";

function entryOfRoot(context: ReasoningContext, score: RootScore): GeneratorEntry {
  const { root, side } = score;
  const sum = scored([
    ...score.contributions.map(({ id, text, points, holds, items, missing }) => ({
      feature: {
        part: partOfContribution(id),
        points,
        present: text,
        absent: `not: ${text}`,
        ...(rarelyKnown.includes(id) ? { onlyWhenKnown: true as const } : {}),
      },
      found: { holds, items, missing },
    })),
    {
      feature: {
        part: "history",
        points: 1,
        present: "limb pain worse than axial pain",
        absent: "limb pain not worse than axial pain",
      },
      found: limbOverAxial(context),
    },
    {
      feature: {
        part: "history",
        points: 1,
        present: "electric or shooting quality",
        absent: "no electric or shooting quality",
      },
      found: chosen(context, "HX.QUAL", ["electric-shock", "shooting"]),
    },
  ]);
  const painOnly = score.band === "radicular pain without radiculopathy";
  const generator = painOnly ? "radicular pain" : "radiculopathy";
  const label = `${painOnly ? "Radicular pain without radiculopathy" : "Radiculopathy"}, ${root} ${side}`;
  const sameSide = painOn(context, side);
  const scoreBand = bands[score.band];
  const band = scoreBand === "most likely" && sameSide.holds !== true ? "possible" : scoreBand;
  return {
    ruleId: radicularRule.id,
    id: `radiculopathy ${root} ${side}`,
    generator,
    label,
    side,
    root,
    levels: [],
    ...totals(sum),
    band,
    wording: "clinical hypothesis",
    gate: { text: "the pain is on this side", holds: sameSide.holds },
    options: [
      "Epidural steroid injection, transforaminal or interlaminar.",
      "Neuropathic agents; physical therapy.",
      "Surgical opinion if strength falls.",
    ],
    text: entryText(label, band, sum, "clinical hypothesis"),
    items: unique([
      ...score.items,
      ...sameSide.items,
      ...sum.evidenceFor.flatMap(({ items }) => items),
      ...sum.evidenceAgainst.flatMap(({ items }) => items),
    ]),
    missing: unique([...sum.unanswered.flatMap(({ missing }) => missing), ...sameSide.missing]),
  };
}

function nothingExamined(context: ReasoningContext): GeneratorEntry {
  const empty = scored([]);
  const complaint = anyComplaint(context);
  const label = "Radicular pain or radiculopathy";
  return {
    ruleId: radicularRule.id,
    id: "radiculopathy",
    generator: "radiculopathy",
    label,
    levels: [],
    ...totals(empty),
    band: "insufficient data",
    wording: "clinical hypothesis",
    options: [],
    text: entryText(label, "insufficient data", empty, "clinical hypothesis"),
    items: complaint.items,
    missing: unique([...complaint.missing, "HX.RAD", "HX.SIDE"]),
  };
}
