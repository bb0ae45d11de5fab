import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beforeLock } from "../../../renderer/state/beforeLock.ts";
import { readDraft, useDrafts } from "../../../renderer/state/drafts.ts";
import { useNavigation } from "../../../renderer/state/navigation.ts";
import { followSessionEvents, type SessionState, useSession } from "../../../renderer/state/session.ts";
import type { Account, StoreStatus } from "../../../shared/contract.ts";

const iris: Account = {
  id: "00000000-0000-4000-8000-00000000000a",
  accountName: "iris",
  role: "physician",
  isAdministrator: false,
  signer: { displayName: "Dr Iris Holloway" },
};
const noor: Account = { ...iris, id: "00000000-0000-4000-8000-00000000000b", accountName: "noor" };
const place = { screen: "evaluation", evaluationId: "e-1", view: "physical" } as const;

/** The bridge as the page sees it, with answers that a test sets. */
class FakeBridge {
  readonly asked: string[] = [];
  readonly answers = new Map<string, () => unknown>();
  private readonly listeners = new Map<string, (detail: unknown) => void>();

  readonly call = async (name: string) => {
    this.asked.push(name);
    const answer = this.answers.get(name);
    if (!answer) return { ok: false, error: { code: "storeLocked", message: "Not now." } };
    return { ok: true, value: answer() };
  };
  readonly on = (name: string, listener: (detail: unknown) => void) => {
    this.listeners.set(name, listener);
    return () => this.listeners.delete(name);
  };
  emit(name: string, detail: unknown): void {
    this.listeners.get(name)?.(detail);
  }
}

const status = (state: StoreStatus["state"]): StoreStatus => ({
  state,
  dataFolder: "/data",
  accountNames: ["iris", "noor"],
});
const phase = () => useSession.getState().state.phase;
const show = (state: SessionState) => useSession.setState({ state });

let bridge: FakeBridge;
beforeEach(() => {
  bridge = new FakeBridge();
  bridge.answers.set("store.status", () => status("closed"));
  bridge.answers.set("session.lock", () => ({}));
  vi.stubGlobal("window", { fourfold: bridge });
  show({ phase: "starting" });
  useDrafts.getState().clearAll();
  useNavigation.getState().go({ screen: "worklist" });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("start", () => {
  it.each([
    ["absent", "setUp"],
    ["unusable", "unusable"],
    ["closed", "signedOut"],
  ] as const)("store %s: %s", async (state, expected) => {
    bridge.answers.set("store.status", () => status(state));
    await useSession.getState().start();
    expect(phase()).toBe(expected);
  });

  it("goes on with a session that is open, as after the page was loaded again", async () => {
    bridge.answers.set("store.status", () => status("open"));
    bridge.answers.set("session.current", () => ({ account: iris }));
    await useSession.getState().start();
    expect(useSession.getState().state).toEqual({ phase: "signedIn", account: iris });
  });

  it("says so when the backend does not answer", async () => {
    bridge.answers.delete("store.status");
    await useSession.getState().start();
    expect(useSession.getState().state).toMatchObject({
      phase: "unreachable",
      error: { message: "Not now." },
    });
  });
});

describe("lock", () => {
  it("clears the page first, lets saves finish, then closes the session", async () => {
    useSession.getState().signedIn(iris);
    const order: string[] = [];
    const release = beforeLock(async () => {
      order.push(`saving while ${phase()}`, ...bridge.asked);
    });
    await useSession.getState().lock("asked");
    release();
    expect(order).toEqual(["saving while locked"]);
    expect(bridge.asked[0]).toBe("session.lock");
    expect(useSession.getState().state).toMatchObject({ phase: "locked", accountNames: ["iris", "noor"] });
  });

  it("stays locked although the backend does not answer", async () => {
    useSession.getState().signedIn(iris);
    bridge.answers.clear();
    await useSession.getState().lock("asked");
    expect(useSession.getState().state).toMatchObject({ phase: "locked", accountNames: ["iris"] });
  });

  it("brings the same person back to the same place, with what they had typed", async () => {
    useSession.getState().signedIn(iris);
    useNavigation.getState().go(place);
    useDrafts.getState().keep("newReferral", { question: "half a sen" });
    await useSession.getState().lock("asked");
    useSession.getState().signedIn(iris);
    expect(useNavigation.getState().place).toEqual(place);
    expect(readDraft("newReferral")).toEqual({ question: "half a sen" });
  });

  it("shows another person the worklist and nothing of the first", async () => {
    useSession.getState().signedIn(iris);
    useNavigation.getState().go(place);
    useDrafts.getState().keep("newReferral", { question: "half a sen" });
    await useSession.getState().lock("asked");
    useSession.getState().signedIn(noor);
    expect(useNavigation.getState().place).toEqual({ screen: "worklist" });
    expect(readDraft("newReferral")).toBeUndefined();
  });
});

describe("what the backend says", () => {
  it("locks on its word, without asking it to lock again", async () => {
    const stop = followSessionEvents();
    useSession.getState().signedIn(iris);
    bridge.emit("session.locked", { reason: "idle" });
    await vi.waitFor(() => expect(bridge.asked).toEqual(["store.status"]));
    expect(useSession.getState().state).toMatchObject({ phase: "locked", reason: "idle" });
    stop();
  });

  it("asks for the password after a restart", () => {
    const stop = followSessionEvents();
    useSession.getState().signedIn(iris);
    bridge.emit("backend.restarted", {});
    expect(useSession.getState().state).toMatchObject({ phase: "locked", reason: "restarted" });
    stop();
  });

  it("does not take the recovery key off the screen during set-up", () => {
    const stop = followSessionEvents();
    show({ phase: "setUp", status: status("absent") });
    bridge.emit("session.locked", { reason: "idle" });
    bridge.emit("backend.restarted", {});
    expect(phase()).toBe("setUp");
    stop();
  });
});
