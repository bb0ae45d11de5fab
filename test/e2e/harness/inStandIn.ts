import { fork } from "node:child_process";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { decode, encode } from "../../stand-in/wire.ts";
import { standInSwitches } from "./mainCommand.ts";
import {
  appArguments,
  cleanEnvironment,
  projectFolder,
  type RunningApp,
  type StartOptions,
  withLimit,
} from "./runtime.ts";

const startLimitMilliseconds = 60_000;

interface Answer {
  readonly id: number;
  readonly value?: string;
  readonly error?: string;
}

/** The same main process and preload on the stand-in for `electron`; see test/stand-in. */
export async function startInStandIn(options: StartOptions): Promise<RunningApp> {
  const child = fork(join(projectFolder, "dist/main/main.js"), appArguments(options), {
    execArgv: standInSwitches(),
    cwd: projectFolder,
    env: cleanEnvironment(options),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  child.stdout?.on("data", (data) => {
    output += data;
  });
  child.stderr?.on("data", (data) => {
    output += data;
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const end = new Promise<{ exitCode: number | null }>((resolve) => {
    child.once("exit", (exitCode) => {
      resolve({ exitCode });
      for (const { reject } of waiting.values()) reject(new Error(`The app ended (${exitCode}).\n${output}`));
      waiting.clear();
    });
  });
  child.on("message", (message) => {
    const { id, value, error } = message as Answer;
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) waiter?.resolve(value === undefined ? undefined : decode(value));
    else waiter?.reject(new Error(error));
  });
  let lastId = 0;
  const ask = (code: string, argument?: unknown): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error(`The app has ended.\n${output}`));
      waiting.set(id, { resolve, reject });
      child.send({ id, code, argument: encode(argument) });
    });
  };

  try {
    const endpoint = await withLimit(
      ask("endpoint"),
      startLimitMilliseconds,
      () => `The app did not start.\n${output}`,
    );
    const browser = await chromium.connectOverCDP(String(endpoint));
    void end.then(() => browser.close());
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error("The app has no window.");
    return {
      page,
      evaluate: (work, argument) => ask(String(work), argument) as Promise<never>,
      mainProcessId: child.pid ?? -1,
      output: () => output,
      ended: (limit) => withLimit(end, limit, () => `The app did not end.\n${output}`),
    };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}
