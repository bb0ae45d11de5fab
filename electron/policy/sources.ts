import { posix, resolve, win32 } from "node:path";
import type { Outcome, PolicySource } from "../../shared/policy/merge.ts";
import { readPolicyFile } from "./policyFile.ts";
import { readManagedPreferences } from "./preferences.ts";
import { readRegistryKey } from "./registry.ts";
import type { PolicySurroundings } from "./surroundings.ts";

/** The places that each system has for what administrators decide. */

export interface ReadableSource {
  readonly source: PolicySource;
  readonly read: () => Promise<Outcome>;
  /** A file whose changes the system tells; a key of the registry is asked from time to time. */
  readonly file?: string;
}

/** Names the app to macOS; its managed preferences have this name. */
export const preferenceDomain = "app.fourfold.desktop";
export const registryKeys = {
  machine: "HKLM\\SOFTWARE\\Policies\\Fourfold",
  user: "HKCU\\SOFTWARE\\Policies\\Fourfold",
} as const;
/** For tests, and for trying policies out with the source code: a packaged app looks at none of it. */
export const policyFileVariable = "FOURFOLD_POLICY_FILE";

export function policySources(surroundings: PolicySurroundings): readonly ReadableSource[] {
  const { platform, environment, isPackaged, userName } = surroundings;
  const instead = isPackaged ? undefined : environment[policyFileVariable];
  if (instead) return [fileSource(resolve(instead), { mustBeRoots: false })];
  if (platform === "win32") {
    const programData = environment.ProgramData || "C:\\ProgramData";
    return [
      registrySource("machineRegistry", registryKeys.machine, surroundings),
      fileSource(win32.join(programData, "Fourfold", "policy.json"), { mustBeRoots: false }),
      registrySource("userRegistry", registryKeys.user, surroundings),
    ];
  }
  if (platform === "darwin") {
    const managed = "/Library/Managed Preferences";
    const file = `${preferenceDomain}.plist`;
    return [
      preferenceSource("machinePreferences", posix.join(managed, file), surroundings),
      fileSource("/Library/Application Support/Fourfold/policy.json", { mustBeRoots: true }),
      ...(userName === ""
        ? []
        : [preferenceSource("userPreferences", posix.join(managed, userName, file), surroundings)]),
    ];
  }
  return [fileSource("/etc/fourfold/policy.json", { mustBeRoots: true })];
}

function fileSource(path: string, options: { readonly mustBeRoots: boolean }): ReadableSource {
  return {
    source: { id: "machineFile", place: path },
    read: () => readPolicyFile(path, options),
    file: path,
  };
}

function registrySource(
  id: "machineRegistry" | "userRegistry",
  key: string,
  surroundings: PolicySurroundings,
): ReadableSource {
  return { source: { id, place: key }, read: () => readRegistryKey(key, surroundings) };
}

function preferenceSource(
  id: "machinePreferences" | "userPreferences",
  path: string,
  surroundings: PolicySurroundings,
): ReadableSource {
  return {
    source: { id, place: path },
    read: () => readManagedPreferences(path, surroundings),
    file: path,
  };
}
