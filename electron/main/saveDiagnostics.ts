import { homedir, userInfo } from "node:os";
import { app } from "electron";
import { diagnosticFileName, diagnosticText } from "../diagnostics/diagnosticFile.ts";
import { ask, type Forward } from "./calls.ts";
import type { SavedFile } from "./printing.ts";

/** The diagnostic file as the window saves it. */
export function diagnosticFile(forward: Forward, updateState: () => string, logFolder: string): SavedFile {
  const now = new Date();
  return {
    title: "Save diagnostic file",
    what: "The diagnostic file",
    fileName: diagnosticFileName(now),
    kind: { name: "Text", extension: "json" },
    content: async () => {
      const { dataFolder } = await ask(forward, "store.status", {});
      const { node, electron, chrome, v8 } = process.versions;
      return diagnosticText({
        appVersion: app.getVersion(),
        runtime: { node, electron, chrome, v8 },
        startedAs: app.isPackaged ? "installed app" : "from its sources",
        dataFolder,
        logFolder,
        store: await ask(forward, "store.report", {}),
        policy: await ask(forward, "policy.status", {}),
        updates: updateState(),
        now,
        owner: { homeFolder: homedir(), userName: nameOfUser() },
      });
    },
  };
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
