import { isAbsolute, join, resolve } from "node:path";
import { dataFolderSwitch } from "../backendMessages.ts";

/**
 * Where the store lies: as a policy has it, else as given on the command line, else by the environment, else beside the app's own
 * settings. A relative path counts from the folder in which the app was started.
 */
export function chooseDataFolder(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  userDataFolder: string,
  policyFolder?: string,
): string {
  const given =
    policyFolder ||
    argv.find((argument) => argument.startsWith(dataFolderSwitch))?.slice(dataFolderSwitch.length) ||
    environment.FOURFOLD_DATA_FOLDER;
  if (given === undefined || given === "") return join(userDataFolder, "data");
  return isAbsolute(given) ? given : resolve(given);
}
