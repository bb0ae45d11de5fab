import { settleBeforeLock } from "./beforeLock.ts";
import { call, listen } from "./bridge.ts";

/** When the window is asked to close: hands over what was typed, then lets it go. Returns the function that stops. */
export function followClosing(): () => void {
  return listen("window.closing", () => {
    void settleBeforeLock().finally(() => call("window.readyToClose", {}));
  });
}
