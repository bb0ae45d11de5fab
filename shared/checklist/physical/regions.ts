import type { Condition, Requirement } from "../kinds.ts";

/**
 * Which half of the body an examination item belongs to. A region is asked when the patient complains of it, when the
 * physician opens it (PE.SCOPE), and, for the neurological examination, when a sign of the cord makes both halves
 * necessary. It is required only by the complaint or the sign, so that a look beyond the complaint costs nothing.
 */

export const lowBackComplaint: Condition = { item: "HX.REGION", isOneOf: ["low back", "buttock", "leg"] };
export const neckComplaint: Condition = {
  item: "HX.REGION",
  isOneOf: ["neck", "arm", "headache (cervicogenic)"],
};
/** Thoracic pain is examined with the trunk and the legs: the cord passes there. */
export const midBackComplaint: Condition = { item: "HX.REGION", isOneOf: ["upper/mid back"] };

const opened = (scope: string): Condition => ({ item: "PE.SCOPE", isOneOf: [scope] });

export const neckExamined: Condition = { any: [neckComplaint, opened("neck and arms")] };
export const lowBackExamined: Condition = {
  any: [
    lowBackComplaint,
    midBackComplaint,
    { item: "HX.REGION", isOneOf: ["hip"] },
    opened("low back and legs"),
  ],
};
export const midBackExamined: Condition = {
  any: [midBackComplaint, opened("neck and arms"), opened("low back and legs")],
};
export const kneeExamined: Condition = {
  any: [{ item: "HX.REGION", isOneOf: ["knee"] }, opened("knee")],
};

/** True when either side of a pair holds one of the codes. */
export function eitherSide(item: string, codes: readonly string[]): Condition {
  return {
    any: [
      { item, field: "right", isOneOf: codes },
      { item, field: "left", isOneOf: codes },
    ],
  };
}

/** Any upper motor neurone sign (clinical reference N-6), or a red flag for the cord. */
export const cordSign: Condition = {
  any: [
    { item: "RF.MYELO", isOneOf: ["yes"] },
    eitherSide("NE.U.HOFF", ["positive"]),
    eitherSide("NE.U.BAB", ["up"]),
    eitherSide("NE.U.ISS", ["positive"]),
    { item: "NE.U.CLON", field: "sustained", isOneOf: ["yes"] },
    { item: "NE.U.CLON", field: "beats", atLeast: 3 },
    { item: "PE.GAIT", isOneOf: ["spastic"] },
  ],
};

/** A cauda equina question that was answered by "yes" or is still open. */
export const caudaEquinaDoubt: Condition = {
  any: ["RF.CES.BLADDER", "RF.CES.BOWEL", "RF.CES.SADDLE", "RF.CES.SEX", "RF.CES.BILAT"].map((item) => ({
    item,
    isOneOf: ["yes", "unknown"],
  })),
};

export const armsExamined: Condition = { any: [neckExamined, cordSign] };
export const legsExamined: Condition = { any: [lowBackExamined, cordSign] };
export const armsRequired: Requirement = { requiredWhen: { any: [neckComplaint, cordSign] } };
export const legsRequired: Requirement = {
  requiredWhen: { any: [lowBackComplaint, midBackComplaint, cordSign] },
};
