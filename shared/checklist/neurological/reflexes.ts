import type { Group, Item, Requirement } from "../kinds.ts";
import { accuracyOf } from "../physical/accuracy.ts";
import { armsExamined, armsRequired, cordSign, legsExamined, neckComplaint } from "../physical/regions.ts";
import { choicesOf, plainYesNo, reflexGrades, testResult } from "../valueSets.ts";
import { plantarResponse } from "./valueSets.ts";

/** Tendon reflexes and upper motor neurone signs (clinical reference 2.3.3). */

type Grading = Pick<Item, "requirement" | "source" | "tag" | "when" | "help">;

const reflex = (id: string, label: string, grading: Grading): Item => ({
  id,
  label,
  kind: "pair",
  entry: { kind: "single", choices: reflexGrades },
  normal: "2+",
  mayBeNotDone: true,
  ...grading,
});

export const tendonReflexes: Group = {
  id: "neurological.reflexes",
  label: "Tendon reflexes",
  layout: "grid",
  items: [
    reflex("NE.R.BIC", "Biceps (C5, C6)", {
      when: armsExamined,
      requirement: armsRequired,
      source: "Ref34",
      tag: "V2",
    }),
    reflex("NE.R.BR", "Brachioradialis (C6)", {
      when: armsExamined,
      requirement: armsRequired,
      source: "Ref34",
      tag: "V2",
    }),
    reflex("NE.R.TRI", "Triceps (C7)", {
      when: armsExamined,
      requirement: armsRequired,
      source: "Ref34",
      tag: "V2",
    }),
    reflex("NE.R.PAT", "Patellar (L4)", { requirement: "required", source: "Ref34", tag: "V" }),
    reflex("NE.R.ACH", "Achilles (S1)", {
      help: "L5 has no reliable reflex",
      requirement: "required",
      source: "Ref34",
      tag: "V",
    }),
    reflex("NE.R.MHAM", "Medial hamstring (L5, unreliable)", {
      when: legsExamined,
      requirement: "optional",
      source: "GK",
      tag: "GK",
    }),
    {
      id: "NE.R.REINF",
      label: "Only with reinforcement",
      kind: "pair",
      entry: {
        kind: "multi",
        choices: choicesOf(
          "biceps",
          "brachioradialis",
          "triceps",
          "patellar",
          "Achilles",
          "medial hamstring",
        ),
      },
      requirement: "optional",
      source: "GK",
      tag: "GK",
    },
  ],
};

/** Required for a neck complaint, and for anybody in whom the cord is in doubt. */
const neckOrCordDoubt: Requirement = {
  requiredWhen: { any: [neckComplaint, cordSign, { item: "RF.MYELO", isOneOf: ["unknown"] }] },
};

export const upperMotorNeurone: Group = {
  id: "neurological.upperMotorNeurone",
  label: "Upper motor neurone signs",
  layout: "grid",
  items: [
    {
      id: "NE.U.HOFF",
      ...accuracyOf("NE.U.HOFF"),
      label: "Hoffmann",
      help: "Positive when flicking the middle finger bends the thumb or index finger",
      kind: "pair",
      entry: { kind: "single", choices: testResult },
      normal: "negative",
      requirement: neckOrCordDoubt,
      mayBeNotDone: true,
      source: "Ref26",
      tag: "V2",
    },
    {
      id: "NE.U.BAB",
      ...accuracyOf("NE.U.BAB"),
      label: "Plantar response",
      kind: "pair",
      entry: { kind: "single", choices: plantarResponse },
      normal: "down",
      requirement: "required",
      mayBeNotDone: true,
      source: "Ref26",
      tag: "V2",
    },
    {
      id: "NE.U.CLON",
      ...accuracyOf("NE.U.CLON"),
      label: "Ankle clonus",
      help: "Three beats or more, or sustained clonus, is abnormal",
      kind: "pair",
      entry: {
        kind: "record",
        fields: [
          { id: "beats", label: "Beats", kind: "number", min: 0, max: 20, unit: "beats" },
          { id: "sustained", label: "Sustained", kind: "single", choices: plainYesNo },
        ],
      },
      normal: { beats: 0 },
      requirement: "required",
      mayBeNotDone: true,
      source: "Ref26",
      tag: "V2",
    },
    {
      id: "NE.U.ISS",
      ...accuracyOf("NE.U.ISS"),
      label: "Inverted supinator sign",
      help: "Positive when the brachioradialis tap bends the fingers instead of the elbow",
      kind: "pair",
      entry: { kind: "single", choices: testResult },
      normal: "negative",
      when: armsExamined,
      requirement: armsRequired,
      mayBeNotDone: true,
      source: "Ref26",
      tag: "V2",
    },
  ],
};
