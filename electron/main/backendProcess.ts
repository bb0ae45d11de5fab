import { createInterface } from "node:readline";
import { type UtilityProcess, utilityProcess } from "electron";
import type { ErrorReport } from "../../shared/errors.ts";
import type { PolicyInForce } from "../../shared/policy/merge.ts";
import {
  type AnyReply,
  appVersionSwitch,
  dataFolderSwitch,
  type FromBackend,
  type ToBackend,
} from "../backendMessages.ts";

interface Options {
  /** The bundle of `electron/backend/process.ts`. */
  readonly modulePath: string;
  readonly dataFolder: string;
  readonly appVersion: string;
  /** What administrators have decided; told to each process before its first call. */
  readonly policy: () => PolicyInForce;
  /** Milliseconds, from any fixed point; counts how often the process had to be started again. */
  readonly now: () => number;
  readonly onRestarted: () => void;
  readonly onStopped: (exitCode: number, willRestart: boolean) => void;
  /** A line for the log: where the backend met a fault, without data. */
  readonly onFault: (line: string) => void;
}

/** Started again at most this often within the window of time below; then something is broken that a restart cannot mend. */
const restartLimit = 3;
const restartWindowMilliseconds = 60_000;
/** How long the store may take to close before the process is ended; what was acknowledged is on disk by then. */
const closingLimitMilliseconds = 10_000;

const stopped: ErrorReport = {
  code: "unexpected",
  message: "The part of Fourfold that keeps the data stopped and was started again.",
  action: "Everything shown as saved is on disk. Sign in again; what you typed since will be saved then.",
};
const givenUp: ErrorReport = {
  code: "unexpected",
  message: "The part of Fourfold that keeps the data stops again and again.",
  action:
    "Everything shown as saved is on disk. Close Fourfold and open it again; if it stays so, give the log to IT.",
};

/**
 * The process that owns the data. Calls are numbered and answered by number; when the process dies, every waiting call is
 * answered with an error and the process is started again.
 */
export class BackendProcess {
  readonly #options: Options;
  readonly #waiting = new Map<number, (reply: AnyReply) => void>();
  readonly #starts: number[] = [];
  #process: UtilityProcess | undefined;
  #lastId = 0;
  #closing: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#start();
  }

  call(name: string, input: unknown): Promise<AnyReply> {
    const running = this.#process;
    if (running === undefined || this.#closing !== undefined) {
      return Promise.resolve({ ok: false, error: givenUp });
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const message: ToBackend = { kind: "call", id, name, input };
      running.postMessage(message);
    });
  }

  /** Tells the process what administrators have decided now. Calls that are made after it obey it. */
  tellPolicy(): void {
    const message: ToBackend = { kind: "policy", policy: this.#options.policy() };
    this.#process?.postMessage(message);
  }

  /** Lets running calls finish and the store close; resolves when the process has ended. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  #start(): void {
    const child = utilityProcess.fork(
      this.#options.modulePath,
      [`${dataFolderSwitch}${this.#options.dataFolder}`, `${appVersionSwitch}${this.#options.appVersion}`],
      { serviceName: "Fourfold data", stdio: ["ignore", "ignore", "pipe"] },
    );
    if (child.stderr !== null) {
      createInterface({ input: child.stderr }).on("line", (line) => this.#options.onFault(line));
    }
    this.#process = child;
    this.#starts.push(this.#options.now());
    child.on("message", (message: FromBackend) => {
      this.#waiting.get(message.id)?.(message.reply);
      this.#waiting.delete(message.id);
    });
    child.once("exit", (exitCode) => this.#ended(exitCode));
    this.tellPolicy();
  }

  #ended(exitCode: number): void {
    this.#process = undefined;
    const mayRestart = this.#closing === undefined && !this.#restartedTooOften();
    for (const answer of this.#waiting.values()) answer({ ok: false, error: mayRestart ? stopped : givenUp });
    this.#waiting.clear();
    if (this.#closing !== undefined) return;
    this.#options.onStopped(exitCode, mayRestart);
    if (!mayRestart) return;
    this.#start();
    this.#options.onRestarted();
  }

  #restartedTooOften(): boolean {
    const since = this.#options.now() - restartWindowMilliseconds;
    return this.#starts.filter((startedAt) => startedAt > since).length > restartLimit;
  }

  async #end(): Promise<void> {
    const running = this.#process;
    if (running === undefined) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => running.kill(), closingLimitMilliseconds);
      running.once("exit", () => {
        clearTimeout(limit);
        resolve();
      });
      const message: ToBackend = { kind: "close" };
      running.postMessage(message);
    });
  }
}
