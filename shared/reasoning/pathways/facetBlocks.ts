import { onDateWords } from "../../evaluation/dates.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import { type Block, type EarlierIntervention, interventionsOf, sessionsInYear } from "./blocks.ts";
import { durationInDays, monthsHavePassed } from "./calendar.ts";
import { type Criterion, criterion, type Finding, unknown } from "./criterion.ts";
import type { PayerProfile } from "./payers.ts";
import { passes, percentText } from "./relief.ts";

/** How one block is judged (FAC-2, FAC-3), and when an ablation may be repeated (FAC-5). */

export interface BlockVerdict {
  /** "open": there is nothing to judge by yet. */
  readonly verdict: "positive" | "negative" | "open";
  readonly text: string;
  readonly criteria: readonly Criterion[];
}

/** Hours that relief lasts with an anaesthetic, fewest and most (GK). */
const hoursOfRelief: Readonly<Record<string, readonly [number, number]>> = {
  lidocaine: [1, 4],
  bupivacaine: [3, 8],
};

const leastReadings = 4;

/** Positive when the relief reaches the payer's percentage and did not end too early for the anaesthetic. */
export function judgeBlock(block: Block, payer: PayerProfile, name: string): BlockVerdict {
  const required = payer.facet.blockRelief;
  const relief = reliefFound(block, required);
  const duration = durationFound(block);
  const criteria = [
    criterion("FAC-2", `${name}: relief of at least ${required} %`, relief),
    criterion("FAC-2", `${name}: relief as long as the anaesthetic lasts`, duration),
    ...(block.readings === undefined
      ? []
      : [criterion("FAC-2", `${name}: at least ${leastReadings} readings`, readingsFound(block.readings))]),
  ];
  if (relief.verdict === "unknown") return { verdict: "open", text: `${name}: ${relief.finding}`, criteria };
  const short = duration.verdict === "not met";
  const positive = relief.verdict === "met" && !short;
  const because = short && relief.verdict === "met" ? `, but ${duration.finding}` : "";
  const result = positive ? "positive" : "negative";
  return { verdict: result, text: `${name} ${result} at ${relief.finding} relief${because}`, criteria };
}

function reliefFound(block: Block, required: number): Finding {
  const { percent, before, item } = block;
  if (percent === undefined) {
    const finding = before === 0 ? "no pain before the block, nothing to compare" : "relief not recorded";
    return unknown([item], finding);
  }
  return {
    verdict: passes(percent, required) ? "met" : "not met",
    finding: percentText(percent),
    items: [item],
  };
}

function durationFound({ agent, hours, item }: Block): Finding {
  const usual = Object.entries(hoursOfRelief).find(([name]) => agent?.toLowerCase().includes(name))?.[1];
  if (hours === undefined || usual === undefined) return unknown([item], "anaesthetic or hours not recorded");
  const [fewest, most] = usual;
  const finding = `${hours} h of ${fewest} to ${most} h expected`;
  if (hours < fewest) return { verdict: "not met", finding: `only ${finding}`, items: [item] };
  // Longer than the anaesthetic is common and no reason to fail a block; the physician judges it.
  return { verdict: "met", finding: hours > most ? `${finding}: longer` : finding, items: [item] };
}

function readingsFound(readings: number): Finding {
  const items = ["BLK.DIARY"];
  if (readings >= leastReadings) return { verdict: "met", finding: `${readings}`, items };
  return { verdict: "unknown", finding: `${readings}`, items, missing: items };
}

/** FAC-3: the confirming block numbs the same joints on the same side. */
export function sameTarget(first: Block, second: Block): Criterion {
  const ask = (found: Finding) => criterion("FAC-3", "Second block at the same level and side", found);
  const items = [first.item, second.item];
  const sides = [first.side, second.side];
  const known = first.joints.length > 0 && second.joints.length > 0;
  const sameJoints =
    known &&
    first.joints.length === second.joints.length &&
    first.joints.every((joint) => second.joints.includes(joint));
  if (known && !sameJoints) {
    return ask({
      verdict: "not met",
      finding: `${first.joints.join(", ")}, then ${second.joints.join(", ")}`,
      items,
    });
  }
  if (sides.includes("right") && sides.includes("left")) {
    return ask({ verdict: "not met", finding: `${first.side}, then ${second.side}`, items });
  }
  if (!known || first.side === undefined || second.side === undefined) {
    return ask({ verdict: "unknown", finding: "joints or side not recorded", items, missing: items });
  }
  return ask({ verdict: "met", finding: first.joints.join(", "), items });
}

/** FAC-5: what a further ablation is measured by. */
export function repeatedAblation(
  answers: AnswerReader,
  payer: PayerProfile,
  ablation: EarlierIntervention,
): readonly Criterion[] {
  const { repeat, limits } = payer.facet;
  const items = ["HX.INTV"];
  const ask = (text: string, found: Finding) => criterion("FAC-5", text, found);
  const { percent, duration, durationUnit, date, region } = ablation;
  const criteria = [
    ask(`Earlier ablation relieved at least ${repeat.relief} %`, reliefOf(percent, repeat.relief)),
  ];
  if (repeat.reliefDays !== undefined) {
    criteria.push(
      ask(
        `Its relief lasted at least ${repeat.reliefDays} days`,
        lasted(duration, durationUnit, repeat.reliefDays),
      ),
    );
  }
  if (repeat.monthsBetween !== undefined) {
    const [passed, when] =
      date === undefined
        ? (["possibly", "not dated"] as const)
        : [monthsHavePassed(date, repeat.monthsBetween, answers.evaluation.visitDate), onDateWords(date)];
    criteria.push(
      ask(
        `At least ${repeat.monthsBetween} months since the earlier ablation`,
        passed === "possibly"
          ? { verdict: "unknown", finding: when, items, missing: items }
          : { verdict: passed === "yes" ? "met" : "not met", finding: when, items },
      ),
    );
  }
  if (region !== undefined) {
    const { certain } = sessionsInYear(
      interventionsOf(answers, ["RFA"]),
      region,
      answers.evaluation.visitDate,
    );
    criteria.push(
      ask(`Fewer than ${limits.ablation} ablations in 12 months in the region`, {
        verdict: certain < limits.ablation ? "met" : "not met",
        finding: `${certain}`,
        items,
      }),
    );
  }
  return criteria;
}

/** Relief of an earlier treatment against what a repeat needs. */
export function reliefOf(percent: number | undefined, required: number): Finding {
  if (percent === undefined) return unknown(["HX.INTV"], "relief not recorded");
  return {
    verdict: passes(percent, required) ? "met" : "not met",
    finding: percentText(percent),
    items: ["HX.INTV"],
  };
}

export function lasted(duration: number | undefined, unit: string | undefined, days: number): Finding {
  const found = duration === undefined || unit === undefined ? undefined : durationInDays(duration, unit);
  if (found === undefined) return unknown(["HX.INTV"], "duration not recorded");
  return {
    verdict: found >= days ? "met" : "not met",
    finding: `${duration} ${unit}`,
    items: ["HX.INTV"],
  };
}
