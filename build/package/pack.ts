import { mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { Writable } from "node:stream";
import { Arch, build, log, Platform } from "electron-builder";
import { projectFolder } from "../vite/node.ts";
import { artifactName, packagingConfiguration, type Target } from "./configuration.ts";
import { appProblems, filesBelow } from "./content.ts";
import { PackagingError } from "./failure.ts";
import { makeDeb, makeRpm } from "./linuxPackages.ts";
import { signDetached } from "./openPgp.ts";
import type { SigningPlan } from "./signing.ts";
import { isPortableExecutableFile, isSigned, signFile } from "./signWindows.ts";
import { makeWindowsInstaller, sizeOf } from "./windowsInstaller.ts";

export const formatsOf = {
  windows: ["exe", "msi"],
  mac: ["dmg", "zip"],
  linux: ["deb", "rpm", "AppImage"],
} as const;
export type Format = (typeof formatsOf)[Target["system"]][number];

export interface PackInput {
  readonly target: Target;
  readonly signing: SigningPlan;
  readonly version: string;
  /** What `npm run build` made. */
  readonly distFolder: string;
  /** The text of the licences of what is shipped. */
  readonly licences: string;
  /** Electron's runtime; see configuration.ts. */
  readonly runtime: string;
  /** Which installers; none means the unpacked app. */
  readonly formats: readonly Format[];
  readonly outFolder: string;
}

export interface Packed {
  /** Files, or the folder of the unpacked app, under their final names. */
  readonly artifacts: readonly string[];
  /** Bytes of the unpacked app and of the runtime that it stands on. */
  readonly appSize: number;
  readonly runtimeSize: number;
}

/**
 * Everything is made in a folder beside, checked, and only then given its name in `outFolder`: what stands there is finished.
 * @throws PackagingError
 */
export async function packageApp(input: PackInput): Promise<Packed> {
  mkdirSync(input.outFolder, { recursive: true });
  const work = mkdtempSync(join(input.outFolder, ".unfinished-"));
  try {
    return await packageIn(work, input);
  } catch (error) {
    throw inWords(error, input.outFolder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function packageIn(work: string, input: PackInput): Promise<Packed> {
  const { target, signing, formats, version } = input;
  const name = artifactName(version, target, signing);
  const built = await runElectronBuilder(work, input);
  const problems = appProblems(built.appFolder, input.distFolder, target);
  if (problems.length > 0) {
    throw new PackagingError(
      "badContent",
      `The packed app does not hold what it should:\n${problems.slice(0, 20).join("\n")}`,
      "Correct build/package/configuration.ts. Nothing was left looking finished.",
    );
  }
  if (target.system === "windows" && signing.windows.kind !== "off") checkSigned(built.appFolder);

  const made = built.installers;
  const outFile = (format: Format): string => join(work, `${name}.${format}`);
  const common = { appFolder: built.appFolder, version, processor: target.processor };
  for (const format of formats) {
    if (format === "exe") {
      makeWindowsInstaller({ ...common, outFile: outFile(format), signing: signing.windows });
      if (signing.windows.kind !== "off") checkSigned(outFile(format));
    } else if (format === "deb") {
      makeDeb({ ...common, outFile: outFile(format), workFolder: work });
    } else if (format === "rpm") {
      makeRpm({ ...common, outFile: outFile(format), workFolder: work });
    } else continue;
    made.push(outFile(format));
  }
  for (const file of made.filter((one) => extname(one) === ".msi")) {
    if (signing.windows.kind !== "off") signFile(signing.windows, file);
  }
  if (signing.linux.kind === "key" && target.system === "linux") {
    for (const file of [...made]) made.push(signDetached(signing.linux, file));
  }
  const finished =
    formats.length === 0
      ? [moveTo(built.appFolder, join(input.outFolder, name))]
      : made.map((file) => moveTo(file, join(input.outFolder, basename(file))));
  return { artifacts: finished, appSize: built.appSize, runtimeSize: built.runtimeSize };
}

interface Built {
  readonly appFolder: string;
  readonly installers: string[];
  readonly appSize: number;
  readonly runtimeSize: number;
}

async function runElectronBuilder(work: string, input: PackInput): Promise<Built> {
  const { target, formats } = input;
  let runtimeSize = 0;
  let appFolder = "";
  const configuration = packagingConfiguration({
    ...input,
    outputFolder: join(work, "built"),
    onRuntime: (folder) => {
      runtimeSize = sizeOf(folder);
    },
  });
  const platform = { linux: Platform.LINUX, windows: Platform.WINDOWS, mac: Platform.MAC }[target.system];
  // The other formats are made by us, from the unpacked app.
  const theirs = formats.filter((format) => ["AppImage", "msi", "dmg", "zip"].includes(format));
  const said: string[] = [];
  // electron-builder reports every step; only what it said before it failed is of interest.
  Reflect.set(
    log,
    "stream",
    new Writable({ write: (chunk, _encoding, done) => done(void said.push(`${chunk}`)) }),
  );
  try {
    const files: string[] = await settled(
      build({
        targets: platform.createTarget(theirs.length === 0 ? ["dir"] : theirs, Arch[target.processor]),
        config: {
          ...configuration,
          afterPack: async (context) => {
            appFolder = context.appOutDir;
          },
        },
        projectDir: projectFolder,
        publish: "never",
      }),
    );
    const installers = files.filter((file) => theirs.some((format) => file.endsWith(`.${format}`)));
    if (installers.length < theirs.length) {
      throw new PackagingError(
        "buildFailed",
        `electron-builder was asked for ${theirs.join(", ")} and made ${installers.join(", ") || "nothing"}.`,
        "Read what it said above. Nothing was left looking finished.",
      );
    }
    return { appFolder, installers, appSize: sizeOf(appFolder), runtimeSize };
  } catch (error) {
    console.error(said.join(""));
    throw error;
  }
}

/**
 * A write that fails, as on a full disk, can leave electron-builder waiting for what never comes. Node would then end without a
 * word, and nothing would be cleared away.
 */
async function settled<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Error("it ended without saying why"));
  process.once("beforeExit", giveUp);
  try {
    return await Promise.race([work, promise]);
  } finally {
    process.off("beforeExit", giveUp);
  }
}

/** Every executable, library and addon in a folder, or the file itself, has to carry a signature. */
function checkSigned(place: string): void {
  const files = statSync(place).isDirectory() ? filesBelow(place).map((name) => join(place, name)) : [place];
  const unsigned = files.filter((file) => isPortableExecutableFile(file) && !isSigned(file));
  if (unsigned.length === 0) return;
  throw new PackagingError(
    "notSigned",
    `Signing was asked for, but these carry no signature: ${unsigned.map((file) => basename(file)).join(", ")}`,
    "Correct the signing settings. Nothing was left looking finished.",
  );
}

/** On the same disk this cannot stop half-way. A build of the same name before it goes. */
function moveTo(from: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
  return to;
}

/** Tools say in many ways that they could not write; a disk without room says it once. */
const leastRoom = 4 * 1024 * 1024;

function inWords(error: unknown, folder: string): unknown {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < leastRoom) return diskFull(folder, error);
  if (error instanceof PackagingError) return error;
  const why = error instanceof Error ? error.message : String(error);
  if (/ENOSPC|No space left/.test(why)) return diskFull(folder, error);
  if (/getaddrinfo|fetch failed|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(why)) {
    return new PackagingError(
      "toolMissing",
      `electron-builder could not fetch a tool that it needs: ${why}`,
      "Build on a connected machine, or leave that format out with --formats. Nothing was left looking finished.",
      { cause: error },
    );
  }
  return new PackagingError(
    "buildFailed",
    `electron-builder stopped: ${why}`,
    "Correct what it names. Nothing was left looking finished.",
    { cause: error },
  );
}

function diskFull(folder: string, cause: unknown): PackagingError {
  return new PackagingError(
    "diskFull",
    `The disk of ${folder} is full.`,
    "Free some space and run it again. Nothing half-built was left.",
    { cause },
  );
}
