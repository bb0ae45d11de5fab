import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppUpdater, BaseUpdater, ProgressInfo } from "electron-updater";
import type { Installation } from "../../../shared/updates/decision.ts";
import { addressOf, type Executor, FolderExecutor } from "./folderExecutor.ts";
import { UpdateRefused } from "./refused.ts";
import { type FeedOptions, signedFeedProvider } from "./signedFeedProvider.ts";
import type { UpdateTrust } from "./trust.ts";

/** Looks for a release, fetches it and puts it in place; electron-updater does the work. */
export interface Fetcher {
  /** @returns the version that is offered. */
  look(): Promise<string>;
  /** Fetches and checks what `look` found. @param onShare told how much is here, 0 to 1. */
  fetch(onShare: (share: number) => void): Promise<void>;
  /** Begins the installation; the program must end right after. @returns whether it could be begun. */
  install(options: { readonly restart: boolean }): boolean;
}

export interface FetcherParts {
  readonly feed: string;
  readonly trust: UpdateTrust;
  readonly installation: Extract<Installation, "windowsInstaller" | "macApplication" | "appImage">;
  readonly arch: string;
  /** Where electron-updater's own settings are written; nothing of a patient. */
  readonly settingsFolder: string;
  /** For the log: the kind of a fault, never an address with a password in it. */
  readonly onFault: (error: unknown) => void;
  /** In place of asking Windows by PowerShell, in tests; resolves with what is wrong. */
  readonly verifyCertificate?: (publisherNames: string[], path: string) => Promise<string | null>;
  /** In place of Electron, in tests. */
  readonly app?: ConstructorParameters<typeof import("electron-updater").AppImageUpdater>[1];
  /** In place of Electron's own network, in tests. */
  readonly executor?: Executor;
}

const platforms = { windowsInstaller: "win32", macApplication: "darwin", appImage: "linux" } as const;

export async function createFetcher(parts: FetcherParts): Promise<Fetcher> {
  const { default: library } = await import("electron-updater");
  const classes = {
    windowsInstaller: library.NsisUpdater,
    macApplication: library.MacUpdater,
    appImage: library.AppImageUpdater,
  };
  const updater: AppUpdater = new classes[parts.installation](undefined, parts.app);
  const address = addressOf(parts.feed);
  const executor = parts.executor ?? (address.protocol === "file:" ? new FolderExecutor() : undefined);
  // Its declarations keep the executor to themselves; a folder needs another one than Electron's network.
  if (executor !== undefined) Object.assign(updater, { httpExecutor: executor });

  updater.logger = null;
  updater.autoDownload = false;
  // On a Mac the system itself puts the update in place when the program ends; elsewhere `install` does.
  updater.autoInstallOnAppQuit = parts.installation === "macApplication";
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // Whole files only: each is checked against the one hash that is signed.
  updater.disableDifferentialDownload = true;
  if (updater instanceof library.NsisUpdater && parts.verifyCertificate !== undefined) {
    updater.verifyUpdateCodeSignature = parts.verifyCertificate;
  }
  updater.isUserWithinRollout = () => true;
  updater.updateConfigPath = await writeSettings(parts);
  const options: FeedOptions = {
    provider: "custom",
    address,
    keys: parts.trust.keys,
    platform: platforms[parts.installation],
    arch: parts.arch,
  };
  updater.setFeedURL({ ...options, updateProvider: signedFeedProvider(library.Provider) as never });
  updater.on("error", parts.onFault);

  return {
    look: async () => {
      const result = await updater.checkForUpdates();
      if (result === null) throw new UpdateRefused("unexpected");
      return result.updateInfo.version;
    },
    fetch: async (onShare) => {
      const tell = ({ percent }: ProgressInfo) => onShare(Math.min(1, Math.max(0, percent / 100)));
      updater.on("download-progress", tell);
      try {
        await updater.downloadUpdate();
      } finally {
        updater.removeListener("download-progress", tell);
      }
    },
    install: ({ restart }) => {
      if (parts.installation === "macApplication") {
        if (restart) updater.quitAndInstall(true, true);
        return true;
      }
      return (updater as BaseUpdater).install(true, restart);
    },
  };
}

/** What electron-updater reads from the installed program where the build wrote it: JSON is YAML too. */
async function writeSettings({ settingsFolder, trust }: FetcherParts): Promise<string> {
  const file = join(settingsFolder, "update-settings.json");
  const settings = {
    updaterCacheDirName: "fourfold-updates",
    ...(trust.publisherNames.length === 0 ? {} : { publisherName: trust.publisherNames }),
  };
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  return file;
}
