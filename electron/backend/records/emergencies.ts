import { signerSchema } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";

/** An access to one evaluation, for a reason, until an instant. */
export interface EmergencyAccess {
  readonly id: string;
  readonly accountId: string;
  readonly evaluationId: string;
  /** Instant with the local offset. */
  readonly at: string;
  /** UTC instant. */
  readonly until: string;
  readonly reason: string;
}

export async function addEmergencyAccess(writable: Writable, access: EmergencyAccess): Promise<void> {
  await writable
    .insertInto("emergency_accesses")
    .values({
      id: access.id,
      account_id: access.accountId,
      evaluation_id: access.evaluationId,
      at: access.at,
      until: access.until,
      reason: access.reason,
      acknowledged_at: null,
      acknowledged_by: null,
    })
    .execute();
}

/** Until when this account may look into this evaluation; undefined when it may not at `now` (UTC instant). */
export async function emergencyAccessUntil(
  readable: Readable,
  accountId: string,
  evaluationId: string,
  now: string,
): Promise<string | undefined> {
  const row = await readable
    .selectFrom("emergency_accesses")
    .select("until")
    .where("account_id", "=", accountId)
    .where("evaluation_id", "=", evaluationId)
    .where("until", ">", now)
    .orderBy("until", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.until;
}

export interface OpenEmergency extends EmergencyAccess {
  readonly who: string;
  readonly patientName: string;
}

/** Those that nobody has acknowledged, the latest first. */
export async function openEmergencies(readable: Readable): Promise<readonly OpenEmergency[]> {
  const rows = await readable
    .selectFrom("emergency_accesses as access")
    .innerJoin("accounts", "accounts.id", "access.account_id")
    .innerJoin("evaluations", "evaluations.id", "access.evaluation_id")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id")
    .select([
      "access.id",
      "access.account_id",
      "access.evaluation_id",
      "access.at",
      "access.until",
      "access.reason",
      "accounts.signer_json",
      "patients.family_name",
      "patients.given_names",
    ])
    .where("access.acknowledged_at", "is", null)
    .orderBy("access.at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    evaluationId: row.evaluation_id,
    at: row.at,
    until: row.until,
    reason: row.reason,
    who: signerSchema.parse(JSON.parse(row.signer_json)).displayName,
    patientName: `${row.family_name}, ${row.given_names}`,
  }));
}

export async function acknowledgeEmergency(
  writable: Writable,
  id: string,
  by: { readonly accountId: string; readonly at: string },
): Promise<void> {
  await writable
    .updateTable("emergency_accesses")
    .set({ acknowledged_at: by.at, acknowledged_by: by.accountId })
    .where("id", "=", id)
    .where("acknowledged_at", "is", null)
    .execute();
}
