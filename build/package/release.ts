import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { buildEverything } from "../build.ts";
import { trustResource } from "../update/trust.ts";
import { projectFolder } from "../vite/node.ts";
import { shippedComponents } from "./components.ts";
import type { Target } from "./configuration.ts";
import { PackagingError, reportFailure } from "./failure.ts";
import { licencesText } from "./licenses.ts";
import { appVersion, releaseFolder, writeWhole } from "./outFolder.ts";
import { type Format, formatsOf, packageApp } from "./pack.ts";
import { linkArchive, releasedRuntime } from "./runtime.ts";
import { signingPlan } from "./signing.ts";

/**
 * `npm run release -- --platform windows|mac|linux --arch x64|arm64`: builds, packs and signs what is delivered. With
 * `--dir` only the unpacked app, with `--formats deb,rpm` only those installers; `--runtime FILE` names Electron's released
 * archive where it cannot be fetched, `--out FOLDER` another place than `build/out/release`.
 */
export interface ReleaseRequest {
  readonly target: Target;
  readonly formats: readonly Format[];
  readonly runtime?: string;
  readonly outFolder: string;
}

/** @throws PackagingError `badArguments` that names what is wrong and what it may be. */
export function releaseRequest(args: readonly string[], host: NodeJS.Platform): ReleaseRequest {
  const values = parse(args);
  const system = oneOf("--platform", values.platform, ["windows", "mac", "linux"] as const);
  const processor = oneOf("--arch", values.arch, ["x64", "arm64"] as const);
  if (system === "mac" && host !== "darwin") {
    throw badArguments("macOS' signing, notarisation and disk images need a Mac: run this build there.");
  }
  const possible: readonly Format[] = formatsOf[system];
  const wanted = values.formats?.split(",");
  const formats =
    wanted?.map((format) => oneOf("--formats", format, possible)) ??
    possible.filter((format) => canMake(format, host));
  if (formats.includes("msi") && !canMake("msi", host)) {
    throw badArguments("The MSI is made by WiX, which runs on Windows only: run this build there.");
  }
  return {
    target: { system, processor },
    formats: values.dir ? [] : formats,
    outFolder: values.out,
    ...(values.runtime === undefined ? {} : { runtime: values.runtime }),
  };
}

function canMake(format: Format, host: NodeJS.Platform): boolean {
  return format !== "msi" || host === "win32";
}

function parse(args: readonly string[]) {
  const options = {
    platform: { type: "string" },
    arch: { type: "string" },
    dir: { type: "boolean", default: false },
    formats: { type: "string" },
    runtime: { type: "string" },
    out: { type: "string", default: releaseFolder },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw badArguments((error as Error).message);
  }
}

function oneOf<T extends string>(option: string, value: string | undefined, possible: readonly T[]): T {
  const found = possible.find((one) => one === value);
  if (found !== undefined) return found;
  throw badArguments(`${option} is ${value ?? "missing"}; it may be ${possible.join(", ")}.`);
}

function badArguments(message: string): PackagingError {
  return new PackagingError(
    "badArguments",
    message,
    "npm run release -- --platform windows|mac|linux --arch x64|arm64 [--dir] [--formats a,b] [--runtime FILE] [--out FOLDER]",
  );
}

/** The runtime unpacked, the app, its copies in two packages and the packages themselves. */
const neededRoom = 2_500_000_000;

async function release(request: ReleaseRequest): Promise<void> {
  const { target, formats, outFolder } = request;
  // Everything that can be known beforehand is checked before anything is built.
  const signing = signingPlan(process.env, new Date());
  trustResource(process.env);
  const archive = await releasedRuntime(target, request.runtime);
  const work = mkdtempSync(join(tmpdir(), "fourfold-release-"));
  try {
    checkRoom(projectFolder);
    const distFolder = join(work, "dist");
    await buildEverything(distFolder);
    const licences = join(work, "third-party-licenses.txt");
    writeWhole(licences, licencesText(shippedComponents(distFolder)));
    const runtime = linkArchive(archive, target, join(work, "runtime"));
    const packed = await packageApp({
      target,
      signing,
      version: appVersion,
      distFolder,
      licences,
      runtime,
      formats,
      outFolder,
    });
    for (const file of packed.artifacts) console.log(file);
    console.log(sizeLine(packed));
    if (target.system === "windows" && !formats.includes("msi") && formats.length > 0) {
      console.log("No MSI: it is made by WiX, which runs on Windows only.");
    }
    if (packed.artifacts.some((file) => basename(file).includes("-unsigned"))) {
      console.log("Not signed, as the names say: no signing was asked for (build/guide/building.md).");
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** How much of the unpacked app is ours. */
export function sizeLine({ appSize, runtimeSize }: { appSize: number; runtimeSize: number }): string {
  const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
  const difference = appSize - runtimeSize;
  return `The unpacked app has ${inMegabytes(appSize)}; Electron alone has ${inMegabytes(runtimeSize)}: ${difference < 0 ? "less by" : "more by"} ${inMegabytes(Math.abs(difference))}.`;
}

function checkRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= neededRoom) return;
  throw new PackagingError(
    "diskFull",
    `The disk of ${folder} has ${(bavail * bsize) / 1_000_000} MB left; a build needs ${neededRoom / 1_000_000} MB.`,
    "Free some space and run it again. Nothing was built.",
  );
}

if (import.meta.filename === process.argv[1]) {
  try {
    await release(releaseRequest(process.argv.slice(2), process.platform));
  } catch (error) {
    reportFailure(error);
  }
}
