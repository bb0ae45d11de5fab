import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { listPackage } from "@electron/asar";
import { packageListName } from "../build.ts";
import { nativeBinary, productName, type Target } from "./configuration.ts";
import { packedFolders, placesOf } from "./shipped.ts";

/** Where the unpacked app keeps what is not the runtime's own. */
export function resourcesFolder(appFolder: string, { system }: Target): string {
  return join(appFolder, system === "mac" ? `${productName}.app/Contents/Resources` : "resources");
}

/** Every file below a folder, from there, with forward slashes, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** Files (not folders) in an archive, from its root, with forward slashes, sorted. */
export function filesInArchive(archive: string): string[] {
  const entries = listPackage(archive, { isPack: false }).map((name) =>
    name.split(sep).join("/").replace(/^\//, ""),
  );
  const folders = new Set(entries.map((name) => name.replace(/\/?[^/]*$/, "")));
  return entries.filter((name) => !folders.has(name)).sort();
}

/** What a package of npm may bring along: code, the data that it reads, its licence. */
const allowedInPackages =
  /(\.(js|cjs|mjs|json|node|trie|afm|icc|bin|data)|(^|\/)(LICENSE|LICENCE|COPYING|NOTICE)[^/]*)$/i;
const neverAllowed = /\.(map|ts|tsx|mts|cts|md|c|cc|cpp|h)$|(^|\/)(test|tests|stand-in|__tests__)\//i;

/** Problems of what was packed, in words; none means that it holds exactly what belongs in. */
export function archiveProblems(archive: string, distFolder: string, target: Target): string[] {
  const packed = filesInArchive(archive);
  const built = filesBelow(distFolder)
    .filter((name) => !name.endsWith(".map") && name !== packageListName)
    .map((name) => `dist/${name}`);
  const folders = packedFolders();
  const isOfPackage = (name: string): boolean =>
    folders.flatMap(placesOf).some((folder) => name.startsWith(`${folder}/`)) && allowedInPackages.test(name);
  const ours = packed.filter((name) => !name.startsWith("node_modules/"));
  const expected = [...built, "package.json"].sort();
  return [
    ...expected.filter((name) => !ours.includes(name)).map((name) => `${name} is missing`),
    ...ours.filter((name) => !expected.includes(name)).map((name) => `${name} does not belong in`),
    ...packed
      .filter((name) => name.startsWith("node_modules/") && !isOfPackage(name))
      .map((name) => `${name} does not belong in`),
    ...packed.filter((name) => neverAllowed.test(name)).map((name) => `${name} is never packed`),
    ...folders
      .filter((folder) => !placesOf(folder).some((place) => packed.includes(`${place}/package.json`)))
      .map((folder) => `${folder} is missing`),
    ...nativeProblems(
      packed.filter((name) => name.endsWith(".node")),
      target,
    ),
  ];
}

function nativeProblems(names: readonly string[], target: Target): string[] {
  const expected = nativeBinary(target);
  return names.length === 1 && basename(names[0] ?? "") === expected
    ? []
    : [`the native binaries are ${names.join(", ") || "none"}; it should be ${expected} alone`];
}

/** Problems of the unpacked app around the archive. */
export function appProblems(appFolder: string, distFolder: string, target: Target): string[] {
  const resources = resourcesFolder(appFolder, target);
  const archive = join(resources, "app.asar");
  if (!existsSync(archive)) return ["there is no app.asar"];
  const natives = filesBelow(appFolder).filter((name) => name.endsWith(".node"));
  const kinds = natives.map((name) => binaryKind(join(appFolder, name)));
  const locales = existsSync(join(appFolder, "locales")) ? readdirSync(join(appFolder, "locales")) : [];
  const wrong = kinds.some((kind) => kind?.system !== target.system || kind.processor !== target.processor);
  return [
    ...archiveProblems(archive, distFolder, target),
    ...(natives.length === 1 ? [] : [`${natives.length} native binaries lie beside the archive`]),
    ...(wrong
      ? [`the native binary is for ${kinds.map((kind) => `${kind?.system} ${kind?.processor}`)}`]
      : []),
    ...locales.filter((name) => name !== "en-US.pak").map((name) => `locale ${name} was not pruned`),
    ...filesBelow(resources)
      .filter(
        (name) =>
          !/^(app\.asar$|app\.asar\.unpacked\/|policy\/|third-party-licenses\.txt$|update-trust\.json$)/.test(
            name,
          ),
      )
      .filter((name) => target.system !== "mac" || !/\.(icns|lproj|car|plist|strings)(\/|$)/.test(name))
      .map((name) => `resources/${name} does not belong in`),
    ...(existsSync(join(resources, "third-party-licenses.txt")) ? [] : ["the licences are missing"]),
  ];
}

/** For which system and processor a binary is, by its header; undefined where it is none that we know. */
export function binaryKind(file: string): Target | undefined {
  const bytes = Buffer.alloc(4096);
  const handle = openSync(file, "r");
  try {
    readSync(handle, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(handle);
  }
  if (bytes.toString("latin1", 0, 4) === "\x7fELF") {
    return kindOf("linux", bytes.readUInt16LE(18), { x64: 0x3e, arm64: 0xb7 });
  }
  if (bytes.toString("latin1", 0, 2) === "MZ") {
    const header = bytes.readUInt32LE(0x3c);
    if (header > bytes.length - 6 || bytes.toString("latin1", header, header + 2) !== "PE") return undefined;
    return kindOf("windows", bytes.readUInt16LE(header + 4), { x64: 0x8664, arm64: 0xaa64 });
  }
  if (bytes.readUInt32LE(0) === 0xfeedfacf) {
    return kindOf("mac", bytes.readUInt32LE(4), { x64: 0x01000007, arm64: 0x0100000c });
  }
  return undefined;
}

function kindOf(
  system: Target["system"],
  machine: number,
  known: Readonly<Record<Target["processor"], number>>,
): Target | undefined {
  if (machine === known.x64) return { system, processor: "x64" };
  return machine === known.arm64 ? { system, processor: "arm64" } : undefined;
}

/** React's form for developers, which is slow and talks to the console: the sign that a build was not for production. */
export function isDevelopmentPage(distFolder: string): boolean {
  const assets = join(distFolder, "renderer/assets");
  return readdirSync(assets)
    .filter((name) => name.endsWith(".js"))
    .some((name) =>
      /react-stack-bottom-frame|react_stack_bottom_frame/.test(readFileSync(join(assets, name), "utf8")),
    );
}
