import { afterEach, describe, expect, it, vi } from "vitest";
import { beforeLock, longestWait, settleBeforeLock } from "../../../renderer/state/beforeLock.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("settleBeforeLock", () => {
  it("waits for everything that was registered and not taken back", async () => {
    const saved: string[] = [];
    const release = beforeLock(async () => void saved.push("taken back"));
    const releaseOther = beforeLock(async () => void saved.push("answers"));
    release();
    await settleBeforeLock();
    releaseOther();
    expect(saved).toEqual(["answers"]);
  });

  it("locks although a save fails", async () => {
    const release = beforeLock(() => Promise.reject(new Error("no store")));
    await expect(settleBeforeLock()).resolves.toBeUndefined();
    release();
  });

  it("locks after the longest wait although a save never ends", async () => {
    vi.useFakeTimers();
    const release = beforeLock(() => new Promise(() => {}));
    let locked = false;
    const lock = settleBeforeLock().then(() => {
      locked = true;
    });
    await vi.advanceTimersByTimeAsync(longestWait - 1);
    expect(locked).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await lock;
    expect(locked).toBe(true);
    release();
  });
});
