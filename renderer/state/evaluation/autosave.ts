import { FourfoldError } from "../../../shared/errors.ts";
import type { Answer } from "../../../shared/evaluation/evaluation.ts";
import type { SaveState } from "../saveStatus.ts";

/**
 * Sends changed answers to the store soon after they were typed and keeps them until the store has acknowledged them.
 * One request is under way at a time; a newer answer for the same item replaces the one that waits.
 */

export interface AnswerChange {
  readonly itemId: string;
  /** `null` removes the answer. */
  readonly answer: Answer | null;
}

export interface AutosaveOptions {
  /** Resolves with the instant of the durable save; rejects with a FourfoldError. */
  save(changes: readonly AnswerChange[]): Promise<{ readonly savedAt: string }>;
  report(state: SaveState): void;
  /** The store will not take this item's answer as it stands; the words complete "<label> ...". */
  refused(itemId: string, message: string): void;
  /** The store has taken this item's latest answer. */
  accepted(itemId: string): void;
}

export interface Autosave {
  queue(changes: readonly AnswerChange[]): void;
  /** Forgets a queued change, because the answer turned into one that cannot be stored. */
  withdraw(itemId: string): void;
  /** Sends what waits at once. Resolves with true when nothing waits any more. */
  flush(): Promise<boolean>;
  /** Tries again after somebody signed in. */
  resume(): void;
  /** The backend went away: what was under way counts as not saved. */
  interrupt(): void;
  /** Changes without an acknowledgement, newest of each item. */
  pending(): ReadonlyMap<string, Answer | null>;
  dispose(): void;
}

/** An answer is sent this long after the last key ... */
export const quietDelay = 400;
/** ... and no later than this after the first one that waits. */
export const longestDelay = 800;
const firstRetryDelay = 1000;
const longestRetryDelay = 15_000;
/** The contract takes 500 changes at a time. */
const largestBatch = 200;

interface Waiting {
  readonly answer: Answer | null;
  readonly sequence: number;
}

/** After these a retry by itself cannot help: somebody has to do something first. */
const needsSomebody: readonly string[] = ["notSignedIn", "alreadySigned", "notAllowed", "notFound"];

