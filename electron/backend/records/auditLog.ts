import { type SqlBool, sql } from "kysely";
import { auditGroups } from "../../../shared/audit/groups.ts";
import type { AuditFilter } from "../../../shared/contract.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import type { Readable } from "../database/access.ts";
import type { AuditRow } from "./audit.ts";

/** Reading the audit, a page at a time. */

/** The rows on one side of a sequence number. */
export type PagePosition = { readonly before?: number } | { readonly after: number };

const groupedActions = Object.values(auditGroups).flatMap(({ actions }): readonly string[] => actions);
const beginsWith = (action: string) => sql<SqlBool>`action LIKE ${`${action}.%`}`;

/**
 * Rows that fit the filter: before a number, the latest first, or after one, the earliest first.
 * @returns undefined when the filter names a subject that the practice does not know.
 */
export async function readAuditPage(
  readable: Readable,
  filter: AuditFilter,
  position: PagePosition,
  limit: number,
): Promise<readonly AuditRow[]> {
  const forwards = "after" in position;
  let query = readable
    .selectFrom("audit")
    .selectAll()
    .orderBy("sequence", forwards ? "asc" : "desc")
    .limit(limit);
  if (forwards) query = query.where("sequence", ">", position.after);
  else if (position.before !== undefined) query = query.where("sequence", "<", position.before);
  if (filter.accountId !== undefined) query = query.where("account_id", "=", filter.accountId);
  // The instant is written with its offset: its first ten characters are the date on the wall.
  if (filter.from !== undefined) query = query.where("at", ">=", filter.from);
  if (filter.to !== undefined) query = query.where(sql<SqlBool>`substr(at, 1, 10) <= ${filter.to}`);
  if (filter.subject !== undefined) {
    const ids = await subjectsCalled(readable, filter.subject);
    if (ids.length === 0) return [];
    query = query.where("subject_id", "in", ids);
  }
  const { group } = filter;
  if (group === "other") {
    query = query.where(({ not, or }) => not(or(groupedActions.map(beginsWith))));
  } else if (group !== undefined) {
    query = query.where(({ or }) => or(auditGroups[group].actions.map(beginsWith)));
  }
  return query.execute();
}

/** The ids of what somebody means by a letter number, an MRN, an account name or an id. */
async function subjectsCalled(readable: Readable, called: string): Promise<readonly string[]> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(called)) return [called.toLowerCase()];
  const letters = await readable
    .selectFrom("letters")
    .select(["id", "evaluation_id"])
    .where("letter_number", "=", called)
    .execute();
  const accounts = await readable
    .selectFrom("accounts")
    .select("id")
    .where(sql<SqlBool>`account_name = ${called} COLLATE NOCASE`)
    .execute();
  const evaluations = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id")
    .leftJoin("letters", "letters.evaluation_id", "evaluations.id")
    .select([
      "evaluations.id as evaluationId",
      "referrals.id as referralId",
      "patients.id as patientId",
      "letters.id as letterId",
    ])
    .where(sql<SqlBool>`patients.mrn = ${called} COLLATE NOCASE`)
    .execute();
  const ids = [
    ...letters.map(({ id }) => id),
    ...accounts.map(({ id }) => id),
    ...evaluations.flatMap((row) => [row.evaluationId, row.referralId, row.patientId, row.letterId]),
  ];
  return [...new Set(ids.filter((id) => id !== null))];
}

/** What entries refer to, in words. */
export interface AuditNames {
  /** Account id -> display name. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Letter id -> number. */
  readonly letters: ReadonlyMap<string, string>;
  /** Evaluation id -> patient and visit date; for the screen, never for a sentence or an export. */
  readonly evaluations: ReadonlyMap<string, string>;
}

export async function readAuditNames(readable: Readable, rows: readonly AuditRow[]): Promise<AuditNames> {
  const subjects = [...new Set(rows.flatMap(({ subject_id }) => (subject_id === null ? [] : [subject_id])))];
  const accounts = await readable.selectFrom("accounts").select(["id", "signer_json"]).execute();
  const letters = await readable
    .selectFrom("letters")
    .select(["id", "letter_number"])
    .where("id", "in", subjects)
    .execute();
  const evaluations = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id")
    .select(["evaluations.id", "evaluations.visit_date", "patients.family_name", "patients.given_names"])
    .where("evaluations.id", "in", subjects)
    .execute();
  return {
    accounts: new Map(
      accounts.map(({ id, signer_json }) => [id, signerSchema.parse(JSON.parse(signer_json)).displayName]),
    ),
    letters: new Map(letters.map(({ id, letter_number }) => [id, letter_number])),
    evaluations: new Map(
      evaluations.map((row) => [row.id, `${row.family_name}, ${row.given_names}; visit ${row.visit_date}`]),
    ),
  };
}
