import { EventEmitter } from "node:events";
import type { Session } from "electron";
import type { BrowserContext } from "playwright-core";

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

/** What Electron calls a permission, and what playwright calls it. */
const permissions = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["media", "camera"],
  ["media", "microphone"],
  ["midi", "midi"],
  ["midiSysex", "midi-sysex"],
  ["clipboard-read", "clipboard-read"],
  ["clipboard-sanitized-write", "clipboard-write"],
  ["storage-access", "storage-access"],
  ["local-fonts", "local-fonts"],
] as const;

/**
 * Chromium cannot be made to ask us at the moment a page asks it. So the app's handlers are asked beforehand, permission by
 * permission, and Chromium is told to grant what they allow and to refuse everything else. Without handlers Electron grants
 * everything, and so does this.
 */
export async function applyPermissions(context: BrowserContext, origin: string): Promise<void> {
  const granted: string[] = [];
  for (const [permission, name] of permissions) {
    // The handlers get no web contents here: none of ours looks at them.
    const checked =
      checkHandler === null ||
      checkHandler(null, permission, origin, { isMainFrame: true, requestingUrl: "" });
    if (checked && (await answerOf(permission))) granted.push(name);
  }
  await context.grantPermissions(granted, { origin });
}

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
