import type { Choice, Condition, Field, Group, Item, Requirement } from "../kinds.ts";
import {
  armsExamined,
  armsRequired,
  caudaEquinaDoubt,
  cordSign,
  legsExamined,
  legsRequired,
} from "../physical/regions.ts";
import { sensationGrades, yesNo } from "../valueSets.ts";
import { graded } from "./valueSets.ts";

/** Sensation at the key points (clinical reference 2.3.2): light touch and pinprick, each 0, 1, 2 or not testable. */

const modalities: readonly Field[] = [
  { id: "lightTouch", label: "Light touch", kind: "single", choices: sensationGrades },
  { id: "pinprick", label: "Pinprick", kind: "single", choices: sensationGrades },
];

type Grading = Pick<Item, "requirement" | "source" | "tag" | "when">;

const keyPoint = (id: string, label: string, help: string, grading: Grading): Item => ({
  id,
  label,
  help,
  kind: "pair",
  entry: { kind: "record", fields: modalities },
  normal: { lightTouch: "2", pinprick: "2" },
  mayBeNotDone: true,
  ...grading,
});

/** A change of a whole limb that follows no root. */
const wholeLimb = (id: string, label: string): Item => ({
  id,
  label,
  help: "For a change that follows no single root",
  kind: "pair",
  entry: {
    kind: "record",
    fields: [
      ...modalities,
      {
        id: "pattern",
        label: "Pattern",
        kind: "single",
        choices: [
          { code: "diffuse", label: "Diffuse" },
          { code: "patchy", label: "Patchy" },
          { code: "distal", label: "Distal" },
          { code: "one peripheral nerve", label: "One peripheral nerve" },
        ],
      },
    ],
  },
  normal: { lightTouch: "2", pinprick: "2" },
  requirement: "optional",
  mayBeNotDone: true,
  source: "DESIGN",
  tag: "DESIGN",
});

const isncsci = { source: "Ref33", tag: "V2" } as const;
const verify = { source: "GK", tag: "GK" } as const;

export const armSensation: Group = {
  id: "neurological.armSensation",
  label: "Sensation: arms and trunk",
  layout: "grid",
  when: armsExamined,
  items: [
    keyPoint("NE.S.C5", "Sensation C5", "Lateral antecubital fossa", {
      requirement: armsRequired,
      ...isncsci,
    }),
    keyPoint("NE.S.C6", "Sensation C6", "Dorsal thumb, proximal phalanx", {
      requirement: armsRequired,
      ...isncsci,
    }),
    keyPoint("NE.S.C7", "Sensation C7", "Dorsal middle finger, proximal phalanx", {
      requirement: armsRequired,
      ...isncsci,
    }),
    keyPoint("NE.S.C8", "Sensation C8", "Dorsal little finger, proximal phalanx", {
      requirement: armsRequired,
      ...isncsci,
    }),
    keyPoint("NE.S.T1", "Sensation T1", "Medial antecubital fossa", {
      requirement: armsRequired,
      ...isncsci,
    }),
    keyPoint("NE.S.T4", "Sensation T4", "Nipple level; only to find a sensory level", {
      requirement: "optional",
      ...isncsci,
    }),
    keyPoint("NE.S.T10", "Sensation T10", "Umbilicus; only to find a sensory level", {
      requirement: "optional",
      ...isncsci,
    }),
    wholeLimb("NE.S.ARM", "Sensation, whole arm"),
  ],
};

export const legSensation: Group = {
  id: "neurological.legSensation",
  label: "Sensation: legs",
  layout: "grid",
  when: legsExamined,
  items: [
    keyPoint("NE.S.L1", "Sensation L1", "Upper anterior thigh, near the groin", {
      requirement: "optional",
      ...verify,
    }),
    keyPoint("NE.S.L2", "Sensation L2", "Mid anterior thigh", { requirement: legsRequired, ...verify }),
    keyPoint("NE.S.L3", "Sensation L3", "Medial femoral condyle, above the knee", {
      requirement: legsRequired,
      ...verify,
    }),
    keyPoint("NE.S.L4", "Sensation L4", "Medial malleolus", { requirement: legsRequired, ...verify }),
    keyPoint("NE.S.L5", "Sensation L5", "Dorsum of the foot, third metatarsophalangeal joint", {
      requirement: legsRequired,
      ...verify,
    }),
    keyPoint("NE.S.S1", "Sensation S1", "Lateral heel", { requirement: legsRequired, ...verify }),
    keyPoint("NE.S.S2", "Sensation S2", "Mid popliteal fossa", { requirement: "optional", ...verify }),
    wholeLimb("NE.S.LEG", "Sensation, whole leg"),
  ],
};

const cordOrNerveDoubt: Requirement = {
  requiredWhen: {
    any: [
      cordSign,
      { item: "RF.MYELO", isOneOf: ["unknown"] },
      { item: "NE.S.STOCK", isOneOf: ["yes"] },
      { item: "HX.PMH.DM", field: "type", isOneOf: ["diet", "oral", "insulin"] },
    ],
  },
};

