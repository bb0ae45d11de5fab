import { join } from "node:path";
import { usualSettingsFolder } from "../policy/surroundings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the installed app writes its log, for the command line, which has no Electron to ask. */
export function usualLogFolder(
  platform: NodeJS.Platform,
  environment: Environment,
  homeFolder: string,
): string {
  if (platform === "darwin") return join(homeFolder, "Library", "Logs", "Fourfold");
  return join(usualSettingsFolder(platform, environment, homeFolder), "logs");
}

/** Where the installed app keeps its data unless it is told otherwise. */
export function usualDataFolder(
  platform: NodeJS.Platform,
  environment: Environment,
  homeFolder: string,
): string {
  return join(usualSettingsFolder(platform, environment, homeFolder), "data");
}
