import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "../architecture/sources.ts";

interface Packaging {
  readonly files: readonly string[];
  readonly asar: unknown;
  readonly publish: unknown;
  readonly electronDist?: unknown;
  readonly electronFuses: Readonly<Record<string, boolean>>;
}

// JSON5 is a part of JavaScript's own notation.
const text = readFileSync(join(projectFolder, "build/electron-builder.json5"), "utf8");
const packaging: Packaging = new Function(`return (${text});`)();

test("the fuses leave no way to run the installed app as something else", () => {
  expect(packaging.electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(packaging.asar).toBe(true);
});

test("only what was built is packed, with the real runtime, and nothing is published by itself", () => {
  const packed = packaging.files.filter((pattern) => !pattern.startsWith("!"));
  expect(packed).toEqual(["dist/**/*", "package.json"]);
  expect(packaging.electronDist).toBeUndefined();
  expect(packaging.publish).toBeNull();
});

test("every package that the bundles leave outside is a dependency that gets packed", () => {
  const { dependencies } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
  expect(Object.keys(dependencies)).toEqual(
    expect.arrayContaining(["better-sqlite3", "pdfkit", "electron-log"]),
  );
});
