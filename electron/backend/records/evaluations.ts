import type { Answer, Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Clinician, Referral } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";
import type { Tables } from "../database/tables.ts";
import { readVisit } from "./followUps.ts";
import { patientColumns, toPatient } from "./patients.ts";
import { toReferrer } from "./referrers.ts";
import { withoutEmpty } from "./rows.ts";

/** An evaluation with the ids of what it hangs on. */
export interface StoredEvaluation {
  readonly evaluationId: string;
  readonly patientId: string;
  readonly referrerId: string;
  readonly referralId: string;
  readonly stage: Tables["evaluations"]["stage"];
  readonly revision: number;
  readonly savedAt?: string;
  readonly signedLetterId?: string;
  readonly evaluation: Evaluation;
}

export async function addReferral(
  writable: Writable,
  ids: { readonly id: string; readonly patientId: string; readonly referrerId: string },
  referral: Referral,
  at: string,
): Promise<void> {
  await writable
    .insertInto("referrals")
    .values({
      id: ids.id,
      patient_id: ids.patientId,
      referrer_id: ids.referrerId,
      ...toReferralRow(referral),
      created_at: at,
      changed_at: at,
    })
    .execute();
}

function toReferralRow(referral: Referral) {
  return {
    date: referral.date,
    identifier: referral.identifier ?? null,
    question: referral.question,
    urgency: referral.urgency,
    primary_care_json: referral.primaryCare === undefined ? null : JSON.stringify(referral.primaryCare),
  };
}

export async function changeReferral(
  writable: Writable,
  referralId: string,
  referrerId: string,
  referral: Referral,
  at: string,
): Promise<void> {
  await writable
    .updateTable("referrals")
    .set({ referrer_id: referrerId, ...toReferralRow(referral), changed_at: at })
    .where("id", "=", referralId)
    .execute();
}

export async function countReferralsBy(readable: Readable, referrerId: string): Promise<number> {
  const row = await readable
    .selectFrom("referrals")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("referrer_id", "=", referrerId)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function addEvaluation(
  writable: Writable,
  ids: {
    readonly id: string;
    readonly referralId: string;
    readonly ownerAccountId: string;
    readonly followsEvaluationId?: string;
    /** The signed letter that it corrects, and why. */
    readonly amends?: { readonly letterId: string; readonly reason: string };
  },
  visitDate: string,
  at: string,
): Promise<void> {
  await writable
    .insertInto("evaluations")
    .values({
      id: ids.id,
      referral_id: ids.referralId,
      follows_evaluation_id: ids.followsEvaluationId ?? null,
      amends_letter_id: ids.amends?.letterId ?? null,
      amends_reason: ids.amends?.reason ?? null,
      visit_date: visitDate,
      owner_account_id: ids.ownerAccountId,
      stage: "referred",
      revision: 0,
      saved_at: null,
      is_ready: 0,
      has_red_flag: 0,
      summary_revision: null,
      summary_version: null,
      created_at: at,
    })
    .execute();
}

/** What a save must know: little, because it happens at every pause of the keys. */
export interface SaveTarget {
  readonly revision: number;
  readonly stage: Tables["evaluations"]["stage"];
  readonly visitDate: string;
  readonly dateOfBirth: string;
}

export async function findSaveTarget(
  readable: Readable,
  evaluationId: string,
): Promise<SaveTarget | undefined> {
  return readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id")
    .select([
      "evaluations.revision as revision",
      "evaluations.stage as stage",
      "evaluations.visit_date as visitDate",
      "patients.date_of_birth as dateOfBirth",
    ])
    .where("evaluations.id", "=", evaluationId)
    .where("evaluations.discarded_at", "is", null)
    .executeTakeFirst();
}

/** Marks one more change; `savedAt` is what the status bar shows. */
export async function advanceEvaluation(
  writable: Writable,
  evaluationId: string,
  change: {
    readonly revision: number;
    /** Where it stays, leave it out: its index is then left alone. */
    readonly stage?: Tables["evaluations"]["stage"];
    readonly savedAt?: string;
    readonly visitDate?: string;
  },
): Promise<void> {
  await writable
    .updateTable("evaluations")
    .set({
      revision: change.revision,
      ...(change.stage === undefined ? {} : { stage: change.stage }),
      ...(change.savedAt === undefined ? {} : { saved_at: change.savedAt }),
      ...(change.visitDate === undefined ? {} : { visit_date: change.visitDate }),
    })
    .where("id", "=", evaluationId)
    .execute();
}

export async function putAnswer(
  writable: Writable,
  evaluationId: string,
  itemId: string,
  answer: Answer,
  at: string,
): Promise<void> {
  const answer_json = JSON.stringify(answer);
  await writable
    .insertInto("answers")
    .values({ evaluation_id: evaluationId, item_id: itemId, answer_json, changed_at: at })
    .onConflict((conflict) =>
      conflict.columns(["evaluation_id", "item_id"]).doUpdateSet({ answer_json, changed_at: at }),
    )
    .execute();
}

export async function removeAnswer(writable: Writable, evaluationId: string, itemId: string): Promise<void> {
  await writable
    .deleteFrom("answers")
    .where("evaluation_id", "=", evaluationId)
    .where("item_id", "=", itemId)
    .execute();
}

export async function readAnswerRows(readable: Readable, evaluationId: string): Promise<Answers> {
  const rows = await readable
    .selectFrom("answers")
    .select(["item_id", "answer_json"])
    .where("evaluation_id", "=", evaluationId)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.item_id, JSON.parse(row.answer_json) as Answer]));
}

