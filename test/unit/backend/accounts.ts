import { randomUUID } from "node:crypto";
import { StoreKeeper } from "../../../electron/backend/keeper.ts";
import type { Role } from "../../../shared/evaluation/people.ts";
import { cheapWork, password } from "./values.ts";

/** Adds an account to a practice that nobody has open. Its password is "another long password". */
export async function addAccountTo(dataFolder: string, accountName: string, role: Role): Promise<string> {
  const keeper = new StoreKeeper({
    dataFolder,
    now: () => new Date(),
    newId: randomUUID,
    workFactor: cheapWork,
  });
  const id = randomUUID();
  try {
    await keeper.signIn("brack", password);
    const signer = { displayName: `Somebody called ${accountName}` };
    const isAdministrator = role === "administrator";
    await keeper.addAccount({ id, accountName, role, isAdministrator, signer }, "another long password");
  } finally {
    keeper.close();
  }
  return id;
}
