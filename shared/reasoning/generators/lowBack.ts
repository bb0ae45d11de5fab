import { lumbarLevels } from "../../checklist/valueSets.ts";
import { bothSides, chosen, olderThan, patientItem, type ReasoningContext } from "../context.ts";
import { allOf, anyOf, atLeast, fact, not } from "../facts.ts";
import { deficitIn, gradedLevels, laslettFacts, legRaisesNegative, someLevel } from "../roots/findings.ts";
import type { Side } from "../rule.ts";
import {
  axial,
  blocksPositive,
  facetArthropathy,
  limbOverAxial,
  lowBackComplaint,
  medialBranchBlocks,
  noBlockNegative,
  tender,
  tenderLevels,
  worseWith,
} from "./complaint.ts";
import type { GeneratorDefinition } from "./feature.ts";
import { blockInputs, generatorRule, laslettInputs, legDeficitInputs } from "./inputs.ts";

/** Disc and facet joints of the low back (clinical reference 3.4.1, 3.4.2). */

const noLegDeficit = (context: ReasoningContext) => not(deficitIn(context, "legs"));
const centralises = (context: ReasoningContext) => chosen(context, "PE.T.CENTR", ["centralises"]);

/** Three or more sacroiliac provocation tests on one side. */
export const laslettThree = (context: ReasoningContext, side: Side) =>
  context.once(`laslettThree ${side}`, () => atLeast(3, laslettFacts(context, side)));
export const laslettThreeEitherSide = (context: ReasoningContext) =>
  context.once("laslettThree", () => anyOf(...bothSides.map((side) => laslettThree(context, side))));

const modicOne = (context: ReasoningContext) =>
  someLevel(context, lumbarLevels, ({ endplateModic }) =>
    endplateModic === undefined ? undefined : endplateModic === "1",
  );

const wornDisc = (context: ReasoningContext) =>
  someLevel(context, lumbarLevels, ({ discPfirrmann, discHiz }) => {
    if (discHiz === "yes" || discPfirrmann === "IV" || discPfirrmann === "V") return true;
    return discPfirrmann === undefined ? undefined : false;
  });

function discLevels(context: ReasoningContext): readonly string[] {
  return [...gradedLevels(context)].flatMap(([name, { discPfirrmann, discHiz, endplateModic }]) =>
    (lumbarLevels as readonly string[]).includes(name) &&
    (discHiz === "yes" || endplateModic === "1" || discPfirrmann === "IV" || discPfirrmann === "V")
      ? [name]
      : [],
  );
}

export const discogenic: GeneratorDefinition = {
  generator: "discogenic",
  label: "Lumbar disc",
  rule: generatorRule(
    "GEN-DISC",
    "Discogenic pain",
    "Age under 50 (1), midline axial pain (1), worse sitting, bending or coughing (2), centralises (3), Modic 1 (2), high-intensity zone or Pfirrmann IV-V (1), no deficit (1), fewer than three sacroiliac tests (1). Most likely only when the limb does not dominate.",
    [
      patientItem,
      "HX.REGION",
      "HX.AXLIMB",
      "HX.SIDE",
      "HX.AGG",
      "PE.T.CENTR",
      "IM.GRID",
      ...laslettInputs,
      ...legDeficitInputs,
    ],
    "Ref28, Ref32; weights DESIGN",
  ),
  concerns: lowBackComplaint,
  features: [
    {
      part: "history",
      points: 1,
      present: "age under 50",
      absent: "age 50 or over",
      find: (context) => not(olderThan(context, 49)),
    },
    {
      part: "history",
      points: 1,
      present: "axial pain in the midline",
      absent: "not an axial pain in the midline",
      find: (context) => allOf(axial(context), chosen(context, "HX.SIDE", ["midline"])),
    },
    {
      part: "history",
      points: 2,
      present: "worse with sitting, bending forward or coughing",
      absent: "not worse with sitting, bending forward or coughing",
      find: (context) => worseWith(context, "sitting", "bending forward", "cough/sneeze/strain"),
    },
    {
      part: "physical",
      points: 3,
      present: "centralises with repeated movement",
      absent: "does not centralise",
      find: centralises,
    },
    {
      part: "records",
      points: 2,
      present: "Modic 1 endplate change",
      absent: "no Modic 1 change",
      find: modicOne,
    },
    {
      part: "records",
      points: 1,
      present: "disc of Pfirrmann IV-V or with a high-intensity zone",
      absent: "no disc of Pfirrmann IV-V",
      find: wornDisc,
    },
    {
      part: "neurological",
      points: 1,
      present: "no neurological deficit in the legs",
      absent: "neurological deficit in the legs",
      find: noLegDeficit,
    },
    {
      part: "physical",
      points: 1,
      present: "fewer than three sacroiliac tests positive",
      absent: "three or more sacroiliac tests positive",
      find: (context) => not(laslettThreeEitherSide(context)),
    },
  ],
  gate: { text: "limb pain does not dominate", holds: (context) => not(limbOverAxial(context)) },
  options: [
    "Active physical therapy with directional exercise; education.",
    "Psychological support where distress is high.",
    "Intradiscal or basivertebral options: specialist decision, Modic 1 or 2 (to be confirmed by the practice's physician).",
  ],
  baseRate:
    "42 % of 156 patients with chronic low back pain at a specialist centre; more often in the younger (DePalma 2011)",
  levels: discLevels,
};

