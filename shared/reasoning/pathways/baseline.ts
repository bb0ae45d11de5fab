import { daysSinceOnset } from "../../evaluation/calculations/body.ts";
import { daysBetween, earliestDay, latestDay } from "../../evaluation/dates.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { number, text } from "./blocks.ts";
import { durationInDays, monthsHavePassed, monthsInDays } from "./calendar.ts";
import { type Finding, unknown } from "./criterion.ts";
import type { PayerRegion } from "./nerves.ts";

/** What payers ask before any spinal injection: how long, how bad, measured how, and what was tried. */

/** Pain for so many calendar months; open where the onset is only a month or a year and both can be. */
export function painForMonths(answers: AnswerReader, months: number): Finding {
  const onset = answers.date("HX.ONSET.DATE");
  const { visitDate } = answers.evaluation;
  if (onset !== undefined) {
    const passed = monthsHavePassed(onset, months, visitDate);
    const since = daysSinceOnset(answers);
    const finding = since === undefined ? `since ${onset}` : spanText(since.fewest, since.most);
    const items = ["HX.ONSET.DATE"];
    if (passed === "possibly") return { verdict: "unknown", finding, items, missing: items };
    return { verdict: passed === "yes" ? "met" : "not met", finding, items };
  }
  const { amount, unit } = answers.record("HX.ONSET.FOR") ?? {};
  const days =
    typeof amount === "number" && typeof unit === "string" ? durationInDays(amount, unit) : undefined;
  if (days === undefined) return unknown(["HX.ONSET.DATE"]);
  return {
    verdict: days >= monthsInDays(months) ? "met" : "not met",
    finding: `about ${amount} ${unit}`,
    items: ["HX.ONSET.FOR"],
  };
}

export function painForDays(answers: AnswerReader, days: number): Finding {
  const since = daysSinceOnset(answers);
  if (since === undefined) return unknown(["HX.ONSET.DATE"]);
  const finding = spanText(since.fewest, since.most);
  if (since.fewest >= days) return { verdict: "met", finding, items: since.basis };
  if (since.most < days) return { verdict: "not met", finding, items: since.basis };
  return { verdict: "unknown", finding, items: since.basis, missing: since.basis };
}

function spanText(fewest: number, most: number): string {
  return fewest === most ? `${fewest} days` : `${fewest} to ${most} days`;
}

/** Least pain that counts as moderate on a scale of 10 (GK). */
const moderatePain = 4;

/** At least moderate pain. Back or neck alone where it was asked apart from the limb. */
export function atLeastModerate(answers: AnswerReader, part: "axial" | "any"): Finding {
  const axial = part === "axial" ? number(answers.record("HX.NRS.LEG")?.axial) : undefined;
  if (axial !== undefined) return judged(axial, "HX.NRS.LEG");
  for (const id of ["HX.NRS.AVG", "HX.NRS.NOW"]) {
    const pain = answers.number(id);
    if (pain !== undefined) return judged(pain, id);
  }
  return unknown(["HX.NRS.AVG"]);
}

function judged(pain: number, item: string): Finding {
  return { verdict: pain >= moderatePain ? "met" : "not met", finding: `${pain} of 10`, items: [item] };
}

/** A pain scale and a disability scale before the first injection. */
export function baselineScales(answers: AnswerReader, region: PayerRegion): Finding {
  const pain = ["HX.NRS.AVG", "HX.NRS.NOW"].filter((id) => answers.number(id) !== undefined);
  const wanted = region === "lumbar/sacral" ? "INS.ODI" : "INS.NDI";
  const function_ = [...new Set([wanted, "INS.ODI", "INS.NDI", "INS.PROMIS"])].filter((id) =>
    id === "INS.PROMIS"
      ? answers
          .rows(id)
          .some(({ domain }) => domain === "physical function" || domain === "pain interference")
      : answers.isAnswered(id),
  );
  const missing = [...(pain.length === 0 ? ["HX.NRS.AVG"] : []), ...(function_.length === 0 ? [wanted] : [])];
  const items = [...pain, ...function_];
  if (missing.length > 0) {
    const finding = pain.length === 0 ? "no pain scale recorded" : "no disability scale recorded";
    return { verdict: "unknown", finding, items, missing };
  }
  return { verdict: "met", finding: "both recorded", items };
}

/** Answers that say that a treatment did not do enough. */
const inadequate = new Set(["none", "<30 %", "30-49 %", "worse", "stopped-side effects"]);

/** At least one treatment without injection was tried and did not do enough. */
export function careFailed(answers: AnswerReader): Finding {
  if (!answers.isAnswered("HX.CONS")) return unknown(["HX.CONS"]);
  const rows = answers.rows("HX.CONS");
  const items = ["HX.CONS"];
  if (rows.length === 0) return { verdict: "not met", finding: "none tried", items };
  const failed = rows.filter(isInadequate);
  if (failed.length > 0) {
    return { verdict: "met", finding: `${failed.length} of ${rows.length} without enough relief`, items };
  }
  const open = rows.some(({ response, percent }) => response === undefined && percent === undefined);
  if (open) return { verdict: "unknown", finding: "responses not recorded", items, missing: items };
  return { verdict: "not met", finding: "what was tried helped", items };
}

function isInadequate({ response, percent }: RecordValue): boolean {
  if (typeof response === "string") return inadequate.has(response);
  return typeof percent === "number" && percent < 50;
}

/** Care without injection for so many days, from the start of the first treatment to the end of the last one. */
export function careForDays(answers: AnswerReader, days: number): Finding {
  const failed = careFailed(answers);
  if (failed.verdict !== "met") return failed;
  const { visitDate } = answers.evaluation;
  const rows = answers.rows("HX.CONS").filter(isInadequate);
  const spans = rows.flatMap((row) => {
    const start = text(row.start);
    const end = text(row.end) ?? (row.status === "ongoing" ? visitDate : undefined);
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
  const items = ["HX.CONS"];
  const least = span(spans.map(({ start, end }) => ({ start: latestDay(start), end: earliestDay(end) })));
  const most = span(spans.map(({ start, end }) => ({ start: earliestDay(start), end: latestDay(end) })));
  if (least !== undefined && least >= days) return { verdict: "met", finding: `${least} days`, items };
  const complete = spans.length === rows.length;
  if (complete && most !== undefined && most < days) {
    return { verdict: "not met", finding: `${most} days`, items };
  }
  return { verdict: "unknown", finding: "dates not complete", items, missing: items };
}

function span(spans: readonly { readonly start: string; readonly end: string }[]): number | undefined {
  const [first] = spans.map(({ start }) => start).sort();
  const last = spans
    .map(({ end }) => end)
    .sort()
    .at(-1);
  return first === undefined || last === undefined ? undefined : daysBetween(first, last);
}
