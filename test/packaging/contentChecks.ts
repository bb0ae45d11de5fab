import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extractAll, getRawHeader } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { fuses, nodePlatform, productName, type Target } from "../../build/package/configuration.ts";
import {
  appProblems,
  binaryKind,
  filesBelow,
  filesInArchive,
  isDevelopmentPage,
  resourcesFolder,
} from "../../build/package/content.ts";
import { appVersion } from "../../build/package/outFolder.ts";
import { sizeLine } from "../../build/package/release.ts";
import { projectFolder } from "../../build/vite/node.ts";
import type { Check } from "./checks.ts";
import { insist, linux, output, script, type Workshop, windows } from "./workshop.ts";

const executable = { linux: "fourfold", windows: `${productName}.exe`, mac: `${productName}.app` } as const;

/** What holds for the unpacked app of every system. */
function checksOf(target: Target): Check[] {
  const title = target.system === "linux" ? "Linux" : "Windows";
  // A Windows executable to stand in for the runtime is made by NSIS.
  const needs = target.system === "windows" ? ["makensis"] : [];
  const app = async (workshop: Workshop) => (await workshop.packed(target)).path;
  return [
    {
      name: `${title}: the app is packed around the stub runtime`,
      needs,
      run: async (workshop) => {
        const packed = await workshop.packed(target);
        insist(packed.path.endsWith("-unsigned"), "an unsigned build does not say so in its name");
        return sizeLine(packed);
      },
    },
    {
      name: `${title}: app.asar holds exactly the allowed files`,
      needs,
      run: async (workshop) => {
        const problems = appProblems(await app(workshop), await workshop.dist(), target);
        insist(problems.length === 0, problems.slice(0, 10).join("; "));
        return `${filesInArchive(join(await app(workshop), "resources/app.asar")).length} files`;
      },
    },
    {
      name: `${title}: one native binary, for this system and processor`,
      needs,
      run: async (workshop) => {
        const folder = await app(workshop);
        const natives = filesBelow(folder).filter((name) => /\.(node|so|dylib)$/.test(name));
        insist(natives.length === 1, `there are ${natives.join(", ") || "none"}`);
        const kind = binaryKind(join(folder, natives[0] ?? ""));
        insist(
          kind?.system === target.system && kind.processor === target.processor,
          `its header says ${JSON.stringify(kind)}`,
        );
        return natives[0] ?? "";
      },
    },
    {
      name: `${title}: the fuses read back as declared`,
      needs,
      run: async (workshop) => {
        const wire = await getCurrentFuseWire(join(await app(workshop), executable[target.system]));
        for (const [name, wanted] of Object.entries(fuses)) {
          const option = FuseV1Options[fuseNames[name as keyof typeof fuses]];
          const state = String.fromCharCode(Number(Reflect.get(wire, option)));
          insist(state === (wanted ? "1" : "0"), `${name} is “${state}”`);
        }
        return `${Object.keys(fuses).length} fuses`;
      },
    },
    {
      name: `${title}: policy templates and licences lie beside the app`,
      needs,
      run: async (workshop) => {
        const resources = resourcesFolder(await app(workshop), target);
        // What writes the templates lies beside them, and stays behind.
        const templates = filesBelow(join(projectFolder, "build/policy")).filter(
          (name) => !name.endsWith(".ts"),
        );
        insist(
          templates.some((name) => name.endsWith(".admx")),
          "build/policy holds no ADMX template",
        );
        const packed = filesBelow(join(resources, "policy"));
        insist(packed.join() === templates.join(), `packed are ${packed.join(", ") || "none"}`);
        const licences = readFileSync(join(resources, "third-party-licenses.txt"), "utf8");
        insist(/^react \d/m.test(licences) && /^SQLite \d/m.test(licences), "the licences are not whole");
        return templates.join(", ");
      },
    },
  ];
}

/** Names as electron-builder and as Electron's own tool have them. */
const fuseNames = {
  runAsNode: "RunAsNode",
  enableNodeOptionsEnvironmentVariable: "EnableNodeOptionsEnvironmentVariable",
  enableNodeCliInspectArguments: "EnableNodeCliInspectArguments",
  enableCookieEncryption: "EnableCookieEncryption",
  enableEmbeddedAsarIntegrityValidation: "EnableEmbeddedAsarIntegrityValidation",
  onlyLoadAppFromAsar: "OnlyLoadAppFromAsar",
  loadBrowserProcessSpecificV8Snapshot: "LoadBrowserProcessSpecificV8Snapshot",
  grantFileProtocolExtraPrivileges: "GrantFileProtocolExtraPrivileges",
} as const satisfies Record<keyof typeof fuses, keyof typeof FuseV1Options>;

const otherProcessors: readonly Target[] = [
  { system: "linux", processor: "arm64" },
  { system: "windows", processor: "arm64" },
];

