import { join } from "node:path";
import type { Opening } from "../../shared/contract.ts";
import { readKeyFile } from "../backend/vault/keyFile.ts";
import { passwordFrom } from "./arguments.ts";
import { chooseAccount } from "./backendOfRun.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * What opens a backup: the recovery key where FOURFOLD_RECOVERY_KEY holds one, else the password of an account of that time, by
 * default its only one. The password may be another than today's: FOURFOLD_BACKUP_PASSWORD, where it is set.
 */
export function openingOf(backup: string, { environment }: Surroundings, asked: string | undefined): Opening {
  const recoveryKey = environment.FOURFOLD_RECOVERY_KEY;
  if (recoveryKey) return { recoveryKey };
  return {
    accountName: chooseAccount(accountsOf(backup, asked), asked),
    password: environment.FOURFOLD_BACKUP_PASSWORD || passwordFrom(environment),
  };
}

/** What is wrong with the keys of a backup is said by whatever opens it. */
function accountsOf(backup: string, asked: string | undefined): readonly string[] {
  try {
    return readKeyFile(join(backup, "keys.json")).accounts.map((slot) => slot.accountName);
  } catch {
    return [asked ?? "physician"];
  }
}
