import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { electronExecutable } from "../../../build/electronRuntime.ts";
import { projectFolder } from "./runtime.ts";

/** What is typed on a command line to start the app itself, before its own arguments. */
export function mainCommand(): { readonly command: string; readonly leading: readonly string[] } {
  const electron = electronExecutable();
  if (electron !== undefined) return { command: electron, leading: [...sandboxSwitches(), projectFolder] };
  return { command: process.execPath, leading: standInArguments() };
}

/** Root cannot set up Chromium's sandbox. */
export function sandboxSwitches(): string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

/** Node with the stand-in in the place of `electron`, then the main process's bundle. */
function standInArguments(): string[] {
  return [...standInSwitches(), join(projectFolder, "dist/main/main.js")];
}

export function standInSwitches(): string[] {
  return [
    "--experimental-strip-types",
    "--disable-warning=ExperimentalWarning",
    "--import",
    pathToFileURL(join(projectFolder, "test/stand-in/register.ts")).href,
  ];
}
