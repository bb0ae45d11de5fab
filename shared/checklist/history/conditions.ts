import type { Condition } from "../kinds.ts";

/** Conditions over earlier answers that several items of the history share. */

export const legPain = {
  any: [
    { item: "HX.REGION", isOneOf: ["leg"] },
    { item: "HX.RAD", isOneOf: ["thigh", "below knee", "foot"] },
  ],
} as const satisfies Condition;

export const limbPain = {
  any: [
    { item: "HX.REGION", isOneOf: ["leg", "arm"] },
    { item: "HX.RAD", isOneOf: ["thigh", "below knee", "foot", "arm", "forearm", "hand"] },
  ],
} as const satisfies Condition;

/** Pain in the trunk or neck itself. */
export const axialPain = {
  item: "HX.REGION",
  isOneOf: ["neck", "upper/mid back", "low back", "buttock"],
} as const satisfies Condition;

export const takesOpioid = {
  any: [
    { item: "HX.MED", anyRow: { field: "drugClass", isOneOf: ["opioid"] } },
    { item: "HX.MED.OPI", hasRows: true },
  ],
} as const satisfies Condition;

/** A drug that a prescription monitoring programme follows. Carisoprodol and pregabalin are scheduled too. */
export const takesControlledDrug = {
  any: [
    takesOpioid,
    {
      item: "HX.MED",
      anyRow: {
        field: "drugClass",
        isOneOf: ["benzodiazepine", "sleep medicine", "barbiturate", "stimulant", "other controlled drug"],
      },
    },
    { item: "HX.MED.BZD", isOneOf: ["benzodiazepine", "sleep medicine", "barbiturate"] },
  ],
} as const satisfies Condition;

export const couldBePregnant = {
  all: [{ sexAtBirth: ["female", "intersex", "unknown"] }, { ageAtLeast: 10 }, { ageAtMost: 55 }],
} as const satisfies Condition;

/** Any sign of a compressed cauda equina. */
export const caudaEquinaSign = {
  any: [
    { item: "RF.CES.BLADDER", isOneOf: ["yes"] },
    { item: "RF.CES.BOWEL", isOneOf: ["yes"] },
    { item: "RF.CES.SADDLE", isOneOf: ["yes"] },
    { item: "RF.CES.SEX", isOneOf: ["yes"] },
    { item: "RF.CES.BILAT", isOneOf: ["yes"] },
  ],
} as const satisfies Condition;
