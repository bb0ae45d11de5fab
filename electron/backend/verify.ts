import { FourfoldError } from "../../shared/errors.ts";
import { lookInto } from "./database/open.ts";
import { describeFault, inWords } from "./faults.ts";
import { StoreFolder } from "./folder/storeFolder.ts";
import { type CheckName, runChecks } from "./integrity/checks.ts";
import { AttemptLog } from "./vault/attempts.ts";
import { readKeyFile } from "./vault/keyFile.ts";
import { openWithPassword } from "./vault/vault.ts";
import { releasedWorkFactor } from "./vault/wrap.ts";

/** One thing that was looked at. */
export interface VerifyLine {
  readonly check: "key" | CheckName;
  readonly ok: boolean;
  /** One line without patient data. */
  readonly detail: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly lines: readonly VerifyLine[];
}

export interface VerifyOptions {
  readonly dataFolder: string;
  readonly password: string;
  /** The first account where absent. */
  readonly accountName?: string;
}

/**
 * Checks a whole store without changing it. The first line says whether the key opens it; the others are missing when it
 * does not. What is wrong with the store is in the report and never thrown.
 */
export async function verifyStore(options: VerifyOptions): Promise<VerifyReport> {
  const folder = new StoreFolder(options.dataFolder);
  try {
    const dataKey = await openKey(folder, options);
    const lines = lookInto(folder.place.database, dataKey, (sqlite) => {
      sqlite.prepare("SELECT count(*) FROM sqlite_schema").get();
      return runChecks(sqlite);
    });
    dataKey.fill(0);
    const all: VerifyLine[] = [
      { check: "key", ok: true, detail: "the password opens the database" },
      ...lines,
    ];
    return { ok: all.every((line) => line.ok), lines: all };
  } catch (fault) {
    const described = describeFault(fault);
    if (described === undefined) throw fault;
    return { ok: false, lines: [{ check: "key", ok: false, detail: described.message }] };
  } finally {
    folder.release();
  }
}

async function openKey(folder: StoreFolder, options: VerifyOptions): Promise<Buffer> {
  if (inWords(() => folder.find()) === "absent") {
    throw new FourfoldError({
      code: "storeAbsent",
      message: "This data folder holds no practice.",
      action: "Name the data folder that holds yours.",
    });
  }
  const keys = inWords(() => readKeyFile(folder.place.keyFile));
  const accountName = options.accountName ?? keys.accounts[0]?.accountName ?? "";
  const attempts = new AttemptLog(folder.place.attempts, () => new Date());
  const opened = await openWithPassword(keys, accountName, options.password, attempts, releasedWorkFactor);
  return opened.dataKey;
}
