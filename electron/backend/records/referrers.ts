import type { Selectable } from "kysely";
import type { Clinician } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";
import { foldName } from "../database/search.ts";
import type { Tables } from "../database/tables.ts";
import { withoutEmpty } from "./rows.ts";

export interface ReferrerRow {
  readonly id: string;
  readonly referrer: Clinician;
}

type Stored = Omit<Selectable<Tables["referrers"]>, "search_key" | "created_at" | "changed_at">;

export function toReferrer(row: Omit<Stored, "id">): Clinician {
  return withoutEmpty({
    givenNames: row.given_names,
    familyName: row.family_name,
    title: row.title,
    credentials: row.credentials,
    specialty: row.specialty,
    specialtyOther: row.specialty_other,
    practice: row.practice,
    addressLines: row.address_lines_json === null ? null : (JSON.parse(row.address_lines_json) as string[]),
    phone: row.phone,
    fax: row.fax,
    secureAddress: row.secure_address,
    npi: row.npi,
  });
}

function toRow(referrer: Clinician) {
  return {
    given_names: referrer.givenNames ?? null,
    family_name: referrer.familyName,
    title: referrer.title ?? null,
    credentials: referrer.credentials ?? null,
    specialty: referrer.specialty,
    specialty_other: referrer.specialtyOther ?? null,
    practice: referrer.practice ?? null,
    address_lines_json: referrer.addressLines === undefined ? null : JSON.stringify(referrer.addressLines),
    phone: referrer.phone ?? null,
    fax: referrer.fax ?? null,
    secure_address: referrer.secureAddress ?? null,
    npi: referrer.npi ?? null,
    search_key: foldName(`${referrer.familyName} ${referrer.givenNames ?? ""} ${referrer.practice ?? ""}`),
  };
}

export async function addReferrer(
  writable: Writable,
  id: string,
  referrer: Clinician,
  at: string,
): Promise<void> {
  await writable
    .insertInto("referrers")
    .values({ id, ...toRow(referrer), created_at: at, changed_at: at })
    .execute();
}

export async function changeReferrer(
  writable: Writable,
  id: string,
  referrer: Clinician,
  at: string,
): Promise<void> {
  await writable
    .updateTable("referrers")
    .set({ ...toRow(referrer), changed_at: at })
    .where("id", "=", id)
    .execute();
}

export async function findReferrer(readable: Readable, id: string): Promise<Clinician | undefined> {
  const row = await readable.selectFrom("referrers").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toReferrer(row);
}

/** The directory's entry that says exactly the same, so that a referrer is not entered twice. */
export async function findSameReferrer(readable: Readable, referrer: Clinician): Promise<string | undefined> {
  const wanted = toRow(referrer);
  const rows = await readable
    .selectFrom("referrers")
    .selectAll()
    .where("search_key", "=", wanted.search_key)
    .execute();
  const same = rows.find((row) =>
    (Object.keys(wanted) as (keyof typeof wanted)[]).every((column) => row[column] === wanted[column]),
  );
  return same?.id;
}

/** Referrers whose name or practice holds words that begin with each of the words typed, in order of name. */
export async function searchReferrers(
  readable: Readable,
  typed: string,
  limit: number,
): Promise<readonly ReferrerRow[]> {
  const words = foldName(typed).split(" ").filter(Boolean);
  let query = readable.selectFrom("referrers").selectAll().orderBy("search_key").limit(limit);
  for (const word of words) {
    // Folded words hold letters and digits only: no sign of LIKE can be among them.
    query = query.where((where) =>
      where.or([where("search_key", "like", `${word}%`), where("search_key", "like", `% ${word}%`)]),
    );
  }
  return (await query.execute()).map((row) => ({ id: row.id, referrer: toReferrer(row) }));
}
