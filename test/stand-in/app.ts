import { EventEmitter } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { App } from "electron";
import { closeBrowser } from "./browserContext.ts";
import { BrowserWindow } from "./browserWindow.ts";
import { commandLineSwitch } from "./commandLine.ts";
import { preventableEvent } from "./events.ts";
import { runningUtilities } from "./utilityProcess.ts";

/** The folder that holds package.json: the app's own, seen from the entry that was started. */
const appFolder = ((): string => {
  let folder = dirname(process.argv[1] ?? process.cwd());
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();
const description: { name: string; version: string } = JSON.parse(
  readFileSync(join(appFolder, "package.json"), "utf8"),
);

type PathName = Parameters<App["getPath"]>[0];

class StandInApp
  extends EventEmitter
  implements
    Pick<
      App,
      | "isPackaged"
      | "name"
      | "getName"
      | "getVersion"
      | "getAppPath"
      | "getPath"
      | "isReady"
      | "whenReady"
      | "enableSandbox"
      | "requestSingleInstanceLock"
      | "quit"
      | "exit"
      | "focus"
    >
{
  readonly isPackaged = false;
  name = description.name;
  /** Whether main asked for the sandbox everywhere; a test reads it. */
  sandboxEnabled = false;
  #ready = false;
  #quitting = false;
  #lockFile: string | undefined;
  readonly #readiness: Promise<void>;

  constructor() {
    super();
    this.#readiness = new Promise((resolve) => {
      // Electron becomes ready after the main module has run to its end.
      setImmediate(() => {
        this.#ready = true;
        this.emit("will-finish-launching");
        this.emit("ready", {}, {});
        resolve();
      });
    });
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return description.version;
  }

  getAppPath(): string {
    return appFolder;
  }

  getPath(name: PathName): string {
    const home = homedir();
    const userData = commandLineSwitch("user-data-dir") ?? join(applicationData(home), this.name);
    switch (name) {
      case "userData":
      case "sessionData":
        return existing(userData);
      case "logs":
        return existing(join(userData, "logs"));
      case "appData":
        return applicationData(home);
      case "home":
        return home;
      case "temp":
        return tmpdir();
      case "documents":
        return join(home, "Documents");
      case "downloads":
        return join(home, "Downloads");
      case "desktop":
        return join(home, "Desktop");
      case "exe":
        return process.execPath;
      default:
        throw new Error(`The stand-in for Electron does not know the path "${name}".`);
    }
  }

  isReady(): boolean {
    return this.#ready;
  }

  whenReady(): Promise<void> {
    return this.#readiness;
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error("app.enableSandbox() can only be called before app is ready");
    this.sandboxEnabled = true;
  }

  focus(): void {}

  /** One instance for each user data folder; a second one tells the first and gets `false`. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath("userData");
    const lockFile = join(folder, "stand-in.lock");
    const call = join(folder, "stand-in.second-instance");
    if (existsSync(lockFile) && isAlive(Number(readFileSync(lockFile, "utf8")))) {
      writeFileSync(call, JSON.stringify(process.argv));
      return false;
    }
    writeFileSync(lockFile, String(process.pid));
    this.#lockFile = lockFile;
    const watcher = watch(folder, (_kind, file) => {
      if (file !== "stand-in.second-instance" || !existsSync(call)) return;
      let argv: unknown;
      try {
        argv = JSON.parse(readFileSync(call, "utf8"));
      } catch {
        return; // Still being written: the watcher calls again.
      }
      rmSync(call, { force: true });
      this.emit("second-instance", {}, argv, process.cwd(), {});
    });
    watcher.unref();
    return true;
  }

  getAppMetrics(): { pid: number; type: string; name?: string }[] {
    return [
      { pid: process.pid, type: "Browser" },
      ...runningUtilities().map(({ pid, serviceName }) => ({ pid, type: "Utility", name: serviceName })),
    ];
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    void this.#quit();
  }

  async #quit(): Promise<void> {
    await this.whenReady();
    const give = async (): Promise<boolean> => {
      if (prevented(this, "before-quit")) return false;
      for (const window of BrowserWindow.getAllWindows()) {
        window.close();
        if (!window.isDestroyed()) return false;
      }
      return !prevented(this, "will-quit");
    };
    if (await give()) this.exit(0);
    else this.#quitting = false;
  }

  exit(exitCode = 0): void {
    this.emit("quit", {}, exitCode);
    if (this.#lockFile !== undefined) rmSync(this.#lockFile, { force: true });
    closeBrowser().finally(() => process.exit(exitCode));
  }
}

function prevented(app: EventEmitter, name: string): boolean {
  const event = preventableEvent();
  app.emit(name, event);
  return event.defaultPrevented;
}

function applicationData(home: string): string {
  if (process.platform === "win32") return process.env.APPDATA ?? join(home, "AppData/Roaming");
  if (process.platform === "darwin") return join(home, "Library/Application Support");
  return process.env.XDG_CONFIG_HOME ?? join(home, ".config");
}

function existing(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const app = new StandInApp();
// As Electron does when it is asked to end from outside.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => app.quit());
BrowserWindow.onAllClosed = () => app.emit("window-all-closed");
