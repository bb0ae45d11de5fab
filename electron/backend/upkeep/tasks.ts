import { closeSync, fsyncSync, openSync, statSync } from "node:fs";
import { contentsOf, countsOf } from "../backup/contents.ts";
import type { Counts } from "../backup/manifest.ts";
import { versionOf } from "../database/migrations/index.ts";
import { lookInto, readBeside } from "../database/open.ts";
import { type CheckLine, type OnProgress, runChecks } from "../integrity/checks.ts";

/** The long work on a database, in a thread of its own so that the window is answered meanwhile. */

export type Task =
  /** Copies the open store into a new file, encrypted with the same key, and checks the copy by opening it. */
  | { readonly kind: "copy"; readonly database: string; readonly target: string }
  /** The full check of the open store. */
  | { readonly kind: "check"; readonly database: string };

export interface Copied {
  readonly lines: readonly CheckLine[];
  readonly counts: Counts;
  readonly schemaVersion: number;
}

export interface TaskResults {
  readonly copy: Copied;
  readonly check: readonly CheckLine[];
}

export function runTask<Kind extends Task["kind"]>(
  task: Extract<Task, { kind: Kind }>,
  dataKey: Uint8Array,
  onProgress: (step: string, share?: number) => void,
): TaskResults[Kind];
export function runTask(
  task: Task,
  dataKey: Uint8Array,
  onProgress: (step: string, share?: number) => void,
): TaskResults[Task["kind"]] {
  const told: OnProgress = (check, done, total) =>
    onProgress(stepWords[check], total > 1 ? done / total : undefined);
  if (task.kind === "check") {
    return readBeside(task.database, dataKey, (sqlite) => runChecks(sqlite, told));
  }
  onProgress("Copying");
  // One statement, so one state of the data: what is saved meanwhile waits for the next backup. It copies the rows, not the
  // file, so that a page that cannot be read stops it instead of being carried on.
  readBeside(task.database, dataKey, (sqlite) => {
    sqlite.prepare("VACUUM INTO ?").run(task.target);
  });
  syncFile(task.target);
  return lookInto(task.target, dataKey, (sqlite) => {
    const lines = runChecks(sqlite, told);
    // Read like a restore would read it.
    contentsOf(sqlite);
    return { lines, counts: countsOf(sqlite), schemaVersion: versionOf(sqlite) };
  });
}

const stepWords: Readonly<Record<CheckLine["check"], string>> = {
  integrity: "Checking every page",
  "foreign keys": "Checking what belongs together",
  migrations: "Checking the version",
  letters: "Checking the letters",
  audit: "Checking the audit log",
};

function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    if (statSync(path).size > 0) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
