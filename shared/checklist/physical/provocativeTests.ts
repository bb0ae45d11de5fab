import type { Condition, Field, Group, Item, Requirement } from "../kinds.ts";
import { choicesOf, lumbarLevels, testPain, testResult } from "../valueSets.ts";
import { accuracyOf } from "./accuracy.ts";
import { lowBackComplaint, lowBackExamined, neckComplaint, neckExamined } from "./regions.ts";

/**
 * Provocative tests (clinical reference 2.2.3). `help` says when a test is positive. Pain that is not the usual pain is
 * recorded as such and is not a positive test. Published accuracy differs between populations and is never multiplied.
 */

interface Test {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly requirement?: Requirement;
  readonly source: string;
  readonly tag: "V" | "V2" | "GK" | "DESIGN";
  /** Fields that only this test has, after the result and the pain. */
  readonly more?: readonly Field[];
}

const resultFields = (more: readonly Field[] = []): readonly Field[] => [
  { id: "result", label: "Result", kind: "single", choices: testResult },
  { id: "pain", label: "Pain", kind: "single", choices: testPain },
  ...more,
  { id: "reason", label: "Reason, where not done", kind: "text", maxLength: 120 },
];

const sided = ({ more, requirement = "optional", ...words }: Test): Item => ({
  ...words,
  ...accuracyOf(words.id),
  kind: "pair",
  entry: { kind: "record", fields: resultFields(more) },
  normal: { result: "negative" },
  requirement,
  mayBeNotDone: true,
});

const unsided = ({ more, requirement = "optional", ...words }: Test): Item => ({
  ...words,
  ...accuracyOf(words.id),
  kind: "record",
  fields: resultFields(more),
  requirement,
  mayBeNotDone: true,
});

const angle: Field = { id: "angle", label: "Angle", kind: "number", min: 0, max: 90, unit: "°" };
const forLowBack: Requirement = { requiredWhen: lowBackComplaint };
const forNeck: Requirement = { requiredWhen: neckComplaint };
/** Slump or femoral nerve stretch: either one satisfies the requirement. */
const unlessAnswered = (other: string): Requirement => ({
  requiredWhen: { all: [lowBackComplaint, { not: { item: other, answered: true } }] },
});

export const rootTension: Group = {
  id: "physical.rootTension",
  label: "Nerve root tension: leg",
  layout: "grid",
  when: lowBackExamined,
  items: [
    sided({
      id: "PE.T.SLR",
      label: "Straight leg raise",
      help: "Positive when it reproduces leg pain below the knee at about 30-70°; back or hamstring pain alone is not",
      more: [angle],
      requirement: forLowBack,
      source: "Ref24, Ref25",
      tag: "V",
    }),
    sided({
      id: "PE.T.XSLR",
      label: "Crossed straight leg raise (side raised)",
      help: "Raise the well leg and record it under that side; positive when the other, painful leg hurts",
      more: [angle],
      requirement: forLowBack,
      source: "GK",
      tag: "GK",
    }),
    sided({
      id: "PE.T.SLUMP",
      label: "Slump",
      help: "Positive when it reproduces the leg symptoms and lifting the head eases them",
      requirement: unlessAnswered("PE.T.FNS"),
      source: "Ref24",
      tag: "V",
    }),
    sided({
      id: "PE.T.FNS",
      label: "Femoral nerve stretch (L2-L4)",
      help: "Prone; positive when it causes anterior thigh pain",
      requirement: unlessAnswered("PE.T.SLUMP"),
      source: "Ref34",
      tag: "V",
    }),
    sided({
      id: "PE.T.BOW",
      label: "Bowstring",
      help: "Positive when pressure in the popliteal fossa reproduces the leg pain",
      source: "Ref50",
      tag: "V2",
    }),
    sided({
      id: "PE.T.BRAG",
      label: "Bragard",
      help: "Positive when ankle dorsiflexion below the painful angle brings the leg pain back",
      source: "Ref50",
      tag: "V2",
    }),
  ],
};

