import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rehearseRestore } from "../backend/backup/rehearse.ts";
import { releasedWorkFactor } from "../backend/vault/wrap.ts";
import { readArguments } from "./arguments.ts";
import { exitCodes } from "./failures.ts";
import { openingOf } from "./keys.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

/** Restores a backup into a place of its own, checks it there, takes it away and prints how long each step took. */
export async function runRehearsal(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("rehearse-restore", argv, {
    backup: { type: "string", required: true },
    in: { type: "string" },
    account: { type: "string" },
  });
  const folder = resolve(given.required("backup"));
  const opening = openingOf(folder, surroundings, given.text("account"));
  const attemptsFolder = mkdtempSync(join(tmpdir(), "fourfold-attempts-"));
  try {
    const { ok, lines } = await rehearseRestore(folder, resolve(given.text("in") ?? tmpdir()), {
      opening,
      attemptsFolder,
      now: surroundings.now,
      workFactor: surroundings.workFactor ?? releasedWorkFactor,
    });
    for (const line of lines) {
      const seconds = `${(line.milliseconds / 1000).toFixed(1)} s`.padStart(8);
      const mark = line.ok ? "ok    " : "FAILED";
      await writeLine(surroundings.output, `${mark}  ${line.step.padEnd(8)} ${seconds}  ${line.detail}`);
    }
    return ok ? exitCodes.done : exitCodes.failed;
  } finally {
    rmSync(attemptsFolder, { recursive: true, force: true });
  }
}
