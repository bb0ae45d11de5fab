import { FourfoldError } from "../../../shared/errors.ts";
import { inWords } from "../faults.ts";
import { type KeyFile, readKeyFile, writeKeyFile } from "./keyFile.ts";
import { type AccountIdentity, newAccountSlot, newRecoverySlot } from "./vault.ts";
import type { WorkFactor } from "./wrap.ts";

export interface KeyRingOptions {
  readonly path: string;
  readonly dataKey: Buffer;
  readonly workFactor: WorkFactor;
}

type Slots = Pick<KeyFile, "accounts" | "recovery">;

/**
 * The key slots while somebody is signed in: they can be added, changed and taken away, because the data key is at hand. It
 * does not leave this class. The file is read anew for each change, so that none undoes another.
 */
export class KeyRing {
  readonly #options: KeyRingOptions;
  #prepared: KeyFile["recovery"] | undefined;

  constructor(options: KeyRingOptions) {
    this.#options = options;
  }

  /** The accounts that have a slot. */
  identities(): readonly AccountIdentity[] {
    return this.#read().accounts.map(({ accountId, accountName }) => ({ accountId, accountName }));
  }

  /** Makes the account's slot, or replaces it: the password before opens nothing any more. */
  async put(account: AccountIdentity, password: string): Promise<void> {
    const { dataKey, workFactor } = this.#options;
    const slot = await newAccountSlot(this.#read().storeId, account, password, dataKey, workFactor);
    this.#change(({ accounts }) => {
      const isThere = accounts.some(({ accountId }) => accountId === account.accountId);
      if (!isThere) return { accounts: [...accounts, slot] };
      return { accounts: accounts.map((old) => (old.accountId === account.accountId ? slot : old)) };
    });
  }

  /** The key of a slot is bound to the account's id: another name needs no password. */
  rename(accountId: string, accountName: string): void {
    this.#change(({ accounts }) => ({
      accounts: accounts.map((slot) => (slot.accountId === accountId ? { ...slot, accountName } : slot)),
    }));
  }

  remove(accountIds: readonly string[]): void {
    const isRemoved = ({ accountId }: AccountIdentity) => accountIds.includes(accountId);
    if (!this.#read().accounts.some(isRemoved)) return;
    this.#change(({ accounts }) => ({ accounts: accounts.filter((slot) => !isRemoved(slot)) }));
  }

  /** A new recovery key, in words for paper. The one before works until `replaceRecovery`. */
  prepareRecovery(): string {
    const { recovery, recoveryKey } = newRecoverySlot(this.#read().storeId, this.#options.dataKey);
    this.#prepared = recovery;
    return recoveryKey;
  }

  /** @throws FourfoldError `conflict` when no key was prepared in this session. */
  replaceRecovery(): void {
    const recovery = this.#prepared;
    if (recovery === undefined) {
      throw new FourfoldError({
        code: "conflict",
        message: "No new recovery key was made since you signed in. The printed one goes on working.",
        action: "Begin again with “New recovery key”.",
      });
    }
    this.#change(() => ({ recovery }));
    this.#prepared = undefined;
  }

  #read(): KeyFile {
    return inWords(() => readKeyFile(this.#options.path));
  }

  #change(change: (keys: KeyFile) => Partial<Slots>): void {
    const { storeId, accounts, recovery, ...keys } = this.#read();
    const changed = change({ storeId, accounts, recovery, ...keys });
    inWords(() => writeKeyFile(this.#options.path, { storeId, accounts, recovery, ...changed }));
  }
}
