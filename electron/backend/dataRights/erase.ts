import type { ErasureGround } from "../../../shared/dataRights/erasure.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { versionOf } from "../database/migrations/index.ts";
import type { OpenStore } from "../database/open.ts";
import { markInUse, unmark } from "../integrity/inUse.ts";
import { appendAudit } from "../records/audit.ts";
import { belongingsOf, takeAway, withoutGuards } from "./belongings.ts";

/**
 * Erases a patient's record: every row that belongs to it and what the search index knows of it. What stays, and must by law, is
 * that it happened: when, by whom, on what ground, and under which random id. Letters leave their numbers, which are never given
 * out again, and their hashes in the audit log, from which nothing can be read.
 */

export interface Erasure {
  readonly patientId: string;
  readonly ground: ErasureGround;
  /** Whether the practice's rule would have kept the record longer. */
  readonly isEarly: boolean;
  /** Instant with the local offset. */
  readonly at: string;
  readonly accountId: string;
}

export interface Erased {
  readonly evaluations: number;
  readonly letters: number;
}

/**
 * All of it in one transaction.
 * @param database its file, which is open for writing in `store`.
 */
export async function eraseRecord(store: OpenStore, database: string, erasure: Erasure): Promise<Erased> {
  const { sqlite } = store;
  const erased = await store.write(async (writable) => {
    const { patientId, ground, isEarly, at, accountId } = erasure;
    const patient = await writable
      .selectFrom("patients")
      .select("number")
      .where("id", "=", patientId)
      .executeTakeFirst();
    if (patient === undefined) {
      throw new FourfoldError({
        code: "notFound",
        field: "patientId",
        message: "There is no such patient in this practice's data.",
        action: "Look the patient up again.",
      });
    }
    const letters = await lettersOf(writable, patientId);
    const evaluations = await countEvaluations(writable, patientId);

    // Rows refer to each other both ways (an evaluation to the letter that it corrects): what holds is looked at in the end.
    sqlite.pragma("defer_foreign_keys = ON");
    const belongings = belongingsOf(sqlite, patientId);
    withoutGuards(sqlite, new Set(belongings.map(({ table }) => table)), () => takeAway(sqlite, belongings));
    await writable.deleteFrom("patient_search").where("rowid", "=", patient.number).execute();
    // The index only marks what was taken out of it. Merged into one, it holds no word of it any more.
    sqlite.exec("INSERT INTO patient_search (patient_search) VALUES ('optimize')");

    await writable
      .insertInto("erasures")
      .values({
        patient_id: patientId,
        at,
        account_id: accountId,
        ground,
        evaluations,
        letters: letters.length,
      })
      .execute();
    for (const { id, letter_number } of letters) {
      await writable
        .insertInto("erased_letters")
        .values({ letter_number, letter_id: id, patient_id: patientId })
        .execute();
    }
    await appendAudit(writable, {
      at,
      accountId,
      action: "patient.erased",
      subjectId: patientId,
      detail: { ground, isEarly, evaluations, letters: letters.map(({ id }) => id) },
    });
    return { evaluations, letters: letters.length };
  });
  emptyLog(store, database);
  return erased;
}

/**
 * What the write-ahead log still holds of the pages as they were goes too, as soon as nobody reads them. An empty log beside a
 * database that is marked as in use looks like one that was lost: the mark goes for that moment, and something is written anew.
 */
function emptyLog({ sqlite }: OpenStore, database: string): void {
  unmark(database);
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  sqlite.pragma(`user_version = ${versionOf(sqlite)}`);
  markInUse(database);
}

type Writable = Parameters<Parameters<OpenStore["write"]>[0]>[0];

function lettersOf(writable: Writable, patientId: string) {
  return writable
    .selectFrom("letters")
    .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select(["letters.id", "letters.letter_number"])
    .where("referrals.patient_id", "=", patientId)
    .orderBy("letters.letter_number")
    .execute();
}

async function countEvaluations(writable: Writable, patientId: string): Promise<number> {
  const { count } = await writable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("referrals.patient_id", "=", patientId)
    .where("evaluations.discarded_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}
