import type { OpenStore } from "../database/open.ts";
import { describeFault } from "../faults.ts";
import type { HeldAudit } from "./heldAudit.ts";
import { unmark } from "./inUse.ts";
import { openReadOnly, type ReadOnlyReason, readOnlyReason } from "./openChecked.ts";

export interface SpareStore {
  readonly store: OpenStore;
  /** Why nothing can be changed at the moment; undefined again as soon as something was. */
  readonly trouble: () => ReadOnlyReason | undefined;
}

/**
 * Keeps a store readable when its disk fills up during a session. To read is to write, since the audit notes who reads: what only
 * adds to the audit is done once more beside the store, where its entries are held until they can be written; what would change
 * anything else is refused, and can be tried again.
 */
export function sparing(
  store: OpenStore,
  database: string,
  dataKey: Uint8Array,
  heldAudit: HeldAudit,
): SpareStore {
  let trouble: ReadOnlyReason | undefined;
  let beside: OpenStore | undefined;
  const reasonOf = (fault: unknown) =>
    describeFault(fault)?.code === "diskFull" ? readOnlyReason(fault) : undefined;
  const openBeside = (reason: ReadOnlyReason): OpenStore | undefined => {
    try {
      beside ??= openReadOnly(database, dataKey, reason, (event) => heldAudit.add(event), { isOpen: true });
    } catch {
      // Not even that: the full disk is the thing to tell.
    }
    return beside;
  };
  return {
    trouble: () => trouble,
    store: {
      ...store,
      async write(work) {
        try {
          const result = await store.write(work);
          trouble = undefined;
          await heldAudit.writeInto(store);
          return result;
        } catch (fault) {
          const reason = reasonOf(fault);
          if (reason === undefined) throw fault;
          const other = openBeside(reason);
          if (other === undefined) throw fault;
          trouble = reason;
          return other.write(work);
        }
      },
      close() {
        beside?.close();
        unmark(database);
        store.close();
      },
    },
  };
}
