import { parentPort, workerData } from "node:worker_threads";
import { codeOf, describeFault } from "../faults.ts";
import { runTask, type Task } from "./tasks.ts";
import type { FromWorker, WorkerInput } from "./thread.ts";

/** The thread: one task, then it ends. The key comes in memory and is gone with it. */

const { task, dataKey } = workerData as WorkerInput;

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

try {
  const value = runTask(task as Extract<Task, { kind: "copy" }>, dataKey, (step, share) =>
    tell({ kind: "progress", step, ...(share === undefined ? {} : { share }) }),
  );
  tell({ kind: "done", value });
} catch (fault) {
  const report = describeFault(fault)?.report();
  const code = codeOf(fault);
  tell({
    kind: "failed",
    name: fault instanceof Error ? fault.name : typeof fault,
    ...(report === undefined ? {} : { report }),
    ...(code === undefined ? {} : { code }),
  });
} finally {
  dataKey.fill(0);
}
