import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { FourfoldError } from "../../../shared/errors.ts";
import { instantOf, localInstantOf } from "../clock.ts";
import { writeFileAtomically } from "../folder/atomicFile.ts";
import type { CheckLine } from "../integrity/checks.ts";
import type { Copied } from "../upkeep/tasks.ts";
import { type RunningTask, startTask, TaskFault } from "../upkeep/thread.ts";
import { readKeyFile } from "../vault/keyFile.ts";
import { describeBackupFault, folderMissing } from "./faults.ts";
import { backupFormat, databaseName, keysName, type Manifest, manifestName, markOf } from "./manifest.ts";
import { backupName, isFolder, keepNewest, removeUnfinished, syncShelf, unfinishedName } from "./shelf.ts";

export interface BackupRequest {
  readonly database: string;
  readonly keyFile: string;
  readonly dataKey: Uint8Array;
  /** Where backups go; must be there. */
  readonly folder: string;
  readonly keep: number;
  readonly appVersion: string;
  readonly now: () => Date;
  readonly onProgress?: (step: string, share?: number) => void;
  /** Told the task once it runs, so that it can be stopped. */
  readonly onTask?: (task: RunningTask<unknown>) => void;
}

export interface MadeBackup {
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  /** How many backups of this practice are in the folder now. */
  readonly kept: number;
  readonly manifest: Manifest;
}

/**
 * Makes one backup: copied out of sight, opened and checked in full, hashed, and only then given its name. Older ones are taken
 * away after that. A failure leaves nothing behind and all earlier backups as they were.
 * @throws FourfoldError in the words of backups.
 */
export async function makeBackup(request: BackupRequest): Promise<MadeBackup> {
  const folder = resolve(request.folder);
  if (!isFolder(folder)) throw folderMissing();
  let unfinished: string | undefined;
  try {
    const { storeId } = readKeyFile(request.keyFile);
    removeUnfinished(folder, storeId);
    unfinished = join(folder, unfinishedName(storeId, randomBytes(4).toString("hex")));
    mkdirSync(unfinished, { mode: 0o700 });
    // The keys as they are before the copy: an account made in between lacks its key in the backup, never the other way round.
    writeFileAtomically(join(unfinished, keysName), readFileSync(request.keyFile));
    const copied = await copyInto(join(unfinished, databaseName), request);
    refuseUnsound(copied.lines);
    request.onProgress?.("Reading it back");
    const createdAt = request.now();
    const manifest: Manifest = {
      format: backupFormat,
      storeId,
      createdAt: instantOf(createdAt),
      schemaVersion: copied.schemaVersion,
      appVersion: request.appVersion,
      counts: copied.counts,
      files: {
        [databaseName]: await markOf(join(unfinished, databaseName)),
        [keysName]: await markOf(join(unfinished, keysName)),
      },
    };
    writeFileAtomically(join(unfinished, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    const final = freeName(join(folder, backupName(storeId, localInstantOf(createdAt))));
    renameSync(unfinished, final);
    unfinished = undefined;
    syncShelf(folder);
    const kept = await keepNewest(folder, storeId, request.keep);
    const bytes = manifest.files[databaseName].bytes + manifest.files[keysName].bytes;
    return { folder: final, name: basename(final), bytes, kept, manifest };
  } catch (fault) {
    if (unfinished !== undefined) removeQuietly(unfinished);
    throw describeTaskFault(fault) ?? describeBackupFault(fault) ?? fault;
  }
}

function copyInto(target: string, { database, dataKey, onProgress, onTask }: BackupRequest): Promise<Copied> {
  const task = startTask({ kind: "copy", database, target }, dataKey, onProgress ?? (() => {}));
  onTask?.(task);
  return task.result;
}

/** The store's own damage has its words; what else the thread met has to do with the place of the backup. */
function describeTaskFault(fault: unknown): FourfoldError | undefined {
  if (!(fault instanceof TaskFault)) return undefined;
  const code = fault.report?.code;
  if (code !== "storeDamaged" && code !== "storeUnreadable") return undefined;
  return new FourfoldError(
    {
      code: "storeDamaged",
      message: "The backup could not be made: a part of the practice's data cannot be read.",
      action: "Keep every earlier backup. Run the full check in Settings, Backup and restore.",
    },
    { cause: fault },
  );
}

function refuseUnsound(lines: readonly CheckLine[]): void {
  const wrong = lines.find((line) => !line.ok);
  if (wrong === undefined) return;
  throw new FourfoldError({
    code: "storeDamaged",
    message: `The backup was made but did not pass its check (${wrong.check}: ${wrong.detail}), so it was not kept.`,
    action: "Keep every earlier backup. Run the full check in Settings, Backup and restore.",
  });
}

function freeName(path: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The disk is gone; the next backup to it clears it away.
  }
}