export function createAutosave(options: AutosaveOptions): Autosave {
  const waiting = new Map<string, Waiting>();
  let underWay: { readonly batch: ReadonlyMap<string, Waiting>; readonly done: Promise<void> } | undefined;
  /** Raised by `interrupt`, so that a late reply to an abandoned request is not taken for an acknowledgement. */
  let era = 0;
  let sequence = 0;
  let firstQueuedAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryDelay = firstRetryDelay;
  let failed = false;
  let stopped = false;
  let oneByOne = false;

  let said: SaveState = { kind: "nothingToSave" };
  let atRest: SaveState = said;

  /** A key more while it is "Saving" is no news. */
  const say = (state: SaveState) => {
    if (state.kind === "saving" && said.kind === "saving") return;
    said = state;
    options.report(state);
  };

  const clearTimer = () => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };

  function schedule(delay: number): void {
    clearTimer();
    timer = setTimeout(() => {
      timer = undefined;
      void send();
    }, delay);
  }

  function queue(changes: readonly AnswerChange[]): void {
    const now = Date.now();
    for (const { itemId, answer } of changes) {
      sequence += 1;
      waiting.set(itemId, { answer, sequence });
    }
    firstQueuedAt ??= now;
    if (underWay !== undefined || failed || stopped) return;
    // "Saved" must mean everything that was typed, so it is taken back at the first key.
    say({ kind: "saving" });
    schedule(Math.max(0, Math.min(quietDelay, firstQueuedAt + longestDelay - now)));
  }

  function send(): Promise<void> {
    if (underWay !== undefined) return underWay.done;
    if (waiting.size === 0) return Promise.resolve();
    clearTimer();
    firstQueuedAt = undefined;
    const batch = new Map([...waiting].slice(0, oneByOne ? 1 : largestBatch));
    say({ kind: "saving" });
    // Even a call that fails at once must fail after `underWay` is set.
    const startedIn = era;
    const done = Promise.resolve().then(() => attempt(batch, startedIn));
    underWay = { batch, done };
    return done;
  }

  async function attempt(batch: ReadonlyMap<string, Waiting>, startedIn: number): Promise<void> {
    const changes = [...batch].map(([itemId, { answer }]) => ({ itemId, answer }));
    try {
      const { savedAt } = await options.save(changes);
      if (startedIn !== era) return;
      underWay = undefined;
      acknowledge(batch, savedAt);
    } catch (error) {
      if (startedIn !== era) return;
      underWay = undefined;
      if (error instanceof FourfoldError && error.code === "badInput") dropRefused(batch, error);
      else keepAfter(error);
    }
  }

  function acknowledge(batch: ReadonlyMap<string, Waiting>, savedAt: string): void {
    failed = false;
    stopped = false;
    retryDelay = firstRetryDelay;
    for (const [itemId, sent] of batch) {
      if (waiting.get(itemId)?.sequence !== sent.sequence) continue;
      waiting.delete(itemId);
      options.accepted(itemId);
    }
    if (waiting.size === 0) {
      oneByOne = false;
      atRest = { kind: "saved", savedAt };
      say(atRest);
    } else {
      void send();
    }
  }

  /** One bad answer must not hold up the others: it is set aside, and the rest is sent again at once. */
  function dropRefused(batch: ReadonlyMap<string, Waiting>, error: FourfoldError): void {
    const itemId = batch.size === 1 ? [...batch.keys()][0] : refusedItem(batch, error.field);
    const sent = itemId === undefined ? undefined : batch.get(itemId);
    if (itemId === undefined || sent === undefined) {
      oneByOne = true;
    } else {
      if (waiting.get(itemId)?.sequence === sent.sequence) waiting.delete(itemId);
      options.refused(itemId, error.message);
    }
    failed = false;
    if (waiting.size > 0) void send();
    else {
      oneByOne = false;
      say(atRest);
    }
  }

  function keepAfter(error: unknown): void {
    const report = error instanceof FourfoldError ? error : undefined;
    failed = true;
    const count = `${waiting.size} ${waiting.size === 1 ? "answer" : "answers"}`;
    if (report !== undefined && needsSomebody.includes(report.code)) {
      stopped = true;
      const next =
        report.code === "notSignedIn"
          ? "Saved as soon as you sign in again."
          : [report.message, report.action].join(" ").trim();
      say({ kind: "waiting", message: `${count}. ${next}` });
      return;
    }
    const reason = report === undefined ? "The store does not answer." : report.message;
    say({ kind: "waiting", message: `${count}, trying again. ${reason}` });
    schedule(retryDelay);
    retryDelay = Math.min(longestRetryDelay, retryDelay * 2);
  }

  async function flush(): Promise<boolean> {
    // Two rounds are enough for what was typed before the call; a failing store ends the loop.
    while (waiting.size > 0) {
      const before = waiting.size;
      const answersBefore = sequence;
      failed = false;
      await send();
      if (failed || (waiting.size >= before && sequence === answersBefore && !oneByOne)) break;
    }
    return waiting.size === 0;
  }

  function resume(): void {
    stopped = false;
    failed = false;
    retryDelay = firstRetryDelay;
    if (waiting.size > 0) schedule(0);
  }

  return {
    queue,
    withdraw: (itemId) => {
      if (!waiting.delete(itemId) || waiting.size > 0 || underWay !== undefined) return;
      clearTimer();
      firstQueuedAt = undefined;
      say(atRest);
    },
    flush,
    resume,
    interrupt: () => {
      era += 1;
      underWay = undefined;
      if (waiting.size > 0) {
        keepAfter(new FourfoldError({ code: "unexpected", message: "The store is being opened again." }));
      }
    },
    pending: () => new Map([...waiting].map(([itemId, { answer }]) => [itemId, answer])),
    dispose: () => {
      era += 1;
      clearTimer();
      waiting.clear();
    },
  };
}

/** Finds the item in the words of the refusal: "changes.2.answer...", or the item's id with a path behind it. */
function refusedItem(batch: ReadonlyMap<string, Waiting>, field: string | undefined): string | undefined {
  if (field === undefined) return undefined;
  const position = /^changes[.[](\d+)/.exec(field);
  if (position) return [...batch.keys()][Number(position[1])];
  const named = [...batch.keys()].filter(
    (itemId) => field === itemId || field.startsWith(`${itemId}.`) || field.startsWith(`${itemId}[`),
  );
  // "HX.MED.ATC" also begins with "HX.MED.": the longest match is meant.
  return named.sort((one, other) => other.length - one.length)[0];
}
