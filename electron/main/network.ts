import type { Session } from "electron";
import { isAppAddress } from "./appOrigin.ts";

/** The page may load its own files and what it made itself; nothing goes out to a network. */
export function isLocalRequest(address: string): boolean {
  return isAppAddress(address) || /^(data|blob|devtools):/i.test(address);
}

export function refuseNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isLocalRequest(details.url) });
  });
}
