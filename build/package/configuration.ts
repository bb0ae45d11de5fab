import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "electron-builder";
import { packageListName } from "../build.ts";
import { trustResource } from "../update/trust.ts";
import { projectFolder } from "../vite/node.ts";
import { unneededFolders } from "./shipped.ts";
import type { SigningPlan } from "./signing.ts";
import { signWindowsFile } from "./signWindows.ts";

/**
 * How `npm run build`'s output becomes the installed app. The Windows installer itself is not electron-builder's: see
 * windowsInstaller.ts.
 */

/** What a person with write access to the installed files could otherwise switch on. */
export const fuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;

export const productName = "Fourfold";

/** One system and processor. */
export interface Target {
  readonly system: "linux" | "windows" | "mac";
  readonly processor: "x64" | "arm64";
}

/** The system's name as Node and Electron's archives know it. */
export const nodePlatform = { linux: "linux", windows: "win32", mac: "darwin" } as const;

export interface PackagingOptions {
  readonly target: Target;
  readonly signing: SigningPlan;
  readonly version: string;
  /** What `npm run build` makes. */
  readonly distFolder: string;
  /** Licences of everything that is packed. */
  readonly licences: string;
  /** Where the unpacked app and electron-builder's own installers go. */
  readonly outputFolder: string;
  /** Electron's runtime: an archive, a folder with archives, or (for checks only) an unpacked one. */
  readonly runtime: string;
  /** Called with the folder of the bare runtime, before anything of ours is in it. */
  readonly onRuntime?: (folder: string) => void;
}

/** The name of better-sqlite3's binary for a system and processor. */
export function nativeBinary({ system, processor }: Target): string {
  return `${nodePlatform[system]}-${processor}.node`;
}

/** Whether what is made for the system carries a signature. */
export function isToBeSigned(signing: SigningPlan, system: Target["system"]): boolean {
  return signing[system].kind !== "off";
}

/** The name of what is delivered, without its ending. An unsigned build is never taken for a release by its name. */
export function artifactName(version: string, target: Target, signing: SigningPlan): string {
  const suffix = isToBeSigned(signing, target.system) ? "" : "-unsigned";
  return `${productName}-${version}-${target.system}-${target.processor}${suffix}`;
}

/** Sources that npm packages bring beside what is loaded. (Others load from a folder of this name.) */
const unusedSources = ["fontkit", "@noble/ciphers", "@noble/hashes", "@swc/helpers", "better-sqlite3"];

/** What stays behind: sources, tests, source maps, types, other systems' binaries, what browsers would load. */
export function leftOut(target: Target): string[] {
  return [
    "**/*.{map,ts,mts,cts,md,markdown,txt,h,c,cc,cpp,gyp,gypi,mk,flow,yml,yaml,html,bnf}",
    "node_modules/**/{test,tests,__tests__,example,examples,docs,benchmark,tools,types,.yarn}/**",
    ...unusedSources.map((name) => `node_modules/${name}/src/**`),
    // The system and the processor that is packed for get their own binary, and no other.
    `node_modules/better-sqlite3/prebuilds/!(${nativeBinary(target)})`,
    "node_modules/better-sqlite3/deps/**",
    "node_modules/pdfkit/js/*.browser.*",
    "node_modules/pdfkit/js/pdfkit.standalone.js",
    "node_modules/fontkit/dist/browser*",
    "node_modules/pako/dist/**",
    "node_modules/fflate/umd/**",
    // Inside the bundles, or needed only to compile.
    ...unneededFolders().map((folder) => `${folder}/**`),
  ];
}

export function packagingConfiguration(options: PackagingOptions): Configuration {
  const { signing, target } = options;
  return {
    appId: "app.fourfold.desktop",
    productName,
    copyright: "All rights reserved.",
    // The company in Windows' version resources.
    extraMetadata: { author: { name: productName } },
    directories: { buildResources: "build", output: options.outputFolder },
    electronDist: options.runtime,
    afterExtract: async ({ appOutDir }) => {
      options.onRuntime?.(appOutDir);
      // What the runtime shows when it is started without an app.
      for (const place of ["resources", "Electron.app/Contents/Resources"]) {
        rmSync(join(appOutDir, place, "default_app.asar"), { force: true });
      }
    },

    files: [
      { from: options.distFolder, to: "dist", filter: ["**/*", "!**/*.map", `!${packageListName}`] },
      "package.json",
      ...leftOut(target).map((pattern) => `!${pattern}`),
    ],
    extraResources: [
      { from: "build/policy", to: "policy", filter: ["**/*", "!**/*.ts"] },
      { from: options.licences, to: "third-party-licenses.txt" },
      // By what the program knows the releases that may follow it.
      ...trustResource(process.env),
    ],
    electronLanguages: ["en-US"],
    // A native addon is loaded by the system, which cannot look into the archive. It alone lies outside: the code around it stays
    // where its integrity is checked.
    asar: { smartUnpack: false },
    asarUnpack: ["**/*.node"],
    // better-sqlite3 brings its binaries, which fit Node and Electron alike.
    npmRebuild: false,
    electronFuses: { ...fuses },
    forceCodeSigning: false,

    artifactName: `${artifactName(options.version, target, signing)}.\${ext}`,
    win: {
      icon: join(projectFolder, "build/icons/icon.ico"),
      legalTrademarks: productName,
      signExts: [".node", ".dll"],
      signExecutable: signing.windows.kind !== "off",
      ...(signing.windows.kind === "off"
        ? {}
        : { signtoolOptions: { signingHashAlgorithms: ["sha256"], sign: signWindowsFile(signing.windows) } }),
    },
    msi: { perMachine: true, oneClick: true },
    mac: {
      icon: join(projectFolder, "build/icons/icon.icns"),
      category: "public.app-category.medical",
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: "build/mac/entitlements.plist",
      entitlementsInherit: "build/mac/entitlements.plist",
      identity: signing.mac.kind === "identity" ? signing.mac.identity : null,
      forceCodeSigning: signing.mac.kind === "identity",
      notarize: signing.mac.kind === "identity",
    },
    linux: {
      icon: join(projectFolder, "build/icons/linux"),
      category: "Science",
      executableName: "fourfold",
      maintainer: "Fourfold <support@fourfold.invalid>",
      synopsis: "Evaluates referred patients with back or neck pain and answers the referrer",
    },
    // Nothing is sent or fetched by itself.
    publish: null,
  };
}
