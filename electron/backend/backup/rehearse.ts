import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describeFault } from "../faults.ts";
import { StoreFolder } from "../folder/storeFolder.ts";
import { databaseName } from "./manifest.ts";
import { type KeyTrial, openBackup } from "./openBackup.ts";
import { restoreBackup } from "./restore.ts";
import { type BackupLine, checkCopy, requireSound } from "./verifyBackup.ts";

export interface RehearsalLine {
  readonly step: string;
  readonly ok: boolean;
  readonly detail: string;
  /** How long it took. */
  readonly milliseconds: number;
}

export interface Rehearsal {
  readonly ok: boolean;
  readonly lines: readonly RehearsalLine[];
}

/**
 * Restores a backup into a place of its own, checks what came out, and takes it away again, whatever happens. The copy is
 * encrypted as the backup is. Neither the backup nor any store is touched.
 * @param inside the folder in which the place is made.
 */
export async function rehearseRestore(folder: string, inside: string, trial: KeyTrial): Promise<Rehearsal> {
  const lines: RehearsalLine[] = [];
  const timed = async <Result>(
    step: string,
    work: () => Promise<Result>,
    wordsOf: (result: Result) => string,
  ) => {
    const began = performance.now();
    try {
      const result = await work();
      lines.push({ step, ok: true, detail: wordsOf(result), milliseconds: performance.now() - began });
      return result;
    } catch (fault) {
      const described = describeFault(fault);
      if (described === undefined) throw fault;
      lines.push({ step, ok: false, detail: described.message, milliseconds: performance.now() - began });
      return undefined;
    }
  };
  let place: string | undefined;
  let storeFolder: StoreFolder | undefined;
  try {
    const opened = await timed(
      "key",
      () => openBackup(folder, trial),
      ({ manifest }) => `opens the backup of ${manifest.createdAt}`,
    );
    if (opened === undefined) return { ok: false, lines };
    place = mkdtempSync(join(inside, "fourfold-rehearsal-"));
    storeFolder = new StoreFolder(place);
    const target = storeFolder;
    const restored = await timed(
      "restore",
      () => restoreBackup(opened, target, { now: trial.now, closeStore: () => {} }),
      () =>
        `${(opened.manifest.files[databaseName].bytes / 1024 / 1024).toFixed(1)} MB copied, checked and brought up to date`,
    );
    if (restored !== undefined) {
      // The restore noted itself in the audit: one entry more than was backed up.
      const { counts } = opened.manifest;
      const manifest = { ...opened.manifest, counts: { ...counts, auditEntries: counts.auditEntries + 1 } };
      await timed(
        "check",
        async () => refuseFaults(checkCopy(target.place.database, opened.dataKey, manifest)),
        (checked) => checked.at(-1)?.detail ?? "",
      );
    }
    opened.dataKey.fill(0);
    return { ok: lines.every((line) => line.ok), lines };
  } finally {
    storeFolder?.release();
    if (place !== undefined) rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

function refuseFaults(lines: readonly BackupLine[]): readonly BackupLine[] {
  requireSound(lines);
  return lines;
}
