import { homedir } from "node:os";
import { resolve } from "node:path";
import packageFile from "../../package.json" with { type: "json" };
import type { StoreReport } from "../../shared/contract/diagnostics.ts";
import { openBackend, verifyStore } from "../backend/index.ts";
import { diagnosticText } from "../diagnostics/diagnosticFile.ts";
import { usualDataFolder, usualLogFolder } from "../diagnostics/usualFolders.ts";
import { folderOfPolicy } from "../policy/folders.ts";
import { PolicyReader } from "../policy/readPolicies.ts";
import { policySurroundings, usualSettingsFolder } from "../policy/surroundings.ts";
import { readArguments } from "./arguments.ts";
import { ask } from "./backendOfRun.ts";
import { exitCodes } from "./failures.ts";
import { checkOutFile, writeOutFile } from "./outFile.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

/**
 * Writes the diagnostic file. It needs no password; with one in FOURFOLD_PASSWORD the store is looked into as well, for reading
 * only. A store that a window has open is told as such.
 */
export async function runDiagnose(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("diagnose", argv, {
    out: { type: "string", required: true },
    "data-dir": { type: "string" },
    "log-dir": { type: "string" },
    account: { type: "string" },
  });
  const out = resolve(given.required("out"));
  checkOutFile(out, "the diagnostic file");
  const { environment, now } = surroundings;
  const home = homedir();
  const settingsFolder = usualSettingsFolder(process.platform, environment, home);
  const own = { ...policySurroundings({ settingsFolder, isPackaged: true }), environment };
  const policy = await new PolicyReader(own, { keeps: false }).read();
  const dataFolder =
    given.text("data-dir") ??
    governed(policy.entries, own) ??
    usualDataFolder(process.platform, environment, home);
  const backend = openBackend({
    dataFolder: resolve(dataFolder),
    appVersion: packageFile.version,
    now,
    policy,
  });
  let store: StoreReport;
  try {
    store = await ask(backend, "store.report", {});
  } finally {
    backend.close();
  }
  const password = environment.FOURFOLD_PASSWORD;
  const accountName = given.text("account");
  if (password !== undefined && password !== "" && store.state === "closed") {
    const { ok, lines } = await verifyStore({
      dataFolder: resolve(dataFolder),
      password,
      ...(accountName === undefined ? {} : { accountName }),
    });
    store = { ...store, check: { ok, lines: lines.map(({ check, ok: isOk }) => ({ check, ok: isOk })) } };
  }
  const { node, electron, chrome, v8 } = process.versions;
  const text = diagnosticText({
    appVersion: packageFile.version,
    runtime: { node, electron, chrome, v8 },
    startedAs: "command line",
    dataFolder: resolve(dataFolder),
    logFolder: given.text("log-dir") ?? usualLogFolder(process.platform, environment, home),
    store,
    policy,
    now: now(),
    owner: { homeFolder: home, userName: own.userName },
  });
  writeOutFile(out, Buffer.from(text, "utf8"), "The diagnostic file");
  await writeLine(surroundings.output, out);
  return exitCodes.done;
}

function governed(
  entries: Awaited<ReturnType<PolicyReader["read"]>>["entries"],
  own: Parameters<typeof folderOfPolicy>[1],
): string | undefined {
  const entry = entries.find(({ key }) => key === "dataFolder");
  return typeof entry?.value === "string" ? folderOfPolicy(entry.value, own) : undefined;
}
