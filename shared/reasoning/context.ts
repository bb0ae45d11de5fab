import { findItem } from "../checklist/index.ts";
import { isApplicable } from "../evaluation/applicability.ts";
import { ageOn } from "../evaluation/dates.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { type AnswerReader, type RecordValue, readAnswers } from "../evaluation/reader.ts";
import { type Fact, fact, notKnown } from "./facts.ts";
import type { Side, Statement } from "./rule.ts";

/** Item that stands for the date of birth and the sex, which are held by the patient and not among the answers. */
export const patientItem = "ENC.PTID";

/** One evaluation as the rules see it. Made once for a whole picture, so that nothing is read twice. */
export interface ReasoningContext {
  readonly evaluation: Evaluation;
  readonly answers: AnswerReader;
  /** Completed years on the day of the visit. */
  readonly age: number;
  /** Whether the practice has this rule switched on. */
  isOn(ruleId: string): boolean;
  /** Works something out once. */
  once<Result>(key: string, work: () => Result): Result;
}

export function contextOf(evaluation: Evaluation, switchedOff: readonly string[] = []): ReasoningContext {
  const off = new Set(switchedOff);
  const kept = new Map<string, unknown>();
  return {
    evaluation,
    answers: rememberingReader(readAnswers(evaluation)),
    age: ageOn(evaluation.patient.dateOfBirth, evaluation.visitDate),
    isOn: (ruleId) => !off.has(ruleId),
    once: <Result>(key: string, work: () => Result): Result => {
      if (!kept.has(key)) kept.set(key, work());
      return kept.get(key) as Result;
    },
  };
}

/** Rules ask for the two sides of the same test again and again. */
function rememberingReader(answers: AnswerReader): AnswerReader {
  const pairs = new Map<string, ReturnType<AnswerReader["pairOfRecords"]>>();
  return {
    ...answers,
    pairOfRecords: (id) => {
      if (!pairs.has(id)) pairs.set(id, answers.pairOfRecords(id));
      return pairs.get(id);
    },
  };
}

/** A single choice, or one code of several, is among these. */
export function chosen(context: ReasoningContext, item: string, codes: readonly string[]): Fact {
  const given = context.answers.codes(item);
  if (given.length === 0) return notKnown(item);
  return fact(
    given.some((code) => codes.includes(code)),
    item,
  );
}

/** A question with yes, no, unknown, not asked: only yes and no settle it. */
export function saidYes(context: ReasoningContext, item: string): Fact {
  return yesOf(context.answers.code(item), item);
}

export function yesOf(value: unknown, item: string): Fact {
  return value === "yes" || value === "no" ? fact(value === "yes", item) : notKnown(item);
}

/** A field of a record is among these. */
export function fieldIs(
  context: ReasoningContext,
  item: string,
  field: string,
  codes: readonly string[],
): Fact {
  const value = context.answers.record(item)?.[field];
  return typeof value === "string" ? fact(codes.includes(value), item) : notKnown(item);
}

/** A number is at least so much. */
export function numberAtLeast(context: ReasoningContext, item: string, least: number, field?: string): Fact {
  const value = field === undefined ? context.answers.number(item) : context.answers.record(item)?.[field];
  return typeof value === "number" ? fact(value >= least, item) : notKnown(item);
}

/** A repeat has a row that fits; an empty repeat is an answer and says no. */
export function someRow(
  context: ReasoningContext,
  item: string,
  fits: (row: RecordValue) => boolean | undefined,
): Fact {
  if (!context.answers.isAnswered(item)) return notKnown(item);
  const found = context.answers.rows(item).map(fits);
  if (found.includes(true)) return fact(true, item);
  return found.includes(undefined) ? notKnown(item) : fact(false, item);
}

export function olderThan(context: ReasoningContext, years: number): Fact {
  return fact(context.age > years, patientItem);
}

export function isAsked(context: ReasoningContext, item: string): boolean {
  const found = findItem(item);
  return found !== undefined && isApplicable(found, context.evaluation);
}

/** Whether the pain is on this side; pain on both sides is on each. */
export function painOn(context: ReasoningContext, side: Side): Fact {
  return chosen(context, "HX.SIDE", [side, "bilateral"]);
}

export const otherSide = (side: Side): Side => (side === "right" ? "left" : "right");
export const bothSides = ["right", "left"] as const satisfies readonly Side[];

/** A statement from a fact, or from the items that it rests on. */
export function statement(
  ruleId: string,
  text: string,
  basis: { readonly items: readonly string[]; readonly missing: readonly string[] },
): Statement {
  return { ruleId, text, items: basis.items, missing: basis.missing };
}
