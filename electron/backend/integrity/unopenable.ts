import { statSync } from "node:fs";
import type { FourfoldError } from "../../../shared/errors.ts";
import { describeFault } from "../faults.ts";
import type { Place } from "../folder/storeFolder.ts";

/**
 * Remembers that a store could not be opened although its key was right, so that the window says so before anybody types another
 * password, and offers a backup. As soon as a file of the store is another, it is forgotten.
 */
export class Unopenable {
  readonly #place: Place;
  #found: { readonly fault: FourfoldError; readonly files: string } | undefined;

  constructor(place: Place) {
    this.#place = place;
  }

  /** @returns the fault itself, in words where there are words. */
  note(fault: unknown): unknown {
    const described = describeFault(fault);
    if (described?.code === "storeDamaged" || described?.code === "storeUnreadable") {
      this.#found = { fault: described, files: this.#files() };
    }
    return described ?? fault;
  }

  clear(): void {
    this.#found = undefined;
  }

  throwIfStill(): void {
    if (this.#found === undefined) return;
    if (this.#found.files === this.#files()) throw this.#found.fault;
    this.#found = undefined;
  }

  #files(): string {
    const { database, keyFile } = this.#place;
    return [database, `${database}-wal`, keyFile]
      .map((path) => statSync(path, { throwIfNoEntry: false }))
      .map((found) => (found === undefined ? "none" : `${found.mtimeMs} ${found.size} ${found.ino}`))
      .join(", ");
  }
}
