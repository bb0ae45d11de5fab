/**
 * Stands in for the `electron` module where Electron's runtime is not to be had: the same main process and preload, on a
 * Chromium that playwright drives. Each part says in its file what it cannot do.
 *
 * Never part of a build: only test/stand-in/register.ts puts it in the place of `electron`.
 */
import { app } from "./app.ts";
import { BrowserWindow } from "./browserWindow.ts";
import { listenToTest } from "./control.ts";
import { dialog } from "./dialog.ts";
import { ipcMain } from "./ipcMain.ts";
import { Menu, MenuItem } from "./menu.ts";
import { nativeTheme } from "./nativeTheme.ts";
import { protocol } from "./protocol.ts";
import { session } from "./session.ts";
import { powerMonitor, screen, shell } from "./system.ts";
import { utilityProcess } from "./utilityProcess.ts";

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};

listenToTest(electron);

export default electron;
export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};