const deep = (id: string, label: string): Item => ({
  id,
  label,
  help: "Great toes and fingers",
  kind: "pair",
  entry: {
    kind: "record",
    fields: [
      { id: "toe", label: "Great toe", kind: "single", choices: graded },
      { id: "finger", label: "Finger", kind: "single", choices: graded },
    ],
  },
  normal: { toe: "normal", finger: "normal" },
  requirement: cordOrNerveDoubt,
  mayBeNotDone: true,
  ...verify,
});

export const deepSensation: Group = {
  id: "neurological.deepSensation",
  label: "Vibration and position",
  layout: "grid",
  items: [deep("NE.S.VIB", "Vibration"), deep("NE.S.PROP", "Joint position")],
};

export const sensoryPattern: Group = {
  id: "neurological.sensoryPattern",
  label: "Sensory pattern and complex regional pain",
  layout: "list",
  items: [
    {
      id: "NE.S.STOCK",
      label: "Stocking or glove pattern",
      help: "Points to a polyneuropathy, not to a root",
      kind: "single",
      choices: yesNo,
      requirement: "optional",
      mayBeNotDone: true,
      ...verify,
    },
    {
      id: "NE.CRPS",
      label: "Budapest signs",
      help: "Signs of complex regional pain syndrome seen at the visit",
      kind: "multi",
      exclusive: ["none"],
      choices: [
        { code: "none", label: "None", phrase: "no dystrophic features" },
        { code: "allodynia", label: "Allodynia" },
        { code: "temperature", label: "Temperature", phrase: "temperature asymmetry" },
        { code: "colour", label: "Colour", phrase: "colour asymmetry" },
        { code: "oedema", label: "Oedema" },
        { code: "motor/trophic", label: "Motor or trophic", phrase: "motor or trophic change" },
      ],
      requirement: "optional",
      mayBeNotDone: true,
      ...verify,
    },
  ],
};

/** Saddle, sphincter and bladder: asked when the cauda equina is in doubt, or opened by the physician. */
const saddleExamined: Condition = {
  any: [caudaEquinaDoubt, { item: "PE.SCOPE", isOneOf: ["saddle and sphincter"] }],
};
const saddleRequired: Requirement = { requiredWhen: caudaEquinaDoubt };

export const saddleSensation: Group = {
  id: "neurological.saddle",
  label: "Saddle sensation",
  layout: "grid",
  when: saddleExamined,
  items: [
    keyPoint("NE.S.S3", "Sensation S3", "Ischial tuberosity, gluteal fold", {
      requirement: "optional",
      ...verify,
    }),
    keyPoint("NE.S.S4-5", "Sensation S4-5", "Perianal, within 1 cm of the mucocutaneous junction", {
      requirement: saddleRequired,
      ...verify,
    }),
    keyPoint("NE.S.SADDLE", "Saddle area overall", "Perineum and inner buttocks", {
      requirement: saddleRequired,
      source: "Ref11",
      tag: "V",
    }),
  ],
};

export const sphincter: Group = {
  id: "neurological.sphincter",
  label: "Sphincter and bladder",
  layout: "list",
  when: saddleExamined,
  items: [
    {
      id: "NE.RECT",
      label: "Anal tone, squeeze and wink",
      help: "Never a condition for emergency imaging",
      kind: "record",
      fields: [
        { id: "tone", label: "Tone", kind: "single", choices: graded },
        { id: "squeeze", label: "Squeeze", kind: "single", choices: graded },
        { id: "wink", label: "Anal wink", kind: "single", choices: graded },
      ],
      requirement: saddleRequired,
      mayBeNotDone: true,
      source: "Ref11",
      tag: "V",
    },
    {
      id: "NE.PVR",
      label: "Post-void residual",
      help: "Only where it causes no delay; less than 200 mL does not exclude a cauda equina syndrome",
      kind: "number",
      min: 0,
      max: 2000,
      unit: "mL",
      requirement: saddleRequired,
      mayBeNotDone: true,
      source: "Ref11",
      tag: "V",
    },
  ],
};

const screened: readonly Choice[] = [
  { code: "intact", label: "Intact" },
  { code: "grossly intact", label: "Grossly intact" },
  { code: "abnormal", label: "Abnormal" },
];
const fullStrength: Choice = { code: "5/5 throughout", label: "5/5 throughout" };
const equalReflexes: Choice = { code: "2+ and symmetric", label: "2+ and symmetric" };

/** Summary of a limb's examination that was not recorded root by root. */
const screen = (id: string, label: string): Item => ({
  id,
  label,
  help: "Where the limbs were screened and not examined root by root",
  kind: "record",
  fields: [
    { id: "motor", label: "Strength", kind: "single", choices: [fullStrength, ...screened] },
    { id: "sensation", label: "Sensation", kind: "single", choices: screened },
    { id: "reflexes", label: "Reflexes", kind: "single", choices: [equalReflexes, ...screened] },
  ],
  requirement: "optional",
  mayBeNotDone: true,
  source: "DESIGN",
  tag: "DESIGN",
});

export const limbScreen: Group = {
  id: "neurological.limbScreen",
  label: "Limbs, screened as a whole",
  layout: "list",
  items: [screen("NE.SCREEN.ARMS", "Arms, screened"), screen("NE.SCREEN.LEGS", "Legs, screened")],
};
