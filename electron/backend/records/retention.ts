import { sql } from "kysely";
import {
  keepUntil,
  proposedRetentionRule,
  type RetentionRule,
  retentionRuleSchema,
} from "../../../shared/dataRights/retention.ts";
import type { Readable, Writable } from "../database/access.ts";

/** How long records are kept, and whose time is over. */

export async function readRetentionRule(
  readable: Readable,
): Promise<{ readonly rule: RetentionRule; readonly isSet: boolean }> {
  const row = await readable.selectFrom("retention_rule").select("rule_json").executeTakeFirst();
  const rule = row && retentionRuleSchema.safeParse(JSON.parse(row.rule_json)).data;
  return rule === undefined ? { rule: proposedRetentionRule, isSet: false } : { rule, isSet: true };
}

export async function saveRetentionRule(
  writable: Writable,
  rule: RetentionRule,
  changedAt: string,
): Promise<void> {
  const rule_json = JSON.stringify(rule);
  await writable
    .insertInto("retention_rule")
    .values({ id: 1, rule_json, changed_at: changedAt })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ rule_json, changed_at: changedAt }))
    .execute();
}

export interface KeptPatient {
  readonly patientId: string;
  /** "Quillfeather, Harlan" */
  readonly name: string;
  readonly dateOfBirth: string;
  readonly mrn: string;
  readonly letters: number;
  /** Calendar date of the last signed letter, or of a later referral or visit; of the entry, where there is neither. */
  readonly lastContact: string;
  readonly keepUntil: string;
}

/** @param patientId of everybody where it is absent. */
export async function readKeptPatients(
  readable: Readable,
  rule: RetentionRule,
  patientId?: string,
): Promise<KeptPatient[]> {
  let query = readable
    .selectFrom("patients")
    .leftJoin("referrals", "referrals.patient_id", "patients.id")
    .leftJoin("evaluations", (join) =>
      join.onRef("evaluations.referral_id", "=", "referrals.id").on("evaluations.discarded_at", "is", null),
    )
    .leftJoin("letters", "letters.evaluation_id", "evaluations.id")
    .select([
      "patients.id as patientId",
      "patients.family_name as familyName",
      "patients.given_names as givenNames",
      "patients.date_of_birth as dateOfBirth",
      "patients.mrn as mrn",
      "patients.created_at as createdAt",
    ])
    .select((select) => [
      select.fn.count<number>("letters.id").distinct().as("letters"),
      select.fn.max("referrals.date").as("lastReferral"),
      select.fn.max("evaluations.visit_date").as("lastVisit"),
      // The instant bears its offset: its first ten characters are the date on the wall.
      sql<string | null>`max(substr(letters.signed_at, 1, 10))`.as("lastSigned"),
    ])
    .groupBy("patients.id");
  if (patientId !== undefined) query = query.where("patients.id", "=", patientId);
  const rows = await query.execute();
  return rows.map((row) => {
    const { patientId: id, dateOfBirth, mrn, letters } = row;
    const contacts = [row.lastSigned, row.lastVisit, row.lastReferral].flatMap((date) =>
      date === null ? [] : [date],
    );
    const lastContact = contacts.sort().at(-1) ?? row.createdAt.slice(0, 10);
    return {
      patientId: id,
      name: `${row.familyName}, ${row.givenNames}`,
      dateOfBirth,
      mrn,
      letters,
      lastContact,
      keepUntil: keepUntil(lastContact, dateOfBirth, rule),
    };
  });
}
