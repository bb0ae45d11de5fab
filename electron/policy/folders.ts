import { posix, win32 } from "node:path";
import type { PolicySurroundings } from "./surroundings.ts";

/**
 * The folder that a policy means on this computer for this user: `%NAME%` is filled in from the environment, `~` is the user's
 * home folder. Undefined where a name is not known here.
 */
export function folderOfPolicy(
  text: string,
  {
    platform,
    environment,
    homeFolder,
    userName,
  }: Omit<PolicySurroundings, "runTool" | "settingsFolder" | "isPackaged">,
): string | undefined {
  const { isAbsolute, join, normalize } = platform === "win32" ? win32 : posix;
  let unknown = false;
  const filled = text
    .replace(/^~(?=[\\/]|$)/, () => homeFolder)
    .replace(/%([A-Za-z_()0-9]+)%/g, (_whole, name: string) => {
      const value = variable(environment, name) ?? (/^username$/i.test(name) ? userName : undefined);
      unknown ||= value === undefined || value === "";
      return value ?? "";
    });
  // On the other systems a backslash is a letter like any other; who writes one path for all means a folder by it.
  const path = platform === "win32" ? filled : filled.replace(/(?<!^)\\/g, "/");
  return unknown || !isAbsolute(path) ? undefined : normalize(join(path));
}

/** Windows knows its variables without regard to capitals, and so does whoever writes a policy for several systems. */
function variable(environment: PolicySurroundings["environment"], name: string): string | undefined {
  const found = Object.keys(environment).find((known) => known.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : environment[found];
}
