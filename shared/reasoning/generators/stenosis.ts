import { bothSides, chosen, olderThan, patientItem, type ReasoningContext, saidYes } from "../context.ts";
import { allOf, anyOf, type Fact, fact, notKnown } from "../facts.ts";
import { legRaisesNegative, positive } from "../roots/findings.ts";
import { canalNarrowing, lowBackComplaint, worseWith } from "./complaint.ts";
import type { GeneratorDefinition } from "./feature.ts";
import { generatorRule } from "./inputs.ts";

/** Lumbar stenosis with neurogenic claudication (clinical reference 3.4.6). */

/** Leg pain: the postural questions are about it and are not asked without it. */
export const legPain = (context: ReasoningContext) =>
  anyOf(chosen(context, "HX.REGION", ["leg"]), chosen(context, "HX.RAD", ["thigh", "below knee", "foot"]));

const relieved = (context: ReasoningContext, field: "sitting" | "leaningForward") =>
  allOf(legPain(context), fieldYes(context, field));

function fieldYes(context: ReasoningContext, field: string): Fact {
  const value = context.answers.record("HX.STANDRELIEF")?.[field];
  return value === "yes" || value === "no"
    ? fact(value === "yes", "HX.STANDRELIEF")
    : notKnown("HX.STANDRELIEF");
}

/** The side of the pain decides where it is recorded; "both legs affected" in the screen says yes in any case. */
export function bothLegs(context: ReasoningContext): Fact {
  const screened = saidYes(context, "RF.CES.BILAT");
  const bySide = allOf(legPain(context), chosen(context, "HX.SIDE", ["bilateral"]));
  return screened.holds === true || bySide.holds === undefined ? anyOf(screened, bySide) : bySide;
}

const felt = ["2+", "3+", "palpable"];

/** Foot pulses present on both sides, or both legs called normal. */
function pulsesNormal(context: ReasoningContext): Fact {
  const pair = context.answers.pairOfRecords("PE.PULSE");
  return allOf(
    ...bothSides.map((side) => {
      const { dorsalisPedis, posteriorTibial, overall } = pair?.[side] ?? {};
      const feet = [dorsalisPedis, posteriorTibial].filter((pulse) => pulse !== undefined);
      if (feet.length > 0)
        return fact(
          feet.every((pulse) => felt.includes(String(pulse))),
          "PE.PULSE",
        );
      return typeof overall === "string" ? fact(overall === "normal", "PE.PULSE") : notKnown("PE.PULSE");
    }),
  );
}

const positiveExtension = (context: ReasoningContext) => positive(context, "PE.T.EXT30", "right");

export const lumbarStenosis: GeneratorDefinition = {
  generator: "lumbar stenosis",
  label: "Lumbar stenosis with neurogenic claudication",
  rule: generatorRule(
    "GEN-STENOSIS",
    "Lumbar stenosis, neurogenic claudication",
    "Age over 60 (1), leg pain on both sides (1), worse standing or walking (1), leg pain relieved by sitting (2) and by leaning forward (2), 30-second extension positive (1), straight leg raise negative (1), pulses normal (1), wide-based gait (1), canal Schizas B (1) or C/D (3). Most likely only with narrowing on imaging and postural relief.",
    [
      patientItem,
      "HX.REGION",
      "HX.RAD",
      "HX.SIDE",
      "RF.CES.BILAT",
      "HX.AGG",
      "HX.STANDRELIEF",
      "PE.T.EXT30",
      "PE.T.SLR",
      "PE.PULSE",
      "PE.GAIT",
      "IM.GRID",
    ],
    "Ref27, Ref30; weights DESIGN",
  ),
  concerns: lowBackComplaint,
  features: [
    {
      part: "history",
      points: 1,
      present: "age over 60",
      absent: "age 60 or under",
      find: (context) => olderThan(context, 60),
    },
    {
      part: "history",
      points: 1,
      present: "leg pain on both sides",
      absent: "leg pain not on both sides",
      find: bothLegs,
    },
    {
      part: "history",
      points: 1,
      present: "worse standing or walking",
      absent: "not worse standing or walking",
      find: (context) => worseWith(context, "standing", "walking"),
    },
    {
      part: "history",
      points: 2,
      present: "leg pain relieved by sitting",
      absent: "no leg pain that sitting relieves",
      find: (context) => relieved(context, "sitting"),
    },
    {
      part: "history",
      points: 2,
      present: "leg pain relieved by leaning forward",
      absent: "no leg pain that leaning forward relieves",
      find: (context) => relieved(context, "leaningForward"),
    },
    {
      part: "physical",
      points: 1,
      present: "30-second extension brings on the leg pain",
      absent: "30-second extension does not bring on leg pain",
      find: positiveExtension,
    },
    {
      part: "physical",
      points: 1,
      present: "straight leg raise negative",
      absent: "straight leg raise positive",
      find: legRaisesNegative,
    },
    {
      part: "physical",
      points: 1,
      present: "foot pulses normal",
      absent: "foot pulses reduced: consider vascular claudication",
      find: pulsesNormal,
    },
    {
      part: "physical",
      points: 1,
      present: "wide-based gait",
      absent: "gait not wide-based",
      find: (context) => chosen(context, "PE.GAIT", ["wide-based/ataxic"]),
    },
    {
      part: "records",
      points: 3,
      present: "canal narrowed on imaging",
      absent: "canal not narrowed on imaging",
      find: canalNarrowing,
    },
  ],
  gate: {
    text: "narrowing on imaging and postural relief",
    holds: (context) =>
      allOf(
        canalNarrowing(context),
        anyOf(relieved(context, "sitting"), relieved(context, "leaningForward")),
      ),
  },
  options: [
    "Physical therapy with a flexion bias.",
    "Epidural steroid injection.",
    "Surgical opinion when walking stays limited.",
  ],
  levels: () => [],
};
