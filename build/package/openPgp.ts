import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../vite/node.ts";
import { PackagingError, signingNotPossible } from "./failure.ts";

/** A key of the build account's GnuPG. */
export interface OpenPgpKey {
  /** Fingerprint, or what else GnuPG finds it by. */
  readonly key: string;
  readonly passphrase?: string;
}

/** @throws PackagingError `signingNotPossible` where the key is absent, expired or revoked, or its passphrase is wrong. */
export function checkKey(key: OpenPgpKey, now: Date): void {
  const listed = gpg(["--list-secret-keys", "--with-colons", "--", key.key]);
  // Fields of a line "sec": 2 validity, 7 expiry in seconds since 1970 (GnuPG's doc/DETAILS).
  const fields = listed.stdout
    .split("\n")
    .find((line) => line.startsWith("sec:"))
    ?.split(":");
  if (fields === undefined) {
    throw signingNotPossible(`The key “${key.key}” of FOURFOLD_SIGN_KEY is not in GnuPG's secret keys here.`);
  }
  const expires = Number(fields[6]);
  if (fields[6] && expires * 1000 < now.getTime()) {
    throw signingNotPossible(
      `The key “${key.key}” expired on ${new Date(expires * 1000).toISOString().slice(0, 10)}.`,
    );
  }
  if (fields[1] === "r") throw signingNotPossible(`The key “${key.key}” is revoked.`);
  const tried = sign(key, join(projectFolder, "package.json"), "-");
  if (tried.status !== 0) {
    throw signingNotPossible(
      `The key “${key.key}” does not sign; is FOURFOLD_SIGN_KEY_PASSPHRASE right? GnuPG said: ${lastLine(tried.stderr)}`,
    );
  }
}

/** Writes the detached signature `FILE.asc` beside the file and checks it. */
export function signDetached(key: OpenPgpKey, file: string): string {
  const signature = `${file}.asc`;
  const signed = sign(key, file, signature);
  const checked = signed.status === 0 ? gpg(["--verify", signature, file]) : signed;
  if (checked.status === 0 && existsSync(signature)) return signature;
  throw new PackagingError(
    "notSigned",
    `Signing was asked for, but ${file} could not be signed: ${lastLine(checked.stderr)}`,
    "Correct FOURFOLD_SIGN_KEY or its passphrase. Nothing was left looking finished.",
  );
}

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function sign({ key, passphrase }: OpenPgpKey, file: string, output: string): Outcome {
  // The passphrase goes in by a pipe: an argument would show in the list of processes.
  const unlock = passphrase === undefined ? [] : ["--pinentry-mode", "loopback", "--passphrase-fd", "0"];
  const how = ["--local-user", key, "--digest-algo", "SHA256", "--armor", "--yes", "--output", output];
  return gpg([...unlock, ...how, "--detach-sign", file], passphrase);
}

function gpg(args: readonly string[], input = ""): Outcome {
  const { status, stdout, stderr, error } = spawnSync("gpg", ["--batch", "--no-tty", ...args], {
    encoding: "utf8",
    input,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  if (error !== undefined) {
    throw new PackagingError(
      "toolMissing",
      `GnuPG could not be started: ${error.message}`,
      "Install gnupg (Debian, Ubuntu: apt-get install gnupg), and run it again.",
      { cause: error },
    );
  }
  return { status, stdout, stderr };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
