import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Opening } from "../../../shared/contract/backup.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { currentVersion } from "../database/migrations/index.ts";
import { AttemptLog } from "../vault/attempts.ts";
import { type KeyFile, readKeyFile } from "../vault/keyFile.ts";
import { openWithPassword, openWithRecoveryKey } from "../vault/vault.ts";
import type { WorkFactor } from "../vault/wrap.ts";
import { damagedBackup, keysName, type Manifest, readManifest } from "./manifest.ts";

export interface OpenedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly keys: KeyFile;
  /** Whoever gets it clears it. */
  readonly dataKey: Buffer;
  /** Whose password opened it; nobody's where it was the recovery key. */
  readonly accountId: string | undefined;
}

export interface KeyTrial {
  readonly opening: Opening;
  /** Where wrong attempts are counted. */
  readonly attemptsFolder: string;
  readonly now: () => Date;
  readonly workFactor: WorkFactor;
}

/**
 * Opens the keys of a backup, as they were when it was made.
 * @throws FourfoldError `notFound`, `storeFromNewerVersion`, `storeDamaged`, `wrongPassword`, `tooManyAttempts`, `badInput`.
 */
export async function openBackup(folder: string, trial: KeyTrial): Promise<OpenedBackup> {
  const manifest = await readManifest(folder);
  if (manifest.schemaVersion > currentVersion) {
    throw new FourfoldError({
      code: "storeFromNewerVersion",
      message: `This backup was made by a newer Fourfold (${manifest.appVersion}, schema ${manifest.schemaVersion}; this program knows ${currentVersion}). It was left untouched.`,
      action: "Install that version or a later one, then restore it.",
    });
  }
  const keys = readBackupKeys(folder, manifest);
  return { folder, manifest, keys, ...(await openKeys(keys, trial)) };
}

/** Opens a data key from its slots, with the wording of backups where the recovery key is another one's. */
export async function openKeys(
  keys: KeyFile,
  { opening, attemptsFolder, now, workFactor }: KeyTrial,
): Promise<{ dataKey: Buffer; accountId: string | undefined }> {
  if (!existsSync(attemptsFolder)) mkdirSync(attemptsFolder, { recursive: true });
  const attempts = new AttemptLog(join(attemptsFolder, "restore-attempts.json"), now);
  if ("recoveryKey" in opening) {
    return { dataKey: openWithRecoveryKey(keys, opening.recoveryKey, attempts), accountId: undefined };
  }
  const { accountName, password } = opening;
  const opened = await openWithPassword(keys, accountName, password, attempts, workFactor);
  return { dataKey: opened.dataKey, accountId: opened.account.accountId };
}

function readBackupKeys(folder: string, manifest: Manifest): KeyFile {
  let keys: KeyFile;
  try {
    keys = readKeyFile(join(folder, keysName));
  } catch (fault) {
    if (fault instanceof FourfoldError && fault.code === "storeFromNewerVersion") throw fault;
    throw damagedBackup(fault);
  }
  // Files of two backups mixed up.
  if (keys.storeId !== manifest.storeId) throw damagedBackup();
  return keys;
}
