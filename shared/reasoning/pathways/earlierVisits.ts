import { isCarried } from "../../evaluation/carryForward.ts";
import { earliestDay, latestDay } from "../../evaluation/dates.ts";
import type { Answer, Answers, AnswerValue, EarlierVisit, Evaluation } from "../../evaluation/evaluation.ts";
import type { RecordValue } from "../../evaluation/reader.ts";

/**
 * What was done over the months, from every signed visit of a patient. A block that was written down in the diary of the
 * spring counts in the autumn, whether or not it was written down again; one that is in both is counted once.
 *
 * Procedures that were only planned (PLAN.PROC) are not among them: a plan is no proof that it was done.
 */

/** Items that tell what was done, and by which fields two of their rows are the same procedure. */
const histories = [
  { item: "BLK.DIARY", kind: "block", places: ["targetJoints", "targetNerves"] },
  { item: "HX.INTV", kind: "type", places: ["levels"] },
] as const;
type History = (typeof histories)[number];

/**
 * The evaluation with what earlier visits say was done.
 * @param earlier signed visits of the same patient, in any order; those after this visit are left out.
 */
export function withEarlierVisits(evaluation: Evaluation, earlier: readonly EarlierVisit[]): Evaluation {
  const before = earlier
    .filter(({ visitDate }) => visitDate <= evaluation.visitDate)
    .toSorted((one, other) => (one.visitDate < other.visitDate ? 1 : -1));
  if (before.length === 0) return evaluation;
  const merged: Record<string, Answer> = {};
  for (const history of histories) {
    const told = rowsOf(evaluation.answers, history.item);
    // The present first, then the latest visit: what was said last about a procedure is what counts.
    const rows = before.reduce(
      (known, visit) => joined(known, rowsOf(visit.answers, history.item), history),
      told,
    );
    if (rows.length > told.length || rows.some((row, index) => row !== told[index])) {
      merged[history.item] = { ...ownNote(evaluation.answers[history.item]), value: [...rows] };
    }
  }
  return Object.keys(merged).length === 0
    ? evaluation
    : { ...evaluation, answers: { ...evaluation.answers, ...merged } };
}

function ownNote(answer: Answer | undefined): Answer {
  return answer?.note === undefined ? {} : { note: answer.note };
}

/** Rows of an answer that somebody stands by; what was carried and not confirmed counts as not said. */
function rowsOf(answers: Answers, item: string): readonly RecordValue[] {
  const answer = answers[item];
  if (answer === undefined || isCarried(answer) || !Array.isArray(answer.value)) return [];
  return answer.value.filter(isRecord);
}

function isRecord(value: AnswerValue): value is RecordValue {
  return typeof value === "object" && !Array.isArray(value);
}

/** Adds each earlier row that is no known procedure; of a known one it fills in what was not said again. */
function joined(
  known: readonly RecordValue[],
  earlier: readonly RecordValue[],
  history: History,
): readonly RecordValue[] {
  const rows = [...known];
  // A row stands for one earlier row of a visit: two blocks of one day, told apart by nothing, stay two.
  const taken = new Set<number>();
  for (const row of earlier) {
    const index = rows.findIndex(
      (one, position) => position < known.length && !taken.has(position) && isSame(one, row, history),
    );
    const found = rows[index];
    if (found === undefined) rows.push(row);
    else {
      taken.add(index);
      if (Object.keys(row).some((field) => found[field] === undefined)) rows[index] = { ...row, ...found };
    }
  }
  return rows;
}

/** The same procedure: same kind, and neither date, side nor place tells the two apart. */
function isSame(one: RecordValue, other: RecordValue, { kind, places }: History): boolean {
  if (one[kind] === undefined || one[kind] !== other[kind]) return false;
  const sides = compared(one.side, other.side);
  const where = places.map((field) => compared(one[field], other[field]));
  if (sides === "different" || where.includes("different")) return false;
  if (isDay(one.date) && isDay(other.date)) return one.date === other.date;
  // Without a day on both, it takes equal side and place to say so.
  return (
    mayBeSameDay(one.date, other.date) && sides !== "open" && where.every((compare) => compare !== "open")
  );
}

/** "open": only one of the two says it. */
function compared(
  one: AnswerValue | undefined,
  other: AnswerValue | undefined,
): "same" | "open" | "different" {
  const [first, second] = [spelled(one), spelled(other)];
  if (first === second) return "same";
  return first === "" || second === "" ? "open" : "different";
}

/** Several levels in any order are the same levels. */
function spelled(value: AnswerValue | undefined): string {
  return Array.isArray(value) ? value.map(String).sort().join(" ") : String(value ?? "");
}

function isDay(date: AnswerValue | undefined): boolean {
  return typeof date === "string" && date.length === "2025-03-03".length;
}

/** A month that holds the day of the other; two rows without any date. */
function mayBeSameDay(one: AnswerValue | undefined, other: AnswerValue | undefined): boolean {
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  return earliestDay(one) <= latestDay(other) && earliestDay(other) <= latestDay(one);
}
