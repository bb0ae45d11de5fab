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

/** The evaluation whose signed letter corrects the one that closed this evaluation. */
async function correctionOf(readable: Readable, evaluationId: string): Promise<string | undefined> {
  const row = await readable
    .selectFrom("letters as amended")
    .innerJoin("letters as amending", (join) =>
      join.onRef("amending.cited_letter_id", "=", "amended.id").on("amending.kind", "=", "amended"),
    )
    .select("amending.evaluation_id as evaluationId")
    .where("amended.evaluation_id", "=", evaluationId)
    .executeTakeFirst();
  return row?.evaluationId;
}

/** What counts of a visit today: its last signed correction; the evaluation itself where none was signed. */
export async function lastCorrection(readable: Readable, evaluationId: string): Promise<string> {
  const next = await correctionOf(readable, evaluationId);
  return next === undefined ? evaluationId : lastCorrection(readable, next);
}

/** The first evaluation of the visit and its signed corrections in their order, this evaluation among them, signed or not. */
export async function versionsOfVisit(readable: Readable, evaluationId: string): Promise<readonly string[]> {
  const amendment = await findAmendment(readable, evaluationId);
  if (amendment !== undefined) {
    const earlier = await versionsOfVisit(readable, amendment.evaluationId);
    if (!earlier.includes(evaluationId)) return [...earlier, evaluationId];
    return earlier;
  }
  const versions = [evaluationId];
  for (;;) {
    const next = await correctionOf(readable, versions.at(-1) ?? evaluationId);
    if (next === undefined) return versions;
    versions.push(next);
  }
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
