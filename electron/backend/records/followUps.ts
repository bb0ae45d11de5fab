import type { Answers, EarlierVisit } from "../../../shared/evaluation/evaluation.ts";
import type { Readable } from "../database/access.ts";
import { readAnswerRows } from "./evaluations.ts";

/** The evaluation that follows this one, if there is one. */
export async function findFollowUpOf(readable: Readable, evaluationId: string): Promise<string | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .select("id")
    .where("follows_evaluation_id", "=", evaluationId)
    .executeTakeFirst();
  return row?.id;
}

/** The visit with its answers. */
export async function readVisit(readable: Readable, evaluationId: string): Promise<EarlierVisit> {
  const row = await readable
    .selectFrom("evaluations")
    .select("visit_date")
    .where("id", "=", evaluationId)
    .executeTakeFirstOrThrow();
  return { visitDate: row.visit_date, answers: await readAnswerRows(readable, evaluationId) };
}

export interface EarlierEvaluationRow {
  readonly evaluationId: string;
  readonly visitDate: string;
  readonly isSigned: boolean;
  readonly answers: Answers;
}

/** A patient who comes more often than this is compared with the latest visits. */
const mostEarlier = 40;

/** Evaluations of the same patient before this one, whatever the referral, the latest first; undefined without this one. */
export async function findEarlierEvaluations(
  readable: Readable,
  evaluationId: string,
): Promise<readonly EarlierEvaluationRow[] | undefined> {
  const own = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select([
      "referrals.patient_id as patientId",
      "evaluations.visit_date as visitDate",
      "evaluations.created_at as createdAt",
    ])
    .where("evaluations.id", "=", evaluationId)
    .executeTakeFirst();
  if (own === undefined) return undefined;
  const rows = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select(["evaluations.id as id", "evaluations.visit_date as visitDate", "evaluations.stage as stage"])
    .where("referrals.patient_id", "=", own.patientId)
    .where("evaluations.discarded_at", "is", null)
    .where("evaluations.id", "!=", evaluationId)
    .where((where) =>
      where.or([
        where("evaluations.visit_date", "<", own.visitDate),
        where.and([
          where("evaluations.visit_date", "=", own.visitDate),
          where("evaluations.created_at", "<", own.createdAt),
        ]),
      ]),
    )
    .orderBy("evaluations.visit_date", "desc")
    .orderBy("evaluations.created_at", "desc")
    .limit(mostEarlier)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      evaluationId: row.id,
      visitDate: row.visitDate,
      isSigned: row.stage !== "referred" && row.stage !== "inEvaluation",
      answers: await readAnswerRows(readable, row.id),
    })),
  );
}
