import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { electronExecutable } from "../../../build/electronRuntime.ts";

export const projectFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** The `electron` module as code in the main process sees it. */
export type ElectronModule = typeof import("electron");

export interface StartOptions {
  /** Holds window state and logs. */
  readonly userDataFolder: string;
  readonly dataFolder: string;
  /** Stands in the place of what IT has decided for the computer that the tests run on; it need not be there. */
  readonly policyFile: string;
  /** Further arguments, as IT gives them. */
  readonly moreArguments?: readonly string[];
}

/** The app as it runs on either runtime. */
export interface RunningApp {
  readonly page: Page;
  /** Runs a function in the main process. It travels as source text: it can use its two arguments and nothing else. */
  evaluate<Result, Argument>(
    work: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  readonly mainProcessId: number;
  /** Everything that the main process printed so far. */
  output(): string;
  /** Resolves when the main process has ended; rejects when it has not within the limit. */
  ended(limitMilliseconds: number): Promise<{ exitCode: number | null }>;
}

export function hasElectron(): boolean {
  return electronExecutable() !== undefined;
}

export async function runtimeName(): Promise<string> {
  if (hasElectron()) return "Electron";
  const { findBrowser } = await import("../../stand-in/chromium.ts");
  const browser = await findBrowser();
  return `Chromium stand-in, ${browser?.name ?? "but no browser was found"} (no Electron runtime here)`;
}

export async function startApp(options: StartOptions): Promise<RunningApp> {
  const { startInElectron } = await import("./inElectron.ts");
  const { startInStandIn } = await import("./inStandIn.ts");
  const executable = electronExecutable();
  return executable === undefined ? startInStandIn(options) : startInElectron(options, executable);
}

/** What the app is started with. */
export function appArguments({ userDataFolder, dataFolder, moreArguments = [] }: StartOptions): string[] {
  return [`--user-data-dir=${userDataFolder}`, `--data-folder=${dataFolder}`, ...moreArguments];
}

/** The environment without what the test runner put there for itself. */
export function cleanEnvironment({ policyFile }: Pick<StartOptions, "policyFile">): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|FOURFOLD_DATA_FOLDER$)/.test(entry[0]),
    ),
  );
  return { ...own, FOURFOLD_POLICY_FILE: policyFile };
}

export async function withLimit<Value>(
  promise: Promise<Value>,
  limitMilliseconds: number,
  whatTakesSoLong: () => string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(whatTakesSoLong())), limitMilliseconds);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
