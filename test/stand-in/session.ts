import { EventEmitter } from "node:events";
import type { Session } from "electron";
import type { BrowserContext, Page } from "playwright-core";

type RequestHandler = NonNullable<Parameters<Session["setPermissionRequestHandler"]>[0]>;
type CheckHandler = NonNullable<Parameters<Session["setPermissionCheckHandler"]>[0]>;
type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  callback: (response: { cancel?: boolean }) => void,
) => void;

let requestHandler: RequestHandler | null = null;
let checkHandler: CheckHandler | null = null;
let beforeRequest: BeforeRequest | null = null;

/** Asks the app's own rule whether a request may be made. */
export function decideRequest(details: Parameters<BeforeRequest>[0]): Promise<boolean> {
  const decide = beforeRequest;
  if (decide === null) return Promise.resolve(true);
  return new Promise((resolve) => decide(details, ({ cancel }) => resolve(cancel !== true)));
}

/** What Electron calls a permission, and what Chromium's own settings call it. */
const permissions = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["media", "audioCapture"],
  ["media", "videoCapture"],
  ["midi", "midi"],
  ["midiSysex", "midiSysex"],
  ["clipboard-read", "clipboardReadWrite"],
  ["clipboard-sanitized-write", "clipboardSanitizedWrite"],
  ["display-capture", "displayCapture"],
  ["idle-detection", "idleDetection"],
  ["storage-access", "storageAccess"],
  ["window-management", "windowManagement"],
  ["local-fonts", "localFonts"],
  ["screen-wake-lock", "wakeLockScreen"],
] as const;

/**
 * Chromium cannot be made to ask us at the moment a page asks it. So the app's handlers are asked beforehand, permission by
 * permission, and Chromium is told their answers. Without handlers Electron grants everything, and so does this.
 */
export async function applyPermissions(context: BrowserContext, page: Page, origin: string): Promise<void> {
  const cdp = await context.newCDPSession(page);
  for (const [permission, chromiumName] of permissions) {
    const granted =
      (await answerOf(permission)) &&
      // The handlers get no web contents here: none of ours looks at them.
      (checkHandler === null || checkHandler(null, permission, origin, { isMainFrame: true }));
    await cdp.send("Browser.setPermission", {
      permission: { name: chromiumPermissionNames[chromiumName] ?? chromiumName },
      setting: granted ? "granted" : "denied",
      origin,
    });
  }
  await cdp.detach();
}

/** `Browser.setPermission` takes the names of the Permissions API. */
const chromiumPermissionNames: Readonly<Record<string, string>> = {
  audioCapture: "microphone",
  videoCapture: "camera",
  clipboardReadWrite: "clipboard-read",
  clipboardSanitizedWrite: "clipboard-write",
  displayCapture: "display-capture",
  idleDetection: "idle-detection",
  storageAccess: "storage-access",
  windowManagement: "window-management",
  localFonts: "local-fonts",
  wakeLockScreen: "screen-wake-lock",
  midiSysex: "midi",
};

function answerOf(permission: Parameters<RequestHandler>[1]): Promise<boolean> {
  const handler = requestHandler;
  if (handler === null) return Promise.resolve(true);
  return new Promise((resolve) => {
    Reflect.apply(handler, undefined, [null, permission, resolve, { isMainFrame: true, requestingUrl: "" }]);
  });
}

class StandInSession
  extends EventEmitter
  implements
    Pick<
      Session,
      | "setPermissionRequestHandler"
      | "setPermissionCheckHandler"
      | "setDevicePermissionHandler"
      | "setDisplayMediaRequestHandler"
      | "setSpellCheckerEnabled"
    >
{
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    checkHandler = handler;
  }

  // Headless Chromium has no devices and no screens to hand out; nothing can ask these.
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}
}

export const session = { defaultSession: new StandInSession() };
