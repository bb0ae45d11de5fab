import type { RecordValue } from "../../evaluation/reader.ts";
import { chosen, painOn, type ReasoningContext, someRow } from "../context.ts";
import { allOf, anyOf, type Fact, fact, not, notKnown } from "../facts.ts";
import { anyDeficit, faberGroin, gradedLevels, positive } from "../roots/findings.ts";
import type { Side } from "../rule.ts";
import { anyComplaint } from "./complaint.ts";
import type { GeneratorDefinition } from "./feature.ts";
import { deficitInputs, generatorRule } from "./inputs.ts";

/** Muscle and hip (clinical reference 3.4.7, 3.4.8). */

const triggerRow = (field: string) => (row: RecordValue) => {
  const value = row[field];
  return value === "yes" ? true : value === "no" ? false : undefined;
};

export const myofascial: GeneratorDefinition = {
  generator: "myofascial",
  label: "Myofascial pain",
  rule: generatorRule(
    "GEN-MYO",
    "Myofascial pain",
    "Trigger points reproduce the usual pain (3), taut band (1), overuse or posture (1), better with stretching (1), no deficit (1).",
    ["HX.REGION", "PE.T.TRIG", "HX.MECH", "PE.POST", "HX.REL", ...deficitInputs],
    "GK; weights DESIGN",
  ),
  concerns: anyComplaint,
  features: [
    {
      part: "physical",
      points: 3,
      present: "trigger points reproduce the usual pain",
      absent: "no trigger point reproduces the usual pain",
      find: (context) => someRow(context, "PE.T.TRIG", triggerRow("reproduces")),
    },
    {
      part: "physical",
      points: 1,
      present: "taut band",
      absent: "no taut band",
      find: (context) => someRow(context, "PE.T.TRIG", triggerRow("tautBand")),
    },
    {
      part: "history",
      points: 1,
      present: "overuse or a forward head posture",
      absent: "neither overuse nor a posture that strains",
      find: (context) =>
        anyOf(
          chosen(context, "HX.MECH", ["repetitive/overuse"]),
          chosen(context, "PE.POST", ["forward head", "kyphosis"]),
        ),
    },
    {
      part: "history",
      points: 1,
      present: "better with stretching",
      absent: "not better with stretching",
      find: (context) => chosen(context, "HX.REL", ["stretching"]),
    },
    {
      part: "neurological",
      points: 1,
      present: "no neurological deficit",
      absent: "neurological deficit",
      find: (context) => not(anyDeficit(context)),
    },
  ],
  options: ["Physical therapy with stretching and ergonomics.", "Trigger point injection."],
};

function hipRotationPainful(context: ReasoningContext, side: Side): Fact {
  const { degrees, painful } = context.answers.pairOfRecords("PE.ROM.HIP.IR")?.[side] ?? {};
  if (typeof degrees !== "number") return notKnown("PE.ROM.HIP.IR");
  if (degrees >= 20) return fact(false, "PE.ROM.HIP.IR");
  return painful === "yes" || painful === "no"
    ? fact(painful === "yes", "PE.ROM.HIP.IR")
    : notKnown("PE.ROM.HIP.IR");
}

/** Hip osteoarthritis as recorded with the levels, or the hips called normal. */
function hipOsteoarthritis(context: ReasoningContext, side: Side): Fact {
  const seen = [...gradedLevels(context).values()].some(
    ({ other, otherSide }) =>
      Array.isArray(other) && other.includes("hip OA") && (otherSide === side || otherSide === "bilateral"),
  );
  if (seen) return fact(true, "IM.GRID");
  const whole = context.answers.record("IM.OVERALL")?.hipJoints;
  return whole === "normal" ? fact(false, "IM.OVERALL") : notKnown("IM.OVERALL");
}

function groinPain(context: ReasoningContext, side: Side): Fact {
  const { answers } = context;
  if (answers.codes("HX.RAD").includes("none")) return fact(false, "HX.RAD");
  return allOf(painOn(context, side), chosen(context, "HX.RAD.DIST", ["groin", "anterior thigh"]));
}

export const hip: GeneratorDefinition = {
  generator: "hip",
  label: "Hip joint",
  bySide: true,
  rule: generatorRule(
    "GEN-HIP",
    "Hip joint",
    "Groin or anterior thigh pain (2), internal rotation under 20° and painful (2), FADIR (1), log roll (2), FABER in the groin (1), osteoarthritis on X-ray (2).",
    [
      "HX.REGION",
      "HX.SIDE",
      "HX.RAD",
      "HX.RAD.DIST",
      "PE.ROM.HIP.IR",
      "PE.T.FADIR",
      "PE.T.LOGR",
      "PE.T.FABER",
      "IM.GRID",
      "IM.OVERALL",
    ],
    "GK; weights DESIGN",
  ),
  concerns: (context) => chosen(context, "HX.REGION", ["low back", "buttock", "leg", "hip"]),
  features: [
    {
      part: "history",
      points: 2,
      present: "groin or anterior thigh pain",
      absent: "no groin or anterior thigh pain",
      find: groinPain,
    },
    {
      part: "physical",
      points: 2,
      present: "internal rotation under 20° and painful",
      absent: "internal rotation not both short and painful",
      find: hipRotationPainful,
    },
    {
      part: "physical",
      points: 1,
      present: "FADIR positive",
      absent: "FADIR negative",
      find: (context, side) => positive(context, "PE.T.FADIR", side),
    },
    {
      part: "physical",
      points: 2,
      present: "log roll positive",
      absent: "log roll negative",
      find: (context, side) => positive(context, "PE.T.LOGR", side),
    },
    {
      part: "physical",
      points: 1,
      present: "FABER hurts in the groin",
      absent: "FABER does not hurt in the groin",
      find: faberGroin,
    },
    {
      part: "records",
      points: 2,
      present: "hip osteoarthritis on imaging",
      absent: "hips normal on imaging",
      onlyWhenKnown: true,
      find: hipOsteoarthritis,
    },
  ],
  options: ["Hip X-ray; orthopaedic opinion.", "Intra-articular hip block."],
};
