import { lstat, open, stat } from "node:fs/promises";
import type { Outcome } from "../../shared/policy/merge.ts";
import { parsePolicyText } from "../../shared/policy/reading.ts";

/** Reads a policy file. Whatever is wrong with it becomes words; nothing is thrown, and nothing large is taken in. */

/** A policy file has some thousand characters. */
const mostBytes = 256 * 1024;
/** Written by others than root or its group's members. */
const writableByOthers = 0o022;

/** @param mustBeRoots on Linux and macOS the file counts only if nobody but root can have written it. */
export async function readPolicyFile(
  path: string,
  { mustBeRoots }: { readonly mustBeRoots: boolean },
): Promise<Outcome> {
  try {
    const link = await lstat(path);
    const found = link.isSymbolicLink() ? await stat(path) : link;
    // Asked before it is opened: a pipe would make whoever opens it wait.
    if (!found.isFile()) return unreadable("is not a file");
    if (mustBeRoots && (found.uid !== 0 || (found.mode & writableByOthers) !== 0)) {
      return unreadable(
        "does not count, because others than root can write it",
        "Give it to root and let nobody else write it: chown root, chmod 644.",
      );
    }
    const bytes = await beginningOf(path);
    if (bytes.length > mostBytes) return unreadable("is too large to be a policy file");
    const text = decode(bytes);
    if (text === undefined) return unreadable("is not text in UTF-8 or UTF-16");
    const parsed = parsePolicyText(text);
    return "raw" in parsed ? { kind: "read", raw: parsed.raw } : unreadable(parsed.broken);
  } catch (fault) {
    return describe(fault);
  }
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(mostBytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** Windows' own tools write UTF-16 with a mark at the beginning. */
function decode(bytes: Buffer): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function describe(fault: unknown): Outcome {
  const code = fault instanceof Error && "code" in fault ? fault.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
  if (code === "EACCES" || code === "EPERM") {
    return unreadable(
      "cannot be read by this user",
      "Let everybody who uses Fourfold read it, and only administrators write it.",
    );
  }
  if (code === "ELOOP") return unreadable("is a link that leads to itself");
  return unreadable("cannot be read");
}

function unreadable(why: string, action?: string): Outcome {
  return { kind: "unreadable", why, ...(action === undefined ? {} : { action }) };
}
