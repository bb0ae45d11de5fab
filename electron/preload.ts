import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";
import type { EventMap, EventName, FourfoldBridge, OperationName } from "../shared/contract.ts";
import { callChannel, eventChannel } from "./channels.ts";

/** Written in by the build from `shared/contract.ts`, so that the schemas need not be loaded into every page. */
declare const __OPERATION_NAMES__: readonly OperationName[];

const operations: ReadonlySet<string> = new Set<string>(__OPERATION_NAMES__);
const events: ReadonlySet<string> = new Set(
  Object.keys({
    "backend.restarted": true,
    "session.locked": true,
    "window.closing": true,
    "print.progress": true,
    "policy.changed": true,
    "menu.command": true,
  } satisfies Record<EventName, true>),
);

/** All that the page can reach: known operations by name, known events by name. */
const bridge: FourfoldBridge = {
  call(name, input) {
    if (typeof name !== "string" || !operations.has(name)) {
      return Promise.resolve({
        ok: false,
        error: { code: "unknownOperation", message: "This version of Fourfold has no such operation." },
      });
    }
    return ipcRenderer.invoke(callChannel, name, input);
  },

  on(name, listener) {
    if (typeof name !== "string" || !events.has(name)) throw new TypeError("There is no such event.");
    // Electron's event object never reaches the page: its `sender` could send on any channel.
    const receive = (_event: IpcRendererEvent, eventName: unknown, detail: unknown) => {
      if (eventName === name) listener(detail as EventMap[typeof name]);
    };
    ipcRenderer.on(eventChannel, receive);
    return () => {
      ipcRenderer.removeListener(eventChannel, receive);
    };
  },
};

contextBridge.exposeInMainWorld("fourfold", bridge);
