import { app, BrowserWindow, nativeTheme, screen, type WebPreferences } from "electron";
import { startPage } from "./appOrigin.ts";
import { confineNavigation } from "./navigation.ts";
import { leastSize, placeWindow, readWindowState, writeWindowState } from "./windowState.ts";

/** What the page may do. Most of these are Electron's defaults; they are written out so that no default can change them. */
function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The spell checker fetches its dictionaries over the network on Windows and Linux.
    spellcheck: false,
    devTools: !app.isPackaged,
  };
}

/** Matches the page's canvas, so that nothing flashes before the first frame. */
function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? "#1a1b1e" : "#ffffff";
}

interface Options {
  readonly preload: string;
  /** Where the window was; holds no patient data. */
  readonly stateFile: string;
  readonly onStateNotKept: (error: unknown) => void;
}

/** Makes the one window, which shows itself when its first frame is there; `loadPage` gives it the page. */
export async function createWindow(options: Options): Promise<BrowserWindow> {
  const workAreas = [
    screen.getPrimaryDisplay(),
    ...screen.getAllDisplays().filter((display) => display.id !== screen.getPrimaryDisplay().id),
  ].map((display) => display.workArea);
  const place = placeWindow(await readWindowState(options.stateFile), workAreas);

  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: "Fourfold",
    show: false,
    autoHideMenuBar: true,
    backgroundColor: backgroundColor(),
    webPreferences: webPreferences(options.preload),
  });
  confineNavigation(window.webContents);
  // A title shows in the task bar and in screen sharing: it is never a patient's name.
  window.on("page-title-updated", (event) => event.preventDefault());
  window.once("ready-to-show", () => {
    if (place.maximized) window.maximize();
    window.show();
  });
  nativeTheme.on("updated", () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColor());
  });
  window.on("close", () => {
    const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    writeWindowState(options.stateFile, state).catch(options.onStateNotKept);
  });
  return window;
}

export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(startPage);
}
