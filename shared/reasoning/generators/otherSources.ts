import { recordValue } from "../../evaluation/reader.ts";
import { areasInDrawing, painRegionCount } from "../../instruments/index.ts";
import { bothSides, fieldIs, numberAtLeast, patientItem, type ReasoningContext } from "../context.ts";
import { anyOf, type Fact, fact, notKnown } from "../facts.ts";
import { fractureFacts, recentFractureOnImages } from "../redFlags/fracture.ts";
import { altered, armRoots, legRoots, positive } from "../roots/findings.ts";
import { anyComplaint } from "./complaint.ts";
import type { GeneratorDefinition, Graded } from "./feature.ts";
import { generatorRule } from "./inputs.ts";

/** Vertebra, nociplastic pain and the neuropathic mechanism (clinical reference 3.4.10 to 3.4.12). */

/** Each risk earns 2, all of them at most 6; a risk that was not asked about counts neither way. */
function fractureFlags(context: ReasoningContext): Graded {
  const facts = fractureFacts(context);
  const together = anyOf(...facts);
  if (together.holds === undefined) return together;
  const met = facts.filter(({ holds }) => holds === true);
  const known = facts.filter(({ holds }) => holds !== undefined);
  return { ...together, earned: Math.min(6, met.length * 2), possible: Math.min(6, known.length * 2) };
}

export const vertebralFracture: GeneratorDefinition = {
  generator: "vertebral fracture",
  label: "Vertebral fracture",
  rule: generatorRule(
    "GEN-FX",
    "Vertebral fracture",
    "Risks of fracture (2 each, at most 6), percussion tenderness (2), cannot lie flat (2), recent fracture or oedema on imaging (5). Most likely only with imaging.",
    [
      patientItem,
      "HX.REGION",
      "RF.FX.TRAUMA",
      "RF.FX.BRUISE",
      "RF.FX.STEROID",
      "PE.PERC",
      "PE.T.SUPINE",
      "IM.GRID",
    ],
    "Ref12, Ref14, GK; weights DESIGN",
  ),
  concerns: anyComplaint,
  features: [
    {
      part: "history",
      points: 6,
      present: "risks of fracture",
      absent: "no risk of fracture",
      find: fractureFlags,
    },
    {
      part: "physical",
      points: 2,
      present: "percussion over a spinous process is painful",
      absent: "percussion over the spinous processes is not painful",
      find: (context) => fieldIs(context, "PE.PERC", "result", ["positive"]),
    },
    {
      part: "physical",
      points: 2,
      present: "cannot lie flat for pain",
      absent: "can lie flat",
      find: (context) => positive(context, "PE.T.SUPINE", "right"),
    },
    {
      part: "records",
      points: 5,
      present: "recent fracture or oedema on imaging",
      absent: "no recent fracture on imaging",
      find: recentFractureOnImages,
    },
  ],
  gate: { text: "recent fracture on imaging", holds: recentFractureOnImages },
  options: ["Bone health; analgesia and brace.", "Opinion on augmentation."],
};

function drawnAreas(context: ReasoningContext): readonly string[] | undefined {
  const drawing = context.answers.record("HX.LOC.MAP");
  if (drawing === undefined || !Array.isArray(drawing.regions)) return undefined;
  return areasInDrawing(
    drawing.regions.flatMap((mark) => {
      const region = recordValue(mark)?.region;
      return typeof region === "string" ? [region] : [];
    }),
  );
}

const widespreadAreas = 7;
const widespreadRegions = 4;

/** Index of 7 or more in at least four of five regions; the regions are known from the drawing only. */
function widespread(context: ReasoningContext): Fact {
  const drawn = drawnAreas(context);
  const counted = context.answers.record("INS.WPI")?.total;
  const areas = typeof counted === "number" ? counted : drawn?.length;
  const items = [
    ...(typeof counted === "number" ? ["INS.WPI"] : []),
    ...(drawn === undefined ? [] : ["HX.LOC.MAP"]),
  ];
  if (areas === undefined) return notKnown("HX.LOC.MAP");
  if (areas < widespreadAreas) return fact(false, ...items);
  return drawn === undefined
    ? { holds: undefined, items, missing: ["HX.LOC.MAP"] }
    : fact(painRegionCount(drawn) >= widespreadRegions, ...items);
}