export const contentChecks: readonly Check[] = [
  {
    name: "the page is React's production build, also where a test runner built it",
    needs: [],
    run: async (workshop) => {
      insist(!isDevelopmentPage(await workshop.dist()), "it holds React's build for developers");
      return "no code for developers in it";
    },
  },
  ...checksOf(linux),
  ...checksOf(windows),
  ...otherProcessors.map(
    (target): Check => ({
      name: `${target.system === "linux" ? "Linux" : "Windows"} on ${target.processor}: its own native binary, and no other`,
      needs: target.system === "windows" ? ["makensis"] : [],
      isSlow: true,
      run: async (workshop) => {
        const { path } = await workshop.packed(target);
        const problems = appProblems(path, await workshop.dist(), target);
        insist(problems.length === 0, problems.slice(0, 10).join("; "));
        return filesBelow(path).find((name) => name.endsWith(".node")) ?? "";
      },
    }),
  ),
  {
    name: "Linux: Electron's archive is unpacked as a release does it, without what it shows when it has no app",
    needs: ["7z"],
    isSlow: true,
    run: async (workshop) => {
      const { path } = await workshop.packed(linux, undefined, { fromArchive: true });
      const names = filesBelow(path);
      insist(names.includes("resources/app.asar"), "the app is not in it");
      insist(!names.some((name) => name.endsWith("default_app.asar")), "default_app.asar is still in it");
      const { mode } = statSync(join(path, executable.linux));
      insist((mode & 0o111) === 0o111, "the executable may not be executed");
      return `${names.length} files`;
    },
  },
  {
    name: "Windows: version resources, icon and the archive's integrity are in the executable",
    needs: ["makensis"],
    run: async (workshop) => {
      const { path } = await workshop.packed(windows);
      return checkResources(path);
    },
  },
  {
    name: "what was packed does the main job: a signed letter from a case",
    needs: [],
    ...(["linux", "win32"].includes(process.platform) && ["x64", "arm64"].includes(process.arch)
      ? {}
      : { notHere: "only Linux and Windows are packed here" }),
    run: async (workshop) => writeLetter(workshop),
  },
];

function checkResources(appFolder: string): string {
  const file = NtExecutable.from(readFileSync(join(appFolder, executable.windows)), { ignoreCert: true });
  const resources = NtExecutableResource.from(file);
  const info = Resource.VersionInfo.fromEntries(resources.entries)[0];
  const language = info?.getAllLanguagesForStringValues()[0];
  insist(info !== undefined && language !== undefined, "there are no version resources");
  const values = info.getStringValues(language);
  const version = appVersion.replace(/[-+].*$/, "");
  insist(values.ProductName === productName, `ProductName is ${values.ProductName}`);
  insist(values.CompanyName === productName, `CompanyName is ${values.CompanyName}`);
  insist(`${values.FileVersion}`.startsWith(version), `FileVersion is ${values.FileVersion}`);
  insist(`${values.ProductVersion}`.startsWith(version), `ProductVersion is ${values.ProductVersion}`);
  insist(`${values.LegalCopyright}` === "All rights reserved.", `LegalCopyright is ${values.LegalCopyright}`);
  const icons = Resource.IconGroupEntry.fromEntries(resources.entries);
  insist(
    icons.some(({ icons: sizes }) => sizes.length > 1),
    "there is no icon of several sizes",
  );

  // Electron compares this with the archive's header before it runs anything from it.
  const entry = resources.entries.find(({ type, id }) => type === "INTEGRITY" && id === "ELECTRONASAR");
  insist(entry !== undefined, "the archive's integrity is not in it");
  const [declared] = JSON.parse(Buffer.from(entry.bin).toString("utf8"));
  const { headerString } = getRawHeader(join(appFolder, "resources/app.asar"));
  const actual = createHash("sha256").update(headerString).digest("hex");
  insist(
    declared.alg.toLowerCase() === "sha256" && declared.value === actual,
    "the integrity is not that of the archive",
  );
  return `${values.ProductName} ${values.FileVersion}, ${declared.file} ${actual.slice(0, 8)}…`;
}

/** Unpacks the archive and lets this Node run the packed command line: whatever had been left out too many would be missing. */
async function writeLetter(workshop: Workshop): Promise<string> {
  const system = process.platform === "win32" ? "windows" : "linux";
  const target: Target = { system, processor: process.arch === "arm64" ? "arm64" : "x64" };
  const { path } = await workshop.packed(target);
  const folder = join(workshop.folder, "unpacked");
  extractAll(join(path, "resources/app.asar"), folder);
  const letter = join(workshop.folder, "letter.pdf");
  const { status, stderr } = script(
    join(folder, "dist/command-line/main.js"),
    [
      ...["letter", "--sign", "--case", join(projectFolder, "test/fixtures/cases/case-f1.json")],
      ...["--data-dir", join(workshop.folder, "data"), "--out", letter],
    ],
    { FOURFOLD_PASSWORD: "only for this check" },
  );
  insist(status === 0, `the packed command line ended with ${status}: ${stderr.trim().slice(-600)}`);
  insist(readFileSync(letter).toString("latin1", 0, 5) === "%PDF-", "it wrote no PDF");

  // The main process's own packages are loaded with a stand-in for `electron`, which is not there outside the runtime.
  const electron = join(folder, "node_modules/electron");
  mkdirSync(electron, { recursive: true });
  writeFileSync(join(electron, "index.js"), "module.exports = {};\n");
  const packages = ["electron-log/main", "electron-updater"];
  const from = JSON.stringify(join(folder, "dist/main/main.js"));
  const load = `const load = require("module").createRequire(${from}); ${JSON.stringify(packages)}.forEach(load)`;
  output(process.execPath, ["-e", load], folder);
  insist(existsSync(join(folder, "package.json")), "package.json is missing");
  return `${nodePlatform[system]}-${target.processor}: the letter was written by the packed code`;
}
