import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExportForm } from "../../../shared/contract/patientData.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { isFolder } from "../backup/shelf.ts";
import { codeOf } from "../faults.ts";
import { syncFolder, writeFileAtomically } from "../folder/atomicFile.ts";
import type { RecordFile } from "./recordFiles.ts";
import { ZipWriter } from "./zip.ts";

/** Where an export goes. It has its name only when it is whole; one that fails leaves nothing. */

/** @throws FourfoldError `notFound`: an export never makes the folder that it is put into. */
export function requireTarget(folder: string): void {
  if (isFolder(folder)) return;
  throw new FourfoldError({
    code: "notFound",
    field: "folder",
    message: "The folder to export into is not there.",
    action: "Choose a folder that exists.",
  });
}

/** @returns the path of the folder or ZIP file that was written. */
export function writeExport(
  files: readonly RecordFile[],
  to: { readonly folder: string; readonly name: string; readonly as: ExportForm; readonly at: Date },
): string {
  const unfinished = join(to.folder, `.fourfold-unfinished-${randomBytes(6).toString("hex")}`);
  const ending = to.as === "zip" ? ".zip" : "";
  try {
    if (to.as === "zip") writeZip(unfinished, to.name, files, to.at);
    else writeFolder(unfinished, files);
    const path = freeName(join(to.folder, to.name), ending);
    renameSync(unfinished, path);
    sync(to.folder);
    return path;
  } catch (fault) {
    rmSync(unfinished, { recursive: true, force: true });
    throw describeExportFault(fault) ?? fault;
  }
}

function writeZip(path: string, folderInside: string, files: readonly RecordFile[], at: Date): void {
  const zip = new ZipWriter(path, at);
  try {
    for (const { name, bytes } of files) zip.add(`${folderInside}/${name}`, bytes);
  } catch (fault) {
    zip.discard();
    throw fault;
  }
  zip.finish();
}

function writeFolder(folder: string, files: readonly RecordFile[]): void {
  mkdirSync(folder, { mode: 0o700 });
  for (const { name, bytes } of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileAtomically(path, bytes);
  }
}

/** The first of "name", "name-2", … that nothing bears yet. */
export function freeName(path: string, ending = ""): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${path}${number === 1 ? "" : `-${number}`}${ending}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function sync(folder: string): void {
  try {
    syncFolder(folder);
  } catch {
    // Some shares cannot do it; the files themselves were synced.
  }
}

const full = {
  code: "diskFull",
  message: "The disk to export to is full. What was begun was taken away again.",
  action: "Free some space there, or choose another folder.",
} as const;
const notWritable = {
  code: "folderNotWritable",
  field: "folder",
  message: "The folder to export into cannot be written.",
  action: "Choose another folder.",
} as const;
const byCode: Readonly<Record<string, ConstructorParameters<typeof FourfoldError>[0]>> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOENT: notWritable,
  ENOTDIR: notWritable,
  ENAMETOOLONG: notWritable,
  EIO: notWritable,
  EBUSY: notWritable,
};

export function describeExportFault(fault: unknown): FourfoldError | undefined {
  if (fault instanceof FourfoldError) return fault;
  const described = byCode[codeOf(fault) ?? ""];
  return described === undefined ? undefined : new FourfoldError(described, { cause: fault });
}
