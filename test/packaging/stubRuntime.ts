import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PackagingError } from "../../build/package/failure.ts";
import { projectFolder } from "../../build/vite/node.ts";

/**
 * Stand-ins for Electron's runtime, good for nothing but to be packaged: where the real one cannot be fetched, everything that
 * electron-builder does around it can still be tried. They never leave the folder of a check, and a release refuses them.
 */

/** The fuse wire of Electron's executables: a sentinel, version 1, nine fuses as the released runtime has them. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100011"),
]);

const electronVersion: string = JSON.parse(
  readFileSync(join(projectFolder, "node_modules/electron/package.json"), "utf8"),
).version;

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function writeCommon(folder: string): void {
  write(join(folder, "version"), electronVersion);
  write(join(folder, "LICENSE"), "Stands in for Electron's licence.\n");
  write(join(folder, "LICENSES.chromium.html"), "<p>Stands in for Chromium's licences.</p>\n");
  for (const file of ["resources.pak", "icudtl.dat", "snapshot_blob.bin"]) write(join(folder, file), "stub");
  // The real runtime brings more than fifty; packaging keeps the one that the app speaks.
  for (const language of ["de", "en-US", "fr", "zh-CN"]) {
    write(join(folder, `locales/${language}.pak`), "stub");
  }
}

/** A shell script with the fuse wire behind its end. */
export function makeLinuxStub(folder: string): void {
  writeCommon(folder);
  const executable = join(folder, "electron");
  write(executable, Buffer.concat([Buffer.from("#!/bin/sh\nexit 3\n"), fuseWire]));
  write(join(folder, "chrome-sandbox"), "#!/bin/sh\nexit 3\n");
  for (const file of [executable, join(folder, "chrome-sandbox")]) chmodSync(file, 0o755);
}

/**
 * A real Windows executable that does nothing, with version resources, by makensis; the fuse wire lies behind its end.
 * @throws PackagingError `toolMissing`.
 */
export function makeWindowsStub(folder: string): void {
  writeCommon(folder);
  const executable = join(folder, "electron.exe");
  const script = `
Unicode true
SilentInstall silent
RequestExecutionLevel user
OutFile "${executable}"
Name "Stub"
VIProductVersion "${electronVersion}.0"
VIAddVersionKey /LANG=1033 "ProductName" "Electron"
VIAddVersionKey /LANG=1033 "FileDescription" "Electron"
VIAddVersionKey /LANG=1033 "FileVersion" "${electronVersion}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "none"
Section
  SetErrorLevel 3
SectionEnd
`;
  mkdirSync(folder, { recursive: true });
  const { status, stdout, stderr, error } = spawnSync("makensis", ["-V2", "-"], {
    input: script,
    encoding: "utf8",
  });
  if (status !== 0) {
    throw new PackagingError(
      "toolMissing",
      `makensis could not make the stand-in executable: ${error?.message ?? stderr + stdout}`,
      "Install nsis (Debian, Ubuntu: apt-get install nsis).",
    );
  }
  writeFileSync(executable, Buffer.concat([readFileSync(executable), fuseWire]));
}
