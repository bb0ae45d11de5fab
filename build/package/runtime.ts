import { createHash } from "node:crypto";
import {
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { projectFolder } from "../vite/node.ts";
import { nodePlatform, type Target } from "./configuration.ts";
import { PackagingError } from "./failure.ts";

/** SHA-256 of each released archive, as Electron's npm package lists them. */
export type Checksums = Readonly<Record<string, string>>;

const electronFolder = join(projectFolder, "node_modules/electron");

export const electronVersion: string = JSON.parse(
  readFileSync(join(electronFolder, "package.json"), "utf8"),
).version;

export function releasedChecksums(): Checksums {
  return JSON.parse(readFileSync(join(electronFolder, "checksums.json"), "utf8"));
}

export function archiveName({ system, processor }: Target): string {
  return `electron-v${electronVersion}-${nodePlatform[system]}-${processor}.zip`;
}

/**
 * Electron's released archive for the target, proved by its SHA-256. A runtime that was unpacked before, patched, or made up
 * for tests has no such proof and never becomes a release.
 * @param given the archive or the folder that it lies in; without it, it is fetched (`ELECTRON_MIRROR` names another site)
 * @throws PackagingError `noRuntime`
 */
export async function releasedRuntime(
  target: Target,
  given: string | undefined,
  checksums: Checksums = releasedChecksums(),
): Promise<string> {
  const name = archiveName(target);
  const expected = checksums[name];
  if (expected === undefined) {
    throw noRuntime(`Electron ${electronVersion} was not released as ${name}.`);
  }
  const archive = given === undefined ? await fetchArchive(target, name, checksums) : find(given, name);
  const actual = await sha256Of(archive);
  if (actual !== expected) {
    throw noRuntime(
      `${archive} is not the released Electron ${electronVersion}: its SHA-256 is ${actual}, not ${expected}.`,
    );
  }
  return archive;
}

/** electron-builder takes an archive by its released name only; a cache may have named it differently. */
export function linkArchive(archive: string, target: Target, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const link = join(folder, archiveName(target));
  try {
    linkSync(archive, link);
  } catch {
    // On another disk.
    copyFileSync(archive, link);
  }
  return folder;
}

function find(given: string, name: string): string {
  if (!existsSync(given)) throw noRuntime(`There is no ${given}.`);
  if (!statSync(given).isDirectory()) return given;
  const archive = join(given, name);
  if (existsSync(archive)) return archive;
  throw noRuntime(
    `${given} holds no ${name}. An unpacked runtime is refused: nothing proves that it is the released one.`,
  );
}

/** By Electron's own fetcher, which its package brings. */
async function fetchArchive(target: Target, name: string, checksums: Checksums): Promise<string> {
  const fetcher = createRequire(join(electronFolder, "install.js")).resolve("@electron/get");
  try {
    const { downloadArtifact } = await import(pathToFileURL(fetcher).href);
    return await downloadArtifact({
      version: electronVersion,
      artifactName: "electron",
      platform: nodePlatform[target.system],
      arch: target.processor,
      checksums,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw noRuntime(`${name} could not be fetched from Electron's release site: ${why}`);
  }
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function noRuntime(message: string): PackagingError {
  return new PackagingError(
    "noRuntime",
    message,
    "Fetch that archive on a connected machine and name it by --runtime FILE, or name a mirror by ELECTRON_MIRROR. Nothing was built.",
  );
}
