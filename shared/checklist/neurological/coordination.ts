import type { Field, Group } from "../kinds.ts";
import { cordSign, neckComplaint } from "../physical/regions.ts";
import { normality, presence } from "../physical/valueSets.ts";
import { plainYesNo, testResult } from "../valueSets.ts";
import { tone, walking } from "./valueSets.ts";

/** Mental state, cranial nerves, tone, coordination and walking tests (clinical reference 2.3.3). */

export const mentalState: Group = {
  id: "neurological.mentalState",
  label: "Mental state and cranial nerves",
  layout: "list",
  items: [
    {
      id: "NE.MENT",
      label: "Orientation and cognition",
      kind: "single",
      choices: [
        { code: "normal", label: "Normal", phrase: "alert and oriented with normal cognition" },
        { code: "abnormal", label: "Abnormal", needsNote: true },
      ],
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.SPEECH",
      label: "Speech and language",
      kind: "single",
      choices: [
        { code: "normal", label: "Normal" },
        { code: "abnormal", label: "Abnormal", needsNote: true },
      ],
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "NE.CN",
      label: "Cranial nerves II-XII",
      kind: "single",
      choices: [
        { code: "normal", label: "Normal" },
        { code: "abnormal", label: "Abnormal", needsNote: true },
      ],
      requirement: { requiredWhen: { any: [neckComplaint, cordSign] } },
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.CN.DETAIL",
      label: "Cranial nerves one by one",
      help: "Where they were tested singly",
      kind: "record",
      fields: [
        cranial("vision", "Vision (II)"),
        cranial("visualFields", "Visual fields (II)"),
        cranial("fundi", "Fundi (II)"),
        cranial("pupils", "Pupils (II, III)"),
        cranial("eyeMovements", "Eye movements (III, IV, VI)"),
        { id: "nystagmus", label: "Nystagmus", kind: "single", choices: presence },
        cranial("facialSensation", "Facial sensation (V)"),
        cranial("facialMovement", "Facial movement (VII)"),
        cranial("hearing", "Hearing (VIII)"),
        cranial("palate", "Palate (IX, X)"),
        cranial("shoulderShrug", "Shoulder shrug (XI)"),
        cranial("tongue", "Tongue (XII)"),
      ],
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "NE.U.OVERALL",
      label: "Long-tract signs overall",
      help: "Where the signs were not recorded one by one",
      kind: "single",
      choices: [
        { code: "none", label: "None found", phrase: "no pathological reflex or other long-tract sign" },
        { code: "present", label: "Present", needsNote: true },
      ],
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
  ],
};

export const toneAndCoordination: Group = {
  id: "neurological.coordination",
  label: "Tone, coordination and walking tests",
  layout: "grid",
  items: [
    {
      id: "NE.TONE",
      label: "Tone",
      kind: "pair",
      entry: {
        kind: "record",
        fields: [
          { id: "arm", label: "Arm", kind: "single", choices: tone },
          { id: "leg", label: "Leg", kind: "single", choices: tone },
        ],
      },
      normal: { arm: "normal", leg: "normal" },
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.COORD",
      label: "Coordination",
      help: "Grip and release: 20 or more in 10 seconds is normal",
      kind: "pair",
      entry: {
        kind: "record",
        fields: [
          { id: "overall", label: "Cerebellar function overall", kind: "single", choices: normality },
          { id: "fingerNose", label: "Finger to nose", kind: "single", choices: normality },
          { id: "heelShin", label: "Heel to shin", kind: "single", choices: normality },
          { id: "rapidAlternating", label: "Rapid alternating movement", kind: "single", choices: normality },
          {
            id: "gripRelease",
            label: "Grip and release in 10 s",
            kind: "number",
            min: 0,
            max: 60,
            unit: "times",
            reference: "≥ 20",
          },
        ],
      },
      normal: { fingerNose: "normal", heelShin: "normal", rapidAlternating: "normal" },
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.GAIT.HEEL",
      label: "Heel walk (L4, L5)",
      kind: "pair",
      entry: { kind: "single", choices: walking },
      normal: "able",
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.GAIT.TOE",
      label: "Toe walk (S1)",
      kind: "pair",
      entry: { kind: "single", choices: walking },
      normal: "able",
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.GAIT.HEELSTAND",
      label: "Up on one heel",
      kind: "pair",
      entry: { kind: "record", fields: stance() },
      normal: { ability: "able" },
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
    {
      id: "NE.GAIT.TOESTAND",
      label: "Up on the toes of one foot",
      kind: "pair",
      entry: { kind: "record", fields: stance() },
      normal: { ability: "able" },
      requirement: "optional",
      mayBeNotDone: true,
      source: "DESIGN",
      tag: "DESIGN",
    },
  ],
};

export const balance: Group = {
  id: "neurological.balance",
  label: "Balance",
  layout: "list",
  items: [
    {
      id: "NE.GAIT.TAND",
      label: "Tandem walk",
      kind: "single",
      choices: [
        { code: "able", label: "Able", phrase: "possible" },
        { code: "unable", label: "Unable", phrase: "not possible" },
      ],
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
    {
      id: "NE.ROMB",
      label: "Romberg",
      help: "Positive when the patient sways or steps with the eyes closed",
      kind: "single",
      choices: testResult,
      requirement: "required",
      mayBeNotDone: true,
      source: "clinical reference 2.3.3",
      tag: "GK",
    },
  ],
};

function cranial(id: string, label: string): Field {
  return { id, label, kind: "single", choices: normality };
}

/** Standing on one leg: harder than walking, so that slight weakness shows. */
function stance(): readonly Field[] {
  return [
    {
      id: "ability",
      label: "Ability",
      kind: "single",
      required: true,
      choices: [
        { code: "able", label: "Able", phrase: "possible" },
        { code: "with difficulty", label: "With difficulty", phrase: "possible with difficulty" },
        { code: "unable", label: "Unable", phrase: "not possible" },
      ],
    },
    { id: "painful", label: "Painful", kind: "single", choices: plainYesNo },
  ];
}
