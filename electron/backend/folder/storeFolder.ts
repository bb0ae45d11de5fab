import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
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

const creationPrefix = ".creating-";

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
    if (!existsSync(this.#storeFolder)) return "absent";
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

  release(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  /** What a creation left behind that was killed. The lock is held: nobody is at work on it. */
  #removeUnfinished(): void {
    for (const name of readdirSync(this.#dataFolder)) {
      if (name.startsWith(creationPrefix)) {
        rmSync(join(this.#dataFolder, name), { recursive: true, force: true });
      }
    }
  }

  #takeLock(): void {
    this.#lock ??= lockFolder(join(this.#dataFolder, "fourfold.lock"));
  }
}
