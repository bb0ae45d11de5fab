import type { Account } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";

export async function addAccount(writable: Writable, account: Account, createdAt: string): Promise<void> {
  await writable
    .insertInto("accounts")
    .values({
      id: account.id,
      account_name: account.accountName,
      role: account.role,
      signer_json: JSON.stringify(account.signer),
      created_at: createdAt,
    })
    .execute();
}

/** @throws FourfoldError `storeDamaged` when the key slot's account is not in the database. */
export async function readAccount(readable: Readable, accountId: string): Promise<Account> {
  const row = await readable
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (row === undefined) {
    throw new FourfoldError({
      code: "storeDamaged",
      message: "The account of this password is not in the database. Both were left untouched.",
      action: "keys.json and the database are of different times: put both back from the same backup.",
    });
  }
  return {
    id: row.id,
    accountName: row.account_name,
    role: row.role,
    signer: signerSchema.parse(JSON.parse(row.signer_json)),
  };
}
