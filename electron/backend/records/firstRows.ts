import type { Account } from "../../../shared/contract.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import type { Store } from "../database/access.ts";
import { addAccount } from "./accounts.ts";
import { appendAudit } from "./audit.ts";
import { savePractice } from "./practice.ts";

/** What a store holds from its first moment: its id, the first account, the practice, and the entry that says so. */
export async function writeFirstRows(
  store: Store,
  storeId: string,
  account: Account,
  practice: Practice,
  at: string,
): Promise<void> {
  await store.write(async (writable) => {
    await writable.insertInto("meta").values({ key: "storeId", value: storeId }).execute();
    await addAccount(writable, account, at);
    await savePractice(writable, practice, at);
    await appendAudit(writable, { at, accountId: account.id, action: "store.created", subjectId: storeId });
  });
}
