import { dateWords } from "../../evaluation/dates.ts";
import type { ReasoningContext } from "../context.ts";
import { chosen, numberAtLeast, statement } from "../context.ts";
import { allOf, anyOf, type Fact } from "../facts.ts";
import type { RedFlagPicture } from "../redFlags/redFlags.ts";
import type { Statement } from "../rule.ts";
import { articleThresholds, severePain } from "../thresholds.ts";
import { type Badge, imagingBadge, payerBadges } from "./badges.ts";
import { conservativeCareFailed } from "./conservativeCare.ts";
import { type DaySpan, daysSinceOnsetAt, type SinceOnset, spanText } from "./days.ts";
import { type WhoShouldBeSeen, whoShouldBeSeen } from "./whoShouldBeSeen.ts";

/** Where the article's times put a number of days (clinical reference, after 2.5). */
export type TimingStatus =
  | "SUPPRESSED"
  | "SELF_LIMITING_WINDOW"
  | "INVESTIGATION_THRESHOLD_REACHED"
  | "INVESTIGATION_INDICATED"
  | "REFERRAL_APPROACHING"
  | "REFERRAL_MET"
  | "REFERRAL_MET_PENDING_CARE_LOG";

export interface TimingAt {
  readonly at: "referral" | "visit";
  readonly date: string;
  /** Absent while no onset is recorded, or when the pain began after this day. */
  readonly days?: DaySpan;
  /** One; two or more where the onset is only a month or a year and the days lie on both sides of a limit. */
  readonly statuses: readonly TimingStatus[];
  /** The pain is too severe to exercise and the two weeks are not over. */
  readonly earlyException: boolean;
  readonly statements: readonly Statement[];
}

export interface TimingPicture {
  /** An emergency: no timing is shown (WHO-3). */
  readonly suppressed: boolean;
  readonly referral: TimingAt;
  readonly visit: TimingAt;
  readonly payer: readonly Badge[];
  readonly imaging?: Badge;
  readonly who: WhoShouldBeSeen;
  /** What holds for both days: the three thresholds are apart (TIM-4). */
  readonly statements: readonly Statement[];
}

export interface TimingOptions {
  /** Months that the practice takes for a reasonable recovery after surgery, 3 to 12. */
  readonly recoveryMonths?: number;
}

const [selfLimitFrom, selfLimitTo] = articleThresholds.selfLimitDays;
const [referFrom, referTo] = articleThresholds.referDays;

/** @param careFailed whether conservative care is logged and failed; only true counts. */
export function statusOf(days: number, careFailed: boolean | undefined): TimingStatus {
  if (days < selfLimitFrom) return "SELF_LIMITING_WINDOW";
  if (days <= selfLimitTo) return "INVESTIGATION_THRESHOLD_REACHED";
  if (days < referFrom) return "INVESTIGATION_INDICATED";
  if (days <= referTo) return "REFERRAL_APPROACHING";
  return careFailed === true ? "REFERRAL_MET" : "REFERRAL_MET_PENDING_CARE_LOG";
}

/** Every status that days of the span can have. */
function statusesOf({ fewest, most }: DaySpan, careFailed: boolean | undefined): readonly TimingStatus[] {
  const turns = [fewest, selfLimitFrom, selfLimitTo + 1, referFrom, referTo + 1].filter(
    (days) => days >= fewest && days <= most,
  );
  return [...new Set(turns.sort((a, b) => a - b).map((days) => statusOf(days, careFailed)))];
}

/** Exercise is impossible because of pain; or possible only in part with severe pain (DESIGN). */
export function cannotExercise(context: ReasoningContext): Fact {
  return anyOf(
    chosen(context, "HX.HEP", ["no - pain too severe"]),
    allOf(chosen(context, "HX.HEP", ["partly"]), numberAtLeast(context, "HX.NRS.AVG", severePain)),
  );
}

export function timingOf(
  context: ReasoningContext,
  redFlags: RedFlagPicture,
  options: TimingOptions = {},
): TimingPicture {
  const emergencies = redFlags.flags.filter((flag) => flag.suppressesElective);
  const suppressed = emergencies.length > 0 && context.isOn("WHO-3");
  const { referral, visitDate } = context.evaluation;
  const imaging = suppressed ? undefined : imagingBadge(context, redFlags);
  return {
    suppressed,
    referral: timingAt(context, "referral", referral.date, redFlags, suppressed),
    visit: timingAt(context, "visit", visitDate, redFlags, suppressed),
    payer: suppressed ? [] : payerBadges(context),
    ...(imaging === undefined ? {} : { imaging }),
    who: whoShouldBeSeen(
      context,
      emergencies.map(({ ruleId }) => ruleId),
      [...new Set(emergencies.flatMap(({ items }) => items))],
      options.recoveryMonths,
    ),
    statements:
      suppressed || !context.isOn("TIM-4")
        ? []
        : [
            {
              ruleId: "TIM-4",
              text: "The article's times are approximate and speak of considering a referral. Payer times (for an injection) and imaging times are apart.",
              items: ["REF.DATE", "ENC.DATE"],
              missing: [],
            },
          ],
  };
}