function poorSleep(context: ReasoningContext): Fact {
  const { wakes, onsetDifficulty } = context.answers.record("HX.SLEEP") ?? {};
  if (wakes === "yes" || onsetDifficulty === "yes") return fact(true, "HX.SLEEP");
  return wakes === "no" ? fact(false, "HX.SLEEP") : notKnown("HX.SLEEP");
}

/** Fatigue and cognition are part of the symptom severity score; of the reference's last feature sleep is asked. */
export const nociplastic: GeneratorDefinition = {
  generator: "nociplastic",
  label: "Nociplastic, widespread pain",
  rule: generatorRule(
    "GEN-NOCI",
    "Nociplastic pain",
    "Widespread pain index of 7 or more in four of five regions (3), central sensitisation inventory of 40 or more (2), symptom severity of 5 or more (2), poor sleep (1).",
    ["HX.REGION", "HX.LOC.MAP", "INS.WPI", "INS.CSI", "INS.SSS", "HX.SLEEP"],
    "Ref44, Ref45; weights DESIGN",
  ),
  concerns: anyComplaint,
  features: [
    {
      part: "history",
      points: 3,
      present: "widespread pain in four of five regions",
      absent: "pain not widespread",
      find: widespread,
    },
    {
      part: "history",
      points: 2,
      present: "central sensitisation inventory 40 or more",
      absent: "central sensitisation inventory under 40",
      find: (context) => numberAtLeast(context, "INS.CSI", 40, "total"),
    },
    {
      part: "history",
      points: 2,
      present: "symptom severity 5 or more",
      absent: "symptom severity under 5",
      find: (context) => numberAtLeast(context, "INS.SSS", 5, "total"),
    },
    {
      part: "history",
      points: 1,
      present: "poor sleep",
      absent: "sleep not disturbed by pain",
      find: poorSleep,
    },
  ],
  options: ["Education, exercise, psychology.", "Caution with procedures."],
};

const questionnaires = [
  ["INS.DN4", 4],
  ["INS.LANSS", 12],
  ["INS.PAINDETECT", 19],
] as const;

/** One questionnaire is enough, for yes as for no. */
function neuropathicQuestionnaire(context: ReasoningContext): Fact {
  const known = questionnaires
    .map(([item, least]) => numberAtLeast(context, item, least, "total"))
    .filter(({ holds }) => holds !== undefined);
  return known.length === 0 ? notKnown("INS.DN4") : anyOf(...known);
}

const lossInTerritory = (context: ReasoningContext) => {
  const points = [...armRoots, ...legRoots].flatMap((root) =>
    bothSides.map((side) => altered(context, `NE.S.${root}`, side)),
  );
  const known = points.filter(({ holds }) => holds !== undefined);
  return known.length === 0 ? notKnown("NE.S.L5", "NE.S.C7") : anyOf(...known);
};

/** A mechanism and no structure: shown beside the ranking, not in it. */
export const neuropathicMechanism: GeneratorDefinition = {
  generator: "neuropathic mechanism",
  label: "Neuropathic mechanism",
  overlay: true,
  rule: generatorRule(
    "GEN-NEURO",
    "Neuropathic mechanism",
    "DN4 of 4, S-LANSS of 12 or painDETECT of 19 and more (3), sensory loss in a territory (2).",
    [
      "HX.REGION",
      ...questionnaires.map(([item]) => item),
      ...[...armRoots, ...legRoots].map((root) => `NE.S.${root}`),
    ],
    "Ref39; weights DESIGN",
  ),
  concerns: anyComplaint,
  features: [
    {
      part: "history",
      points: 3,
      present: "questionnaire above the neuropathic cut-off",
      absent: "questionnaire below the neuropathic cut-off",
      find: neuropathicQuestionnaire,
    },
    {
      part: "neurological",
      points: 2,
      present: "sensory loss in a root's territory",
      absent: "no sensory loss in a root's territory",
      find: lossInTerritory,
    },
  ],
  options: ["Review of SNRI, tricyclic or gabapentinoid."],
};
