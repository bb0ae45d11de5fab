import type { Account, StoreStatus } from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";
import type { Practice, Signer } from "../../shared/evaluation/people.ts";
import { copyBeforeUpgrade } from "./backup/beforeUpgrade.ts";
import { localInstantOf } from "./clock.ts";
import { createDatabase, type OpenStore } from "./database/open.ts";
import { describeFault, inWords } from "./faults.ts";
import { StoreFolder } from "./folder/storeFolder.ts";
import { enterStore } from "./integrity/enter.ts";
import { HeldAudit } from "./integrity/heldAudit.ts";
import type { ReadOnlyReason } from "./integrity/openChecked.ts";
import { Unopenable } from "./integrity/unopenable.ts";
import { addAccount, listAccounts, nameIsTaken, notePassword, readAccount } from "./records/accounts.ts";
import { type AuditAction, appendAudit } from "./records/audit.ts";
import { AuditCheck } from "./records/auditCheck.ts";
import { writeFirstRows } from "./records/firstRows.ts";
import { AttemptLog } from "./vault/attempts.ts";
import { findSlot, type KeyFile, readKeyFile, writeKeyFile } from "./vault/keyFile.ts";
import { KeyRing } from "./vault/keyRing.ts";
import { createVault, type Opened, openWithPassword, openWithRecoveryKey } from "./vault/vault.ts";
import type { WorkFactor } from "./vault/wrap.ts";

/** Somebody is signed in, and the database is open. */
export interface Session {
  readonly account: Account;
  readonly store: OpenStore;
  /** The key slots beside the database. */
  readonly keys: KeyRing;
  /** The check of the audit's chain that began when the store was opened. */
  readonly auditCheck: AuditCheck;
  /** Present when nothing can be changed in this whole session, and why. */
  readonly readOnly?: ReadOnlyReason;
  /** Why nothing can be changed at the moment. */
  readonly trouble: () => ReadOnlyReason | undefined;
}

export interface KeeperOptions {
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly workFactor: WorkFactor;
  /** Named in the copy that is kept before a newer version changes the schema. */
  readonly appVersion?: string;
}

export interface SetUpInput {
  readonly practice: Practice;
  readonly accountName: string;
  readonly password: string;
  readonly signer: Signer;
}

