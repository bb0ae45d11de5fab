import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { FourfoldError } from "../../../shared/errors.ts";

/**
 * A backup is a folder of three files: the database and the keys as they are in the store, and `manifest.json`, which says
 * what they are and what their bytes hash to. The manifest is readable without a password and names nobody.
 */

export const backupFormat = "fourfold-backup/1";
export const manifestName = "manifest.json";
export const databaseName = "fourfold.db";
export const keysName = "keys.json";
/** All that a backup holds; nothing else is ever taken away with it. */
export const backupFiles = [manifestName, databaseName, keysName] as const;

const count = z.number().int().min(0);
const fileSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count }).strict();
export type FileMark = z.infer<typeof fileSchema>;

const countsSchema = z
  .object({ patients: count, evaluations: count, letters: count, auditEntries: count })
  .strict();
export type Counts = z.infer<typeof countsSchema>;

const manifestSchema = z
  .object({
    format: z.literal(backupFormat),
    storeId: z.uuid(),
    /** UTC instant. */
    createdAt: z.iso.datetime(),
    schemaVersion: count,
    appVersion: z.string().max(60),
    counts: countsSchema,
    files: z.object({ [databaseName]: fileSchema, [keysName]: fileSchema }).strict(),
  })
  .strict();
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws FourfoldError `notFound` when the folder is no backup, `storeFromNewerVersion`, `storeDamaged`. */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, manifestName), "utf8");
  } catch (fault) {
    throw new FourfoldError(
      {
        code: "notFound",
        field: "folder",
        message: "This folder is no backup of Fourfold, or it cannot be read.",
        action:
          "Choose a folder whose name begins with “fourfold-backup”; connect the disk if it is removable.",
      },
      { cause: fault },
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (fault) {
    throw damagedBackup(fault);
  }
  const format = z.object({ format: z.string() }).safeParse(content).data?.format ?? "";
  if (format !== backupFormat && /^fourfold-backup\/\d+$/.test(format)) {
    throw new FourfoldError({
      code: "storeFromNewerVersion",
      message: "This backup was made by a newer Fourfold. It was left untouched.",
      action: "Install that version or a later one, then restore it.",
    });
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) throw damagedBackup(parsed.error);
  return parsed.data;
}

export function damagedBackup(cause?: unknown): FourfoldError {
  return new FourfoldError(
    {
      code: "storeDamaged",
      message: "This backup is damaged: its files are not as they were written. It was left untouched.",
      action: "Choose another backup. Keep this one until the practice's data is safe.",
    },
    { cause },
  );
}

const chunk = 1024 * 1024;

/** Reads the whole file; gives other work its turn between pieces. */
export async function markOf(path: string): Promise<FileMark> {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(chunk);
    for (let at = 0; ; ) {
      const read = readSync(file, buffer, 0, chunk, at);
      if (read === 0) break;
      hash.update(buffer.subarray(0, read));
      at += read;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    closeSync(file);
  }
  return { sha256: hash.digest("hex"), bytes: statSync(path).size };
}

/** @throws FourfoldError `storeDamaged` when a file is missing or not the one that the manifest was written for. */
export async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const name of [databaseName, keysName] as const) {
    const expected = manifest.files[name];
    let found: FileMark;
    try {
      found = await markOf(join(folder, name));
    } catch (fault) {
      throw damagedBackup(fault);
    }
    if (found.sha256 !== expected.sha256 || found.bytes !== expected.bytes) throw damagedBackup();
  }
}
