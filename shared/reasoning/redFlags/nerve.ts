import { daysBetween, earliestDay, latestDay } from "../../evaluation/dates.ts";
import { bothSides, type ReasoningContext, saidYes } from "../context.ts";
import { allOf, anyOf, type Fact, fact } from "../facts.ts";
import { deficitIn, someLevel } from "../roots/findings.ts";
import { severeMuscles } from "../roots/patterns.ts";
import {
  caudaEquinaComplaint,
  cookCluster,
  firmCordSign,
  sacralSensoryChange,
  sphincterChange,
  upperMotorNeuroneSign,
} from "../roots/signs.ts";
import { recentSignDays } from "../thresholds.ts";
import { daysSinceOnsetAt, spanText } from "../timing/days.ts";
import { flag, join, type RedFlag } from "./flag.ts";

/** Cauda equina, cord, weakness (RF-CES, RF-CORD, RF-MOTOR). */

const complaintWords: Readonly<Record<string, string>> = {
  "RF.CES.BLADDER": "bladder",
  "RF.CES.BOWEL": "bowel",
  "RF.CES.SADDLE": "saddle sensation",
  "RF.CES.SEX": "sexual function",
};

/** Days since the first cauda equina sign; fewest and most where the date is not exact. */
export function daysSinceCaudaEquinaSign(
  context: ReasoningContext,
): { readonly fewest: number; readonly most: number } | undefined {
  const since = context.answers.date("RF.CES.ONSET");
  if (since === undefined) return undefined;
  const { visitDate } = context.evaluation;
  return {
    fewest: Math.max(0, daysBetween(latestDay(since), visitDate)),
    most: daysBetween(earliestDay(since), visitDate),
  };
}

/** Lost function in both legs. */
function deficitInBothLegs(context: ReasoningContext): Fact {
  return allOf(...bothSides.map((side) => deficitIn(context, "legs", [side])));
}

/**
 * Asked whatever the region of pain is: a wrongly recorded region must not hide an emergency. Recent signs (under 14
 * days) are named; older ones are no less an emergency, since the question asks what is new.
 */
export function caudaEquina(context: ReasoningContext): readonly RedFlag[] {
  const complaint = caudaEquinaComplaint(context);
  const found = anyOf(complaint, sacralSensoryChange(context), sphincterChange(context));
  const bothLegs = saidYes(context, "RF.CES.BILAT");
  const worsening = allOf(bothLegs, anyOf(saidYes(context, "RF.NEURO.PROG"), deficitInBothLegs(context)));
  const emergency = anyOf(found, worsening);
  if (emergency.holds === true) {
    const signs = Object.entries(complaintWords)
      .filter(([item]) => context.answers.code(item) === "yes")
      .map(([, words]) => words);
    const since = daysSinceCaudaEquinaSign(context);
    const when =
      since === undefined ? "" : ` for ${spanText(since)}${since.most < recentSignDays ? " (recent)" : ""}`;
    const what = signs.length > 0 ? signs.join(", ") : "by examination";
    const bothItem = bothLegs.holds === true ? ["RF.CES.BILAT"] : [];
    const dateItem = since === undefined ? [] : ["RF.CES.ONSET"];
    return [
      flag(
        "RF-CES",
        "E",
        `Cauda equina syndrome suspected: ${what}${when}.`,
        join(emergency.items, bothItem, dateItem),
        [
          "Phone the emergency department and the on-call spine surgeon now; record who was phoned and when.",
          "Emergency MRI of the lumbosacral spine, within 4 hours of the request.",
          "Residual volume only if it causes no delay: under 200 mL does not exclude it. A rectal examination is not needed before the MRI.",
          "If confirmed, emergency decompression. No elective injection.",
        ],
        since === undefined && complaint.holds === true ? ["RF.CES.ONSET"] : [],
      ),
    ];
  }
  if (bothLegs.holds !== true) return [];
  return [
    flag(
      "RF-CES",
      "S",
      "Both legs are affected without a bladder, bowel, saddle or sexual sign on record.",
      bothLegs.items,
      ["Examine strength, reflexes and the saddle; explain what to return for at once."],
      emergency.missing,
    ),
  ];
}

