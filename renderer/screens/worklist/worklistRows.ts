import { type WorklistRow, worklistStages } from "../../../shared/contract.ts";
import { ageOn, daysBetween } from "../../../shared/evaluation/dates.ts";
import { urgencies } from "../../../shared/evaluation/people.ts";
import { stageNames } from "../../../shared/interchange/worklistCsv.ts";

export type WorklistStage = (typeof worklistStages)[number];

export const stageLabels = stageNames;

/** What an empty tab says, and what would bring something into it. */
export const emptyWords: Readonly<Record<WorklistStage, string>> = {
  referred: "No referral is waiting to be started. A new referral appears here.",
  inEvaluation: "No evaluation is under way. One appears here with its first answer.",
  readyToSign: "No evaluation is complete and unsigned.",
  letterToSend: "No signed letter is waiting to be sent.",
  awaitingAcknowledgement: "No sent letter is waiting to be acknowledged.",
  closed: "Nothing is closed yet.",
};

export type SortKey =
  | "priority"
  | "patientName"
  | "age"
  | "referrerName"
  | "dueOn"
  | "daysWaiting"
  | "urgency"
  | "owner";

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Red flags first, then urgency, then the longest wait. */
export const byPriority: Sorting = { key: "priority", descending: false };

/**
 * Whole days since the referral, or since the visit of a follow-up, whose referral was answered before; absent once the
 * matter is closed, for nobody waits any more.
 */
export function daysWaiting(row: WorklistRow, today: string): number | undefined {
  const since = row.followUp === true ? row.visitDate : row.referralDate;
  return row.stage === "closed" ? undefined : Math.max(0, daysBetween(since, today));
}

export function ageOf(row: WorklistRow, today: string): number {
  return ageOn(row.dateOfBirth, today);
}

const mostUrgentFirst: readonly string[] = [...urgencies].reverse();

/** Urgency as a rank, emergency first; an unknown word comes last. */
function urgencyRank(row: WorklistRow): number {
  const rank = mostUrgentFirst.indexOf(row.urgency);
  return rank === -1 ? mostUrgentFirst.length : rank;
}

function comparison(key: SortKey, today: string): (a: WorklistRow, b: WorklistRow) => number {
  switch (key) {
    case "priority":
      return (a, b) =>
        Number(b.redFlag) - Number(a.redFlag) ||
        urgencyRank(a) - urgencyRank(b) ||
        (daysWaiting(b, today) ?? -1) - (daysWaiting(a, today) ?? -1) ||
        a.patientName.localeCompare(b.patientName);
    case "age":
      return (a, b) => b.dateOfBirth.localeCompare(a.dateOfBirth);
    case "dueOn":
      // What is due nothing comes last.
      return (a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999");
    case "daysWaiting":
      return (a, b) => (daysWaiting(a, today) ?? -1) - (daysWaiting(b, today) ?? -1);
    case "urgency":
      return (a, b) => urgencyRank(a) - urgencyRank(b);
    default:
      return (a, b) => a[key].localeCompare(b[key]);
  }
}

export function sortRows(
  rows: readonly WorklistRow[],
  sorting: Sorting,
  today: string,
): readonly WorklistRow[] {
  const compare = comparison(sorting.key, today);
  return [...rows].sort((a, b) => (sorting.descending ? compare(b, a) : compare(a, b)));
}

/** Letters without accents and case, so that "Muller" finds "Müller". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Rows that hold every typed word in the patient's name, MRN, date of birth, referrer or question. */
export function filterRows(rows: readonly WorklistRow[], typed: string): readonly WorklistRow[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = plain(
      [row.patientName, row.mrn, row.dateOfBirth, row.referrerName, row.question, row.owner].join(" "),
    );
    return words.every((word) => text.includes(word));
  });
}

export function countsByStage(rows: readonly WorklistRow[]): Readonly<Record<WorklistStage, number>> {
  const counts = Object.fromEntries(worklistStages.map((stage) => [stage, 0])) as Record<
    WorklistStage,
    number
  >;
  for (const row of rows) counts[row.stage] += 1;
  return counts;
}

/** The tab to begin with: the first that holds anything, in the order of the work. */
export function firstStageWithRows(rows: readonly WorklistRow[]): WorklistStage {
  const counts = countsByStage(rows);
  return worklistStages.find((stage) => counts[stage] > 0) ?? "referred";
}
