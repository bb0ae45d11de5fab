import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { verifyBackup } from "../backend/backup/verifyBackup.ts";
import { verifyStore } from "../backend/index.ts";
import { releasedWorkFactor } from "../backend/vault/wrap.ts";
import { passwordFrom, readArguments } from "./arguments.ts";
import { badArgument, exitCodes } from "./failures.ts";
import { openingOf } from "./keys.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

/** Checks a store or a backup and prints a line for each thing that was looked at. */
export async function runVerify(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("verify", argv, {
    "data-dir": { type: "string" },
    backup: { type: "string" },
    account: { type: "string" },
  });
  const backup = given.text("backup");
  const dataFolder = given.text("data-dir");
  if (backup === undefined && dataFolder === undefined)
    throw badArgument("--data-dir", "is needed by “verify”, or --backup");
  if (backup !== undefined && dataFolder !== undefined)
    throw badArgument("--backup", "cannot stand beside --data-dir");
  if (backup !== undefined) return verifyOneBackup(resolve(backup), given.text("account"), surroundings);
  const password = passwordFrom(surroundings.environment);
  const accountName = given.text("account");
  const report = await verifyStore({
    dataFolder: resolve(dataFolder ?? ""),
    password,
    ...(accountName === undefined ? {} : { accountName }),
  });
  return print(report.lines, surroundings);
}

async function verifyOneBackup(
  folder: string,
  accountName: string | undefined,
  surroundings: Surroundings,
): Promise<number> {
  const attemptsFolder = mkdtempSync(join(tmpdir(), "fourfold-attempts-"));
  try {
    const lines = await verifyBackup(folder, {
      opening: openingOf(folder, surroundings, accountName),
      attemptsFolder,
      now: surroundings.now,
      workFactor: surroundings.workFactor ?? releasedWorkFactor,
    });
    return await print(lines, surroundings);
  } finally {
    rmSync(attemptsFolder, { recursive: true, force: true });
  }
}

async function print(
  lines: readonly { readonly check: string; readonly ok: boolean; readonly detail: string }[],
  { output }: Surroundings,
): Promise<number> {
  for (const { check, ok, detail } of lines) {
    await writeLine(output, `${ok ? "ok    " : "FAILED"}  ${check.padEnd(12)}  ${detail}`);
  }
  return lines.every((line) => line.ok) ? exitCodes.done : exitCodes.failed;
}
