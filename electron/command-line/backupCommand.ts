import { resolve } from "node:path";
import { FourfoldError } from "../../shared/errors.ts";
import type { Backend } from "../backend/index.ts";
import { readArguments } from "./arguments.ts";
import { ask, withStore } from "./backendOfRun.ts";
import { badArgument, exitCodes } from "./failures.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

const lookEveryMilliseconds = 100;

/** Makes one backup of a store that no window has open, and prints where it is. */
export async function runBackup(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("backup", argv, {
    "data-dir": { type: "string", required: true },
    to: { type: "string" },
    keep: { type: "string" },
    account: { type: "string" },
  });
  const to = given.text("to");
  const keep = keepFrom(given.text("keep"));
  const folder = await withStore(given, surroundings, async (backend) => {
    await ask(backend, "backup.start", {
      ...(to === undefined ? {} : { folder: resolve(to) }),
      ...(keep === undefined ? {} : { keep }),
    });
    const { failing, last } = await finished(backend);
    if (failing !== undefined || last === undefined) {
      throw new FourfoldError(failing ?? { code: "unexpected", message: "No backup was made." });
    }
    return last.folder;
  });
  await writeLine(surroundings.output, folder);
  return exitCodes.done;
}

async function finished(backend: Backend) {
  for (;;) {
    const { backup } = await ask(backend, "upkeep.status", {});
    if (backup.running === undefined) return backup;
    await new Promise((done) => setTimeout(done, lookEveryMilliseconds));
  }
}

function keepFrom(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const keep = Number(typed);
  if (!Number.isInteger(keep) || keep < 1 || keep > 365) throw badArgument("--keep", "must be 1 to 365");
  return keep;
}
