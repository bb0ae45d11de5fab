/**
 * Loaded first in a process that `utilityProcess.fork` started: gives it the `process.parentPort` that Electron would.
 * Messages wait until somebody listens, and the process ends with its parent.
 */
import { EventEmitter } from "node:events";
import type { ParentPort } from "electron";

class StandInParentPort extends EventEmitter implements Pick<ParentPort, "postMessage"> {
  readonly #early: unknown[] = [];

  constructor() {
    super();
    process.on("message", (message) => {
      if (this.listenerCount("message") === 0) this.#early.push(message);
      else this.#deliver(message);
    });
    process.on("disconnect", () => process.exit(0));
    this.on("newListener", (name) => {
      if (name !== "message") return;
      queueMicrotask(() => {
        for (const message of this.#early.splice(0)) this.#deliver(message);
      });
    });
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }

  #deliver(message: unknown): void {
    this.emit("message", { data: message, ports: [] });
  }
}

Object.defineProperty(process, "parentPort", { value: new StandInParentPort() });
