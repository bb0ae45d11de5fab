import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isThere } from "../../build/package/tool.ts";
import { contentChecks } from "./contentChecks.ts";
import { documentChecks } from "./documentChecks.ts";
import { installerChecks } from "./installerChecks.ts";
import { refusalChecks } from "./refusalChecks.ts";
import { Workshop } from "./workshop.ts";

/** One thing that can be tried around packaging on a machine that reaches package registries and nothing else. */
export interface Check {
  readonly name: string;
  /** Programs that it takes, each by its name on the path. */
  readonly needs: readonly string[];
  /** Left to `npm run pack:check`, so that `npm test` stays quick. */
  readonly isSlow?: boolean;
  /** Why it cannot be tried here whatever programs there are; undefined where it can. */
  readonly notHere?: string;
  /** What was seen, in a few words. @throws where it does not hold, with words. */
  readonly run: (workshop: Workshop) => Promise<string>;
}

export interface Outcome {
  readonly name: string;
  readonly result: "ok" | "failed" | "not tried";
  readonly words: string;
}

/** What only other machines can show. It is listed so that nobody takes silence for proof. */
const beyond: readonly (readonly [name: string, why: string])[] = [
  [
    "the app in Electron itself",
    "Electron's runtime comes from its release site; with it, npm test drives the real app",
  ],
  ["the fuses at run time", "they act in Electron's runtime alone; here they are read back from the file"],
  [
    "installing, repairing and removing on Windows",
    "it takes Windows; here the installer is compiled, listed and its signature verified",
  ],
  ["MSI", "WiX runs on Windows only"],
  ["macOS: app, dmg, zip, hardened runtime, notarisation", "it takes a Mac and an Apple account"],
  ["AppImage", "electron-builder fetches the tool for it from its release site"],
  ["time stamps of signatures", "they take a time-stamp server"],
];

export const checks: readonly Check[] = [
  ...contentChecks,
  ...installerChecks,
  ...refusalChecks,
  ...documentChecks,
  ...beyond.map(([name, notHere]): Check => ({ name, needs: [], notHere, run: async () => "" })),
];

/** Why a check cannot be tried on this machine; undefined where it can. */
export function obstacle({ needs, notHere }: Check): string | undefined {
  if (notHere !== undefined) return notHere;
  const missing = needs.filter((program) => !isThere(program));
  return missing.length === 0 ? undefined : `${missing.join(", ")} is not on this machine`;
}

/** Runs every check after the other; `report` is told each as it ends. */
export async function runChecks(report: (outcome: Outcome) => void): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-packaging-"));
  const workshop = new Workshop(folder);
  const outcomes: Outcome[] = [];
  try {
    for (const check of checks) {
      const why = obstacle(check);
      const outcome: Outcome =
        why === undefined
          ? await outcomeOf(check, workshop)
          : { name: check.name, result: "not tried", words: why };
      outcomes.push(outcome);
      report(outcome);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return outcomes;
}

async function outcomeOf({ name, run }: Check, workshop: Workshop): Promise<Outcome> {
  try {
    return { name, result: "ok", words: await run(workshop) };
  } catch (error) {
    return { name, result: "failed", words: error instanceof Error ? error.message : String(error) };
  }
}