const lumbarBlocks = (context: ReasoningContext) => medialBranchBlocks(context, "lumbar/sacral");

function facetLevels(context: ReasoningContext): readonly string[] {
  const felt = tenderLevels(context, "PE.PALP.PARA.L");
  if (felt.length > 0) return felt;
  return [...gradedLevels(context)].flatMap(([name, { facetRight, facetLeft }]) =>
    (lumbarLevels as readonly string[]).includes(name) &&
    [facetRight, facetLeft].some((grade) => grade === "2" || grade === "3")
      ? [name]
      : [],
  );
}

/**
 * Before a block at best "most likely" as a hypothesis: no clinical test identifies facet pain. A block that was negative
 * keeps it at "possible" (DESIGN); two positive ones support it.
 */
export const lumbarFacet: GeneratorDefinition = {
  generator: "lumbar facet",
  label: "Lumbar facet joints",
  rule: generatorRule(
    "GEN-LFACET",
    "Lumbar facet pain",
    "Age over 55 (1), axial pain beside the midline (2), no referral below the knee (1), worse with extension, rotation or standing (1), eased by lying or flexion (1), tender facet column (1), no deficit and negative straight leg raise (2), arthropathy of grade 2 or more (1), no disc or sacroiliac dominance (1), medial branch blocks of 80 % or more (4 and 4). Most likely only when no block was negative.",
    [
      patientItem,
      "HX.REGION",
      "HX.AXLIMB",
      "HX.SIDE",
      "HX.RAD",
      "HX.AGG",
      "HX.REL",
      "PE.PALP.PARA.L",
      "PE.T.SLR",
      "PE.T.CENTR",
      "IM.GRID",
      ...laslettInputs,
      ...legDeficitInputs,
      ...blockInputs,
    ],
    "Ref1, Ref28, Ref49, Ref57; weights DESIGN",
  ),
  concerns: lowBackComplaint,
  features: [
    {
      part: "history",
      points: 1,
      present: "age over 55",
      absent: "age 55 or under",
      find: (context) => olderThan(context, 55),
    },
    {
      part: "history",
      points: 2,
      present: "axial pain beside the midline",
      absent: "not an axial pain beside the midline",
      find: (context) => allOf(axial(context), chosen(context, "HX.SIDE", ["left", "right", "bilateral"])),
    },
    {
      part: "history",
      points: 1,
      present: "no referral below the knee",
      absent: "pain goes below the knee",
      find: (context) => not(chosen(context, "HX.RAD", ["below knee", "foot"])),
    },
    {
      part: "history",
      points: 1,
      present: "worse with extension, rotation or standing",
      absent: "not worse with extension, rotation or standing",
      find: (context) => worseWith(context, "extension/arching", "rotation", "standing"),
    },
    {
      part: "history",
      points: 1,
      present: "eased by lying or bending forward",
      absent: "not eased by lying or bending forward",
      find: (context) => chosen(context, "HX.REL", ["lying", "leaning forward (cart)"]),
    },
    {
      part: "physical",
      points: 1,
      present: "facet column tender",
      absent: "facet column not tender",
      find: (context) => tender(context, "PE.PALP.PARA.L"),
    },
    {
      part: "neurological",
      points: 2,
      present: "no deficit in the legs and straight leg raise negative",
      absent: "a deficit in the legs or a positive straight leg raise",
      find: (context) => allOf(noLegDeficit(context), legRaisesNegative(context)),
    },
    {
      part: "records",
      points: 1,
      present: "facet arthropathy of grade 2 or more (common without pain)",
      absent: "no facet arthropathy of grade 2 or more",
      find: (context) => facetArthropathy(context, lumbarLevels),
    },
    {
      part: "physical",
      points: 1,
      present: "neither centralising nor three sacroiliac tests positive",
      absent: "centralises, or three sacroiliac tests positive",
      find: (context) => not(anyOf(centralises(context), laslettThreeEitherSide(context))),
    },
    {
      part: "records",
      points: 4,
      present: "a medial branch block with at least 80 % relief",
      absent: "medial branch block with less than 80 % relief",
      onlyWhenKnown: true,
      find: (context) => blocksPositive(lumbarBlocks(context), 1),
    },
    {
      part: "records",
      points: 4,
      present: "a second medial branch block with at least 80 % relief",
      absent: "second medial branch block with less than 80 % relief",
      onlyWhenKnown: true,
      find: (context) => blocksPositive(lumbarBlocks(context), 2),
    },
  ],
  gate: {
    text: "no medial branch block was negative",
    holds: (context) => noBlockNegative(lumbarBlocks(context)),
  },
  supportedByBlock: (context) => fact(lumbarBlocks(context).positive >= 2),
  options: [
    "Medial branch blocks, then radiofrequency ablation when two are positive.",
    "Physical therapy alongside.",
  ],
  baseRate:
    "31 % of 156 patients with chronic low back pain at a specialist centre; more often in the older (DePalma 2011)",
  levels: facetLevels,
};
