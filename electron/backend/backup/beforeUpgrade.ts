import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FourfoldError } from "../../../shared/errors.ts";
import { instantOf, localInstantOf } from "../clock.ts";
import { currentVersion, versionOf } from "../database/migrations/index.ts";
import { lookInto } from "../database/open.ts";
import { codeOf } from "../faults.ts";
import { syncFile, syncFolder, writeFileAtomically } from "../folder/atomicFile.ts";
import { refuseWithoutLog } from "../integrity/inUse.ts";
import { readKeyFile } from "../vault/keyFile.ts";
import { countsOf } from "./contents.ts";
import { backupFormat, databaseName, keysName, type Manifest, manifestName, markOf } from "./manifest.ts";
import { backupName, keepNewest, removeUnfinished, unfinishedName } from "./shelf.ts";

/** As many versions can be gone back to. */
const keptCopies = 2;

/** Where the copies lie: inside the data folder, beside the store. */
export function beforeUpgradeFolder(dataFolder: string): string {
  return join(dataFolder, "before-update");
}

export interface UpgradeCopyRequest {
  readonly database: string;
  readonly keyFile: string;
  readonly dataKey: Uint8Array;
  readonly dataFolder: string;
  /** Of the program that makes the copy. */
  readonly appVersion?: string;
  readonly now: () => Date;
}

export interface UpgradeCopy {
  /** Schema before. */
  readonly from: number;
  readonly to: number;
  /** Name of the copy: a backup like any other, which `restore` takes. */
  readonly name: string;
}

/**
 * Copies a store that was last used by an earlier version, before its schema is changed. The copy is a backup: same files, same
 * encryption, same passwords. Without one the schema is not touched.
 * @returns undefined where the schema needs no change.
 * @throws FourfoldError `diskFull`, `folderNotWritable`, `storeDamaged`.
 */
export async function copyBeforeUpgrade(request: UpgradeCopyRequest): Promise<UpgradeCopy | undefined> {
  const from = versionToUpgrade(request);
  if (from === undefined) return undefined;
  try {
    return { from, to: currentVersion, name: await copy(request, from) };
  } catch (fault) {
    throw inWords(fault);
  }
}

/** The schema that has to be changed. A store that cannot be opened has none: whoever opens it next says why. */
function versionToUpgrade({ database, dataKey }: UpgradeCopyRequest): number | undefined {
  try {
    refuseWithoutLog(database);
    const version = lookInto(database, dataKey, versionOf);
    // An empty file has no version: it is no store.
    return version > 0 && version < currentVersion ? version : undefined;
  } catch {
    return undefined;
  }
}

async function copy(request: UpgradeCopyRequest, from: number): Promise<string> {
  const { storeId } = readKeyFile(request.keyFile);
  const shelf = beforeUpgradeFolder(request.dataFolder);
  mkdirSync(shelf, { recursive: true, mode: 0o700 });
  removeUnfinished(shelf, storeId);
  const unfinished = join(shelf, unfinishedName(storeId, randomBytes(4).toString("hex")));
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileAtomically(join(unfinished, keysName), readFileSync(request.keyFile));
    const target = join(unfinished, databaseName);
    const counts = lookInto(request.database, request.dataKey, (sqlite) => {
      sqlite.prepare("VACUUM INTO ?").run(target);
      return countsOf(sqlite);
    });
    syncFile(target);
    lookInto(target, request.dataKey, (sqlite) => {
      const sound = sqlite.prepare<[], string>("PRAGMA quick_check(1)").pluck().get() === "ok";
      const same = JSON.stringify(countsOf(sqlite)) === JSON.stringify(counts);
      if (!sound || !same || versionOf(sqlite) !== from) throw unsound();
    });
    const createdAt = request.now();
    const manifest: Manifest = {
      format: backupFormat,
      storeId,
      createdAt: instantOf(createdAt),
      schemaVersion: from,
      appVersion: request.appVersion ?? "",
      counts,
      files: { [databaseName]: await markOf(target), [keysName]: await markOf(join(unfinished, keysName)) },
    };
    writeFileAtomically(join(unfinished, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    const name = freeName(shelf, backupName(storeId, localInstantOf(createdAt)));
    renameSync(unfinished, join(shelf, name));
    syncFolder(shelf);
    await keepNewest(shelf, storeId, keptCopies);
    return name;
  } catch (fault) {
    rmSync(unfinished, { recursive: true, force: true });
    throw fault;
  }
}

function freeName(shelf: string, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(join(shelf, candidate))) return candidate;
  }
}

function unsound(): FourfoldError {
  return new FourfoldError({
    code: "storeDamaged",
    message:
      "This version of Fourfold changes how the data is stored. The copy that is made before that did not pass its check, so nothing was changed.",
    action: "Install the version that was used last, and run the full check there.",
  });
}

function inWords(fault: unknown): unknown {
  if (fault instanceof FourfoldError) return fault;
  const code = codeOf(fault) ?? "";
  const lead =
    "This version of Fourfold changes how the data is stored, and keeps a copy of the store before that.";
  if (["ENOSPC", "EDQUOT", "SQLITE_FULL"].includes(code)) {
    return new FourfoldError(
      {
        code: "diskFull",
        message: `${lead} The disk of the data folder has no room for it. Nothing was changed.`,
        action: "Free as much space on that disk as the database takes, then sign in again.",
      },
      { cause: fault },
    );
  }
  if (/^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/.test(code)) {
    return new FourfoldError(
      {
        code: "folderNotWritable",
        message: `${lead} It cannot be written into the folder “before-update” of the data folder. Nothing was changed.`,
        action: "Ask IT to give this user write access to the data folder, then sign in again.",
      },
      { cause: fault },
    );
  }
  return fault;
}
