import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Replaces a file as a whole: after a kill or a power loss the old content is there or the new, never a mixture.
 * @throws the system's error (ENOSPC, EACCES, ...); the old file is then untouched and nothing is left beside it.
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const beside = `${path}.${randomBytes(6).toString("hex")}.new`;
  try {
    const file = openSync(beside, "wx", 0o600);
    try {
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (fault) {
    rmSync(beside, { force: true });
    throw fault;
  }
  syncFolder(dirname(path));
}

/** Makes what was written into a file by others durable. */
export function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes renames inside a folder durable. Windows journals them itself and cannot open a folder as a file. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
