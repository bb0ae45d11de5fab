import type { PhraseRow } from "../../../shared/contract.ts";
import type { PhraseEntry } from "../../../shared/phrases/phrase.ts";
import type { Readable, Writable } from "../database/access.ts";

/** Whose a phrase is: an account's, or `null`, the practice's. */
export type PhraseOwner = string | null;

export interface StoredPhrase extends PhraseEntry {
  readonly id: string;
  readonly owner: PhraseOwner;
}

/** What the account can call: its own phrases and the practice's, by abbreviation. */
export async function phrasesFor(readable: Readable, accountId: string): Promise<readonly PhraseRow[]> {
  const rows = await readable
    .selectFrom("phrases")
    .innerJoin("accounts", "accounts.id", "phrases.changed_by")
    .select([
      "phrases.id",
      "phrases.account_id",
      "abbreviation",
      "text",
      "changed_at",
      "accounts.account_name",
    ])
    .where((where) => where.or([where("account_id", "is", null), where("account_id", "=", accountId)]))
    .orderBy("abbreviation")
    .orderBy("phrases.account_id", (order) => order.desc())
    .execute();
  return rows.map((row) => ({
    id: row.id,
    shared: row.account_id === null,
    abbreviation: row.abbreviation,
    text: row.text,
    changedAt: row.changed_at,
    changedBy: row.account_name,
  }));
}

export async function findPhrase(readable: Readable, id: string): Promise<StoredPhrase | undefined> {
  const row = await readable.selectFrom("phrases").selectAll().where("id", "=", id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      owner: row.account_id,
      shared: row.account_id === null,
      abbreviation: row.abbreviation,
      text: row.text,
    }
  );
}

/** The phrase that has the abbreviation already with this owner. */
export async function findPhraseCalled(
  readable: Readable,
  owner: PhraseOwner,
  abbreviation: string,
): Promise<string | undefined> {
  const row = await readable
    .selectFrom("phrases")
    .select("id")
    .where("abbreviation", "=", abbreviation)
    .where("account_id", owner === null ? "is" : "=", owner)
    .executeTakeFirst();
  return row?.id;
}

/** Adds the phrase, or changes the one with its id. */
export async function putPhrase(
  writable: Writable,
  phrase: Omit<StoredPhrase, "shared">,
  change: { readonly at: string; readonly accountId: string },
): Promise<void> {
  const values = {
    account_id: phrase.owner,
    abbreviation: phrase.abbreviation,
    text: phrase.text,
    changed_at: change.at,
    changed_by: change.accountId,
  };
  await writable
    .insertInto("phrases")
    .values({ id: phrase.id, ...values, created_at: change.at })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
    .execute();
}

export async function removePhrase(writable: Writable, id: string): Promise<void> {
  await writable.deleteFrom("phrases").where("id", "=", id).execute();
}
