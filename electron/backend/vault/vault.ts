import { randomBytes } from "node:crypto";
import { FourfoldError } from "../../../shared/errors.ts";
import type { AttemptLog } from "./attempts.ts";
import { type AccountSlot, findSlot, type KeyFile } from "./keyFile.ts";
import { formatRecoveryKey, newRecoverySecret, parseRecoveryKey } from "./recoveryKey.ts";
import {
  dataKeyLength,
  keyFromPassword,
  keyFromRecoverySecret,
  newHkdfParameters,
  newScryptParameters,
  unwrapKey,
  type WorkFactor,
  wrapKey,
} from "./wrap.ts";

/** Makes and opens key slots. The data key itself lives only in memory, and only while somebody is signed in. */

export interface AccountIdentity {
  readonly accountId: string;
  readonly accountName: string;
}

const accountPurpose = (storeId: string, accountId: string) => `fourfold/1 account ${storeId} ${accountId}`;
const recoveryPurpose = (storeId: string) => `fourfold/1 recovery ${storeId}`;

export interface NewVault {
  readonly keys: Omit<KeyFile, "format">;
  readonly dataKey: Buffer;
  /** Shown once, never stored. */
  readonly recoveryKey: string;
}

export async function createVault(
  storeId: string,
  account: AccountIdentity,
  password: string,
  work: WorkFactor,
): Promise<NewVault> {
  const dataKey = randomBytes(dataKeyLength);
  const { recovery, recoveryKey } = newRecoverySlot(storeId, dataKey);
  const slot = await newAccountSlot(storeId, account, password, dataKey, work);
  return { keys: { storeId, accounts: [slot], recovery }, dataKey, recoveryKey };
}

/** A slot for a new recovery key, and that key, which is shown once and never stored. */
export function newRecoverySlot(
  storeId: string,
  dataKey: Uint8Array,
): { readonly recovery: KeyFile["recovery"]; readonly recoveryKey: string } {
  const secret = newRecoverySecret();
  const kdf = newHkdfParameters();
  const wrapped = wrapKey(dataKey, keyFromRecoverySecret(secret, kdf), recoveryPurpose(storeId));
  return { recovery: { kdf, wrapped }, recoveryKey: formatRecoveryKey(secret) };
}

export async function newAccountSlot(
  storeId: string,
  account: AccountIdentity,
  password: string,
  dataKey: Uint8Array,
  work: WorkFactor,
): Promise<AccountSlot> {
  const kdf = newScryptParameters(work);
  const wrappingKey = await keyFromPassword(password, kdf);
  return {
    accountId: account.accountId,
    accountName: account.accountName,
    kdf,
    wrapped: wrapKey(dataKey, wrappingKey, accountPurpose(storeId, account.accountId)),
  };
}

export interface Opened {
  readonly dataKey: Buffer;
  readonly account: AccountIdentity;
  /** Wrong attempts since the last right one; told to the audit. */
  readonly failedBefore: number;
}

/**
 * Opens the account's slot. An unknown account takes as long as a wrong password and is told the same.
 * @throws FourfoldError `wrongPassword` or `tooManyAttempts`.
 */
export async function openWithPassword(
  keys: KeyFile,
  accountName: string,
  password: string,
  attempts: AttemptLog,
  work: WorkFactor,
): Promise<Opened> {
  const slot = findSlot(keys, accountName);
  const holder = slot === undefined ? "unknown" : `account ${slot.accountId}`;
  attempts.check(holder);
  const wrappingKey = await keyFromPassword(password, slot?.kdf ?? newScryptParameters(work));
  const dataKey = slot && unwrapKey(slot.wrapped, wrappingKey, accountPurpose(keys.storeId, slot.accountId));
  wrappingKey.fill(0);
  if (slot === undefined || dataKey === undefined) {
    attempts.recordFailure(holder);
    throw new FourfoldError({
      code: "wrongPassword",
      field: "password",
      message: "The account name or the password is not right. Nothing was changed.",
      action: "Type the password again. If it is lost, use the recovery key.",
    });
  }
  return { dataKey, account: slot, failedBefore: attempts.recordSuccess(holder) };
}

/**
 * Opens with the recovery key.
 * @throws FourfoldError `badInput` when a check symbol shows a slip of typing, `wrongPassword` when the key belongs to
 * another store, `tooManyAttempts`.
 */
export function openWithRecoveryKey(keys: KeyFile, typed: string, attempts: AttemptLog): Buffer {
  const parsed = parseRecoveryKey(typed);
  if ("problem" in parsed) {
    throw new FourfoldError({
      code: "badInput",
      field: "recoveryKey",
      message: `The recovery key ${parsed.problem}.`,
      action: "Compare it with the printed key and correct it.",
    });
  }
  attempts.check("recovery");
  const wrappingKey = keyFromRecoverySecret(parsed.secret, keys.recovery.kdf);
  const dataKey = unwrapKey(keys.recovery.wrapped, wrappingKey, recoveryPurpose(keys.storeId));
  if (dataKey === undefined) {
    attempts.recordFailure("recovery");
    throw new FourfoldError({
      code: "wrongPassword",
      field: "recoveryKey",
      message: "This recovery key does not belong to this data folder. Nothing was changed.",
      action: "Look for the key that was printed last: a new one takes the place of the one before.",
    });
  }
  attempts.recordSuccess("recovery");
  return dataKey;
}
