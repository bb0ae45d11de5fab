import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PackagingError } from "./failure.ts";
import type { WindowsSigning } from "./signing.ts";

type Planned = Exclude<WindowsSigning, { kind: "off" }>;

/** electron-builder's hook: called for each executable and native module. A file that stays unsigned ends the build. */
export function signWindowsFile(signing: Planned): (file: { readonly path: string }) => Promise<void> {
  return async ({ path }) => {
    // One that came signed, as a system's own library does, keeps its signature.
    if (isSigned(path)) return;
    signFile(signing, path);
  };
}

/** @throws PackagingError `notSigned`, also where the tool reported success and the file carries no signature. */
export function signFile(signing: Planned, path: string): void {
  signBy(signing, path);
  if (isPortableExecutableFile(path) && !isSigned(path)) throw unsigned(path, "the tool reported success");
}

function signBy(signing: Planned, path: string): void {
  if (signing.kind === "command") {
    const [program, ...rest] = signing.command;
    run(
      program,
      rest.map((word) => word.replaceAll("{file}", path)),
      path,
    );
  } else if (process.platform === "win32") {
    run("signtool", signtoolArguments(signing, path), path);
  } else if (signing.kind === "certificate") {
    const signed = `${path}.signed`;
    // The password goes in by a file that only we can read: an argument would show in the list of processes.
    const folder = mkdtempSync(join(tmpdir(), "fourfold-signing-"));
    const passwordFile = join(folder, "password");
    try {
      writeFileSync(passwordFile, signing.password, { mode: 0o600 });
      run("osslsigncode", osslsigncodeArguments(signing, passwordFile, path, signed), path);
      renameSync(signed, path);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      rmSync(signed, { force: true });
    }
  } else {
    throw new PackagingError(
      "signingNotPossible",
      "A certificate in Windows' store or on a token can only be used on Windows.",
      "Build on Windows, or sign with a certificate file or a command.",
    );
  }
}

function signtoolArguments(signing: Exclude<Planned, { kind: "command" }>, path: string): string[] {
  const by =
    signing.kind === "store"
      ? ["/sha1", signing.thumbprint]
      : ["/f", signing.file, ...(signing.password === "" ? [] : ["/p", signing.password])];
  const at = signing.timestampServer === undefined ? [] : ["/tr", signing.timestampServer, "/td", "sha256"];
  return ["sign", "/fd", "sha256", ...by, ...at, path];
}

function osslsigncodeArguments(
  signing: Extract<Planned, { kind: "certificate" }>,
  passwordFile: string,
  path: string,
  signed: string,
): string[] {
  const at = signing.timestampServer === undefined ? [] : ["-ts", signing.timestampServer];
  const by = ["-pkcs12", signing.file, "-readpass", passwordFile];
  return ["sign", ...by, "-h", "sha256", "-n", "Fourfold", ...at, "-in", path, "-out", signed];
}

function run(program: string, args: readonly string[], path: string): void {
  const { status, error, stderr, stdout } = spawnSync(program, args, { encoding: "utf8" });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === "ENOENT") {
    throw new PackagingError(
      "toolMissing",
      `The signing tool ${program} is not on this machine.`,
      "Install it (osslsigncode on Linux and macOS, signtool from the Windows SDK), and run the build again.",
    );
  }
  if (status === 0) return;
  const said = (stderr || stdout || error?.message || "").trim().split("\n").slice(-3).join(" ");
  throw unsigned(path, said || `${program} ended with ${status}`);
}

function unsigned(path: string, why: string): PackagingError {
  return new PackagingError(
    "notSigned",
    `Signing was asked for, but ${path} could not be signed: ${why}`,
    "Correct the signing settings. Nothing was left looking finished.",
  );
}

/** Whether a Windows executable, library or addon carries a signature: its certificate table is not empty. Says nothing of whose. */
export function isSigned(path: string): boolean {
  const table = certificateTable(readFileSync(path));
  return table !== undefined && table.size > 0;
}

/** Whether the file is a Windows executable, library or addon. */
export function isPortableExecutableFile(path: string): boolean {
  return certificateTable(readFileSync(path)) !== undefined;
}

/** PE/COFF: the fifth data directory of the optional header. */
function certificateTable(bytes: Buffer): { readonly size: number } | undefined {
  if (bytes.length < 0x40 || bytes.toString("latin1", 0, 2) !== "MZ") return undefined;
  const header = bytes.readUInt32LE(0x3c);
  if (header + 0xa8 + 8 > bytes.length || bytes.toString("latin1", header, header + 4) !== "PE\0\0") {
    return undefined;
  }
  const optional = header + 24;
  const isWide = bytes.readUInt16LE(optional) === 0x20b;
  return { size: bytes.readUInt32LE(optional + (isWide ? 112 : 96) + 4 * 8 + 4) };
}
