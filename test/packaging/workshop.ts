import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { asProduction, buildEverything, packageListName } from "../../build/build.ts";
import { shippedComponents } from "../../build/package/components.ts";
import { artifactName, type Target } from "../../build/package/configuration.ts";
import { licencesText } from "../../build/package/licenses.ts";
import { appVersion } from "../../build/package/outFolder.ts";
import { type Format, packageApp } from "../../build/package/pack.ts";
import { archiveName, linkArchive } from "../../build/package/runtime.ts";
import { signingPlan } from "../../build/package/signing.ts";
import { projectFolder } from "../../build/vite/node.ts";
import { makeLinuxStub, makeWindowsStub } from "./stubRuntime.ts";
import { makeTestCertificate, signingEnvironment, type TestCertificate } from "./testCertificate.ts";

/** Makes what the checks look at, each once, in a folder that goes with the checks. */
export class Workshop {
  readonly folder: string;
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = this.#made.get(name) ?? make();
    this.#made.set(name, made);
    return made as Promise<T>;
  }

  /** A build of our own, so that nobody's `dist/` changes under their hands; `npm test` has made one already. */
  dist(): Promise<string> {
    return this.#once("dist", async () => {
      const ready = join(projectFolder, "dist");
      if (process.env.FOURFOLD_BUILT === "1" && existsSync(join(ready, packageListName))) return ready;
      const folder = join(this.folder, "dist");
      await buildEverything(folder);
      return folder;
    });
  }

  certificate(): Promise<TestCertificate> {
    return this.#once("certificate", async () => makeTestCertificate(this.folder));
  }

  stub({ system }: Target): Promise<string> {
    return this.#once(`stub ${system}`, async () => {
      const folder = join(this.folder, `stub-${system}`);
      if (system === "windows") makeWindowsStub(folder);
      else makeLinuxStub(folder);
      return folder;
    });
  }

  #licences(): Promise<string> {
    return this.#once("licences", async () => {
      const file = join(this.folder, "third-party-licenses.txt");
      writeFileSync(file, licencesText(shippedComponents(await this.dist())));
      return file;
    });
  }

  /** The stub in an archive under the name of the released one, with what Electron shows when it has no app. */
  async #archive(target: Target): Promise<string> {
    const folder = join(this.folder, "archive");
    const stub = join(folder, "stub");
    cpSync(await this.stub(target), stub, { recursive: true });
    mkdirSync(join(stub, "resources"), { recursive: true });
    writeFileSync(join(stub, "resources/default_app.asar"), "stands in for Electron's own page");
    output("7z", ["a", "-tzip", join(folder, archiveName(target)), "."], stub);
    return linkArchive(join(folder, archiveName(target)), target, join(folder, "linked"));
  }

  /** The unpacked app around the stub, or one installer of it; signed with the test certificate where that is asked for. */
  packed(
    target: Target,
    format?: Format,
    {
      isSigned = false,
      fromArchive = false,
    }: { readonly isSigned?: boolean; readonly fromArchive?: boolean } = {},
  ): Promise<Packed> {
    return this.#once(
      `${target.system} ${target.processor} ${format} ${isSigned} ${fromArchive}`,
      async () => {
        const environment = isSigned ? signingEnvironment(await this.certificate()) : {};
        const signing = signingPlan(environment, new Date());
        const outFolder = join(this.folder, fromArchive ? "out-of-archive" : "out");
        mkdirSync(outFolder, { recursive: true });
        const input = {
          ...{ target, signing, version: appVersion, outFolder },
          distFolder: await this.dist(),
          licences: await this.#licences(),
          runtime: fromArchive ? await this.#archive(target) : await this.stub(target),
          formats: format === undefined ? [] : [format],
        };
        const { artifacts, ...sizes } = await asProduction(() => packageApp(input));
        const place = join(outFolder, artifactName(appVersion, target, signing));
        const path = format === undefined ? place : `${place}.${format}`;
        if (!artifacts.includes(path)) throw new Error(`made ${artifacts}, not ${path}`);
        return { path, ...sizes };
      },
    );
  }
}

export interface Packed {
  /** The unpacked app's folder, or the installer. */
  readonly path: string;
  readonly appSize: number;
  readonly runtimeSize: number;
}

export const linux: Target = { system: "linux", processor: "x64" };
export const windows: Target = { system: "windows", processor: "x64" };

/** Runs a program and returns what it printed. @throws with its last words where it fails. */
export function output(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args[0]}: ${error?.message ?? `${stdout}${stderr}`.trim().slice(-600)}`);
}

/** Stops a check. */
export function insist(condition: boolean, words: string): asserts condition {
  if (!condition) throw new Error(words);
}

/** Runs one of our programs, named from the project's folder, as npm's scripts do. */
export function script(file: string, args: readonly string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--experimental-strip-types",
      "--disable-warning=ExperimentalWarning",
      resolve(projectFolder, file),
      ...args,
    ],
    { encoding: "utf8", cwd: projectFolder, env: { ...process.env, ...environment } },
  );
  return { status, stdout, stderr };
}
