import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { app, type BrowserWindow, dialog, session } from "electron";
import { BackendProcess } from "./backendProcess.ts";
import { ask } from "./calls.ts";
import { chooseFolder } from "./chooseFolder.ts";
import { closeWhenSettled } from "./closing.ts";
import { chooseDataFolder } from "./dataFolder.ts";
import { sendEvent } from "./events.ts";
import { exportAudit } from "./exportAudit.ts";
import { idleLimitSeconds, watchIdle } from "./idle.ts";
import { answerCalls } from "./ipc.ts";
import { logger, openLog } from "./logging.ts";
import { setMenu } from "./menu.ts";
import { refuseNetwork } from "./network.ts";
import { refusePermissions } from "./permissions.ts";
import { dataFolderRefused, mayUseDataFolder, startPolicy } from "./policyStart.ts";
import { createPrinting } from "./printing.ts";
import { systemOf } from "./printWindow.ts";
import { serveApp } from "./protocol.ts";
import { diagnosticFile } from "./saveDiagnostics.ts";
import { saveFile } from "./saveFile.ts";
import { saveLetter } from "./saveLetter.ts";
import { findSetUpFile } from "./setUp/setUpFile.ts";
import { updatesOf } from "./updates/startUpdates.ts";
import { createWindow, loadPage } from "./window.ts";

/** The bundles lie beside each other in `dist/`. */
const bundled = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The life of the app with its window, from ready to quit. */
export function runApp(): void {
  let window: BrowserWindow | undefined;
  let readyToClose = () => {};

  app.on("second-instance", () => {
    if (window === undefined || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
  process.on("uncaughtException", (error) => logger.fault("main process", error));
  process.on("unhandledRejection", (error) => logger.fault("main process", error));

  const start = async (): Promise<void> => {
    const logFolder = app.getPath("logs");
    openLog(logFolder);
    logger.info(`Fourfold ${app.getVersion()} starts`);

    let tellBackend = () => {};
    const policy = await startPolicy(() => {
      tellBackend();
      sendEvent(window, "policy.changed", {});
    });
    const backend = new BackendProcess({
      modulePath: bundled("backend/process.js"),
      dataFolder: chooseDataFolder(
        process.argv,
        process.env,
        app.getPath("userData"),
        policy.values.dataFolder,
      ),
      appVersion: app.getVersion(),
      policy: () => policy.inForce,
      now: () => performance.now(),
      onRestarted: () => sendEvent(window, "backend.restarted", {}),
      onFault: (line) => logger.warn(`backend: ${line}`),
      onStopped: (exitCode, willRestart) =>
        logger.warn(`backend stopped with ${exitCode}; ${willRestart ? "starting it again" : "given up"}`),
    });
    const forward = (name: string, input: unknown) => backend.call(name, input);
    const updates = updatesOf(() => policy.values);
    closeBeforeQuit(backend, () => updates.installAtQuit());

    tellBackend = () => backend.tellPolicy();
    if (!(await mayUseDataFolder(policy, () => ask(forward, "store.status", {})))) {
      await backend.close();
      app.exit(dataFolderRefused);
      return;
    }

    serveApp(bundled("renderer"));
    refusePermissions(session.defaultSession);
    refuseNetwork(session.defaultSession);
    setMenu((command) => sendEvent(window, "menu.command", { command }), { developerTools: !app.isPackaged });

    answerCalls({
      forward,
      policy: () => policy.values,
      mainOperations: {
        "window.saveLetter": (input) => {
          if (window === undefined) throw new Error("A call came from a window that is not open.");
          return saveLetter(window, forward, input);
        },
        "window.exportAudit": (input) => {
          if (window === undefined) throw new Error("A call came from a window that is not open.");
          return exportAudit(window, forward, input);
        },
        ...createPrinting({
          forward,
          policy: () => policy.values,
          system: systemOf(process.platform),
          onProgress: (progress) => sendEvent(window, "print.progress", progress),
          save: (file) => {
            if (window === undefined) throw new Error("A call came from a window that is not open.");
            return saveFile(window, file);
          },
        }),
        "window.chooseFolder": (input) => {
          if (window === undefined) throw new Error("A call came from a window that is not open.");
          return chooseFolder(window, input);
        },
        "window.readyToClose": async () => {
          readyToClose();
          return {};
        },
        ...updates.operations,
        "window.setUpFile": async () =>
          findSetUpFile({ argv: process.argv, platform: process.platform, environment: process.env }),
        "window.saveDiagnostics": async () => {
          if (window === undefined) throw new Error("A call came from a window that is not open.");
          const savedTo = await saveFile(window, diagnosticFile(forward, updates.state, logFolder));
          return savedTo === undefined ? {} : { savedTo };
        },
        "window.about": async () => ({ version: app.getVersion(), runtime: runtimeName(), logFolder }),
      },
      onRefused: (operation, code, fault) => {
        logger.warn(`${operation} refused: ${code}`);
        if (fault !== undefined) logger.fault(operation, fault);
      },
    });

    const stopWatching = watchIdle(
      (reason) => {
        void backend.call("session.lock", {}).then(() => sendEvent(window, "session.locked", { reason }));
      },
      () => (policy.values.idleLockMinutes ?? idleLimitSeconds / 60) * 60,
    );
    app.once("will-quit", stopWatching);
    app.once("will-quit", updates.lookNowAndThen());

    window = await createWindow({
      preload: bundled("preload/preload.cjs"),
      stateFile: join(app.getPath("userData"), "window.json"),
      onStateNotKept: (error) => logger.fault("window state", error),
    });
    readyToClose = closeWhenSettled(window, () => sendEvent(window, "window.closing", {}));
    window.webContents.on("render-process-gone", (_event, details) => {
      logger.warn(`page stopped: ${details.reason}`);
      window?.webContents.reload();
    });
    await loadPage(window);
  };

  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      logger.fault("start", error);
      dialog.showErrorBox(
        "Fourfold could not start",
        `Nothing was changed. The log in ${app.getPath("logs")} says more; give it to IT.`,
      );
      app.exit(1);
    });
}

/** The app ends only after the store has been closed; a second request to quit does not cut that short. */
function closeBeforeQuit(backend: BackendProcess, whenClosed: () => void): void {
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void backend.close().then(() => {
      closed = true;
      whenClosed();
      app.quit();
    });
  });
}

function runtimeName(): string {
  const { electron, chrome, node } = process.versions;
  return electron === undefined
    ? `Chromium stand-in, Node ${node}`
    : `Electron ${electron}, Chromium ${chrome}, Node ${node}`;
}
