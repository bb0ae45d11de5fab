import { resolve } from "node:path";
import packageFile from "../../package.json" with { type: "json" };
import { FourfoldError } from "../../shared/errors.ts";
import { openBackend } from "../backend/index.ts";
import { passwordFrom, readArguments } from "./arguments.ts";
import { badArgument, exitCodes } from "./failures.ts";
import { policyOfRun } from "./policyOfRun.ts";
import { ask, chooseAccount } from "./storeOfRun.ts";
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
  const password = passwordFrom(surroundings.environment);
  const { now, workFactor } = surroundings;
  const to = given.text("to");
  const backend = openBackend({
    dataFolder: resolve(given.required("data-dir")),
    appVersion: packageFile.version,
    now,
    policy: await policyOfRun(surroundings),
    ...(workFactor === undefined ? {} : { workFactor }),
  });
  try {
    const status = await ask(backend, "store.status", {});
    if (status.problem) throw new FourfoldError(status.problem);
    const accountName = chooseAccount(status.accountNames, given.text("account"));
    await ask(backend, "session.signIn", { accountName, password });
    const keep = keepFrom(given.text("keep"));
    await ask(backend, "backup.start", {
      ...(to === undefined ? {} : { folder: resolve(to) }),
      ...(keep === undefined ? {} : { keep }),
    });
    const { failing, last } = await finished(backend);
    if (failing !== undefined || last === undefined) {
      throw new FourfoldError(failing ?? { code: "unexpected", message: "No backup was made." });
    }
    await writeLine(surroundings.output, last.folder);
    return exitCodes.done;
  } finally {
    backend.close();
  }
}

async function finished(backend: ReturnType<typeof openBackend>) {
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
