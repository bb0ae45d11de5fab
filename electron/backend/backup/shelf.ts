import { readdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { BackupRow } from "../../../shared/contract/backup.ts";
import { syncFolder } from "../folder/atomicFile.ts";
import {
  backupFiles,
  databaseName,
  keysName,
  type Manifest,
  manifestName,
  readManifest,
} from "./manifest.ts";

/** The folder in which backups stand beside each other; those of several practices may share one. */

const prefix = "fourfold-backup-";
const unfinishedPrefix = ".fourfold-unfinished-";

/** Date and time on the wall, and the store: "fourfold-backup-20251112-183000-1a2b3c4d". */
export function backupName(storeId: string, localInstant: string): string {
  return `${prefix}${stampOf(localInstant)}-${storeId.slice(0, 8)}`;
}

/** "20251112-183000", for names of folders. */
export function stampOf(localInstant: string): string {
  return localInstant.slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
}

export function unfinishedName(storeId: string, random: string): string {
  return `${unfinishedPrefix}${storeId.slice(0, 8)}-${random}`;
}

export interface Shelved {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The backups in a folder, newest first; or the folder itself, where it is one. What is no backup is passed over. */
export async function backupsIn(folder: string): Promise<Shelved[]> {
  const names = readdirSync(folder);
  const folders = names.includes(manifestName)
    ? [resolve(folder)]
    : names.filter((name) => name.startsWith(prefix)).map((name) => resolve(folder, name));
  const found: Shelved[] = [];
  for (const each of folders) {
    try {
      found.push({ folder: each, manifest: await readManifest(each) });
    } catch {
      // Whoever opens it is told what is wrong with it; the others are still there.
    }
  }
  return found.sort((left, right) => right.manifest.createdAt.localeCompare(left.manifest.createdAt));
}

export function rowOf({ folder, manifest }: Shelved, storeId: string | undefined): BackupRow {
  const { patients, evaluations, letters } = manifest.counts;
  return {
    folder,
    name: basename(folder),
    createdAt: manifest.createdAt,
    bytes: manifest.files[databaseName].bytes + manifest.files[keysName].bytes,
    counts: { patients, evaluations, letters },
    ofThisPractice: manifest.storeId === storeId,
  };
}

/**
 * Takes away the oldest backups of one practice beyond the number to keep. Called after a newer one was verified, and never
 * takes that away. Only the three files of a backup are removed: a folder that holds more stays.
 * @returns how many backups of the practice are there now.
 */
export async function keepNewest(folder: string, storeId: string, keep: number): Promise<number> {
  const own = (await backupsIn(folder)).filter(({ manifest }) => manifest.storeId === storeId);
  let kept = own.length;
  for (const { folder: old } of own.slice(Math.max(1, keep))) {
    if (!basename(old).startsWith(prefix)) continue;
    if (removeBackup(old)) kept -= 1;
  }
  return kept;
}

function removeBackup(folder: string): boolean {
  try {
    // The manifest first: without it, what a kill leaves is no backup any more.
    for (const name of backupFiles) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** What a backup of this practice left behind that was killed. */
export function removeUnfinished(folder: string, storeId: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(unfinishedName(storeId, ""))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

export function syncShelf(folder: string): void {
  try {
    syncFolder(folder);
  } catch {
    // Some shares cannot do it; the files themselves were synced.
  }
}