/** The cord on imaging: compressed or changed in signal. */
const cordOnImaging = (context: ReasoningContext) =>
  someLevel(context, [...cordLevels], ({ cord }) =>
    Array.isArray(cord)
      ? cord.some((found) => found === "compression" || found === "signal change")
      : undefined,
  );
const cordLevels = [
  ...["C0-1", "C1-2", "C2-3", "C3-4", "C4-5", "C5-6", "C6-7", "C7-T1"],
  ...["T1-2", "T2-3", "T3-4", "T4-5", "T5-6", "T6-7", "T7-8", "T8-9", "T9-10", "T10-11", "T11-12", "T12-L1"],
];

const cookLikely = 3;

/**
 * A single firm sign, three of the cluster, a complaint or the images. The reference writes "N-6 / N-7 with 3 or more":
 * brisk leg reflexes alone, which can be a person's own, are followed up without the alarm.
 */
export function cord(context: ReasoningContext): readonly RedFlag[] {
  const cook = cookCluster(context);
  const cluster = cook.met >= cookLikely ? fact(true, ...cook.items) : fact(false);
  const firm = anyOf(firmCordSign(context), cluster, saidYes(context, "RF.MYELO"), cordOnImaging(context));
  if (firm.holds === true) {
    const rapid = anyOf(saidYes(context, "RF.NEURO.PROG"), saidYes(context, "RF.CES.BLADDER"));
    const level = rapid.holds === true ? "E" : "U";
    const count = `myelopathy cluster ${cook.met} of ${cook.of}`;
    return [
      flag(
        "RF-CORD",
        level,
        `Compression of the spinal cord suspected (${count})${level === "E" ? ", getting worse or with the bladder" : ""}.`,
        join(firm.items, rapid.holds === true ? rapid.items : []),
        [
          `${level === "E" ? "Same-day" : "Urgent"} MRI of the neck, and of the chest if it does not explain the signs.`,
          "Spine surgical opinion.",
          "No interlaminar injection at a severely narrowed level.",
        ],
      ),
    ];
  }
  const brisk = upperMotorNeuroneSign(context);
  if (brisk.holds !== true) return [];
  return [
    flag(
      "RF-CORD",
      "S",
      "Brisk leg reflexes without another sign of the cord.",
      brisk.items,
      ["Look for the other signs of the cord; MRI of the neck if any is found."],
      firm.missing,
    ),
  ];
}

/** How old a story may be and still be one of days. */
const storyOfDays = 14;

export function weakness(context: ReasoningContext): readonly RedFlag[] {
  const severe = severeMuscles(context);
  const falling = saidYes(context, "RF.NEURO.PROG");
  const present = anyOf(severe, falling);
  if (present.holds !== true) return [];
  const since = daysSinceOnsetAt(context, context.evaluation.visitDate);
  const recent = since === undefined ? fact(false) : fact(since.most <= storyOfDays, ...since.items);
  const ofDays = anyOf(caudaEquinaComplaint(context), saidYes(context, "RF.CES.BILAT"), recent);
  const level = severe.holds === true && falling.holds === true && ofDays.holds === true ? "E" : "U";
  const words = [...severe.words, ...(falling.holds === true ? ["progressing"] : [])];
  return [
    flag(
      "RF-MOTOR",
      level,
      `Severe or progressing weakness: ${words.join(", ")}.`,
      join(
        severe.holds === true ? severe.items : [],
        falling.holds === true ? falling.items : [],
        level === "E" ? ofDays.items : [],
      ),
      [
        level === "E"
          ? "MRI and a spine surgeon the same day."
          : "MRI and a spine surgical opinion within days.",
        "Record strength again at each contact.",
      ],
    ),
  ];
}