export const sacroiliacTests: Group = {
  id: "physical.sacroiliac",
  label: "Sacroiliac joint",
  layout: "grid",
  when: lowBackExamined,
  items: [
    sided({
      id: "PE.T.SIDIST",
      label: "Distraction (gapping)",
      help: "One manoeuvre: record it under the side that hurts; positive when it reproduces the usual pain",
      requirement: forLowBack,
      source: "Ref21, Ref50",
      tag: "V2",
    }),
    sided({
      id: "PE.T.THIGH",
      label: "Thigh thrust",
      help: "Positive when it reproduces the usual pain over the joint",
      requirement: forLowBack,
      source: "Ref50",
      tag: "V2",
    }),
    sided({
      id: "PE.T.COMP",
      label: "Compression",
      help: "Positive when it reproduces the usual pain over the joint",
      requirement: forLowBack,
      source: "Ref21, Ref50",
      tag: "V2",
    }),
    sided({
      id: "PE.T.SACR",
      label: "Sacral thrust",
      help: "One manoeuvre: record it under the side that hurts; positive when it reproduces the usual pain",
      requirement: forLowBack,
      source: "Ref50",
      tag: "GK",
    }),
    sided({
      id: "PE.T.GAEN",
      label: "Gaenslen",
      help: "Each side; positive when it reproduces the usual pain over the joint",
      requirement: forLowBack,
      source: "Ref21, Ref50",
      tag: "V2",
    }),
    sided({
      id: "PE.T.FORT",
      label: "Fortin finger",
      help: "Positive when the patient points to within 1 cm of the posterior superior iliac spine",
      source: "GK",
      tag: "GK",
    }),
    sided({
      id: "PE.T.ASLR",
      label: "Active straight leg raise (pelvic girdle)",
      help: "Difficulty 0-5 on each side; positive when compression of the pelvis makes the leg lighter",
      more: [
        {
          id: "difficulty",
          label: "Difficulty",
          kind: "scale",
          min: 0,
          max: 5,
          minLabel: "none",
          maxLabel: "unable",
        },
      ],
      source: "Ref50",
      tag: "V2",
    }),
  ],
};

export const facetAndHipTests: Group = {
  id: "physical.facetAndHip",
  label: "Facet joints, hip and deep gluteal",
  layout: "grid",
  when: lowBackExamined,
  items: [
    sided({
      id: "PE.T.KEMP",
      label: "Extension-rotation (Kemp)",
      help: "Positive when it reproduces the usual axial pain on the same side; no test by itself proves facet pain",
      requirement: forLowBack,
      source: "Ref49, Ref57",
      tag: "V2",
    }),
    sided({
      id: "PE.T.FABER",
      label: "FABER (Patrick)",
      help: "Posterior pain points to the sacroiliac joint, groin pain to the hip",
      more: [
        {
          id: "site",
          label: "Where it hurts",
          kind: "single",
          choices: [
            { code: "posterior", label: "Posterior", phrase: "posterior pain" },
            { code: "groin", label: "Groin", phrase: "groin pain" },
            { code: "lateral", label: "Lateral", phrase: "lateral hip pain" },
          ],
        },
      ],
      requirement: forLowBack,
      source: "Ref21",
      tag: "V2",
    }),
    sided({
      id: "PE.T.FADIR",
      label: "FADIR",
      help: "Positive when it causes groin pain",
      requirement: forLowBack,
      source: "GK",
      tag: "GK",
    }),
    sided({
      id: "PE.T.LOGR",
      label: "Log roll",
      help: "Positive when it causes groin pain or a click",
      source: "GK",
      tag: "GK",
    }),
    sided({
      id: "PE.T.PIRI",
      label: "FAIR (piriformis)",
      help: "Positive when it reproduces buttock pain with sciatic pain",
      source: "GK",
      tag: "GK",
    }),
  ],
};

export const armTests: Group = {
  id: "physical.armTests",
  label: "Neck: root and facet tests",
  layout: "grid",
  when: neckExamined,
  items: [
    sided({
      id: "PE.T.SPURL",
      label: "Spurling",
      help: "Extension, side-bending and compression; positive when it causes arm pain, not neck pain only",
      requirement: forNeck,
      source: "Ref22, Ref23",
      tag: "V",
    }),
    sided({
      id: "PE.T.SHABD",
      label: "Shoulder abduction relief",
      help: "Positive when the hand on the head relieves the arm pain",
      requirement: forNeck,
      source: "Ref23",
      tag: "V",
    }),
    sided({
      id: "PE.T.ULTT",
      label: "Upper limb tension A (median)",
      help: "Positive when it reproduces the arm symptoms; a negative test speaks against a root",
      requirement: forNeck,
      source: "Ref22",
      tag: "V2",
    }),
    sided({
      id: "PE.T.CER",
      label: "Cervical extension-rotation",
      help: "Positive when it reproduces the usual neck pain",
      source: "GK",
      tag: "GK",
    }),
  ],
};

