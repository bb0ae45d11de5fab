import { powerMonitor } from "electron";

/** Without a policy. Long enough to examine a patient at arm's length from the keyboard, short enough for a room that is left. */
export const idleLimitSeconds = 10 * 60;
const lookEveryMilliseconds = 5_000;
/** An answer is saved within a second of the last key; the system's lock waits for that, then closes the session. */
const settleMilliseconds = 1_500;

/**
 * Calls `lock` when nobody has touched the computer for the idle limit, and when the system is locked or put to sleep.
 * @param limitSeconds asked at each look: a policy may change it.
 * @returns the function that stops watching.
 */
export function watchIdle(
  lock: (reason: "idle" | "system") => void,
  limitSeconds: () => number = () => idleLimitSeconds,
): () => void {
  let idle = false;
  const look = setInterval(() => {
    const nowIdle = powerMonitor.getSystemIdleTime() >= limitSeconds();
    if (nowIdle && !idle) lock("idle");
    idle = nowIdle;
  }, lookEveryMilliseconds);
  let settling: ReturnType<typeof setTimeout> | undefined;
  const onSystemLock = () => {
    clearTimeout(settling);
    settling = setTimeout(() => lock("system"), settleMilliseconds);
  };
  powerMonitor.on("lock-screen", onSystemLock);
  powerMonitor.on("suspend", onSystemLock);
  return () => {
    clearInterval(look);
    clearTimeout(settling);
    powerMonitor.removeListener("lock-screen", onSystemLock);
    powerMonitor.removeListener("suspend", onSystemLock);
  };
}
