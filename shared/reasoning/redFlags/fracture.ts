import { cervicalLevels, lumbarLevels, thoracicLevels } from "../../checklist/valueSets.ts";
import { computeItem } from "../../evaluation/computed.ts";
import { chosen, olderThan, patientItem, type ReasoningContext, saidYes } from "../context.ts";
import { allOf, countOf, type Fact, type FactCount, fact, not, notKnown } from "../facts.ts";
import { someLevel } from "../roots/findings.ts";
import { flag, join, type RedFlag } from "./flag.ts";

/** Vertebral fracture: flags, and the two published counts. */

const olderAge = 70;
const romanAge = 52;
const romanBodyMassIndex = 22;

const female = (context: ReasoningContext): Fact => {
  const sex = context.evaluation.patient.sexAtBirth;
  return sex === "female" || sex === "male" ? fact(sex === "female", patientItem) : notKnown(patientItem);
};

const bodyMassBelow = (context: ReasoningContext, limit: number): Fact => {
  const item = context.answers.item("PE.VIT.BMI");
  const found = item.kind === "computed" ? computeItem(item, context.answers) : undefined;
  return typeof found?.value === "number"
    ? fact(found.value < limit, ...found.basis)
    : notKnown("PE.VIT.HT", "PE.VIT.WT");
};

const noLegPain = (context: ReasoningContext) =>
  allOf(
    not(chosen(context, "HX.REGION", ["leg"])),
    not(chosen(context, "HX.RAD", ["thigh", "below knee", "foot"])),
  );

/** Female, over 70, significant trauma, prolonged steroid; of 4 (Ref14). */
export function henschkeCount(context: ReasoningContext): FactCount {
  return countOf([
    female(context),
    olderThan(context, olderAge),
    saidYes(context, "RF.FX.TRAUMA"),
    saidYes(context, "RF.FX.STEROID"),
  ]);
}

/** Over 52, no leg pain, BMI under 22, no regular exercise, female; of 5 (Ref14). */
export function romanCount(context: ReasoningContext): FactCount {
  return countOf([
    olderThan(context, romanAge),
    noLegPain(context),
    bodyMassBelow(context, romanBodyMassIndex),
    not(saidYes(context, "HX.EXERCISE")),
    female(context),
  ]);
}

/** Risks of fracture, each a fact: trauma, bruise, steroid, age over 70. */
export function fractureFacts(context: ReasoningContext): readonly Fact[] {
  return [
    ...["RF.FX.TRAUMA", "RF.FX.BRUISE", "RF.FX.STEROID"].map((item) => saidYes(context, item)),
    olderThan(context, olderAge),
  ];
}

const everyLevel = [...cervicalLevels, ...thoracicLevels, ...lumbarLevels];

export const recentFractureOnImages = (context: ReasoningContext) =>
  someLevel(context, everyLevel, ({ fracture, fractureOedema }) => {
    if (fracture === "acute" || fracture === "healing" || fractureOedema === "yes") return true;
    return fracture === undefined && fractureOedema === undefined ? undefined : false;
  });

export function fracture(context: ReasoningContext): readonly RedFlag[] {
  const facts = fractureFacts(context);
  const present = facts.filter(({ holds }) => holds === true);
  const seen = recentFractureOnImages(context);
  if (present.length === 0 && seen.holds !== true) return [];
  const ageAlone = present.length === 1 && olderThan(context, olderAge).holds === true && seen.holds !== true;
  const [henschke, roman] = [henschkeCount(context), romanCount(context)];
  const counts = `Henschke ${henschke.met} of 4, Roman ${roman.met} of 5 (${roman.known} known)`;
  const what =
    seen.holds === true
      ? "Recent vertebral fracture on imaging"
      : ageAlone
        ? "Age over 70 is a risk of vertebral fracture by itself"
        : present.length > 1
          ? "Several risks of vertebral fracture together"
          : "A risk of vertebral fracture";
  return [
    flag(
      "RF-FX",
      ageAlone ? "S" : "U",
      `${what}; ${counts}.`,
      join(
        ...present.map(({ items }) => items),
        seen.holds === true ? seen.items : [],
        henschke.items,
        roman.items,
      ),
      [ageAlone ? "Image if the pain is new." : "X-ray, CT, or MRI with STIR."],
      join(henschke.missing, roman.missing),
      // A fall or a course of steroid alone is common; with a second risk or on the images it is more than a risk.
      { isSettled: seen.holds === true || present.length > 1 },
    ),
  ];
}
