import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type BundledPackage, packageListName } from "../build.ts";
import { packedPackages, projectFolder } from "../vite/node.ts";

/** What of `node_modules` reaches the user's machine, and in which way. */
export interface ShippedPackage {
  /** As the package calls itself, which an alias in `node_modules` may hide. */
  readonly name: string;
  readonly version: string;
  /** From the project's folder, with forward slashes. */
  readonly folder: string;
  /** In `app.asar` as it is, or inside our own bundles. */
  readonly how: "packed" | "bundled";
  /** As the lock file knows them: where it came from, and its SHA-512. */
  readonly resolved?: string;
  readonly integrity?: string;
  /** Folders of the shipped packages that it uses. */
  readonly uses: readonly string[];
}

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, LockedPackage>>;

/** Dependencies of packed packages that serve only to compile them. */
const compileOnly: readonly string[] = ["node-addon-api"];

function readLock(): Lock {
  return JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")).packages;
}

/** Folders of the packages that are packed as they are, with everything that they need: from the project's folder. */
export function packedFolders(lock: Lock = readLock()): string[] {
  const found = new Set<string>();
  const add = (from: string, name: string): void => {
    const folder = compileOnly.includes(name) ? undefined : locate(lock, from, name);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    for (const needed of neededBy(lock[folder])) add(folder, needed);
  };
  for (const name of packedPackages) add("", name);
  return [...found].sort();
}

/**
 * Where a package may come to lie in the app: electron-builder lays packages out anew, so that one that lies within another
 * (`node_modules/a/node_modules/b`) may come to lie beside it (`node_modules/b`).
 */
export function placesOf(folder: string): string[] {
  return [...new Set([folder, folder.slice(folder.lastIndexOf("node_modules/"))])];
}

/** Folders of packages that npm would put into the app, and that it does not need: they are inside the bundles, or compile something. */
export function unneededFolders(): string[] {
  const lock = readLock();
  const packed = new Set(packedFolders(lock).flatMap(placesOf));
  const unneeded = Object.entries(lock)
    .filter(([folder, { dev }]) => folder !== "" && dev !== true)
    .flatMap(([folder]) => placesOf(folder));
  return [...new Set(unneeded)].filter((folder) => !packed.has(folder));
}

/** @param distFolder the build that is shipped: it knows what is inside its bundles */
export function shippedPackages(distFolder: string): ShippedPackage[] {
  const lock = readLock();
  const bundled: readonly BundledPackage[] = JSON.parse(
    readFileSync(join(distFolder, packageListName), "utf8"),
  );
  const packed = packedFolders(lock);
  const folders = new Set([...packed, ...bundled.map(({ folder }) => folder)]);
  return [...folders].sort().map((folder) => {
    const locked = lock[folder];
    if (locked === undefined) throw new Error(`${folder} is in the build and not in package-lock.json.`);
    const { name, version } = JSON.parse(readFileSync(join(projectFolder, folder, "package.json"), "utf8"));
    return {
      name,
      version,
      folder,
      how: packed.includes(folder) ? "packed" : "bundled",
      ...(locked.resolved === undefined ? {} : { resolved: locked.resolved }),
      ...(locked.integrity === undefined ? {} : { integrity: locked.integrity }),
      uses: neededBy(locked)
        .map((needed) => locate(lock, folder, needed))
        .filter((needed) => needed !== undefined && folders.has(needed)) as string[],
    };
  });
}

function neededBy(locked: LockedPackage | undefined): string[] {
  return Object.keys({
    ...locked?.dependencies,
    ...locked?.optionalDependencies,
    ...locked?.peerDependencies,
  });
}

/** Node's way from a package to another: its own `node_modules` first, then those around it. */
function locate(lock: Lock, from: string, name: string): string | undefined {
  for (let place = from; ; place = place.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const folder = posix.join(place, "node_modules", name);
    if (lock[folder] !== undefined) return folder;
    if (place === "") return undefined;
  }
}
