import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { buildEverything, packageListName } from "../build.ts";
import { projectFolder } from "../vite/node.ts";
import { PackagingError } from "./failure.ts";

/** Where everything that is delivered stands. */
export const releaseFolder = join(projectFolder, "build/out/release");

export const appVersion: string = JSON.parse(
  readFileSync(join(projectFolder, "package.json"), "utf8"),
).version;

/** `--out FOLDER` of the scripts that write one file. */
export function outFolderFromArguments(): string {
  try {
    return parseArgs({ options: { out: { type: "string", default: releaseFolder } } }).values.out;
  } catch (error) {
    throw new PackagingError("badArguments", (error as Error).message, "The only option is --out FOLDER.");
  }
}

/** The build that lists and licences speak of: that of `npm run build`, made now where there is none. */
export async function distFolder(): Promise<string> {
  const folder = join(projectFolder, "dist");
  if (!existsSync(join(folder, packageListName))) await buildEverything();
  return folder;
}

/** A file is there whole or not at all. */
export function writeWhole(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = join(dirname(file), `.unfinished-${process.pid}-${basename(file)}`);
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
