import type { BrowserWindow } from "electron";
import type { EventMap, EventName } from "../../shared/contract.ts";
import { eventChannel } from "../channels.ts";

/** Tells the page something that it did not ask for. A window that is going away is told nothing. */
export function sendEvent<Name extends EventName>(
  window: BrowserWindow | undefined,
  name: Name,
  detail: EventMap[Name],
): void {
  if (window === undefined || window.isDestroyed()) return;
  window.webContents.send(eventChannel, name, detail);
}
