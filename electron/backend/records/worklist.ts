import type { WorklistRow } from "../../../shared/contract.ts";
import { isOver, loopStateOf } from "../../../shared/referrals/loop.ts";
import { letterDueOn } from "../../../shared/referrals/targets.ts";
import type { Readable, Writable } from "../database/access.ts";
import { isLetterStage } from "./loops.ts";

/** Evaluations whose summary was worked out from other answers, or by other rules, than there are now. */
export async function findStaleSummaries(readable: Readable, version: string): Promise<readonly string[]> {
  const rows = await readable
    .selectFrom("evaluations")
    .select("id")
    .where("discarded_at", "is", null)
    .where((where) =>
      where.or([
        where("summary_revision", "is", null),
        where("summary_revision", "!=", where.ref("revision")),
        where.and([where("stage", "=", "inEvaluation"), where("summary_version", "!=", version)]),
      ]),
    )
    .execute();
  return rows.map((row) => row.id);
}

export interface Summary {
  readonly revision: number;
  /** Of the checklist and of the judgement. */
  readonly version: string;
  readonly isReady: boolean;
  readonly hasRedFlag: boolean;
}

export async function storeSummary(
  writable: Writable,
  evaluationId: string,
  summary: Summary,
): Promise<void> {
  await writable
    .updateTable("evaluations")
    .set({
      is_ready: summary.isReady ? 1 : 0,
      has_red_flag: summary.hasRedFlag ? 1 : 0,
      summary_revision: summary.revision,
      summary_version: summary.version,
    })
    .where("id", "=", evaluationId)
    .execute();
}

/** By when the letters of an evaluation are to be sent, or their receipt asked after: the earliest. */
async function readDueDates(readable: Readable): Promise<ReadonlyMap<string, string>> {
  const rows = await readable
    .selectFrom("dispatches")
    .innerJoin("letters", "letters.id", "dispatches.letter_id")
    .select("letters.evaluation_id as evaluationId")
    .select((select) => select.fn.min("dispatches.due_on").as("dueOn"))
    .where("dispatches.state", "in", ["toPrint", "toSend", "awaitingAcknowledgement"])
    .where("dispatches.due_on", "is not", null)
    .groupBy("letters.evaluation_id")
    .execute();
  return new Map(rows.map(({ evaluationId, dueOn }) => [evaluationId, dueOn ?? ""]));
}

/** The newest event of each evaluation's loop, and its newest letter. */
const latest = (readable: Readable) => ({
  events: readable
    .selectFrom("referral_events")
    .select("evaluation_id")
    .select((select) => select.fn.max("number").as("number"))
    .groupBy("evaluation_id")
    .as("latest_events"),
  letters: readable
    .selectFrom("letters")
    .select("evaluation_id")
    .select((select) => select.fn.max("letter_number").as("letter_number"))
    .groupBy("evaluation_id")
    .as("latest_letters"),
});

/**
 * Every evaluation, the longest waiting first. A referral that was declined or cancelled is closed; one whose patient was seen is
 * due a letter.
 * @param today calendar date: a visit that is still to come is due nothing.
 */
export async function readWorklist(readable: Readable, today: string): Promise<WorklistRow[]> {
  const { events, letters } = latest(readable);
  const dueDates = await readDueDates(readable);
  const rows = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id")
    .innerJoin("referrers", "referrers.id", "referrals.referrer_id")
    .innerJoin("accounts", "accounts.id", "evaluations.owner_account_id")
    .leftJoin(events, "latest_events.evaluation_id", "evaluations.id")
    .leftJoin("referral_events", "referral_events.number", "latest_events.number")
    .leftJoin(letters, "latest_letters.evaluation_id", "evaluations.id")
    .leftJoin("letters", "letters.letter_number", "latest_letters.letter_number")
    .select([
      "evaluations.id as evaluationId",
      "evaluations.stage",
      "evaluations.is_ready",
      "evaluations.has_red_flag",
      "evaluations.visit_date",
      "evaluations.follows_evaluation_id",
      "evaluations.amends_letter_id",
      "patients.given_names",
      "patients.family_name",
      "patients.date_of_birth",
      "patients.mrn",
      "referrers.given_names as referrer_given",
      "referrers.family_name as referrer_family",
      "referrers.title as referrer_title",
      "referrals.question",
      "referrals.urgency",
      "referrals.date as referral_date",
      "accounts.account_name",
      "letters.id as letterId",
      "referral_events.state as recorded",
    ])
    .where("evaluations.discarded_at", "is", null)
    .orderBy("referrals.date")
    .orderBy("evaluations.created_at")
    .orderBy("evaluations.id")
    .execute();
  return rows.map((row) => {
    const loopState = loopStateOf(row.recorded ?? undefined, isLetterStage(row.stage));
    const isEnded = isOver(loopState) && !isLetterStage(row.stage);
    const stage = row.stage === "inEvaluation" && row.is_ready === 1 ? "readyToSign" : row.stage;
    const isUnanswered = !isEnded && row.stage === "inEvaluation" && row.visit_date <= today;
    const dueOn = isUnanswered
      ? letterDueOn({
          kind: "consultation",
          visitDate: row.visit_date,
          isUrgent: row.has_red_flag === 1,
        })
      : isLetterStage(row.stage) && row.stage !== "closed"
        ? dueDates.get(row.evaluationId)
        : undefined;
    return {
      evaluationId: row.evaluationId,
      patientName: `${row.family_name}, ${row.given_names}`,
      dateOfBirth: row.date_of_birth,
      mrn: row.mrn,
      referrerName: [row.referrer_title, row.referrer_given, row.referrer_family].filter(Boolean).join(" "),
      question: row.question,
      urgency: row.urgency,
      referralDate: row.referral_date,
      visitDate: row.visit_date,
      stage: isEnded ? "closed" : stage,
      loopState,
      ...(dueOn === undefined ? {} : { dueOn }),
      redFlag: row.has_red_flag === 1,
      owner: row.account_name,
      ...(row.letterId === null ? {} : { letterId: row.letterId }),
      ...(row.follows_evaluation_id === null ? {} : { followUp: true as const }),
      ...(row.amends_letter_id === null ? {} : { amends: true as const }),
    };
  });
}
