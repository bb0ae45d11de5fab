import { vi } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { UpkeepStatus } from "../../../../shared/contract.ts";
import { ask, newEvaluation, password, practice, save, temporaryFolder } from "../support.ts";

export const signIn = { accountName: "brack", password };
export const byPassword = { accountName: "brack", password };

/** Begins a backup or a check and resolves with the status once it is over. */
export async function finished(
  backend: Backend,
  name: "backup.start" | "integrity.start",
): Promise<UpkeepStatus> {
  await ask(backend, name, {});
  return settledStatus(backend);
}

export function settledStatus(backend: Backend): Promise<UpkeepStatus> {
  return vi.waitUntil(
    async () => {
      const status = await ask(backend, "upkeep.status", {});
      return status.backup.running === undefined && status.check.running === undefined ? status : undefined;
    },
    { timeout: 30_000, interval: 20 },
  );
}

export interface BackedUp {
  readonly backend: Backend;
  readonly dataFolder: string;
  readonly recoveryKey: string;
  /** Where backups go. */
  readonly shelf: string;
  readonly evaluationId: string;
}

/** A practice with an evaluation, which has a folder for backups and no schedule. */
export async function practiceWithShelf(options: Parameters<typeof practice>[0] = {}): Promise<BackedUp> {
  const { backend, dataFolder, recoveryKey } = await practice(options);
  const evaluationId = await newEvaluation(backend);
  await save(backend, evaluationId, "HX.CC", "Quite unmistakable words");
  const shelf = temporaryFolder();
  await ask(backend, "backup.saveSettings", { folder: shelf, schedule: { kind: "off" }, keep: 3 });
  return { backend, dataFolder, recoveryKey, shelf, evaluationId };
}

/** The folder of a backup that was just made. */
export async function madeBackup({ backend }: BackedUp): Promise<string> {
  const { backup } = await finished(backend, "backup.start");
  if (backup.failing !== undefined || backup.last === undefined) {
    throw new Error(`No backup was made: ${backup.failing?.message}`);
  }
  return backup.last.folder;
}
