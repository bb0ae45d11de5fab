import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const monitor = vi.hoisted(() => ({ current: undefined as unknown }));
vi.mock("electron", () => ({
  get powerMonitor() {
    return monitor.current;
  },
}));

const { idleLimitSeconds, watchIdle } = await import("../../../electron/main/idle.ts");

class FakeMonitor extends EventEmitter {
  idleSeconds = 0;
  getSystemIdleTime(): number {
    return this.idleSeconds;
  }
}

let system: FakeMonitor;
const lock = vi.fn();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  system = new FakeMonitor();
  monitor.current = system;
  lock.mockClear();
  stop = watchIdle(lock);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("locks once when the limit is reached, and again after somebody was there", () => {
  system.idleSeconds = idleLimitSeconds - 1;
  vi.advanceTimersByTime(60_000);
  expect(lock).not.toHaveBeenCalled();
  system.idleSeconds = idleLimitSeconds;
  vi.advanceTimersByTime(60_000);
  expect(lock).toHaveBeenCalledExactlyOnceWith("idle");
  system.idleSeconds = 0;
  vi.advanceTimersByTime(10_000);
  system.idleSeconds = idleLimitSeconds;
  vi.advanceTimersByTime(10_000);
  expect(lock).toHaveBeenCalledTimes(2);
});

test.each(["lock-screen", "suspend"])(
  "locks with the system (%s), after what was typed could be saved",
  (event) => {
    system.emit(event);
    expect(lock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_500);
    expect(lock).toHaveBeenCalledExactlyOnceWith("system");
  },
);

test("stops watching", () => {
  stop();
  system.idleSeconds = idleLimitSeconds;
  system.emit("lock-screen");
  vi.advanceTimersByTime(60_000);
  expect(lock).not.toHaveBeenCalled();
  expect(system.listenerCount("lock-screen")).toBe(0);
});

test("a policy sets the limit, also while somebody is away", () => {
  stop();
  let limit = 120;
  stop = watchIdle(lock, () => limit);
  system.idleSeconds = 119;
  vi.advanceTimersByTime(10_000);
  expect(lock).not.toHaveBeenCalled();
  limit = 60;
  vi.advanceTimersByTime(10_000);
  expect(lock).toHaveBeenCalledExactlyOnceWith("idle");
});
