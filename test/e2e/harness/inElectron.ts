import { _electron } from "playwright-core";
import { sandboxSwitches } from "./mainCommand.ts";
import {
  appArguments,
  cleanEnvironment,
  projectFolder,
  type RunningApp,
  type StartOptions,
  withLimit,
} from "./runtime.ts";

/** The app on Electron's own runtime. */
export async function startInElectron(options: StartOptions, executable: string): Promise<RunningApp> {
  const electron = await _electron.launch({
    executablePath: executable,
    args: [...sandboxSwitches(), projectFolder, ...appArguments(options)],
    cwd: projectFolder,
    env: cleanEnvironment(options),
  });
  const child = electron.process();
  let output = "";
  child.stdout?.on("data", (data) => {
    output += data;
  });
  child.stderr?.on("data", (data) => {
    output += data;
  });
  const end = new Promise<{ exitCode: number | null }>((resolve) => {
    child.once("exit", (exitCode) => resolve({ exitCode }));
  });
  return {
    page: await electron.firstWindow(),
    // Playwright's types add a serialisation layer that this signature already implies.
    evaluate: (work, argument) => electron.evaluate(work as never, argument as never),
    mainProcessId: child.pid ?? -1,
    output: () => output,
    ended: (limit) => withLimit(end, limit, () => `Electron did not end.\n${output}`),
  };
}
