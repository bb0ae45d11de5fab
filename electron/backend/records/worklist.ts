import type { WorklistRow } from "../../../shared/contract.ts";
import type { Readable, Writable } from "../database/access.ts";

/** Evaluations whose summary was worked out from other answers, or by other rules, than there are now. */
export async function findStaleSummaries(readable: Readable, version: string): Promise<readonly string[]> {
  const rows = await readable
    .selectFrom("evaluations")
    .select("id")
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

/** Every evaluation, the longest waiting first. */
export async function readWorklist(readable: Readable): Promise<WorklistRow[]> {
  const rows = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id")
    .innerJoin("referrers", "referrers.id", "referrals.referrer_id")
    .innerJoin("accounts", "accounts.id", "evaluations.owner_account_id")
    .leftJoin("letters", "letters.evaluation_id", "evaluations.id")
    .select([
      "evaluations.id as evaluationId",
      "evaluations.stage",
      "evaluations.is_ready",
      "evaluations.has_red_flag",
      "evaluations.visit_date",
      "evaluations.follows_evaluation_id",
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
    ])
    .orderBy("referrals.date")
    .orderBy("evaluations.created_at")
    .orderBy("evaluations.id")
    .execute();
  return rows.map((row) => ({
    evaluationId: row.evaluationId,
    patientName: `${row.family_name}, ${row.given_names}`,
    dateOfBirth: row.date_of_birth,
    mrn: row.mrn,
    referrerName: [row.referrer_title, row.referrer_given, row.referrer_family].filter(Boolean).join(" "),
    question: row.question,
    urgency: row.urgency,
    referralDate: row.referral_date,
    visitDate: row.visit_date,
    stage: row.stage === "inEvaluation" && row.is_ready === 1 ? "readyToSign" : row.stage,
    redFlag: row.has_red_flag === 1,
    owner: row.account_name,
    ...(row.letterId === null ? {} : { letterId: row.letterId }),
    ...(row.follows_evaluation_id === null ? {} : { followUp: true as const }),
  }));
}
