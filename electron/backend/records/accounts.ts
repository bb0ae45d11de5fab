import type { Account } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";

/** An account as the database has it; whether it has a key slot is in the key file. */
export interface StoredAccount {
  readonly account: Account;
  readonly createdAt: string;
  readonly disabledAt?: string;
}

type Entered = Pick<Account, "accountName" | "role" | "isAdministrator" | "signer">;

const columnsOf = ({ accountName, role, isAdministrator, signer }: Entered) => ({
  account_name: accountName,
  role,
  is_administrator: isAdministrator || role === "administrator" ? (1 as const) : (0 as const),
  signer_json: JSON.stringify(signer),
});

export async function addAccount(writable: Writable, account: Account, createdAt: string): Promise<void> {
  await writable
    .insertInto("accounts")
    .values({
      ...columnsOf(account),
      id: account.id,
      created_at: createdAt,
      must_change_password: account.mustChangePassword ? 1 : 0,
    })
    .execute();
}

export async function changeAccount(writable: Writable, id: string, entered: Entered): Promise<void> {
  await writable.updateTable("accounts").set(columnsOf(entered)).where("id", "=", id).execute();
}

export async function disableAccount(writable: Writable, id: string, at: string): Promise<void> {
  await writable.updateTable("accounts").set({ disabled_at: at }).where("id", "=", id).execute();
}

/** Notes whether the password is one's own choice. An account with a new password is enabled. */
export async function notePassword(
  writable: Writable,
  id: string,
  { isTemporary }: { readonly isTemporary: boolean },
): Promise<void> {
  await writable
    .updateTable("accounts")
    .set({ disabled_at: null, must_change_password: isTemporary ? 1 : 0 })
    .where("id", "=", id)
    .execute();
}

export async function listAccounts(readable: Readable): Promise<readonly StoredAccount[]> {
  const rows = await readable.selectFrom("accounts").selectAll().orderBy("account_name").execute();
  return rows.map(({ created_at, disabled_at, ...row }) => ({
    account: accountOf(row),
    createdAt: created_at,
    ...(disabled_at === null ? {} : { disabledAt: disabled_at }),
  }));
}

export async function findAccount(readable: Readable, id: string): Promise<StoredAccount | undefined> {
  return (await listAccounts(readable)).find(({ account }) => account.id === id);
}

/** Account id -> when it signed in last. */
export async function lastSignIns(readable: Readable): Promise<ReadonlyMap<string, string>> {
  const rows = await readable
    .selectFrom("audit")
    .select(["account_id", (expression) => expression.fn.max("sequence").as("sequence"), "at"])
    .where("action", "=", "session.signedIn")
    .groupBy("account_id")
    .execute();
  return new Map(rows.map(({ account_id, at }) => [account_id ?? "", at]));
}

/**
 * @throws FourfoldError `storeDamaged` when the key slot's account is not in the database, `notAllowed` when the account is
 * disabled and its slot is there all the same, as after an older key file was put back.
 */
export async function readAccount(readable: Readable, accountId: string): Promise<Account> {
  const found = await findAccount(readable, accountId);
  if (found === undefined) {
    throw new FourfoldError({
      code: "storeDamaged",
      message: "The account of this password is not in the database. Both were left untouched.",
      action: "keys.json and the database are of different times: put both back from the same backup.",
    });
  }
  if (found.disabledAt !== undefined) {
    throw new FourfoldError({
      code: "notAllowed",
      message: "This account is disabled.",
      action: "An administrator of the practice can enable it again.",
    });
  }
  return found.account;
}

interface Row {
  readonly id: string;
  readonly account_name: string;
  readonly role: Account["role"];
  readonly signer_json: string;
  readonly is_administrator: 0 | 1;
  readonly must_change_password: 0 | 1;
}

function accountOf(row: Row): Account {
  return {
    id: row.id,
    accountName: row.account_name,
    role: row.role,
    isAdministrator: row.is_administrator === 1,
    signer: signerSchema.parse(JSON.parse(row.signer_json)),
    ...(row.must_change_password === 1 ? { mustChangePassword: true } : {}),
  };
}

export function nameIsTaken(): FourfoldError {
  return new FourfoldError({
    code: "conflict",
    field: "accountName",
    message: "There is an account with this name already.",
    action: "Choose another account name.",
  });
}
