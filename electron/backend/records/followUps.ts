import type { Answers, EarlierVisit } from "../../../shared/evaluation/evaluation.ts";
import type { Readable } from "../database/access.ts";
import { lastCorrection, versionsOfVisit } from "./amendments.ts";
import { readAnswerRows } from "./evaluations.ts";

/** The evaluation that follows this visit, whether it began from the evaluation or from a correction of it. */
export async function findFollowUpOf(readable: Readable, evaluationId: string): Promise<string | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .select("id")
    .where("follows_evaluation_id", "in", await versionsOfVisit(readable, evaluationId))
    .executeTakeFirst();
  return row?.id;
}

/** The visit with the answers that count today: those of its last signed correction. */
export async function readVisit(readable: Readable, evaluationId: string): Promise<EarlierVisit> {
  const counting = await lastCorrection(readable, evaluationId);
  const row = await readable
    .selectFrom("evaluations")
    .select("visit_date")
    .where("id", "=", counting)
    .executeTakeFirstOrThrow();
  return { visitDate: row.visit_date, answers: await readAnswerRows(readable, counting) };
}

export interface EarlierEvaluationRow {
  readonly evaluationId: string;
  readonly visitDate: string;
  readonly isSigned: boolean;
  readonly answers: Answers;
}

/** A patient who comes more often than this is compared with the latest visits. */
const mostEarlier = 40;

/**
 * Evaluations of the same patient before this one, whatever the referral, the latest first; undefined without this one. A visit
 * that was corrected counts once, as it was corrected, and a correction is not compared with what it corrects.
 */
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
  const sameVisit = await versionsOfVisit(readable, evaluationId);
  const rows = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select(["evaluations.id as id", "evaluations.visit_date as visitDate", "evaluations.stage as stage"])
    .where("referrals.patient_id", "=", own.patientId)
    .where("evaluations.discarded_at", "is", null)
    .where("evaluations.id", "not in", sameVisit)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("letters as amended")
            .innerJoin("letters as amending", "amending.cited_letter_id", "amended.id")
            .select("amending.id")
            .where("amending.kind", "=", "amended")
            .whereRef("amended.evaluation_id", "=", "evaluations.id"),
        ),
      ),
    )
    .where((where) =>
      where.or([
        where("evaluations.amends_letter_id", "is", null),
        where("evaluations.stage", "not in", ["referred", "inEvaluation"]),
      ]),
    )
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
