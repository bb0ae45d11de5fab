import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../vite/node.ts";
import { productName } from "./configuration.ts";
import { type WindowsSigning, windowsVariables } from "./signing.ts";
import { signFile } from "./signWindows.ts";
import { runTool, tools } from "./tool.ts";

/**
 * Our own NSIS script in place of electron-builder's: exit codes that IT can rely on, a refused downgrade, data that
 * stays, an uninstaller signed while it is made (no Windows and no emulator needed), and no plug-ins to fetch.
 */
export interface InstallerInput {
  /** The unpacked, signed app. */
  readonly appFolder: string;
  readonly outFile: string;
  readonly version: string;
  readonly processor: "x64" | "arm64";
  readonly signing: WindowsSigning;
}

/** @throws PackagingError `toolMissing`, `buildFailed` with what the compiler said, or `notSigned`. */
export function makeWindowsInstaller(input: InstallerInput): void {
  const work = mkdtempSync(join(tmpdir(), "fourfold-installer-"));
  try {
    const fileList = join(work, "installed.nsh");
    writeFileSync(fileList, removalOf(input.appFolder));
    const defines = {
      PRODUCT: productName,
      VERSION: input.version,
      VERSION_QUAD: `${input.version.replace(/[-+].*$/, "")}.0`,
      PROCESSOR: input.processor,
      SOURCE: input.appFolder,
      OUT_FILE: input.outFile,
      ICON: join(projectFolder, "build/icons/icon.ico"),
      SIZE_KB: String(Math.ceil(sizeOf(input.appFolder) / 1024)),
      FILE_LIST: fileList,
      ...(input.signing.kind === "off" ? {} : { SIGN_COMMAND: signCommand() }),
    };
    const args = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
    const script = join(projectFolder, "build/windows/installer.nsi");
    runTool(tools.nsis, ["-V2", "-WX", ...args, script], windowsVariables(input.signing));
    if (input.signing.kind !== "off") signFile(input.signing, input.outFile);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What makensis runs on the uninstaller, which ends its work where that fails; the signing settings go on to it by the environment. */
function signCommand(): string {
  const script = join(projectFolder, "build/package/signOne.ts");
  return `"${process.execPath}" --experimental-strip-types --disable-warning=ExperimentalWarning "${script}"`;
}

/** The files beside the folders `resources` and `locales`, each by its name. */
function removalOf(appFolder: string): string {
  const lines = readdirSync(appFolder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [`Delete "$INSTDIR\\${entry.name.replaceAll("$", "$$$$")}"`];
    return entry.name === "resources" || entry.name === "locales"
      ? []
      : [`RMDir /r "$INSTDIR\\${entry.name.replaceAll("$", "$$$$")}"`];
  });
  return `${lines.join("\n")}\n`;
}

/** Bytes of everything in a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + statSync(join(entry.parentPath, entry.name)).size, 0);
}
