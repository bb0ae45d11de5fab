import { describe, expect, test, vi } from "vitest";
import { type JobParts, type JobProgress, runPrintJob } from "../../../electron/printing/printJob.ts";
import { FourfoldError } from "../../../shared/errors.ts";

const ids = ["a", "b", "c"];

function job(changes: Partial<JobParts> = {}) {
  const handed: string[] = [];
  const recorded: string[] = [];
  const progress: JobProgress[] = [];
  const controller = new AbortController();
  const parts: JobParts = {
    file: async (id) => ({ bytes: new TextEncoder().encode(id), letterNumber: `2025-${id}` }),
    hand: async (bytes) => {
      handed.push(new TextDecoder().decode(bytes));
    },
    record: async (id) => recorded.push(id),
    onProgress: (one) => progress.push(one),
    signal: controller.signal,
    ...changes,
  };
  return { run: () => runPrintJob(ids, parts), handed, recorded, progress, controller };
}

const jam = new FourfoldError({ code: "printerRefused", message: "Paper jam.", action: "Mend it." });

describe("a print job", () => {
  test("hands over one after the other, records each at once, and says how far it is", async () => {
    const one = job();
    expect(await one.run()).toEqual({ queued: ids, refused: [], notTried: [], cancelled: false });
    expect(one.handed).toEqual(ids);
    expect(one.recorded).toEqual(ids);
    expect(one.progress.at(-1)).toEqual({ done: 3, total: 3, letterNumber: "2025-c" });
    expect(one.progress.map(({ done }) => done)).toEqual([0, 1, 1, 2, 2, 3]);
  });

  test("puts the cover of a COPY before each", async () => {
    const one = job({ cover: async (id) => new TextEncoder().encode(`cover of ${id}`) });
    await one.run();
    expect(one.handed.slice(0, 4)).toEqual(["cover of a", "a", "cover of b", "b"]);
  });

  test("a printer that refuses ends it; nothing is recorded of what it did not take", async () => {
    const hand = vi.fn(async (bytes: Uint8Array) => {
      if (new TextDecoder().decode(bytes) === "b") throw jam;
    });
    const one = job({ hand });
    expect(await one.run()).toEqual({
      queued: ["a"],
      refused: [{ dispatchId: "b", letterNumber: "2025-b", message: "Paper jam.", action: "Mend it." }],
      notTried: ["c"],
      cancelled: false,
    });
    expect(one.recorded).toEqual(["a"]);
    expect(hand).toHaveBeenCalledTimes(2);
  });

  test("a letter that cannot be printed is passed over", async () => {
    const one = job({
      file: async (id) => {
        if (id === "a") throw new FourfoldError({ code: "letterVoid", message: "Void." });
        return { bytes: new TextEncoder().encode(id), letterNumber: id };
      },
    });
    expect(await one.run()).toMatchObject({
      queued: ["b", "c"],
      refused: [{ dispatchId: "a", message: "Void." }],
      notTried: [],
    });
  });

  test("cancelled before the second: the first is printed, the others are as they were", async () => {
    const one = job();
    const result = runPrintJob(ids, {
      file: async (id) => ({ bytes: new TextEncoder().encode(id), letterNumber: id }),
      hand: async (bytes) => {
        one.handed.push(new TextDecoder().decode(bytes));
      },
      record: async (id) => {
        one.recorded.push(id);
        one.controller.abort();
      },
      onProgress: () => {},
      signal: one.controller.signal,
    });
    expect(await result).toEqual({ queued: ["a"], refused: [], notTried: ["b", "c"], cancelled: true });
    expect(one.handed).toEqual(["a"]);
  });

  test("cancelled while one is handed over: what the printer did not take is not recorded", async () => {
    const one = job();
    const result = runPrintJob(ids, {
      file: async (id) => ({ bytes: new Uint8Array(), letterNumber: id }),
      hand: async () => {
        one.controller.abort();
        throw new DOMException("aborted", "AbortError");
      },
      record: async (id) => one.recorded.push(id),
      onProgress: () => {},
      signal: one.controller.signal,
    });
    expect(await result).toEqual({ queued: [], refused: [], notTried: ids, cancelled: true });
    expect(one.recorded).toEqual([]);
  });

  test("a fault of the program is not taken for a refusal", async () => {
    const one = job({
      hand: async () => {
        throw new TypeError("a mistake");
      },
    });
    await expect(one.run()).rejects.toThrow("a mistake");
  });
});
