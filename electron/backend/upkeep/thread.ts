import { Worker } from "node:worker_threads";
import { type ErrorReport, FourfoldError } from "../../../shared/errors.ts";
import type { Task, TaskResults } from "./tasks.ts";

export interface WorkerInput {
  readonly task: Task;
  readonly dataKey: Uint8Array;
}

export type FromWorker =
  | { readonly kind: "progress"; readonly step: string; readonly share?: number }
  | { readonly kind: "done"; readonly value: unknown }
  | {
      readonly kind: "failed";
      readonly name: string;
      /** In words, where the fault has words of the store. */
      readonly report?: ErrorReport;
      /** As the system or SQLite called it. */
      readonly code?: string;
    };

/** A fault inside the thread: keeps the system's code, so that whoever asked can say what it means there. */
export class TaskFault extends Error {
  readonly code: string | undefined;
  readonly report: ErrorReport | undefined;

  constructor(message: Extract<FromWorker, { kind: "failed" }>) {
    super(`A task of the store failed: ${message.name} ${message.code ?? ""}`);
    this.name = "TaskFault";
    this.code = message.code;
    this.report = message.report;
  }
}

export interface RunningTask<Result> {
  readonly result: Promise<Result>;
  /** Ends the thread, wherever it is; the result is then refused. */
  stop(): Promise<void>;
}

/** The source in development and tests; the built thread lies in a folder of its own beside the other bundles. */
function entry(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("./worker.ts", import.meta.url)
    : new URL("../upkeep/worker.js", import.meta.url);
}

/** @param dataKey is copied into the thread; the caller's own stays the caller's to clear. */
export function startTask<Kind extends Task["kind"]>(
  task: Extract<Task, { kind: Kind }>,
  dataKey: Uint8Array,
  onProgress: (step: string, share?: number) => void,
): RunningTask<TaskResults[Kind]> {
  const input: WorkerInput = { task, dataKey };
  // Warnings about type stripping would be the only thing that it says.
  const worker = new Worker(entry(), { workerData: input, stdout: true, stderr: true });
  const result = new Promise<TaskResults[Kind]>((resolve, reject) => {
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "progress") onProgress(message.step, message.share);
      else if (message.kind === "done") resolve(message.value as TaskResults[Kind]);
      else reject(new TaskFault(message));
    });
    worker.once("error", reject);
    worker.once("exit", () => reject(stopped()));
  });
  return {
    result,
    stop: async () => {
      await worker.terminate();
    },
  };
}

function stopped(): FourfoldError {
  return new FourfoldError({
    code: "unexpected",
    message: "The work was stopped before it was done.",
    action: "Begin it again.",
  });
}
