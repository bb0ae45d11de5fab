import type { ReasoningContext } from "../context.ts";
import { chosen, numberAtLeast, statement } from "../context.ts";
import { allOf, anyOf, type Fact, fact, notKnown } from "../facts.ts";
import type { Statement } from "../rule.ts";
import { recoveryMonths } from "../thresholds.ts";
import { conservativeCareFailed } from "./conservativeCare.ts";
import { type DaySpan, monthSpan } from "./days.ts";

export interface WhoCriterion extends Statement {
  /** Undefined while too little is answered. */
  readonly met: boolean | undefined;
}

export interface WhoShouldBeSeen {
  readonly criteria: readonly WhoCriterion[];
  /** Completed months since the latest spine operation; absent without one, or without its date. */
  readonly monthsSinceSurgery?: DaySpan;
}

/** Latest operation on the spine that has a date. */
export function latestSurgeryDate(context: ReasoningContext): string | undefined {
  return context.answers
    .rows("HX.SURG")
    .flatMap(({ date }) => (typeof date === "string" ? [date] : []))
    .sort()
    .at(-1);
}

function recovered(months: DaySpan | undefined, asked: number): Fact {
  if (months === undefined) return notKnown("HX.SURG");
  if (months.fewest >= asked) return fact(true, "HX.SURG");
  return months.most < asked ? fact(false, "HX.SURG") : { ...notKnown("HX.SURG"), items: ["HX.SURG"] };
}

function criterion(ruleId: string, words: string, basis: Fact): WhoCriterion {
  const state =
    basis.holds === undefined ? "cannot be judged yet" : basis.holds ? "criterion met" : "not met";
  return { ...statement(ruleId, `${words}: ${state}.`, basis), met: basis.holds };
}

export function whoShouldBeSeen(
  context: ReasoningContext,
  emergencyRules: readonly string[],
  emergencyItems: readonly string[],
  monthsAsked: number = recoveryMonths.usual,
): WhoShouldBeSeen {
  const surgeryDate = latestSurgeryDate(context);
  const months = surgeryDate === undefined ? undefined : monthSpan(surgeryDate, context.evaluation.visitDate);
  const operated = context.answers.isAnswered("HX.SURG")
    ? fact(context.answers.rows("HX.SURG").length > 0, "HX.SURG")
    : notKnown("HX.SURG");
  const painRemains = anyOf(numberAtLeast(context, "HX.NRS.AVG", 1), numberAtLeast(context, "HX.NRS.NOW", 1));
  const words =
    months === undefined
      ? "Pain that remains after spine surgery and a reasonable recovery"
      : `Pain that remains ${monthsText(months)} after spine surgery`;
  const criteria: WhoCriterion[] = [
    criterion(
      "WHO-1",
      "Conservative care failed and not a surgical candidate",
      allOf(conservativeCareFailed(context), chosen(context, "HX.SURG.OPIN", ["not candidate"])),
    ),
    criterion("WHO-2", words, allOf(operated, painRemains, recovered(months, monthsAsked))),
  ];
  if (emergencyRules.length > 0) {
    criteria.push({
      ruleId: "WHO-3",
      text: `Emergency (${emergencyRules.join(", ")}): the emergency route comes before any thought about the timing of the referral.`,
      items: emergencyItems,
      missing: [],
      met: true,
    });
  }
  return {
    criteria: criteria.filter(({ ruleId }) => context.isOn(ruleId)),
    ...(months === undefined ? {} : { monthsSinceSurgery: months }),
  };
}

function monthsText({ fewest, most }: DaySpan): string {
  return fewest === most ? `${fewest} ${fewest === 1 ? "month" : "months"}` : `${fewest} to ${most} months`;
}
