import { join } from "node:path";
import { app } from "electron";
import type { PolicyValues } from "../../../shared/policy/policies.ts";
import { policySurroundings } from "../../policy/surroundings.ts";
import type { MainOperations } from "../calls.ts";
import { describeFault, logger } from "../logging.ts";
import { createFetcher } from "./fetcher.ts";
import { placeOf } from "./folderExecutor.ts";
import { installationOf, mayReplaceProgram } from "./installation.ts";
import { lookNowAndThen } from "./schedule.ts";
import { readTrust, trustFileName } from "./trust.ts";
import { Updates } from "./updates.ts";

interface UpdatesOfApp {
  readonly operations: Pick<
    MainOperations,
    "window.updateState" | "window.lookForUpdate" | "window.installUpdate"
  >;
  /** Where the update stands, in one word. */
  readonly state: () => string;
  /** Begins looking from time to time; @returns the function that stops it. */
  readonly lookNowAndThen: () => () => void;
  /** Called when the store is closed and nothing can be lost any more. */
  readonly installAtQuit: () => void;
}

/** Updates of this Fourfold on this computer. Nothing is loaded, and nobody is asked, while policy has them off. */
export function updatesOf(policy: () => PolicyValues): UpdatesOfApp {
  const updates = createUpdates(policy);
  return {
    operations: {
      "window.updateState": async () => updates.state(),
      "window.lookForUpdate": () => updates.look(),
      "window.installUpdate": async (moment) => {
        await updates.askForInstallation(moment);
        // The page is asked to hand over what was typed, the store is closed, and then the update is put in place.
        setImmediate(() => app.quit());
        return {};
      },
    },
    state: () => updates.state().state,
    lookNowAndThen: () => lookNowAndThen(() => updates.look()),
    installAtQuit: () => updates.installAtQuit(),
  };
}

function createUpdates(policy: () => PolicyValues): Updates {
  const resourcesFolder = process.resourcesPath ?? app.getAppPath();
  const surroundings = {
    isPackaged: app.isPackaged,
    platform: process.platform,
    executable: app.getPath("exe"),
    resourcesFolder,
    environment: process.env,
  };
  const installation = installationOf(surroundings);
  const trust = readTrust(join(resourcesFolder, trustFileName));
  let mayReplace: boolean | undefined;
  return new Updates({
    version: app.getVersion(),
    situation: () => {
      const { updatesEnabled, updateFeed } = policy();
      // Tried once, and only where it matters.
      if (updatesEnabled === true) mayReplace ??= mayReplaceProgram(installation, surroundings);
      return {
        policy: { updatesEnabled, updateFeed },
        installation,
        hasReleaseKey: trust.keys.length > 0,
        mayReplaceProgram: mayReplace ?? false,
      };
    },
    createFetcher: async (feed) => {
      if (installation === "notInstalled" || installation === "systemPackage") {
        throw new Error("What was not installed is not updated.");
      }
      return createFetcher({
        feed: placeOf(
          feed,
          policySurroundings({ settingsFolder: app.getPath("userData"), isPackaged: app.isPackaged }),
        ),
        trust,
        installation,
        arch: process.arch,
        settingsFolder: app.getPath("userData"),
        onFault: () => {},
      });
    },
    now: () => new Date(),
    onFault: (fault, error) => {
      logger.warn(`update: ${fault}`);
      if (error !== undefined) logger.info(describeFault(error));
    },
  });
}