const counted = (
  id: string,
  label: string,
  help: string,
  calculation: string,
  when: Condition,
  source: string,
  tag: "V" | "V2",
): Item => ({
  id,
  label,
  help,
  ...accuracyOf(id),
  kind: "computed",
  calculation,
  when,
  requirement: "optional",
  source,
  tag,
});

export const wholeSpineTests: Group = {
  id: "physical.wholeSpine",
  label: "Spine tests and clusters",
  layout: "list",
  items: [
    {
      ...unsided({
        id: "PE.T.CDIST",
        label: "Cervical distraction",
        help: "Positive when it relieves the arm symptoms",
        requirement: forNeck,
        source: "Ref22",
        tag: "V2",
      }),
      when: neckExamined,
    },
    {
      ...unsided({
        id: "PE.T.LHER",
        label: "Lhermitte",
        help: "Positive when bending the neck sends an electric shock down the spine or limbs",
        source: "GK",
        tag: "GK",
      }),
      when: neckExamined,
    },
    counted(
      "PE.C.WAIN",
      "Wainner cluster",
      "Upper limb tension, Spurling, distraction and rotation below 60°: positives of 4",
      "wainnerCluster",
      neckExamined,
      "Ref22",
      "V",
    ),
    {
      ...unsided({
        id: "PE.T.EXT30",
        label: "Lumbar extension for 30 seconds",
        help: "Standing; positive when leg symptoms come within 30 seconds",
        source: "Ref27",
        tag: "V2",
      }),
      when: lowBackExamined,
    },
    {
      id: "PE.T.CENTR",
      label: "Repeated movements",
      help: "Pain that centralises speaks for the disc and weakens the sacroiliac tests",
      kind: "single",
      choices: choicesOf("centralises", "peripheralises", "no effect"),
      when: lowBackExamined,
      requirement: forLowBack,
      mayBeNotDone: true,
      source: "GK",
      tag: "GK",
    },
    {
      id: "PE.LOAD",
      label: "Facet features on loading",
      help: "Where extension-rotation was not recorded for each side",
      kind: "record",
      fields: [
        {
          id: "degree",
          label: "Degree",
          kind: "single",
          choices: choicesOf("none", "mild", "moderate", "marked"),
          required: true,
        },
        {
          id: "movements",
          label: "On",
          kind: "multi",
          choices: choicesOf("extension", "side-bending", "rotation"),
        },
        { id: "levels", label: "At", kind: "multi", choices: choicesOf(...lumbarLevels) },
      ],
      when: lowBackExamined,
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      ...unsided({
        id: "PE.T.SUPINE",
        label: "Supine sign",
        help: "Positive when pain prevents lying flat",
        source: "GK",
        tag: "GK",
      }),
      when: lowBackExamined,
    },
    counted(
      "PE.C.LAS",
      "Laslett cluster",
      "Distraction, thigh thrust, compression, sacral thrust and Gaenslen: positives for each side",
      "laslettCluster",
      lowBackExamined,
      "Ref21",
      "V",
    ),
    counted(
      "PE.C.VDW",
      "van der Wurff set",
      "Distraction, compression, thigh thrust, Gaenslen and FABER: positives of 5 for each side",
      "vanDerWurffSet",
      lowBackExamined,
      "Ref21",
      "V2",
    ),
    {
      id: "PE.T.WADD",
      label: "Waddell signs",
      help: "Categories present, of 5; three or more are a psychosocial yellow flag and no sign of malingering",
      kind: "record",
      fields: [
        { id: "count", label: "Present, of 5", kind: "scale", min: 0, max: 5, required: true },
        {
          id: "categories",
          label: "Which",
          kind: "multi",
          choices: [
            { code: "tenderness", label: "Superficial or non-anatomic tenderness" },
            { code: "simulation", label: "Simulation" },
            { code: "distraction", label: "Distraction" },
            { code: "regional", label: "Regional disturbance" },
            { code: "over-reaction", label: "Over-reaction" },
          ],
        },
      ],
      when: lowBackExamined,
      requirement: "optional",
      mayBeNotDone: true,
      source: "Ref50",
      tag: "V2",
    },
  ],
};
