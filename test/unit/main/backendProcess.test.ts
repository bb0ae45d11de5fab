import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { noPolicy, type PolicyInForce } from "../../../shared/policy/merge.ts";

class FakeProcess extends EventEmitter {
  readonly sent: { kind: string; id?: number; name?: string }[] = [];
  /** The policies that it was told, each with the number of calls before it. */
  readonly told: { policy: unknown; after: number }[] = [];
  readonly stderr = null;
  readonly kill = vi.fn(() => this.emit("exit", 15));

  postMessage(message: { kind: string; id?: number; name?: string; policy?: unknown }): void {
    if (message.kind === "policy") {
      this.told.push({ policy: message.policy, after: this.sent.length });
      return;
    }
    this.sent.push(message);
  }

  answer(value: unknown): void {
    this.emit("message", { kind: "reply", id: this.sent.at(-1)?.id, reply: { ok: true, value } });
  }
}

const started: FakeProcess[] = [];
const fork = vi.hoisted(() => vi.fn());
vi.mock("electron", () => ({ utilityProcess: { fork } }));

const { BackendProcess } = await import("../../../electron/main/backendProcess.ts");

let clock = 0;
let policy: PolicyInForce = noPolicy;
const onRestarted = vi.fn();
const onStopped = vi.fn();

function start() {
  return new BackendProcess({
    modulePath: "process.js",
    dataFolder: "/data",
    appVersion: "1.2.3",
    policy: () => policy,
    now: () => clock,
    onRestarted,
    onStopped,
    onFault: () => undefined,
  });
}
function latest(): FakeProcess {
  const process = started.at(-1);
  if (process === undefined) throw new Error("No process was started.");
  return process;
}

beforeEach(() => {
  started.length = 0;
  clock = 0;
  policy = noPolicy;
  vi.clearAllMocks();
  fork.mockImplementation(() => {
    const process = new FakeProcess();
    started.push(process);
    return process;
  });
});

describe("calls", () => {
  test("are answered by number, in whatever order", async () => {
    const backend = start();
    const first = backend.call("a", 1);
    const second = backend.call("b", 2);
    const [one, two] = latest().sent;
    latest().emit("message", { kind: "reply", id: two?.id, reply: { ok: true, value: "two" } });
    latest().emit("message", { kind: "reply", id: one?.id, reply: { ok: true, value: "one" } });
    expect(await first).toEqual({ ok: true, value: "one" });
    expect(await second).toEqual({ ok: true, value: "two" });
  });

  test("tell the process where the data lies and which version it belongs to", () => {
    start();
    const given = ["--data-folder=/data", "--app-version=1.2.3"];
    expect(fork).toHaveBeenCalledWith("process.js", given, expect.anything());
  });
});

describe("policies", () => {
  const shorter: PolicyInForce = {
    ...noPolicy,
    entries: [{ key: "idleLockMinutes", value: 5, source: "machineFile" }],
  };

  test("are told before the first call, when they change, and to the process that takes over", () => {
    const backend = start();
    void backend.call("a", 1);
    policy = shorter;
    backend.tellPolicy();
    expect(latest().told).toEqual([
      { policy: noPolicy, after: 0 },
      { policy: shorter, after: 1 },
    ]);
    latest().emit("exit", 1);
    expect(started).toHaveLength(2);
    expect(latest().told).toEqual([{ policy: shorter, after: 0 }]);
  });
});

describe("when the process dies", () => {
  test("waiting calls are answered, it is started again, and the window is told", async () => {
    const backend = start();
    const waiting = backend.call("evaluation.saveAnswers", {});
    latest().emit("exit", 9);
    expect(await waiting).toMatchObject({ ok: false, error: { code: "unexpected" } });
    expect(onStopped).toHaveBeenCalledExactlyOnceWith(9, true);
    expect(onRestarted).toHaveBeenCalledTimes(1);
    const next = backend.call("store.status", {});
    latest().answer("again");
    expect(await next).toEqual({ ok: true, value: "again" });
    expect(started).toHaveLength(2);
  });

  test("again and again, it is given up, with words", async () => {
    const backend = start();
    for (let death = 0; death < 4; death += 1) latest().emit("exit", 1);
    expect(started).toHaveLength(4);
    expect(onStopped).toHaveBeenLastCalledWith(1, false);
    expect(onRestarted).toHaveBeenCalledTimes(3);
    expect(await backend.call("store.status", {})).toMatchObject({
      ok: false,
      error: { code: "unexpected", action: expect.stringContaining("Close Fourfold") },
    });
  });

  test("now and then, it is always started again", () => {
    start();
    for (let death = 0; death < 10; death += 1) {
      clock += 30_000;
      latest().emit("exit", 1);
    }
    expect(started).toHaveLength(11);
  });
});

describe("closing", () => {
  test("asks the process to end and waits for it; nothing is started again", async () => {
    const backend = start();
    let closed = false;
    const closing = backend.close().then(() => {
      closed = true;
    });
    expect(latest().sent.at(-1)).toEqual({ kind: "close" });
    await Promise.resolve();
    expect(closed).toBe(false);
    latest().emit("exit", 0);
    await closing;
    expect(started).toHaveLength(1);
    expect(onStopped).not.toHaveBeenCalled();
  });

  test("a process that does not end is ended", async () => {
    vi.useFakeTimers();
    try {
      const backend = start();
      const closing = backend.close();
      await vi.advanceTimersByTimeAsync(10_000);
      await closing;
      expect(latest().kill).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test("a second request waits for the first", async () => {
    const backend = start();
    expect(backend.close()).toBe(backend.close());
    latest().emit("exit", 0);
    await backend.close();
  });
});
