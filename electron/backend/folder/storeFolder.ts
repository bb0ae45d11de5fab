import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { FourfoldError } from "../../../shared/errors.ts";
import { syncFolder } from "./atomicFile.ts";
import { type FolderLock, lockFolder } from "./folderLock.ts";
import { isOnNetwork } from "./networkFolder.ts";

/** The files of a store. */
export interface Place {
  readonly database: string;
  readonly keyFile: string;
  readonly attempts: string;
}

function placeIn(folder: string): Place {
  return {
    database: join(folder, "fourfold.db"),
    keyFile: join(folder, "keys.json"),
    attempts: join(folder, "attempts.json"),
  };
}

/** A store that is being made, out of sight. */
export interface Creation extends Place {
  /** One rename: before it there is no store, after it there is a whole one. */
  takePlace(): void;
  /** Takes back what this creation made; also after it took its place, as long as nobody has worked with it. */
  discard(): void;
}

/** A backup that is being brought back, out of sight. */
export interface Restoration extends Place {
  /**
   * The restored store takes the name of the present one, which keeps all its bytes under another name.
   * @returns the folder with what was there before, where something was.
   */
  takePlace(): string | undefined;
  /** Takes back what was copied, as long as it has not taken its place. */
  discard(): void;
}

const creationPrefix = ".creating-";
const restoringPrefix = ".restoring-";
/** Whole and checked, waiting only for its name. */
const restoredPrefix = "store-restored-";
const keptPrefix = "store-before-restore-";

/**
 * The data folder on disk: `store/` holds the database with its keys, `fourfold.lock` keeps a second program out. What is
 * there is never deleted, replaced or made anew.
 */
export class StoreFolder {
  readonly #dataFolder: string;
  readonly #storeFolder: string;
  readonly place: Place;
  #lock: FolderLock | undefined;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
    this.#storeFolder = join(dataFolder, "store");
    this.place = placeIn(this.#storeFolder);
  }

  /**
   * @throws FourfoldError `folderOnNetwork`, `storeLocked`, or `storeDamaged` when one of the two files is missing; the
   * system's error when the folder cannot be written.
   */
  find(): "absent" | "present" {
    if (isOnNetwork(this.#dataFolder)) {
      throw new FourfoldError({
        code: "folderOnNetwork",
        message: "The data folder lies on a network share, where a live database is damaged sooner or later.",
        action: "Choose a folder on this computer's own disk. Backups may go to the share.",
      });
    }
    if (!existsSync(this.#storeFolder) && !this.#finishRestoration()) return "absent";
    this.#takeLock();
    const database = existsSync(this.place.database);
    const keys = existsSync(this.place.keyFile);
    if (database && keys) return "present";
    if (!database && !keys && readdirSync(this.#storeFolder).length === 0) return "absent";
    throw new FourfoldError({
      code: "storeDamaged",
      message: database
        ? "The file keys.json is missing from the data folder: without it nothing opens the database."
        : "The file fourfold.db is missing from the data folder.",
      action: "Nothing was changed. Ask IT to put the missing file back from the latest backup.",
    });
  }

  beginCreation(): Creation {
    mkdirSync(this.#dataFolder, { recursive: true });
    this.#takeLock();
    this.#removeUnfinished();
    const folder = join(this.#dataFolder, `${creationPrefix}${randomBytes(6).toString("hex")}`);
    mkdirSync(folder, { mode: 0o700 });
    let hasTakenPlace = false;
    return {
      ...placeIn(folder),
      takePlace: () => {
        syncFolder(folder);
        if (existsSync(this.#storeFolder)) rmdirSync(this.#storeFolder);
        renameSync(folder, this.#storeFolder);
        hasTakenPlace = true;
        syncFolder(this.#dataFolder);
      },
      discard: () => {
        if (hasTakenPlace) renameSync(this.#storeFolder, folder);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }

  /** The data folder, or its closest ancestor that is there. */
  get nearest(): string {
    let folder = this.#dataFolder;
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
    return folder;
  }

  /** @param stamp tells the kept store's time from its name, such as "20251112-183000". */
  beginRestoration(stamp: string): Restoration {
    mkdirSync(this.#dataFolder, { recursive: true });
    this.#takeLock();
    this.#removeUnfinished();
    const mark = randomBytes(4).toString("hex");
    const folder = join(this.#dataFolder, `${restoringPrefix}${mark}`);
    const restored = join(this.#dataFolder, `${restoredPrefix}${mark}`);
    const kept = join(this.#dataFolder, `${keptPrefix}${stamp}-${mark}`);
    mkdirSync(folder, { mode: 0o700 });
    return {
      ...placeIn(folder),
      takePlace: () => {
        syncFolder(folder);
        renameSync(folder, restored);
        const hadStore = existsSync(this.#storeFolder);
        // Between these two there is no store: whoever looks then finds the restored one and gives it the name.
        if (hadStore) renameSync(this.#storeFolder, kept);
        renameSync(restored, this.#storeFolder);
        syncFolder(this.#dataFolder);
        return hadStore ? kept : undefined;
      },
      discard: () => rmSync(folder, { recursive: true, force: true }),
    };
  }

  /** A restore that was cut off between its two renames. */
  #finishRestoration(): boolean {
    if (!existsSync(this.#dataFolder)) return false;
    const restored = readdirSync(this.#dataFolder).find((name) => name.startsWith(restoredPrefix));
    if (restored === undefined) return false;
    this.#takeLock();
    renameSync(join(this.#dataFolder, restored), this.#storeFolder);
    syncFolder(this.#dataFolder);
    return true;
  }

  release(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  /** What a creation or a restore left behind that was killed. The lock is held: nobody is at work on it. */
  #removeUnfinished(): void {
    for (const name of readdirSync(this.#dataFolder)) {
      if ([creationPrefix, restoringPrefix, restoredPrefix].some((prefix) => name.startsWith(prefix))) {
        rmSync(join(this.#dataFolder, name), { recursive: true, force: true });
      }
    }
  }

  #takeLock(): void {
    this.#lock ??= lockFolder(join(this.#dataFolder, "fourfold.lock"));
  }
}