export async function findEvaluation(
  readable: Readable,
  evaluationId: string,
): Promise<StoredEvaluation | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .selectAll("referrals")
    .select([
      "evaluations.id as evaluationId",
      "evaluations.visit_date as visitDate",
      "evaluations.stage as stage",
      "evaluations.revision as revision",
      "evaluations.saved_at as savedAt",
      "evaluations.follows_evaluation_id as followsEvaluationId",
      "evaluations.amends_letter_id as amendsLetterId",
    ])
    .where("evaluations.id", "=", evaluationId)
    .where("evaluations.discarded_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const patient = await readable
    .selectFrom("patients")
    .select(patientColumns)
    .where("id", "=", row.patient_id)
    .executeTakeFirstOrThrow();
  const referrer = await readable
    .selectFrom("referrers")
    .selectAll()
    .where("id", "=", row.referrer_id)
    .executeTakeFirstOrThrow();
  const letter = await readable
    .selectFrom("letters")
    .select("id")
    .where("evaluation_id", "=", evaluationId)
    // The one that closed it; letters that went out early, and what was added later, did not.
    .where("kind", "in", ["consultation", "procedureFollowUp", "amended"])
    .orderBy("letter_number", "desc")
    .limit(1)
    .executeTakeFirst();
  const follows =
    row.amendsLetterId === null
      ? row.followsEvaluationId
      : await followedByAmended(readable, row.amendsLetterId);
  return {
    evaluationId,
    patientId: row.patient_id,
    referrerId: row.referrer_id,
    referralId: row.id,
    stage: row.stage,
    revision: row.revision,
    ...(row.savedAt === null ? {} : { savedAt: row.savedAt }),
    ...(letter === undefined ? {} : { signedLetterId: letter.id }),
    evaluation: {
      patient: toPatient(patient),
      referrer: toReferrer(referrer),
      referral: toReferral(row),
      visitDate: row.visitDate,
      answers: await readAnswerRows(readable, evaluationId),
      ...(follows === null ? {} : { followUpOf: await readVisit(readable, follows) }),
    },
  };
}

/** A correction stands where the evaluation that it corrects stands: after the same earlier visit. */
async function followedByAmended(readable: Readable, letterId: string): Promise<string | null> {
  const amended = await readable
    .selectFrom("letters")
    .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
    .select([
      "evaluations.follows_evaluation_id as followsEvaluationId",
      "evaluations.amends_letter_id as amendsLetterId",
    ])
    .where("letters.id", "=", letterId)
    .executeTakeFirstOrThrow();
  return amended.amendsLetterId === null
    ? amended.followsEvaluationId
    : followedByAmended(readable, amended.amendsLetterId);
}

type ReferralRow = Pick<
  Tables["referrals"],
  "date" | "identifier" | "question" | "urgency" | "primary_care_json"
>;

function toReferral(row: ReferralRow): Referral {
  return withoutEmpty({
    date: row.date,
    identifier: row.identifier,
    question: row.question,
    urgency: row.urgency,
    primaryCare: row.primary_care_json === null ? null : (JSON.parse(row.primary_care_json) as Clinician),
  });
}
