import { create } from "zustand";
import type { Account, StoreStatus } from "../../shared/contract.ts";
import type { FourfoldError } from "../../shared/errors.ts";
import { settleBeforeLock } from "./beforeLock.ts";
import { call, listen } from "./bridge.ts";
import { useDrafts } from "./drafts.ts";
import { asFourfoldError } from "./failures.ts";
import { useNavigation } from "./navigation.ts";
import { queryClient } from "./queryClient.ts";
import { useSaveStatus } from "./saveStatus.ts";

/** idle, system, asked: as the event says; restarted: the backend was started again; ended: it no longer knows us. */
export type LockReason = "idle" | "system" | "asked" | "restarted" | "ended";

/** Who works at this window, and what stands in the way where nobody does. */
export type SessionState =
  | { readonly phase: "starting" }
  | { readonly phase: "setUp"; readonly status: StoreStatus }
  | { readonly phase: "unusable"; readonly status: StoreStatus }
  | { readonly phase: "unreachable"; readonly error: FourfoldError }
  | { readonly phase: "signedOut"; readonly accountNames: readonly string[] }
  | { readonly phase: "signedIn"; readonly account: Account }
  /** The page is cleared; the account that was here comes back to the same place. */
  | {
      readonly phase: "locked";
      readonly account: Account;
      readonly accountNames: readonly string[];
      readonly reason: LockReason;
    };

interface Session {
  readonly state: SessionState;
  /** Asks the backend how things stand; on start and by "Try again". */
  start(): Promise<void>;
  signedIn(account: Account): void;
  /** Of the account that is signed in something changed: its name, its role, its password. */
  accountChanged(account: Account): void;
  /** Clears the page at once, lets pending saves finish, then closes the session. */
  lock(reason: LockReason): Promise<void>;
}

export const useSession = create<Session>()((set, get) => ({
  state: { phase: "starting" },

  async start() {
    try {
      const status = await call("store.status", {});
      if (status.state === "absent") return set({ state: { phase: "setUp", status } });
      if (status.state === "unusable") return set({ state: { phase: "unusable", status } });
      const { account } = status.state === "open" ? await call("session.current", {}) : {};
      if (account) return get().signedIn(account);
      set({ state: { phase: "signedOut", accountNames: status.accountNames } });
    } catch (error) {
      set({ state: { phase: "unreachable", error: asFourfoldError(error) } });
    }
  },

  signedIn(account) {
    const before = get().state;
    const samePerson = before.phase === "locked" && before.account.id === account.id;
    // Everything is read afresh: a form must not begin with what was stored before the lock.
    queryClient.clear();
    if (!samePerson) {
      // What another person had on screen or half typed is not for this one.
      useDrafts.getState().clearAll();
      useSaveStatus.getState().report({ kind: "nothingToSave" });
      useNavigation.getState().go({ screen: "worklist" });
    }
    set({ state: { phase: "signedIn", account } });
  },

  accountChanged(account) {
    const { state } = get();
    if (state.phase !== "signedIn" || state.account.id !== account.id) return;
    set({ state: { phase: "signedIn", account } });
  },

  async lock(reason) {
    const before = get().state;
    if (before.phase !== "signedIn") return;
    set({
      state: {
        phase: "locked",
        account: before.account,
        accountNames: [before.account.accountName],
        reason,
      },
    });
    if (reason === "asked") {
      await settleBeforeLock();
      try {
        await call("session.lock", {});
      } catch {
        // The page is cleared and only a password brings it back, whatever the backend made of it.
      }
    }
    try {
      const { accountNames } = await call("store.status", {});
      const now = get().state;
      if (now.phase === "locked") set({ state: { ...now, accountNames } });
    } catch {
      // The name of the account that was here is enough to sign in again.
    }
  },
}));

/** Follows what the backend says about the session; returns the function that stops. */
export function followSessionEvents(): () => void {
  const stopLocked = listen("session.locked", ({ reason }) => {
    // "asked" by this window has cleared the page already; asked from the menu arrives here first.
    void useSession.getState().lock(reason);
  });
  const stopRestarted = listen("backend.restarted", () => {
    const { state, lock, start } = useSession.getState();
    if (state.phase === "signedIn") void lock("restarted");
    else if (state.phase !== "setUp") void start();
  });
  return () => {
    stopLocked();
    stopRestarted();
  };
}

/** The signed-in account. Only for what is shown while somebody is signed in. */
export function useAccount(): Account {
  const state = useSession((session) => session.state);
  if (state.phase !== "signedIn") throw new Error("Nobody is signed in.");
  return state.account;
}
