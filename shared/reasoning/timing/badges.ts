import type { ReasoningContext } from "../context.ts";
import { chosen, statement } from "../context.ts";
import { allOf, type Fact, fact, notKnown } from "../facts.ts";
import type { RedFlagPicture } from "../redFlags/redFlags.ts";
import type { Statement } from "../rule.ts";
import { imagingDays, payerThresholds } from "../thresholds.ts";
import { conservativeCareFailed, daysOfConservativeCare } from "./conservativeCare.ts";
import { daysSinceOnsetAt } from "./days.ts";

/** A threshold that is not the article's. Undefined `met`: too little is answered. */
export interface Badge extends Statement {
  readonly of: "epidural" | "facet" | "sacroiliac" | "imaging";
  readonly met: boolean | undefined;
}

/** Days since onset at the visit are at least so many. */
function painForDays(context: ReasoningContext, days: number): Fact {
  const since = daysSinceOnsetAt(context, context.evaluation.visitDate);
  if (since === undefined) return notKnown("HX.ONSET.DATE");
  const items = [...since.items, "ENC.DATE"];
  if (since.fewest >= days) return fact(true, ...items);
  return since.most < days ? fact(false, ...items) : { holds: undefined, items, missing: since.items };
}

function careForDays(context: ReasoningContext, days: number): Fact {
  if (!context.answers.isAnswered("HX.CONS")) return notKnown("HX.CONS");
  if (context.answers.rows("HX.CONS").length === 0) return fact(false, "HX.CONS");
  const lasted = daysOfConservativeCare(context);
  return lasted === undefined
    ? { holds: undefined, items: ["HX.CONS"], missing: ["HX.CONS"] }
    : fact(lasted >= days, "HX.CONS");
}

const payers = [
  { of: "epidural", words: "Epidural steroid injection", ask: "4 weeks of pain and 4 weeks of failed care" },
  { of: "facet", words: "Facet intervention", ask: "3 months of pain and failed care" },
  {
    of: "sacroiliac",
    words: "Sacroiliac injection",
    ask: "3 months of pain and 4 weeks of failed care",
  },
] as const;

/** Payer times only; what else a payer asks is said by the pathways. */
export function payerBadges(context: ReasoningContext): readonly Badge[] {
  if (!context.isOn("TIM-4")) return [];
  return payers.map(({ of, words, ask }) => {
    const { painDays, careDays } = payerThresholds[of];
    const time = allOf(
      painForDays(context, painDays),
      careForDays(context, careDays),
      conservativeCareFailed(context),
    );
    const state = time.holds === undefined ? "cannot be judged yet" : time.holds ? "met" : "not met";
    return {
      ...statement("TIM-4", `${words}, payer's times (${ask}): ${state}.`, time),
      of,
      met: time.holds,
    };
  });
}

/** About six weeks without a red flag; a red flag asks for imaging without delay. */
export function imagingBadge(context: ReasoningContext, redFlags: RedFlagPicture): Badge | undefined {
  if (!context.isOn("TIM-4")) return undefined;
  const flag = redFlags.flags.find(
    ({ level, ruleId }) => (level === "E" || level === "U") && ruleId !== "RF-SUI",
  );
  if (flag !== undefined) {
    return {
      ...statement("TIM-4", `Imaging does not wait six weeks: red flag ${flag.ruleId}.`, flag),
      of: "imaging",
      met: true,
    };
  }
  const weeks = painForDays(context, imagingDays);
  const improving = chosen(context, "HX.COURSE", ["improving"]);
  const holds = improving.holds === true ? false : weeks.holds;
  const text =
    holds === undefined
      ? "Imaging without a red flag, after about six weeks: cannot be judged yet."
      : holds
        ? "Imaging without a red flag, after about six weeks: the time has come."
        : "Imaging without a red flag, after about six weeks: not yet.";
  return {
    ...statement("TIM-4", text, {
      items: [...weeks.items, ...improving.items],
      missing: holds === undefined ? weeks.missing : [],
    }),
    of: "imaging",
    met: holds,
  };
}