/** Keeps the store of one data folder: makes it, opens it for whoever has a key, and closes it. */
export class StoreKeeper {
  readonly #options: KeeperOptions;
  readonly folder: StoreFolder;
  /** Entries of the audit that could not be written yet. */
  readonly heldAudit: HeldAudit;
  readonly #unopenable: Unopenable;
  #session: Session | undefined;
  #dataKey: Buffer | undefined;
  #closed = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.folder = new StoreFolder(options.dataFolder);
    this.heldAudit = new HeldAudit(options.dataFolder);
    this.#unopenable = new Unopenable(this.folder.place);
  }

  get session(): Session | undefined {
    return this.#session;
  }

  status(): StoreStatus {
    const { dataFolder } = this.#options;
    const session = this.#session;
    try {
      if (this.#find() === "absent") return { state: "absent", dataFolder, accountNames: [] };
      const accountNames = this.#readKeys().accounts.map((slot) => slot.accountName);
      if (session === undefined) this.#unopenable.throwIfStill();
      return { state: session === undefined ? "closed" : "open", dataFolder, accountNames };
    } catch (fault) {
      // What happened to the files since does not stop whoever is at work.
      if (session !== undefined) {
        return { state: "open", dataFolder, accountNames: [session.account.accountName] };
      }
      const described = describeFault(fault);
      if (described === undefined) throw fault;
      const { code, message, action } = described.report();
      const problem = { code, message, ...(action === undefined ? {} : { action }) };
      return { state: "unusable", dataFolder, accountNames: [], problem };
    }
  }

  /**
   * Makes the store: all of it or nothing. It is built in a folder of its own and takes its place by one rename.
   * @param fill puts the first patients in, before the store takes its place.
   */
  async setUp(
    input: SetUpInput,
    fill: (session: Session) => Promise<void>,
  ): Promise<{ recoveryKey: string; account: Account }> {
    if (this.#session !== undefined || this.#find() === "present") {
      throw new FourfoldError({
        code: "storeExists",
        message: "This data folder already holds a practice. It was left untouched.",
        action: "Sign in, or choose another data folder.",
      });
    }
    const { newId, workFactor } = this.#options;
    const account: Account = {
      id: newId(),
      accountName: input.accountName,
      role: "physician",
      isAdministrator: true,
      signer: input.signer,
    };
    const place = inWords(() => this.folder.beginCreation());
    try {
      const storeId = newId();
      const identity = { accountId: account.id, accountName: account.accountName };
      const vault = await createVault(storeId, identity, input.password, workFactor);
      writeKeyFile(place.keyFile, vault.keys);
      const store = createDatabase(place.database, vault.dataKey);
      try {
        await writeFirstRows(store, storeId, account, input.practice, this.#at());
        const keys = this.#keyRing(vault.dataKey, place.keyFile);
        const auditCheck = new AuditCheck(store.sqlite);
        await fill({ account, store, keys, auditCheck, trouble: () => undefined });
      } finally {
        store.close();
      }
      place.takePlace();
      await this.#enter(vault.dataKey, account.id, "session.signedIn", {});
      return { recoveryKey: vault.recoveryKey, account };
    } catch (fault) {
      place.discard();
      throw describeFault(fault) ?? fault;
    }
  }

  async signIn(accountName: string, password: string): Promise<Account> {
    const opened = await this.#openSlot(accountName, password);
    return this.#enter(opened.dataKey, opened.account.accountId, "session.signedIn", {
      failedBefore: opened.failedBefore,
    });
  }

  /** Opens with the recovery key and gives the account a new password. */
  async recover(accountName: string, recoveryKey: string, newPassword: string): Promise<Account> {
    this.#requirePresent();
    const keys = this.#readKeys();
    const dataKey = openWithRecoveryKey(keys, recoveryKey, this.#attempts());
    const slot = findSlot(keys, accountName);
    if (slot === undefined) {
      throw new FourfoldError({
        code: "notFound",
        field: "accountName",
        message: "There is no account with this name.",
        action: "Choose one of the names shown on the sign-in page.",
      });
    }
    const account = await this.#enter(dataKey, slot.accountId, "session.recovered", {});
    try {
      const { store, keys: keyRing, readOnly } = this.#requireSession();
      if (readOnly !== undefined) throw new FourfoldError(readOnly);
      await keyRing.put(slot, newPassword);
      this.#attempts().recordSuccess(`account ${slot.accountId}`);
      await store.write((writable) => notePassword(writable, slot.accountId, { isTemporary: false }));
      await this.refreshAccount();
    } catch (fault) {
      this.#leave();
      throw fault;
    }
    return this.#session?.account ?? account;
  }

  /** What a backup or a check in another thread needs; whoever asks clears the key. */
  copyForUpkeep(): { readonly database: string; readonly keyFile: string; readonly dataKey: Buffer } {
    if (this.#dataKey === undefined) throw closedError();
    const { database, keyFile } = this.folder.place;
    return { database, keyFile, dataKey: Buffer.from(this.#dataKey) };
  }

  /** The key slots on disk. */
  keyFile(): KeyFile {
    this.#requirePresent();
    return this.#readKeys();
  }

  /** Lets the store go, so that another can take its place. Nobody is signed in afterwards. */
  letGo(): void {
    this.#leave();
    this.#unopenable.clear();
  }

  /** Asks the signed-in account's password again, as before a signature. */
  async confirmPassword(password: string): Promise<void> {
    const account = this.#requireSession().account;
    const opened = await this.#openSlot(account.accountName, password);
    opened.dataKey.fill(0);
  }

  /** Reads the signed-in account anew, after it was changed. */
  async refreshAccount(): Promise<Account> {
    const session = this.#requireSession();
    const account = await readAccount(session.store.read, session.account.id);
    this.#session = { ...session, account };
    return account;
  }

  /** Lets an account try at once again, after it was given another password. */
  forgetAttempts(accountId: string): void {
    this.#attempts().recordSuccess(`account ${accountId}`);
  }

  /** Adds an account with its own key slot. The slot is written last: without it the row does no harm. */
  async addAccount(account: Account, password: string): Promise<void> {
    const { store, keys, account: author } = this.#requireSession();
    const wanted = account.accountName.toLowerCase();
    const known = await listAccounts(store.read);
    if (known.some((other) => other.account.accountName.toLowerCase() === wanted)) throw nameIsTaken();
    const at = this.#at();
    await store.write(async (writable) => {
      await addAccount(writable, account, at);
      const detail = { role: account.role, isAdministrator: account.isAdministrator };
      await appendAudit(writable, {
        at,
        accountId: author.id,
        action: "account.added",
        subjectId: account.id,
        detail,
      });
    });
    await keys.put({ accountId: account.id, accountName: account.accountName }, password);
  }

  /** Closes the database and forgets the key. Nothing happens when nobody is signed in. */
  async lock(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    const event = { at: this.#at(), accountId: session.account.id, action: "session.locked" } as const;
    try {
      await session.store.write((writable) => appendAudit(writable, event));
    } finally {
      // A full disk must not keep the page open.
      this.#leave();
    }
  }

  /** For good: also lets other programs have the folder. */
  close(): void {
    this.#closed = true;
    this.#leave();
    this.folder.release();
  }

  async #openSlot(accountName: string, password: string): Promise<Opened> {
    this.#requirePresent();
    const attempts = this.#attempts();
    return openWithPassword(this.#readKeys(), accountName, password, attempts, this.#options.workFactor);
  }

  async #enter(
    dataKey: Buffer,
    accountId: string,
    action: AuditAction,
    detail: Readonly<Record<string, number>>,
  ): Promise<Account> {
    try {
      const session = await enterStore({
        database: this.folder.place.database,
        dataKey,
        keys: this.#keyRing(dataKey),
        heldAudit: this.heldAudit,
        entry: { at: this.#at(), accountId, action, detail },
        copyBeforeUpgrade: () => copyBeforeUpgrade({ ...this.#options, ...this.folder.place, dataKey }),
      });
      if (this.#closed) {
        session.store.close();
        throw closedError();
      }
      this.#leave();
      this.#session = session;
      this.#dataKey = dataKey;
      this.#unopenable.clear();
      return session.account;
    } catch (fault) {
      dataKey.fill(0);
      throw this.#unopenable.note(fault);
    }
  }

  #leave(): void {
    this.#session?.store.close();
    this.#session = undefined;
    this.#dataKey?.fill(0);
    this.#dataKey = undefined;
  }

  /** Whether there is a store, with the folder locked for this program when there is. */
  #find(): "absent" | "present" {
    if (this.#closed) throw closedError();
    return inWords(() => this.folder.find());
  }

  #requirePresent(): void {
    if (this.#find() === "present") return;
    throw new FourfoldError({
      code: "storeAbsent",
      message: "This data folder holds no practice yet.",
      action: "Set up a practice, or choose the data folder that holds yours.",
    });
  }

  #requireSession(): Session {
    if (this.#session !== undefined) return this.#session;
    throw new FourfoldError({
      code: "notSignedIn",
      message: "Nobody is signed in.",
      action: "Sign in, then try again.",
    });
  }

  #readKeys(): KeyFile {
    return inWords(() => readKeyFile(this.folder.place.keyFile));
  }

  #keyRing(dataKey: Buffer, path = this.folder.place.keyFile): KeyRing {
    return new KeyRing({ path, dataKey, workFactor: this.#options.workFactor });
  }

  #attempts(): AttemptLog {
    return new AttemptLog(this.folder.place.attempts, this.#options.now);
  }

  #at(): string {
    return localInstantOf(this.#options.now());
  }
}

function closedError(): FourfoldError {
  return new FourfoldError({
    code: "notSignedIn",
    message: "Fourfold is closing.",
    action: "Start it again.",
  });
}
