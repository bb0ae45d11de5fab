import { createHash } from "node:crypto";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeBackup } from "../../electron/backend/backup/makeBackup.ts";
import { openBackup } from "../../electron/backend/backup/openBackup.ts";
import { rehearseRestore } from "../../electron/backend/backup/rehearse.ts";
import { restoreBackup } from "../../electron/backend/backup/restore.ts";
import { lookInto, openDatabase } from "../../electron/backend/database/open.ts";
import { StoreFolder } from "../../electron/backend/folder/storeFolder.ts";
import { completeCase } from "../unit/backend/cases.ts";
import { cheapWork } from "../unit/backend/values.ts";
import {
  addEvaluations,
  databaseOf,
  faultsOf,
  makePractice,
  opening,
  temporaryFolder,
  workIn,
} from "./practices.ts";

/**
 * Backs up and restores a practice of a given size, and compares what came back with what was there, row by row. Prints how long
 * each step takes. `npm run reliability -- --rehearse 10000`. Every evaluation is the complete invented case, of a patient of its own;
 * of a hundred one is signed.
 */

export interface RehearsalOutcome {
  readonly lines: readonly string[];
  /** Tables of which a row differs, and what the full check of the restored store finds wrong. */
  readonly differing: readonly string[];
}

/** Table -> hash of all its rows. */
function rowHashes(database: string, dataKey: Uint8Array): Map<string, string> {
  return lookInto(database, dataKey, (sqlite) => {
    const tables = sqlite
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
      )
      .pluck()
      .all();
    return new Map(
      tables
        // The audit and its counter go on with the entry about the restore.
        .filter((table) => !["audit", "sqlite_sequence"].includes(table))
        .map((table) => {
          const hash = createHash("sha256");
          for (const row of sqlite.prepare(`SELECT * FROM ${table}`).raw().iterate())
            hash.update(JSON.stringify(row));
          return [table, hash.digest("hex")];
        }),
    );
  });
}

export async function runRehearsal(evaluations: number): Promise<RehearsalOutcome> {
  const { folder, remove } = temporaryFolder("rehearsal");
  const lines: string[] = [];
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await work();
    lines.push(`${what.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  };
  const now = () => new Date();
  const shelf = join(folder, "shelf");
  const restoredFolder = join(folder, "restored");
  const restored = new StoreFolder(restoredFolder);
  try {
    const practice = await makePractice(folder, Math.ceil(evaluations / 100));
    await workIn(practice);
    const { dataFolder, dataKey, ready } = practice;
    const source = {
      database: databaseOf(dataFolder),
      keyFile: join(dataFolder, "store", "keys.json"),
      dataKey,
    };
    const store = openDatabase(source.database, dataKey);
    // Those that were signed, and the one that is being worked on, are there already.
    addEvaluations(store, evaluations - ready.length - 1, completeCase().answers);
    store.close();
    mkdirSync(shelf);
    const made = await timed("backup", () =>
      makeBackup({ ...source, folder: shelf, keep: 1, appVersion: "", now }),
    );
    lines.unshift(
      `${evaluations} evaluations, ${(statSync(source.database).size / 1024 / 1024).toFixed(0)} MB`,
    );
    const trial = { opening, attemptsFolder: folder, now, workFactor: cheapWork };
    const rehearsal = await timed("rehearsal of the restore", () =>
      rehearseRestore(made.folder, folder, trial),
    );
    for (const line of rehearsal.lines) {
      lines.push(
        `  ${line.ok ? "ok    " : "FAILED"} ${line.step.padEnd(8)} ${(line.milliseconds / 1000).toFixed(1)} s  ${line.detail}`,
      );
    }
    const opened = await openBackup(made.folder, trial);
    await timed("restore", () => restoreBackup(opened, restored, { now, closeStore: () => {} }));
    const before = rowHashes(source.database, source.dataKey);
    const after = rowHashes(restored.place.database, source.dataKey);
    const differing = [...before]
      .filter(([table, hash]) => after.get(table) !== hash)
      .map(([table]) => table);
    restored.release();
    differing.push(...(await faultsOf(restoredFolder)));
    if (!rehearsal.ok) differing.push("(the rehearsal failed)");
    return { lines, differing };
  } finally {
    restored.release();
    remove();
  }
}
