import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Installation } from "../../../shared/updates/decision.ts";

interface Surroundings {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly executable: string;
  readonly resourcesFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How this Fourfold came onto the computer, from what the installers leave behind. */
export function installationOf({
  isPackaged,
  platform,
  executable,
  resourcesFolder,
  environment,
}: Surroundings): Installation {
  if (!isPackaged) return "notInstalled";
  if (platform === "win32") {
    return existsSync(join(dirname(executable), "Uninstall Fourfold.exe"))
      ? "windowsInstaller"
      : "notInstalled";
  }
  if (platform === "darwin")
    return executable.includes(".app/Contents/MacOS/") ? "macApplication" : "notInstalled";
  if (environment.APPIMAGE !== undefined && environment.APPIMAGE !== "") return "appImage";
  return /^(deb|rpm|pacman)$/.test(packageType(resourcesFolder)) || /^\/(opt|usr)\//.test(executable)
    ? "systemPackage"
    : "notInstalled";
}

/** Whether this user may put other files in the place of the program's. */
export function mayReplaceProgram(
  installation: Installation,
  { executable, environment }: Pick<Surroundings, "executable" | "environment">,
): boolean {
  const program = installation === "appImage" ? (environment.APPIMAGE ?? "") : executable;
  // The bundle of a Mac lies three folders above its executable, and is replaced as a whole.
  const folder = installation === "macApplication" ? join(dirname(program), "../../..") : dirname(program);
  // Tried, not asked: Windows tells of rights only when they are used.
  const probe = join(folder, `.fourfold-${randomBytes(6).toString("hex")}`);
  try {
    closeSync(openSync(probe, "wx"));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

function packageType(resourcesFolder: string): string {
  try {
    return readFileSync(join(resourcesFolder, "package-type"), "utf8").trim();
  } catch {
    return "";
  }
}