function timingAt(
  context: ReasoningContext,
  at: TimingAt["at"],
  date: string,
  redFlags: RedFlagPicture,
  suppressed: boolean,
): TimingAt {
  const since = daysSinceOnsetAt(context, date);
  const days = since && { days: { fewest: since.fewest, most: since.most } };
  if (suppressed) {
    return { at, date, ...days, statuses: ["SUPPRESSED"], earlyException: false, statements: [] };
  }
  if (since === undefined) {
    return { at, date, statuses: [], earlyException: false, statements: [noOnset(context, at, date)] };
  }
  const statuses = statusesOf(since, conservativeCareFailed(context).holds);
  const early = since.fewest < referFrom && cannotExercise(context).holds === true;
  const statements = statementsAt(context, at, since, statuses, redFlags);
  return {
    at,
    date,
    ...days,
    statuses,
    earlyException: early && context.isOn("TIM-3"),
    statements: statements.filter(({ ruleId }) => context.isOn(ruleId)),
  };
}

function noOnset(context: ReasoningContext, at: TimingAt["at"], date: string): Statement {
  const later = context.answers.date("HX.ONSET.DATE") !== undefined;
  return later
    ? {
        ruleId: "TIM-4",
        text: `The pain began after the ${at} of ${dateWords(date)}.`,
        items: ["HX.ONSET.DATE"],
        missing: [],
      }
    : {
        ruleId: "TIM-4",
        text: `Without an onset before the ${at} no time can be judged.`,
        items: [],
        missing: ["HX.ONSET.DATE"],
      };
}

function statementsAt(
  context: ReasoningContext,
  at: TimingAt["at"],
  since: SinceOnset,
  statuses: readonly TimingStatus[],
  redFlags: RedFlagPicture,
): readonly Statement[] {
  const has = (status: TimingStatus) => statuses.includes(status);
  const dateItem = at === "referral" ? "REF.DATE" : "ENC.DATE";
  const onset = { items: [...since.items, dateItem], missing: [] as readonly string[] };
  const when = `${spanText(since)} from onset to ${at}`;
  const found: Statement[] = [];

  if (has("SELF_LIMITING_WINDOW") && redFlags.flags.every(({ level }) => level === "block")) {
    const open = redFlags.flags.flatMap(({ items, missing }) => [...items, ...missing]);
    found.push(
      statement("TIM-1", `${when}: self-limiting window (article: about 4-7 days).`, {
        ...onset,
        missing: [...new Set(open)],
      }),
    );
  }
  const beyondWindow =
    has("INVESTIGATION_THRESHOLD_REACHED") || has("INVESTIGATION_INDICATED") || since.most > selfLimitTo;
  const improving = chosen(context, "HX.COURSE", ["improving"]);
  if (beyondWindow && improving.holds !== true) {
    const words =
      since.most > selfLimitTo
        ? "further investigation by a clinician is indicated"
        : "the threshold for further investigation is being reached";
    found.push(
      statement("TIM-1b", `${when}: ${words} (article: about 4-7 days).`, {
        items: [...onset.items, ...improving.items],
        missing: improving.missing,
      }),
    );
  }
  const care = conservativeCareFailed(context);
  const careBasis = { items: [...onset.items, ...care.items], missing: care.missing };
  if (has("REFERRAL_APPROACHING")) {
    found.push(statement("TIM-2", `${when}: referral approaching (article: about 2-3 weeks).`, careBasis));
  }
  if (has("REFERRAL_MET")) {
    found.push(
      statement(
        "TIM-2",
        `${when}, conservative care without enough relief: the article's criterion for referral is met (about 2-3 weeks).`,
        careBasis,
      ),
    );
  }
  if (has("REFERRAL_MET_PENDING_CARE_LOG")) {
    found.push(
      statement(
        "TIM-2",
        `${when}: the article's time for referral is over; a conservative treatment without enough relief is not recorded.`,
        careBasis,
      ),
    );
  }
  const early = earlyStatement(context, when, since, onset.items);
  return early === undefined ? found : [...found, early];
}

function earlyStatement(
  context: ReasoningContext,
  when: string,
  since: SinceOnset,
  onsetItems: readonly string[],
): Statement | undefined {
  const unable = cannotExercise(context);
  if (unable.holds === undefined && since.fewest < referFrom && since.most >= selfLimitFrom) {
    return statement(
      "TIM-3",
      `${when}: whether an early referral is justified depends on the ability to exercise.`,
      {
        items: [...onsetItems, ...unable.items],
        missing: unable.missing,
      },
    );
  }
  if (unable.holds !== true) return undefined;
  const basis = { items: [...onsetItems, ...unable.items], missing: [] };
  return since.fewest < referFrom
    ? statement(
        "TIM-3",
        `${when} and too much pain to exercise: early-referral exception met; consider a procedure to make exercise and physical therapy possible, and plan the procedure before the therapy.`,
        basis,
      )
    : statement(
        "TIM-3",
        `${when}: the early exception is not needed; that pain prevents exercise is recorded.`,
        basis,
      );
}
