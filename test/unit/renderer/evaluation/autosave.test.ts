import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type AnswerChange,
  type Autosave,
  createAutosave,
  longestDelay,
  quietDelay,
} from "../../../../renderer/state/evaluation/autosave.ts";
import type { SaveState } from "../../../../renderer/state/saveStatus.ts";
import { type ErrorCode, FourfoldError } from "../../../../shared/errors.ts";

/** A store whose replies the test decides: every request waits until it is answered. */
function controlledStore() {
  const requests: { changes: readonly AnswerChange[]; reply(error?: FourfoldError): Promise<void> }[] = [];
  const states: SaveState[] = [];
  const refused: [string, string][] = [];
  const accepted: string[] = [];
  const autosave: Autosave = createAutosave({
    save: (changes) =>
      new Promise((resolve, reject) => {
        requests.push({
          changes,
          async reply(error) {
            if (error === undefined) resolve({ savedAt: "2025-03-10T10:42:07.000Z" });
            else reject(error);
            await vi.advanceTimersByTimeAsync(0);
          },
        });
      }),
    report: (state) => states.push(state),
    refused: (itemId, message) => refused.push([itemId, message]),
    accepted: (itemId) => accepted.push(itemId),
  });
  const request = (index: number) => {
    const found = requests[index];
    if (found === undefined) throw new Error(`There was no request ${index}.`);
    return found;
  };
  return { autosave, requests, request, states, refused, accepted };
}

const failure = (code: ErrorCode, field?: string) =>
  new FourfoldError({ code, message: "refused by the test", ...(field === undefined ? {} : { field }) });
const text = (itemId: string, value: string): AnswerChange => ({ itemId, answer: { value } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("when answers are sent", () => {
  test("after the last key has been quiet for a moment", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "l")]);
    await vi.advanceTimersByTimeAsync(quietDelay - 1);
    expect(store.requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(store.request(0).changes).toEqual([text("HX.CC", "l")]);
  });

  test("while somebody goes on typing, at the latest 800 ms after the first key", async () => {
    const store = controlledStore();
    for (let at = 0; at < longestDelay; at += 100) {
      store.autosave.queue([text("HX.CC", `after ${at} ms`)]);
      expect(store.requests).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(store.states).toEqual([{ kind: "saving" }]);
    expect(store.requests).toHaveLength(1);
    expect(longestDelay).toBeLessThanOrEqual(800);
  });

  test("at once when flushed, and the flush ends when all is acknowledged", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "a")]);
    const flushed = store.autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    await store.request(0).reply();
    expect(await flushed).toBe(true);
    expect(store.states.at(-1)).toEqual({ kind: "saved", savedAt: "2025-03-10T10:42:07.000Z" });
  });

  test("only the newest answer of an item, with one request under way at a time", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "first")]);
    await vi.advanceTimersByTimeAsync(quietDelay);
    store.autosave.queue([text("HX.CC", "second")]);
    store.autosave.queue([text("HX.CC", "third"), text("HX.GOAL", "walk")]);
    await vi.advanceTimersByTimeAsync(5 * longestDelay);
    expect(store.requests).toHaveLength(1);
    await store.request(0).reply();
    expect(store.accepted).toEqual([]);
    expect(store.request(1).changes).toEqual([text("HX.CC", "third"), text("HX.GOAL", "walk")]);
    await store.request(1).reply();
    expect(store.accepted).toEqual(["HX.CC", "HX.GOAL"]);
    expect(store.autosave.pending().size).toBe(0);
  });
});

describe("what is not acknowledged is kept", () => {
  test("is sent again after a failure, later each time", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "kept")]);
    await vi.advanceTimersByTimeAsync(quietDelay);
    await store.request(0).reply(failure("diskFull"));
    expect(store.states.at(-1)).toMatchObject({ kind: "waiting" });
    expect(store.autosave.pending().get("HX.CC")).toEqual({ value: "kept" });
    await vi.advanceTimersByTimeAsync(1000);
    await store.request(1).reply(failure("diskFull"));
    await vi.advanceTimersByTimeAsync(1999);
    expect(store.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    await store.request(2).reply();
    expect(store.autosave.pending().size).toBe(0);
    expect(store.states.at(-1)).toMatchObject({ kind: "saved" });
  });

  test("waits for the next sign-in instead of asking again and again", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "kept")]);
    await vi.advanceTimersByTimeAsync(quietDelay);
    await store.request(0).reply(failure("notSignedIn"));
    store.autosave.queue([text("HX.GOAL", "typed meanwhile")]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.requests).toHaveLength(1);
    store.autosave.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.request(1).changes.map((change) => change.itemId)).toEqual(["HX.CC", "HX.GOAL"]);
  });

  test("survives a backend that went away; its late reply acknowledges nothing", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "kept")]);
    await vi.advanceTimersByTimeAsync(quietDelay);
    store.autosave.interrupt();
    await store.request(0).reply();
    expect(store.accepted).toEqual([]);
    expect(store.autosave.pending().get("HX.CC")).toEqual({ value: "kept" });
    await vi.advanceTimersByTimeAsync(1000);
    await store.request(1).reply();
    expect(store.accepted).toEqual(["HX.CC"]);
  });

  test("ends a flush that the store does not take", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "kept")]);
    const flushed = store.autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    await store.request(0).reply(failure("diskFull"));
    expect(await flushed).toBe(false);
    expect(store.autosave.pending().size).toBe(1);
  });
});

describe("an answer that the store refuses", () => {
  test.each(["HX.CC", "HX.CC.value", "changes.1.answer.value"])(
    "named as %s is set aside and the others are saved",
    async (field) => {
      const store = controlledStore();
      store.autosave.queue([text("HX.GOAL", "walk"), text("HX.CC", "bad"), text("HX.SOC", "alone")]);
      await vi.advanceTimersByTimeAsync(quietDelay);
      await store.request(0).reply(failure("badInput", field));
      expect(store.refused).toEqual([["HX.CC", "refused by the test"]]);
      expect(store.request(1).changes.map((change) => change.itemId)).toEqual(["HX.GOAL", "HX.SOC"]);
      await store.request(1).reply();
      expect(store.autosave.pending().size).toBe(0);
    },
  );

  test("and is not named is found by sending one by one", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.GOAL", "walk"), text("HX.CC", "bad")]);
    await vi.advanceTimersByTimeAsync(quietDelay);
    await store.request(0).reply(failure("badInput"));
    await store.request(1).reply();
    await store.request(2).reply(failure("badInput"));
    expect(store.accepted).toEqual(["HX.GOAL"]);
    expect(store.refused.map(([itemId]) => itemId)).toEqual(["HX.CC"]);
    expect(store.autosave.pending().size).toBe(0);
  });

  test("does not take with it what was typed into the same item since", async () => {
    const store = controlledStore();
    store.autosave.queue([text("HX.CC", "bad")]);
    await vi.advanceTimersByTimeAsync(quietDelay);
    store.autosave.queue([text("HX.CC", "better")]);
    await store.request(0).reply(failure("badInput", "HX.CC"));
    expect(store.request(1).changes).toEqual([text("HX.CC", "better")]);
  });
});

test("a withdrawn answer is not sent", async () => {
  const store = controlledStore();
  store.autosave.queue([text("HX.CC", "x")]);
  store.autosave.withdraw("HX.CC");
  await vi.advanceTimersByTimeAsync(5000);
  expect(store.requests).toHaveLength(0);
  expect(store.states).toEqual([{ kind: "saving" }, { kind: "nothingToSave" }]);
  expect(await store.autosave.flush()).toBe(true);
});
