import { fieldIs, numberAtLeast, type ReasoningContext, saidYes } from "../context.ts";
import { anyOf, type FactCount } from "../facts.ts";
import { aneurysm, cancer, haematoma, infection, inflammation, viscera } from "./disease.ts";
import type { RedFlag, RedFlagLevel } from "./flag.ts";
import { flag, join } from "./flag.ts";
import { fracture, henschkeCount, romanCount } from "./fracture.ts";
import { caudaEquina, cord, daysSinceCaudaEquinaSign, weakness } from "./nerve.ts";
import { screenItems } from "./rules.ts";

export type { RedFlag, RedFlagLevel };

export interface RedFlagPicture {
  /** Most urgent first. */
  readonly flags: readonly RedFlag[];
  /** An emergency that stops everything elective. */
  readonly suppressesElective: boolean;
  readonly daysSinceCaudaEquinaSign?: { readonly fewest: number; readonly most: number };
  readonly fractureCounts: { readonly henschke: FactCount; readonly roman: FactCount };
}

const order: readonly RedFlagLevel[] = ["E", "U", "S", "block"];

export function redFlagsOf(context: ReasoningContext): RedFlagPicture {
  const nerve = [...caudaEquina(context), ...cord(context), ...weakness(context)];
  const flags = [
    ...nerve,
    ...aneurysm(context),
    ...haematoma(context),
    ...infection(context),
    ...suicide(context),
    ...cancer(context, nerve),
    ...fracture(context),
    ...inflammation(context),
    ...viscera(context),
    ...screenOpen(context),
  ]
    .filter(({ ruleId }) => context.isOn(ruleId))
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const since = daysSinceCaudaEquinaSign(context);
  return {
    flags,
    suppressesElective: flags.some((one) => one.suppressesElective),
    ...(since === undefined ? {} : { daysSinceCaudaEquinaSign: since }),
    fractureCounts: { henschke: henschkeCount(context), roman: romanCount(context) },
  };
}

/**
 * Item 9 of the PHQ-9 above 0 counts at any total, so that a minimal band never hides it (fact 8). Passive thoughts are
 * urgent; active ones, or a flag that nothing qualifies, are an emergency. Neither stops the evaluation of the pain (F3).
 */
function suicide(context: ReasoningContext): readonly RedFlag[] {
  const ninth = numberAtLeast(context, "INS.PHQ.9", 1);
  const stated = fieldIs(context, "HX.PSY", "suicidalThoughts", ["passive thoughts", "active thoughts"]);
  const screened = saidYes(context, "RF.SUI");
  const present = anyOf(ninth, stated, screened);
  if (present.holds !== true) return [];
  const thoughts = context.answers.record("HX.PSY")?.suicidalThoughts;
  const level =
    thoughts === "active thoughts" || (screened.holds === true && thoughts !== "passive thoughts")
      ? "E"
      : "U";
  const found = [
    ...(ninth.holds === true ? [`PHQ-9 item 9 is ${context.answers.number("INS.PHQ.9")}`] : []),
    ...(stated.holds === true ? [`${thoughts}`] : []),
    ...(screened.holds === true && stated.holds !== true ? ["stated in the screen"] : []),
  ];
  return [
    {
      ...flag("RF-SUI", level, `Thoughts of suicide: ${found.join(", ")}.`, present.items, [
        "Assess the risk at this visit; give the crisis line (US: 988).",
        "Inform the primary care clinician today.",
      ]),
      suppressesElective: false,
    },
  ];
}

/** "Unknown" is not "no". */
function screenOpen(context: ReasoningContext): readonly RedFlag[] {
  const codes = screenItems.map((item) => [item, context.answers.code(item)] as const);
  const undecided = codes.filter(([, code]) => code === "unknown" || code === "not asked");
  const unanswered = codes.filter(([, code]) => code === undefined);
  if (undecided.length + unanswered.length === 0) return [];
  const count = undecided.length + unanswered.length;
  return [
    flag(
      "RF-UNK",
      "block",
      `${count} ${count === 1 ? "question" : "questions"} of the red-flag screen ${count === 1 ? "is" : "are"} open: the evaluation cannot be finalised.`,
      undecided.map(([item]) => item),
      ["Ask and answer every question."],
      join(
        unanswered.map(([item]) => item),
        undecided.map(([item]) => item),
      ),
    ),
  ];
}
