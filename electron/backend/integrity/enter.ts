import type { UpgradeCopy } from "../backup/beforeUpgrade.ts";
import type { Writable } from "../database/access.ts";
import type { OpenStore } from "../database/open.ts";
import { describeFault, inWords } from "../faults.ts";
import type { Session } from "../keeper.ts";
import { listAccounts, readAccount } from "../records/accounts.ts";
import { type AuditEvent, appendAudit } from "../records/audit.ts";
import { AuditCheck } from "../records/auditCheck.ts";
import type { KeyRing } from "../vault/keyRing.ts";
import type { HeldAudit } from "./heldAudit.ts";
import { markInUse } from "./inUse.ts";
import { openChecked, openReadOnly, type ReadOnlyReason, readOnlyReason } from "./openChecked.ts";
import { sparing } from "./spareStore.ts";

export interface EnterRequest {
  readonly database: string;
  readonly dataKey: Buffer;
  readonly keys: KeyRing;
  readonly heldAudit: HeldAudit;
  /** What the audit will say of it. */
  readonly entry: AuditEvent & { readonly accountId: string };
  /** Keeps a copy of a store whose schema is about to be changed; what it throws stops that. */
  readonly copyBeforeUpgrade: () => Promise<UpgradeCopy | undefined>;
}

/**
 * Opens the store for an account whose key is right. A store that is damaged but can be read, or lies on a full disk, is opened
 * for reading only; its audit entries are held back until they can be written. The caller's key stays the caller's.
 */
export async function enterStore(request: EnterRequest): Promise<Session> {
  const { database, dataKey, heldAudit } = request;
  const upgrade = await request.copyBeforeUpgrade();
  try {
    return await enterWith(
      inWords(() => openChecked(database, dataKey)),
      undefined,
      request,
      upgrade,
    );
  } catch (fault) {
    const reason = readOnlyReason(fault);
    if (reason === undefined) throw fault;
    try {
      const store = openReadOnly(database, dataKey, reason, (event) => heldAudit.add(event));
      return await enterWith(store, reason, request);
    } catch {
      // What can still be opened holds too little to work with: the first fault is the one to tell.
      throw fault;
    }
  }
}

/** Lets somebody in to a store that is open; closes it again where that fails. */
async function enterWith(
  opened: OpenStore,
  readOnly: ReadOnlyReason | undefined,
  { database, dataKey, entry, keys, heldAudit }: EnterRequest,
  upgrade?: UpgradeCopy,
): Promise<Session> {
  const { store, trouble } =
    readOnly === undefined
      ? sparing(opened, database, Buffer.from(dataKey), heldAudit)
      : { store: opened, trouble: () => readOnly };
  try {
    const account = await readAccount(store.read, entry.accountId);
    if (readOnly === undefined) {
      await takeSlotsOfDisabled(store, keys);
      await heldAudit.writeInto(opened).catch(waitForRoom);
      if (upgrade !== undefined) await store.write((writable) => noteUpgrade(writable, entry.at, upgrade));
    }
    await store.write((writable) => appendAudit(writable, entry));
    if (readOnly === undefined) {
      heldAudit.reserve();
      markInUse(database);
    }
    const auditCheck = new AuditCheck(store.sqlite);
    if (readOnly === undefined) void auditCheck.run();
    return { account, store, keys, auditCheck, trouble, ...(readOnly && { readOnly }) };
  } catch (fault) {
    store.close();
    throw fault;
  }
}

function noteUpgrade(writable: Writable, at: string, { from, to, name }: UpgradeCopy): Promise<void> {
  return appendAudit(writable, { at, action: "store.upgraded", detail: { from, to, copy: name } });
}

/** Entries that are held already can be held a little longer. */
function waitForRoom(fault: unknown): void {
  if (describeFault(fault)?.code !== "diskFull") throw fault;
}

/** An older key file that was put back brings slots of accounts that were disabled since. */
async function takeSlotsOfDisabled(store: OpenStore, keys: KeyRing): Promise<void> {
  const accounts = await listAccounts(store.read);
  keys.remove(accounts.flatMap(({ account, disabledAt }) => (disabledAt === undefined ? [] : [account.id])));
}
