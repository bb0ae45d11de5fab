import { homedir } from "node:os";
import type { PolicyInForce } from "../../shared/policy/merge.ts";
import { PolicyReader } from "../policy/readPolicies.ts";
import { policySurroundings, usualSettingsFolder } from "../policy/surroundings.ts";
import type { Surroundings } from "./surroundings.ts";

/** What administrators have decided for this computer; a command obeys it as the window does, and keeps nothing of it. */
export function policyOfRun({ environment }: Surroundings): Promise<PolicyInForce> {
  const own = policySurroundings({
    settingsFolder: usualSettingsFolder(process.platform, environment, homedir()),
    isPackaged: isPackaged(),
  });
  return new PolicyReader({ ...own, environment }, { keeps: false }).read();
}

/** Electron says of itself when it was started with the path of some app's code, and not as an app of its own. */
function isPackaged(): boolean {
  return process.versions.electron !== undefined && Reflect.get(process, "defaultApp") !== true;
}
