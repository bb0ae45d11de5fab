import { FourfoldError } from "../../../shared/errors.ts";
import { beforeLock } from "../beforeLock.ts";
import { call, listen } from "../bridge.ts";
import { type SaveState, useSaveStatus } from "../saveStatus.ts";
import { type SessionState, useSession } from "../session.ts";
import type { AnswerChange } from "./autosave.ts";
import { createOpenedEvaluation, type OpenedEvaluation } from "./evaluationStore.ts";

/**
 * The evaluations that this window has open. They outlive the lock screen and a restart of the backend, so that what was
 * typed and not acknowledged is still there afterwards; another account finds none of it.
 */
const opened = new Map<string, OpenedEvaluation>();
const saveStates = new Map<string, SaveState>();
let owner: string | undefined;
let listening = false;

/** Reads the evaluation from the store, or brings an open one up to date with it. */
export async function openEvaluation(evaluationId: string): Promise<OpenedEvaluation> {
  listenOnce();
  const existing = opened.get(evaluationId);
  if (existing !== undefined) {
    existing.autosave.resume();
    await existing.autosave.flush();
  }
  const fresh = await call("evaluation.open", { evaluationId });
  const known = opened.get(evaluationId);
  if (known !== undefined) {
    known.refresh(fresh);
    return known;
  }
  const created = createOpenedEvaluation(fresh, {
    save: (changes) => save(evaluationId, changes),
    report: (state) => report(evaluationId, state),
  });
  opened.set(evaluationId, created);
  return created;
}

let signedInBefore = false;

/** A session that ends and begins again sends what waited for it. */
function followSession(state: SessionState): void {
  const signedIn = state.phase === "signedIn";
  if (signedIn && !signedInBefore) adoptAccount(state.account.id);
  signedInBefore = signedIn;
}

async function save(evaluationId: string, changes: readonly AnswerChange[]) {
  try {
    return await call("evaluation.saveAnswers", { evaluationId, changes: [...changes] });
  } catch (error) {
    // The backend no longer knows this session: only the password helps, so the window asks for it.
    if (error instanceof FourfoldError && error.code === "notSignedIn") {
      void useSession.getState().lock("ended");
    }
    throw error;
  }
}

/** At every sign-in: sends what waited for it, or forgets it when somebody else signed in. */
function adoptAccount(accountId: string): void {
  if (owner !== accountId) {
    for (const evaluation of opened.values()) evaluation.dispose();
    opened.clear();
    saveStates.clear();
    if (owner !== undefined) useSaveStatus.getState().report({ kind: "nothingToSave" });
    owner = accountId;
    return;
  }
  for (const evaluation of opened.values()) evaluation.autosave.resume();
}

/** Sends everything that waits, of every open evaluation. Resolves with true when all of it is stored. */
export async function flushOpenEvaluations(): Promise<boolean> {
  const results = await Promise.all([...opened.values()].map((evaluation) => evaluation.autosave.flush()));
  return results.every(Boolean);
}

/** Closes every evaluation that this window holds: one of them was erased. What waits must have been sent before. */
export function forgetOpenEvaluations(): void {
  for (const evaluation of opened.values()) evaluation.dispose();
  opened.clear();
  saveStates.clear();
  useSaveStatus.getState().report({ kind: "nothingToSave" });
}

/** The status bar speaks for all open evaluations: what waits counts more than what was saved last. */
function report(evaluationId: string, state: SaveState): void {
  const refused = Object.keys(opened.get(evaluationId)?.store.getState().unsaved ?? {}).length;
  saveStates.set(evaluationId, refused > 0 && state.kind !== "saving" ? withRefusals(state, refused) : state);
  const states = [...saveStates.values()];
  const shown =
    states.find((one) => one.kind === "waiting") ??
    states.find((one) => one.kind === "saving") ??
    saveStates.get(evaluationId) ??
    state;
  useSaveStatus.getState().report(shown);
}

function withRefusals(state: SaveState, count: number): SaveState {
  if (state.kind === "waiting") return state;
  const words = count === 1 ? "1 answer as it stands" : `${count} answers as they stand`;
  return { kind: "waiting", message: `${words}. See what is marked in the evaluation.` };
}

function listenOnce(): void {
  if (listening) return;
  listening = true;
  followSession(useSession.getState().state);
  useSession.subscribe((session) => followSession(session.state));
  beforeLock(async () => {
    await flushOpenEvaluations();
  });
  listen("backend.restarted", () => {
    for (const evaluation of opened.values()) evaluation.autosave.interrupt();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flushOpenEvaluations();
  });
  window.addEventListener("blur", () => void flushOpenEvaluations());
  window.addEventListener("beforeunload", () => void flushOpenEvaluations());
}
