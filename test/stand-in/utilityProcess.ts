import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter } from "node:events";
import type { ForkOptions, UtilityProcess } from "electron";

const running = new Set<StandInUtilityProcess>();

export function runningUtilities(): { pid: number; serviceName: string }[] {
  return [...running].flatMap(({ pid, serviceName }) => (pid === undefined ? [] : [{ pid, serviceName }]));
}

/** A process of the same Node that runs the main process; messages are structured clones, as in Electron. */
class StandInUtilityProcess
  extends EventEmitter
  implements Pick<UtilityProcess, "postMessage" | "kill" | "pid" | "stdout" | "stderr">
{
  readonly serviceName: string;
  readonly #child: ChildProcess;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    this.serviceName = options.serviceName ?? "Node Utility Process";
    const given = options.stdio ?? "inherit";
    const [, output, errors] = typeof given === "string" ? [given, given, given] : given;
    this.#child = fork(modulePath, args, {
      execArgv: ["--import", new URL("./utilityChild.ts", import.meta.url).href],
      serialization: "advanced",
      stdio: ["ignore", stdio(output), stdio(errors), "ipc"],
      ...(options.env === undefined ? {} : { env: { ...process.env, ...options.env } }),
    });
    running.add(this);
    this.#child.on("spawn", () => this.emit("spawn"));
    this.#child.on("message", (message) => this.emit("message", message));
    this.#child.once("exit", (exitCode, signal) => {
      running.delete(this);
      this.emit("exit", exitCode ?? (signal === "SIGKILL" ? 9 : 15));
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown): void {
    // A process that just died has no channel any more; its end is reported by "exit".
    if (this.#child.connected) this.#child.send(message as Parameters<ChildProcess["send"]>[0], () => {});
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork(modulePath: string, args: string[] = [], options: ForkOptions = {}) {
    return new StandInUtilityProcess(modulePath, args, options);
  },
};

function stdio(choice: string | undefined): "pipe" | "ignore" | "inherit" {
  return choice === "pipe" || choice === "ignore" ? choice : "inherit";
}
