import { lumbarLevels } from "../../checklist/valueSets.ts";
import { chosen, fieldIs, isAsked, type ReasoningContext, someRow } from "../context.ts";
import { allOf, anyOf, atLeast, type Fact, fact, not, notKnown } from "../facts.ts";
import { isHerniation } from "../roots/compression.ts";
import { deficitIn, gradedLevels, positive, vanDerWurffFacts } from "../roots/findings.ts";
import type { Side } from "../rule.ts";
import {
  blocksPositive,
  canalGrade,
  lowBackComplaint,
  noBlockNegative,
  sacroiliacBlocks,
  tender,
} from "./complaint.ts";
import type { GeneratorDefinition } from "./feature.ts";
import { blockInputs, generatorRule, laslettInputs, legDeficitInputs } from "./inputs.ts";
import { laslettThree } from "./lowBack.ts";

/** Sacroiliac joint, each side apart (clinical reference 3.4.4). */

/** Palpation over the joint reproduces the pain; merely tender does not. */
function reproducedOverJoint(context: ReasoningContext, side: Side): Fact {
  const finding = context.answers.pair("PE.PALP.SIJ")?.[side];
  return typeof finding === "string"
    ? fact(finding === "reproduces usual pain", "PE.PALP.SIJ")
    : notKnown("PE.PALP.SIJ");
}

/**
 * Below L5 over the posterior superior iliac spine, not above. The region "low back" alone does not decide (F5 has it and
 * points to the joint; F2 has it and does not): the pain is in the buttock, a finger or the hand finds it over the joint,
 * and the lumbar facet column does not reproduce it.
 */
function overTheJoint(context: ReasoningContext, side: Side): Fact {
  return allOf(
    chosen(context, "HX.REGION", ["buttock"]),
    not(chosen(context, "HX.REGION", ["upper/mid back"])),
    anyOf(positive(context, "PE.T.FORT", side), reproducedOverJoint(context, side)),
    not(tender(context, "PE.PALP.PARA.L")),
  );
}

const provoked = (context: ReasoningContext, side: Side) =>
  anyOf(laslettThree(context, side), atLeast(3, vanDerWurffFacts(context, side)));

function load(context: ReasoningContext): Fact {
  const pregnancy = isAsked(context, "HX.PMH.PREG")
    ? fieldIs(context, "HX.PMH.PREG", "status", ["yes", "postpartum"])
    : fact(false);
  return anyOf(
    chosen(context, "HX.ONSET.MODE", ["pregnancy/postpartum"]),
    pregnancy,
    someRow(context, "HX.SURG", ({ type }) => (Array.isArray(type) ? type.includes("fusion") : undefined)),
    chosen(context, "HX.MECH", ["fall"]),
    chosen(context, "PE.POST", ["leg-length difference"]),
  );
}

/** Imaging of the lumbar spine shows nothing else that explains the pain: no herniation, narrowing, slip, worn facet. */
function otherCausesExcluded(context: ReasoningContext): Fact {
  const levels = [...gradedLevels(context)].filter(([name]) =>
    (lumbarLevels as readonly string[]).includes(name),
  );
  if (levels.length === 0) return notKnown("IM.GRID");
  const explains = levels.some(([, level]) => {
    const { discType, endplateModic, facetRight, facetLeft, listhesis, fracture, other } = level;
    return (
      isHerniation(discType) ||
      endplateModic === "1" ||
      [facetRight, facetLeft].some((grade) => grade === "2" || grade === "3") ||
      (canalGrade(level) ?? 0) > 0 ||
      (listhesis !== undefined && listhesis !== "none") ||
      (fracture !== undefined && fracture !== "none") ||
      (Array.isArray(other) && (other.includes("tumour") || other.includes("infection/discitis")))
    );
  });
  return fact(!explains, "IM.GRID");
}

export const sacroiliac: GeneratorDefinition = {
  generator: "sacroiliac joint",
  label: "Sacroiliac joint",
  bySide: true,
  rule: generatorRule(
    "GEN-SIJ",
    "Sacroiliac joint pain",
    "Pain below L5 over the posterior superior iliac spine and not above (2), Fortin sign (1), three or more provocation tests of Laslett or van der Wurff (5), no centralisation (1), pregnancy, fusion, fall or leg-length difference (1), no deficit (1), other causes excluded on imaging (1), diagnostic block of 75 % or more (5). Most likely only with three or more tests and no negative block.",
    [
      "HX.REGION",
      "HX.ONSET.MODE",
      "HX.PMH.PREG",
      "HX.SURG",
      "HX.MECH",
      "PE.POST",
      "PE.PALP.SIJ",
      "PE.PALP.PARA.L",
      "PE.T.FORT",
      "PE.T.FABER",
      "PE.T.CENTR",
      "IM.GRID",
      ...laslettInputs,
      ...legDeficitInputs,
      ...blockInputs,
    ],
    "Ref5, Ref21, Ref28; weights DESIGN",
  ),
  concerns: lowBackComplaint,
  features: [
    {
      part: "history",
      points: 2,
      present: "pain below L5 over the posterior superior iliac spine, not above",
      absent: "pain not confined below L5 over the joint",
      find: overTheJoint,
    },
    {
      part: "physical",
      points: 1,
      present: "points to the joint with one finger (Fortin)",
      absent: "does not point to the joint (Fortin)",
      find: (context, side) => positive(context, "PE.T.FORT", side),
    },
    {
      part: "physical",
      points: 5,
      present: "three or more provocation tests positive",
      absent: "fewer than three provocation tests positive",
      find: provoked,
    },
    {
      part: "physical",
      points: 1,
      present: "does not centralise",
      absent: "centralises: the provocation tests mean less",
      find: (context) => not(chosen(context, "PE.T.CENTR", ["centralises"])),
    },
    {
      part: "history",
      points: 1,
      present: "pregnancy, fusion, fall or leg-length difference",
      absent: "no pregnancy, fusion, fall or leg-length difference",
      find: load,
    },
    {
      part: "neurological",
      points: 1,
      present: "no neurological deficit in the legs",
      absent: "neurological deficit in the legs",
      find: (context) => not(deficitIn(context, "legs")),
    },
    {
      part: "records",
      points: 1,
      present: "other causes excluded on imaging",
      absent: "imaging shows other possible causes",
      find: otherCausesExcluded,
    },
    {
      part: "records",
      points: 5,
      present: "diagnostic sacroiliac block with at least 75 % relief",
      absent: "diagnostic sacroiliac block with less than 75 % relief",
      onlyWhenKnown: true,
      find: (context, side) => blocksPositive(sacroiliacBlocks(context, side), 1),
    },
  ],
  gate: {
    text: "three or more provocation tests positive, and no sacroiliac block negative",
    holds: (context, side) =>
      allOf(provoked(context, side), noBlockNegative(sacroiliacBlocks(context, side))),
  },
  supportedByBlock: (context, side) => fact(sacroiliacBlocks(context, side).positive >= 1),
  options: ["Image-guided diagnostic sacroiliac injection.", "Pelvic physical therapy."],
  baseRate:
    "18 % of 156 patients with chronic low back pain at a specialist centre; more often in the older (DePalma 2011)",
  levels: () => ["SIJ"],
};
