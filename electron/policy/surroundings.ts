import { execFile } from "node:child_process";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";

/** What reading policies may reach; tests give their own. */
export interface PolicySurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly userName: string;
  /** Fourfold's own folder for the settings of this user: what sources said last is kept there. */
  readonly settingsFolder: string;
  /** A packaged app reads the places of the system alone. */
  readonly isPackaged: boolean;
  readonly runTool: RunTool;
}

export interface ToolResult {
  /** Undefined where the tool could not be started or took too long. */
  readonly exitCode: number | undefined;
  readonly output: string;
}
export type RunTool = (file: string, given: readonly string[]) => Promise<ToolResult>;

/** Long for a tool of the system, short for somebody who waits for a window. */
const toolLimitMilliseconds = 5_000;
const mostOutput = 1_000_000;

const runTool: RunTool = (file, given) =>
  new Promise((resolve) => {
    const options = {
      encoding: "utf8" as const,
      timeout: toolLimitMilliseconds,
      maxBuffer: mostOutput,
      windowsHide: true,
    };
    execFile(file, [...given], options, (fault, output) => {
      if (fault === null) resolve({ exitCode: 0, output });
      else resolve({ exitCode: typeof fault.code === "number" ? fault.code : undefined, output });
    });
  });

/** Of the process that asks. */
export function policySurroundings(own: {
  readonly settingsFolder: string;
  readonly isPackaged: boolean;
}): PolicySurroundings {
  return {
    platform: process.platform,
    environment: process.env,
    homeFolder: homedir(),
    userName: nameOfUser(),
    runTool,
    ...own,
  };
}

/** A user without an entry among the system's accounts, as in a container, has no name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}

/** Where the installed app keeps the settings of a user, for the command line, which has no Electron to ask. */
export function usualSettingsFolder(
  platform: NodeJS.Platform,
  environment: PolicySurroundings["environment"],
  homeFolder: string,
): string {
  if (platform === "win32") {
    return join(environment.APPDATA || join(homeFolder, "AppData", "Roaming"), "Fourfold");
  }
  if (platform === "darwin") return join(homeFolder, "Library", "Application Support", "Fourfold");
  return join(environment.XDG_CONFIG_HOME || join(homeFolder, ".config"), "Fourfold");
}
