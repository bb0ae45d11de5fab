import { join } from "node:path";
import { FourfoldError } from "../../../shared/errors.ts";
import { lookInto } from "../database/open.ts";
import { describeFault } from "../faults.ts";
import { type CheckLine, type OnProgress, runChecks } from "../integrity/checks.ts";
import { countsOf, storeIdOf } from "./contents.ts";
import { type Counts, checkFiles, damagedBackup, databaseName, type Manifest } from "./manifest.ts";
import { type KeyTrial, openBackup } from "./openBackup.ts";

export interface BackupLine {
  readonly check: CheckLine["check"] | "files" | "key" | "counts";
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Checks a backup in full without changing it: bytes against the manifest, the key, everything in the database, and the counts.
 * What is wrong is in the lines; what is missing after a line that failed could not be looked at.
 */
export async function verifyBackup(folder: string, trial: KeyTrial): Promise<readonly BackupLine[]> {
  const lines: BackupLine[] = [];
  let check: BackupLine["check"] = "key";
  try {
    const { manifest, dataKey } = await openBackup(folder, trial);
    try {
      lines.push({ check, ok: true, detail: "the password opens the backup" });
      check = "files";
      await checkFiles(folder, manifest);
      lines.push({ check, ok: true, detail: "every file is as it was written" });
      check = "integrity";
      lines.push(...checkCopy(join(folder, databaseName), dataKey, manifest));
    } finally {
      dataKey.fill(0);
    }
  } catch (fault) {
    const described = describeFault(fault);
    if (described === undefined) throw fault;
    lines.push({ check, ok: false, detail: described.message });
  }
  return lines;
}

/** Opens a copy of a backup's database and looks at everything, with the counts that the manifest promises. */
export function checkCopy(
  database: string,
  dataKey: Uint8Array,
  manifest: Manifest,
  onProgress?: OnProgress,
): BackupLine[] {
  return lookInto(database, dataKey, (sqlite) => {
    const lines: BackupLine[] = runChecks(sqlite, onProgress);
    const counts = countsOf(sqlite);
    const isOwn = storeIdOf(sqlite) === manifest.storeId;
    const ok = isOwn && sameCounts(counts, manifest.counts);
    const words = `${counts.patients} patients, ${counts.evaluations} evaluations, ${counts.letters} letters`;
    lines.push({ check: "counts", ok, detail: ok ? words : "the rows are not those that were backed up" });
    return lines;
  });
}

function sameCounts(left: Counts, right: Counts): boolean {
  return (Object.keys(left) as (keyof Counts)[]).every((name) => left[name] === right[name]);
}

/** @throws FourfoldError `storeDamaged` naming the first line that failed. */
export function requireSound(lines: readonly BackupLine[]): void {
  const wrong = lines.find((line) => !line.ok);
  if (wrong === undefined) return;
  const { message, ...rest } = damagedBackup().report();
  throw new FourfoldError({ ...rest, message: `${message} (${wrong.check}: ${wrong.detail})` });
}
