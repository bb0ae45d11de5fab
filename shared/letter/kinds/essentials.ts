import type { Answers, AnswerValue, Evaluation } from "../../evaluation/evaluation.ts";
import { type RecordValue, recordValue } from "../../evaluation/reader.ts";
import { plainText, type Section } from "../document.ts";
import { clean, inline, wordCount } from "../grammar.ts";
import { sentencesOfBlock } from "../plain.ts";
import type { LetterKind } from "./kinds.ts";

/**
 * The answers that a short letter tells. Arguments, medicines that stay as they are, allergies that there are not and what the
 * patient prefers stand in the full letter. A red flag, an allergy, an antithrombotic or an opioid is never left out.
 */
export function essentialsOf(evaluation: Evaluation, kind: LetterKind): Evaluation {
  if (kind !== "summary" && kind !== "urgent") return evaluation;
  const answers = withoutKeys(evaluation.answers, ["PLAN.SDM", "PLAN.WORK"]);
  if (kind === "urgent") return { ...evaluation, answers };
  const short = withoutKeys(answers, ["IM.CONC", "HX.PDMP", "HX.MED.STER"]);
  const told = withRows(short, "PLAN.DX", ({ evidenceFor: _argument, ...row }) => row);
  const advised = withRows(told, "PLAN.REC", threeColumns);
  return { ...evaluation, answers: changesOnly(someAllergy(advised)) };
}

function withRows(answers: Answers, id: string, change: (row: RecordValue) => RecordValue): Answers {
  const answer = answers[id];
  const rows = rowsOf(answers, id);
  if (answer === undefined || rows === undefined) return answers;
  return { ...answers, [id]: { ...answer, value: rows.map((row) => change(recordValue(row) ?? {})) } };
}

/** Why it is advised is argued in the full letter; what makes it sooner is said with when. */
function threeColumns({ reason: _reason, escalateIf, ...row }: RecordValue): RecordValue {
  if (typeof escalateIf !== "string" || escalateIf.trim() === "") return row;
  const timing = typeof row.timing === "string" ? clean(row.timing).replace(/[.;]$/, "") : "";
  return { ...row, timing: `${timing}${timing === "" ? "" : "; "}sooner if ${inline(escalateIf)}` };
}

function withoutKeys(answers: Answers, ids: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id)));
}

/** With an allergy, what is tolerated need not be listed; without one, the line says that there is none. */
function someAllergy(answers: Answers): Answers {
  const isNone = (id: string) => {
    const value = answers[id]?.value;
    return value === "none" || value === "none known" || (Array.isArray(value) && value.length === 0);
  };
  const asked = Object.keys(answers).filter((id) => id.startsWith("HX.ALG."));
  const none = asked.filter(isNone);
  return none.length === asked.length ? answers : withoutKeys(answers, none);
}

const textIn = (row: AnswerValue, field: string): string => {
  const value = recordValue(row)?.[field];
  return typeof value === "string" ? value.trim().toLowerCase() : "";
};

/** The medicines that change, with their entries in the list. */
function changesOnly(answers: Answers): Answers {
  const changes = rowsOf(answers, "PLAN.MEDCHG");
  if (changes === undefined) return answers;
  const changed = changes.filter((row) => textIn(row, "change") !== "unchanged");
  const names = changed.map((row) => textIn(row, "medicine")).filter((name) => name !== "");
  const known = (rowsOf(answers, "HX.MED") ?? []).filter((row) => {
    const name = textIn(row, "name");
    return names.some((other) => name.includes(other) || other.includes(name));
  });
  const { "HX.MED": list, "PLAN.MEDCHG": plan, ...rest } = answers;
  return {
    ...rest,
    ...(list === undefined || known.length === 0 ? {} : { "HX.MED": { value: known } }),
    ...(plan === undefined ? {} : { "PLAN.MEDCHG": { value: changed } }),
  };
}

function rowsOf(answers: Answers, id: string): readonly AnswerValue[] | undefined {
  const value = answers[id]?.value;
  return Array.isArray(value) ? (value as readonly AnswerValue[]) : undefined;
}

/** Words that leave room on the page for a problem list, which the impression tells in short. */
const wordsWithProblems = 170;

/** A summary has its problem list where there is room for it. */
export function onOnePage(sections: readonly Section[], urgentWords: number): readonly Section[] {
  return urgentWords + wordsIn(sections) > wordsWithProblems
    ? sections.filter(({ id }) => id !== "problems")
    : sections;
}

function wordsIn(sections: readonly Section[]): number {
  return sections
    .flatMap(({ blocks }) => blocks.flatMap(sentencesOfBlock))
    .reduce((sum, said) => sum + wordCount(plainText(said)), 0);
}
