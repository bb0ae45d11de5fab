import type { Readable, Writable } from "../database/access.ts";

/** Evaluations that correct a signed letter. */
export interface Amendment {
  readonly letterId: string;
  readonly letterNumber: string;
  /** Instant with the offset at which the corrected letter was signed. */
  readonly signedAt: string;
  /** Of the corrected letter. */
  readonly evaluationId: string;
  readonly reason: string;
}

/** What this evaluation corrects; undefined where it corrects nothing. */
export async function findAmendment(
  readable: Readable,
  evaluationId: string,
): Promise<Amendment | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .innerJoin("letters", "letters.id", "evaluations.amends_letter_id")
    .select([
      "letters.id as letterId",
      "letters.letter_number as letterNumber",
      "letters.signed_at as signedAt",
      "letters.evaluation_id as evaluationId",
      "evaluations.amends_reason as reason",
    ])
    .where("evaluations.id", "=", evaluationId)
    .executeTakeFirst();
  return row && { ...row, reason: row.reason ?? "" };
}

/** The evaluation that corrects this letter, signed or not. */
export async function findEvaluationAmending(
  readable: Readable,
  letterId: string,
): Promise<string | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .select("id")
    .where("amends_letter_id", "=", letterId)
    .executeTakeFirst();
  return row?.id;
}

/** Takes back what was typed. The letter that it corrected can then be corrected anew. */
export async function discardEvaluation(writable: Writable, evaluationId: string, at: string): Promise<void> {
  await writable.deleteFrom("answers").where("evaluation_id", "=", evaluationId).execute();
  await writable.deleteFrom("letter_drafts").where("evaluation_id", "=", evaluationId).execute();
  await writable
    .updateTable("evaluations")
    .set({ amends_letter_id: null, amends_reason: null, discarded_at: at })
    .where("id", "=", evaluationId)
    .execute();
}
