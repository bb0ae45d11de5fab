import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./vite/node.ts";

/**
 * The executable of Electron's runtime, or undefined where it was never fetched. (The npm package `electron` holds none: it
 * fetches one from Electron's release site when it is first asked.) Looks only; fetches nothing.
 */
export function electronExecutable(): string | undefined {
  const packageFolder = join(projectFolder, "node_modules/electron");
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(packageFolder, "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : usualName();
  const executable = join(override ?? join(packageFolder, "dist"), name);
  return existsSync(executable) ? executable : undefined;
}

function usualName(): string {
  if (process.platform === "win32") return "electron.exe";
  return process.platform === "darwin" ? "Electron.app/Contents/MacOS/Electron" : "electron";
}
