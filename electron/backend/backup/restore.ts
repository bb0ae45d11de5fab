import { copyFileSync, existsSync, statfsSync } from "node:fs";
import { basename, join } from "node:path";
import type { RestorePreview, StoreContents } from "../../../shared/contract/backup.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { localInstantOf } from "../clock.ts";
import { lookInto, openDatabase } from "../database/open.ts";
import { inWords } from "../faults.ts";
import { syncFile } from "../folder/atomicFile.ts";
import type { Restoration, StoreFolder } from "../folder/storeFolder.ts";
import { appendAudit } from "../records/audit.ts";
import { contentsOf } from "./contents.ts";
import { checkFiles, damagedBackup, databaseName, keysName, markOf } from "./manifest.ts";
import type { OpenedBackup } from "./openBackup.ts";
import { stampOf } from "./shelf.ts";
import { checkCopy, requireSound } from "./verifyBackup.ts";

/** What the backup holds, read from the backup itself; nothing in it is changed. */
export async function previewOf(
  { folder, manifest, dataKey }: OpenedBackup,
  present: StoreContents | undefined,
  presentStoreId: string | undefined,
): Promise<RestorePreview> {
  await checkFiles(folder, manifest);
  const backup = lookInto(join(folder, databaseName), dataKey, contentsOf);
  return {
    createdAt: manifest.createdAt,
    appVersion: manifest.appVersion,
    schemaVersion: manifest.schemaVersion,
    backup,
    ...(present === undefined ? {} : { present }),
    ...(presentStoreId === undefined ? {} : { samePractice: presentStoreId === manifest.storeId }),
  };
}

export interface RestoreResult {
  /** What was there before, untouched; absent where nothing was. */
  readonly keptAs: string | undefined;
  readonly accountNames: readonly string[];
}

/**
 * Copies a backup into a new place beside the store, checks the copy in full, brings its schema up to date, notes the restore in
 * its audit, and only then gives it the store's name; the store that was there keeps every byte under another name.
 * @param closeStore lets the present store go just before the names change.
 */
export async function restoreBackup(
  opened: OpenedBackup,
  storeFolder: StoreFolder,
  options: { readonly now: () => Date; readonly closeStore: () => void },
): Promise<RestoreResult> {
  const { folder, manifest, keys, dataKey, accountId } = opened;
  refuseWithoutRoom(storeFolder, manifest.files[databaseName].bytes);
  const place = inWords(() => storeFolder.beginRestoration(stampOf(localInstantOf(options.now()))));
  try {
    for (const [name, target] of [
      [databaseName, place.database],
      [keysName, place.keyFile],
    ] as const) {
      if (!existsSync(join(folder, name))) throw damagedBackup();
      inWords(() => copyFileSync(join(folder, name), target));
      syncFile(target);
      const { sha256 } = await markOf(target);
      // What was read from the disk of the backup is what was written to it.
      if (sha256 !== manifest.files[name].sha256) throw damagedBackup();
    }
    requireSound(checkCopy(place.database, dataKey, manifest));
    await noteRestore(place, dataKey, {
      at: localInstantOf(options.now()),
      ...(accountId === undefined ? {} : { accountId }),
      detail: { backup: basename(folder), createdAt: manifest.createdAt },
    });
    options.closeStore();
    const keptAs = inWords(() => place.takePlace());
    return { keptAs, accountNames: keys.accounts.map((slot) => slot.accountName) };
  } catch (fault) {
    place.discard();
    throw fault;
  }
}

async function noteRestore(
  place: Restoration,
  dataKey: Uint8Array,
  event: Omit<Parameters<typeof appendAudit>[1], "action">,
): Promise<void> {
  const store = openDatabase(place.database, dataKey);
  try {
    await store.write((writable) => appendAudit(writable, { ...event, action: "store.restored" }));
  } finally {
    store.close();
  }
}

/** Told before anything is written, with the number that IT needs. */
function refuseWithoutRoom(storeFolder: StoreFolder, bytes: number): void {
  const { bavail, bsize } = statfsSync(storeFolder.nearest);
  // A migration may write the database once more.
  const needed = 2 * bytes + 4 * 1024 * 1024;
  if (bavail * bsize >= needed) return;
  throw new FourfoldError({
    code: "diskFull",
    message: `The disk of the data folder has too little room for this backup: ${Math.ceil(needed / 1024 / 1024)} MB are needed. Nothing was changed.`,
    action: "Free some space on that disk, then restore again.",
  });
}
