import {
  bothSides,
  chosen,
  fieldIs,
  numberAtLeast,
  olderThan,
  type ReasoningContext,
  saidYes,
} from "../context.ts";
import { anyOf, countOf, type Fact, type FactCount, fact, notKnown } from "../facts.ts";
import type { Side } from "../rule.ts";
import { altered, reflexOf } from "./findings.ts";

/** Signs of the cord and of the sacral roots, and the clusters that count them. */

const clonusBeats = 3;

function sided(context: ReasoningContext, item: string, codes: readonly string[]): Fact {
  const pair = context.answers.pair(item);
  return anyOf(
    ...bothSides.map((side) => {
      const code = pair?.[side];
      return typeof code === "string" ? fact(codes.includes(code), item) : notKnown(item);
    }),
  );
}

export const hoffmann = (context: ReasoningContext) => sided(context, "NE.U.HOFF", ["positive"]);
export const invertedSupinator = (context: ReasoningContext) => sided(context, "NE.U.ISS", ["positive"]);
export const upgoingPlantar = (context: ReasoningContext) => sided(context, "NE.U.BAB", ["up"]);

export function clonus(context: ReasoningContext): Fact {
  const pair = context.answers.pairOfRecords("NE.U.CLON");
  return anyOf(
    ...bothSides.map((side) => {
      const { beats, sustained } = pair?.[side] ?? {};
      if (sustained === "yes") return fact(true, "NE.U.CLON");
      return typeof beats === "number"
        ? fact(beats >= clonusBeats, "NE.U.CLON")
        : sustained === "no"
          ? fact(false, "NE.U.CLON")
          : notKnown("NE.U.CLON");
    }),
  );
}

/** Gait of a cord lesion: spastic, wide-based, ataxic or shuffling; an antalgic gait is none. */
export const cordGait = (context: ReasoningContext) =>
  chosen(context, "PE.GAIT", ["spastic", "wide-based/ataxic", "shuffling"]);

/** Knee or ankle jerk brisk, below any lesion of the neck or chest. */
export function briskLegReflex(context: ReasoningContext): Fact {
  return anyOf(
    ...["NE.R.PAT", "NE.R.ACH"].flatMap((reflex) =>
      bothSides.map((side) => {
        const grade = reflexOf(context, reflex, side);
        return grade === undefined ? notKnown(reflex) : fact(grade >= 3, reflex);
      }),
    ),
  );
}

/** Signs that are abnormal by themselves; a brisk reflex alone may be a person's own. */
export const firmCordSign = (context: ReasoningContext) =>
  anyOf(hoffmann(context), upgoingPlantar(context), clonus(context), chosen(context, "PE.GAIT", ["spastic"]));

/** N-6: any sign of the upper motor neurone. */
export const upperMotorNeuroneSign = (context: ReasoningContext) =>
  anyOf(firmCordSign(context), briskLegReflex(context));

/** Age in the myelopathy cluster: over 45. */
const cookAge = 45;

/** Cook's cluster: gait deviation, Hoffmann, inverted supinator, upgoing plantar, age over 45 (Ref26). */
export function cookCluster(context: ReasoningContext): FactCount {
  return countOf([
    cordGait(context),
    hoffmann(context),
    invertedSupinator(context),
    upgoingPlantar(context),
    olderThan(context, cookAge),
  ]);
}

const sacralPoints = ["NE.S.S3", "NE.S.S4-5", "NE.S.SADDLE"] as const;

/** Sensation altered at S3, S4-5 or the saddle on either side, or at S2 on both. */
export function sacralSensoryChange(context: ReasoningContext): Fact {
  const bothS2 = bothSides.map((side: Side) => altered(context, "NE.S.S2", side));
  return anyOf(
    ...sacralPoints.flatMap((point) => bothSides.map((side) => altered(context, point, side))),
    bothS2.every(({ holds }) => holds === true) ? fact(true, "NE.S.S2") : fact(false),
  );
}

/** Anal tone, squeeze or wink reduced, or a residual volume of 200 mL and more. A smaller volume excludes nothing. */
export const sphincterChange = (context: ReasoningContext) =>
  anyOf(
    ...["tone", "squeeze", "wink"].map((field) => fieldIs(context, "NE.RECT", field, ["reduced", "absent"])),
    numberAtLeast(context, "NE.PVR", 200),
  );

/** Altered at S2 on one side only: named, and no alarm by itself. */
export const oneSidedS2Change = (context: ReasoningContext) =>
  anyOf(...bothSides.map((side) => altered(context, "NE.S.S2", side)));

export const caudaEquinaComplaint = (context: ReasoningContext) =>
  anyOf(
    ...["RF.CES.BLADDER", "RF.CES.BOWEL", "RF.CES.SADDLE", "RF.CES.SEX"].map((item) =>
      saidYes(context, item),
    ),
  );
