import { bothSides, chosen, type ReasoningContext } from "../context.ts";
import { allOf, anyOf, type Fact, fact, not, notKnown } from "../facts.ts";
import { deficitIn, positive, positiveEitherSide } from "../roots/findings.ts";
import { neckTestsNegative, thenarWeak, thumbNumb } from "../roots/patterns.ts";
import type { Side } from "../rule.ts";
import {
  axial,
  blocksPositive,
  medialBranchBlocks,
  neckComplaint,
  noBlockNegative,
  tender,
  tenderLevels,
} from "./complaint.ts";
import type { GeneratorDefinition } from "./feature.ts";
import { armDeficitInputs, blockInputs, generatorRule } from "./inputs.ts";

/** Cervical facet joints (clinical reference 3.4.3), and the carpal tunnel as what a C6 or C7 root is confused with. */

const blocks = (context: ReasoningContext) => medialBranchBlocks(context, "cervical/thoracic");

export const cervicalFacet: GeneratorDefinition = {
  generator: "cervical facet",
  label: "Cervical facet joints",
  rule: generatorRule(
    "GEN-CFACET",
    "Cervical facet pain",
    "Axial neck pain with referral to head or shoulder and not below the elbow (2), segmental tenderness (2), pain on extension with rotation (1), whiplash (1), no radicular sign (2), medial branch blocks of 80 % or more (4 and 4). Most likely only when no block was negative.",
    [
      "HX.REGION",
      "HX.AXLIMB",
      "HX.RAD",
      "HX.MECH",
      "PE.PALP.PARA.C",
      "PE.T.CER",
      "PE.T.SPURL",
      "PE.T.ULTT",
      ...armDeficitInputs,
      ...blockInputs,
    ],
    "Ref1, Ref57, GK; weights DESIGN",
  ),
  concerns: neckComplaint,
  features: [
    {
      part: "history",
      points: 2,
      present: "axial neck pain, not below the elbow",
      absent: "not an axial neck pain, or below the elbow",
      find: (context) =>
        allOf(
          chosen(context, "HX.REGION", ["neck", "headache (cervicogenic)"]),
          axial(context),
          not(chosen(context, "HX.RAD", ["forearm", "hand"])),
        ),
    },
    {
      part: "physical",
      points: 2,
      present: "segmental tenderness of the neck",
      absent: "no segmental tenderness of the neck",
      find: (context) => tender(context, "PE.PALP.PARA.C"),
    },
    {
      part: "physical",
      points: 1,
      present: "extension with rotation reproduces the pain",
      absent: "extension with rotation does not reproduce the pain",
      find: (context) => positiveEitherSide(context, "PE.T.CER"),
    },
    {
      part: "history",
      points: 1,
      present: "motor-vehicle collision",
      absent: "no motor-vehicle collision",
      find: (context) => chosen(context, "HX.MECH", ["motor-vehicle"]),
    },
    {
      part: "neurological",
      points: 2,
      present: "no radicular sign in the arms",
      absent: "radicular sign in the arms",
      find: (context) =>
        allOf(
          not(deficitIn(context, "arms")),
          ...["PE.T.SPURL", "PE.T.ULTT"].flatMap((test) =>
            bothSides.map((side) => not(positive(context, test, side))),
          ),
        ),
    },
    {
      part: "records",
      points: 4,
      present: "a medial branch block with at least 80 % relief",
      absent: "medial branch block with less than 80 % relief",
      onlyWhenKnown: true,
      find: (context) => blocksPositive(blocks(context), 1),
    },
    {
      part: "records",
      points: 4,
      present: "a second medial branch block with at least 80 % relief",
      absent: "second medial branch block with less than 80 % relief",
      onlyWhenKnown: true,
      find: (context) => blocksPositive(blocks(context), 2),
    },
  ],
  gate: { text: "no medial branch block was negative", holds: (context) => noBlockNegative(blocks(context)) },
  supportedByBlock: (context) => fact(blocks(context).positive >= 2),
  options: [
    "Cervical medial branch blocks (bleeding risk is intermediate, not low as in the low back).",
    "Physical therapy.",
  ],
  levels: (context) => tenderLevels(context, "PE.PALP.PARA.C"),
};

function onEmg(context: ReasoningContext, side: Side): Fact {
  const { otherNeuropathy, side: where } = context.answers.record("IM.EMG") ?? {};
  if (!Array.isArray(otherNeuropathy)) return notKnown("IM.EMG");
  return fact(
    otherNeuropathy.includes("carpal tunnel") && (where === side || where === "bilateral"),
    "IM.EMG",
  );
}

/** Not in the reference's table; it is in the ranking of F4 and in N-3, from which the points are taken. */
export const carpalTunnel: GeneratorDefinition = {
  generator: "peripheral nerve",
  label: "Median nerve at the carpal tunnel",
  bySide: true,
  rule: generatorRule(
    "GEN-CTS",
    "Carpal tunnel",
    "Thumb or index altered (1), thenar muscles weak (2), neck tests negative (1), carpal tunnel on EMG (3).",
    ["HX.REGION", "NE.S.C6", "NE.M.C8.INTRINSIC", "NE.M.C8.THUMBEXT", "PE.T.SPURL", "PE.T.ULTT", "IM.EMG"],
    "GK; weights DESIGN",
  ),
  concerns: neckComplaint,
  features: [
    {
      part: "neurological",
      points: 1,
      present: "thumb altered to touch or pinprick",
      absent: "thumb not altered",
      find: thumbNumb,
    },
    {
      part: "neurological",
      points: 2,
      present: "thenar muscles weak",
      absent: "thenar muscles not weak",
      onlyWhenKnown: true,
      find: thenarWeak,
    },
    {
      part: "physical",
      points: 1,
      present: "neck tests negative",
      absent: "a neck test is positive",
      find: neckTestsNegative,
    },
    {
      part: "records",
      points: 3,
      present: "carpal tunnel syndrome on EMG",
      absent: "no carpal tunnel syndrome on EMG",
      onlyWhenKnown: true,
      find: onEmg,
    },
  ],
  gate: {
    text: "a sign in the hand or on EMG",
    holds: (context, side) => anyOf(thenarWeak(context, side), onEmg(context, side)),
  },
  options: ["Nerve conduction study; splint; hand surgery opinion."],
};
