import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Browser {
  readonly executable: string;
  /** For the line that says what a run was made with. */
  readonly name: string;
  /** Whether it can open a window that a person sees. */
  readonly canShow: boolean;
}

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** The Chromium that npm brought (Linux on x64), without a screen; else a browser installed on this machine. */
export async function findBrowser(): Promise<Browser | undefined> {
  return (await npmChromium()) ?? installedBrowser();
}

/**
 * Unpacks the packed Chromium once for all runs. The package unpacks into the system's temporary folder and takes any
 * file of that name for its own, finished or not; here it goes under node_modules, by version, and appears whole or not at all.
 */
async function npmChromium(): Promise<Browser | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const packageFolder = join(projectFolder, "node_modules/@sparticuz/chromium");
  if (!existsSync(packageFolder)) return undefined;
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const folder = join(projectFolder, `node_modules/.cache/chromium-${version}`);
  const executable = join(folder, "chromium");
  if (!existsSync(executable)) {
    const unfinished = `${folder}.${process.pid}`;
    await mkdir(unfinished, { recursive: true });
    const before = process.env.TMPDIR;
    process.env.TMPDIR = unfinished;
    try {
      if (tmpdir() !== unfinished) throw new Error("Node did not take the folder to unpack Chromium in.");
      const { default: chromium } = await import("@sparticuz/chromium");
      await chromium.executablePath();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    try {
      await rename(unfinished, folder);
    } catch (error) {
      // Another process was quicker; its copy is as good.
      await rm(unfinished, { recursive: true, force: true });
      if (!existsSync(executable)) throw error;
    }
  }
  return { executable, name: `Chromium from npm (${version})`, canShow: false };
}

/** A Chromium, Chrome or Edge in its usual places. */
export function installedBrowser(): Browser | undefined {
  for (const { name, paths } of usualPlaces()) {
    const executable = paths.find((path) => existsSync(path));
    if (executable !== undefined) return { executable, name, canShow: true };
  }
  return undefined;
}

function usualPlaces(): readonly { readonly name: string; readonly paths: readonly string[] }[] {
  const named = process.env.FOURFOLD_BROWSER;
  const first =
    named === undefined ? [] : [{ name: "the browser named by FOURFOLD_BROWSER", paths: [named] }];
  if (process.platform === "win32") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .map((name) => process.env[name])
      .filter((root) => root !== undefined);
    const under = (path: string) => roots.map((root) => join(root, path));
    return [
      ...first,
      { name: "Google Chrome", paths: under("Google/Chrome/Application/chrome.exe") },
      { name: "Microsoft Edge", paths: under("Microsoft/Edge/Application/msedge.exe") },
      { name: "Chromium", paths: under("Chromium/Application/chrome.exe") },
    ];
  }
  if (process.platform === "darwin") {
    const application = (name: string) => [`/Applications/${name}.app/Contents/MacOS/${name}`];
    return [
      ...first,
      { name: "Google Chrome", paths: application("Google Chrome") },
      { name: "Microsoft Edge", paths: application("Microsoft Edge") },
      { name: "Chromium", paths: application("Chromium") },
    ];
  }
  return [
    ...first,
    { name: "Chromium", paths: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"] },
    { name: "Google Chrome", paths: ["/usr/bin/google-chrome", "/opt/google/chrome/chrome"] },
    { name: "Microsoft Edge", paths: ["/usr/bin/microsoft-edge", "/opt/microsoft/msedge/msedge"] },
  ];
}

/** Whether a window could be seen here. */
export function hasScreen(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
