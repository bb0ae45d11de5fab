import { daysBetween, earliestDay, latestDay } from "../../evaluation/dates.ts";
import type { RecordValue } from "../../evaluation/reader.ts";
import type { ReasoningContext } from "../context.ts";
import { type Fact, fact, notKnown } from "../facts.ts";

const tooLittle = ["none", "<30 %", "worse", "stopped-side effects"];
const enough = ["50-79 %", ">=80 %"];

/** Undefined where the outcome of the treatment is not recorded, or was neither too little nor enough. */
function broughtRelief(row: RecordValue): boolean | undefined {
  if (typeof row.response === "string") {
    if (enough.includes(row.response)) return true;
    if (tooLittle.includes(row.response)) return false;
    return undefined;
  }
  if (typeof row.percent !== "number") return undefined;
  if (row.percent >= 50) return true;
  return row.percent < 30 ? false : undefined;
}

/**
 * Conservative care was tried and did not bring enough: at least one treatment brought less than 30 %, made it worse or
 * was not tolerated, and none brought half or more. "None tried" is no failure.
 */
export function conservativeCareFailed(context: ReasoningContext): Fact {
  return context.once("conservativeCareFailed", () => {
    const item = "HX.CONS";
    if (!context.answers.isAnswered(item)) return notKnown(item);
    const outcomes = context.answers.rows(item).map(broughtRelief);
    if (outcomes.includes(true)) return fact(false, item);
    if (outcomes.includes(false)) return fact(true, item);
    return outcomes.length === 0 ? fact(false, item) : { holds: undefined, items: [item], missing: [item] };
  });
}

/**
 * Days between the first treatment's start and the last one's end, or the visit where one goes on. The fewest that the
 * dates allow; undefined while no treatment has a start.
 */
export function daysOfConservativeCare(context: ReasoningContext): number | undefined {
  const { visitDate } = context.evaluation;
  const rows = context.answers.rows("HX.CONS").filter((row) => typeof row.start === "string");
  if (rows.length === 0) return undefined;
  const starts = rows.map((row) => latestDay(String(row.start))).sort();
  const ends = rows
    .map((row) => {
      if (typeof row.end === "string") return earliestDay(row.end);
      return row.status === "completed" || row.status === "stopped"
        ? latestDay(String(row.start))
        : visitDate;
    })
    .sort();
  return Math.max(0, daysBetween(starts[0] ?? visitDate, ends.at(-1) ?? visitDate));
}
