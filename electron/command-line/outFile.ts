import { randomBytes } from "node:crypto";
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { FourfoldError } from "../../shared/errors.ts";
import { writeFileAtomically } from "../backend/folder/atomicFile.ts";
import { badArgument } from "./failures.ts";

/**
 * Finds out before anything is stored whether the file can be written where it should go.
 * @param what completes "it must name ...".
 */
export function checkOutFile(path: string, what = "the PDF file"): void {
  if (kindOf(path) === "folder") throw badArgument("--out", `is a folder; it must name ${what}`);
  const folder = dirname(path);
  if (kindOf(folder) !== "folder") throw badArgument("--out", "lies in a folder that does not exist");
  const probe = join(folder, `.fourfold-${randomBytes(6).toString("hex")}`);
  try {
    closeSync(openSync(probe, "wx", 0o600));
  } catch {
    throw badArgument("--out", "lies in a folder that this user cannot write");
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Whole or not at all. @param what begins the sentence that says why not: "The letter". */
export function writeOutFile(path: string, bytes: Uint8Array, what = "The letter"): void {
  try {
    writeFileAtomically(path, bytes);
  } catch (cause) {
    const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
    const isFull = code === "ENOSPC" || code === "EDQUOT";
    throw new FourfoldError(
      {
        code: isFull ? "diskFull" : "folderNotWritable",
        message: isFull
          ? `${what} could not be written: the disk of the file named by --out is full.`
          : `${what} could not be written to the file named by --out.`,
        action: isFull
          ? "Free some space, then run the command again."
          : "Choose another place, then run the command again.",
      },
      { cause },
    );
  }
}

function kindOf(path: string): "file" | "folder" | "nothing" {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return "nothing";
  return found.isDirectory() ? "folder" : "file";
}
