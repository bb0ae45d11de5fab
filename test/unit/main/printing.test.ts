import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { createPrinting, type SavedFile } from "../../../electron/main/printing.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { PolicyValues } from "../../../shared/policy/policies.ts";

const [first, second] = [randomUUID(), randomUUID()];
const bytes = new TextEncoder().encode("%PDF- a letter");

function makeDesk(changes: { print?: () => Promise<unknown>; savesTo?: string; policy?: PolicyValues } = {}) {
  const forward = vi.fn(async (name: string, _input: unknown) => {
    const values: Record<string, unknown> = {
      "desk.file": { bytes, fileName: "Letter.pdf", letterNumber: "2025-000001", sha256: "" },
      "desk.copyCover": { bytes: new TextEncoder().encode("COPY"), fileName: "", letterNumber: "" },
      "desk.envelopes": { bytes, fileName: "Envelopes.pdf", count: 1 },
      "worklist.export": { text: "a,b", rows: 4 },
    };
    return { ok: true as const, value: values[name] ?? { changed: 1 } };
  });
  const print = vi.fn(changes.print ?? (async () => "job-1"));
  const saved: { name: string; content: unknown }[] = [];
  const onProgress = vi.fn();
  const desk = createPrinting({
    forward,
    system: { printers: async () => [{ name: "front", isDefault: true, isReady: true }], print },
    policy: () => changes.policy ?? {},
    onProgress,
    save: async (file: SavedFile) => {
      if (changes.savesTo === undefined) return undefined;
      saved.push({ name: file.fileName, content: await file.content() });
      return changes.savesTo;
    },
  });
  const asked = () => forward.mock.calls.map(([name]) => name);
  return { desk, forward, print, saved, asked, onProgress };
}

describe("printing letters", () => {
  test("asks the backend for each, hands it over, and records it", async () => {
    const { desk, print, asked, onProgress } = makeDesk();
    const result = await desk["window.printLetters"]({
      dispatchIds: [first, second, first],
      printer: "front",
    });
    expect(result).toEqual({ queued: [first, second], refused: [], notTried: [], cancelled: false });
    expect(asked()).toEqual(["desk.file", "desk.recordPrinted", "desk.file", "desk.recordPrinted"]);
    expect(print).toHaveBeenCalledWith(bytes, expect.objectContaining({ printer: "front" }));
    expect(onProgress).toHaveBeenLastCalledWith({ done: 2, total: 2, letterNumber: "2025-000001" });
  });

  test("a COPY goes with its cover, and is recorded as one", async () => {
    const { desk, print, asked, forward } = makeDesk();
    await desk["window.printLetters"]({ dispatchIds: [first], copy: { withCover: true } });
    expect(asked()).toEqual(["desk.file", "desk.copyCover", "desk.reprint"]);
    expect(forward).toHaveBeenLastCalledWith("desk.reprint", { dispatchIds: [first], withCover: true });
    expect(print).toHaveBeenCalledTimes(2);
  });

  test("a printer that refuses leaves the queue as it is, and says why", async () => {
    const { desk, asked } = makeDesk({
      print: async () => {
        throw new FourfoldError({ code: "printerRefused", message: "Paper jam." });
      },
    });
    expect(await desk["window.printLetters"]({ dispatchIds: [first, second] })).toMatchObject({
      queued: [],
      refused: [{ dispatchId: first, message: "Paper jam." }],
      notTried: [second],
    });
    expect(asked()).toEqual(["desk.file"]);
  });

  test("one job at a time; cancelling ends it and makes room for the next", async () => {
    let begun = () => {};
    const waiting = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { desk } = makeDesk({
      print: async (...given: unknown[]) => {
        begun();
        const { signal } = given[1] as { signal: AbortSignal };
        await new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      },
    });
    const running = desk["window.printLetters"]({ dispatchIds: [first, second] });
    await waiting;
    await expect(desk["window.printLetters"]({ dispatchIds: [second] })).rejects.toMatchObject({
      code: "conflict",
    });
    await desk["window.cancelPrinting"]({});
    expect(await running).toEqual({ queued: [], refused: [], notTried: [first, second], cancelled: true });
    await desk["window.cancelPrinting"]({});
  });
});

describe("envelopes", () => {
  test.each([
    ["number10", "number10"],
    ["dl", "dl"],
    ["labels", undefined],
  ] as const)("%s on the right paper", async (format, medium) => {
    const { desk, print } = makeDesk();
    const input = { dispatchIds: [first], format, to: { printer: "front" } };
    expect(await desk["window.printEnvelopes"](input)).toEqual({ printed: true });
    expect(print).toHaveBeenCalledWith(bytes, {
      printer: "front",
      ...(medium === undefined ? {} : { medium }),
    });
  });

  test.each([
    ["a file", { file: true as const }, { exportAllowed: false }, { printingAllowed: false }],
    ["a printer", { printer: "front" }, { printingAllowed: false }, { exportAllowed: false }],
  ])("to %s as policies allow", async (_name, to, forbidden, other) => {
    const input = { dispatchIds: [first], format: "dl" as const, to };
    const refused = makeDesk({ policy: forbidden, savesTo: "/chosen.pdf" });
    await expect(refused.desk["window.printEnvelopes"](input)).rejects.toMatchObject({ code: "notAllowed" });
    expect(refused.asked()).toEqual([]);
    await makeDesk({ policy: other, savesTo: "/chosen.pdf" }).desk["window.printEnvelopes"](input);
  });

  test("into a file, or nowhere when somebody thinks again", async () => {
    const { desk, saved, print } = makeDesk({ savesTo: "/chosen.pdf" });
    const input = { dispatchIds: [first], format: "dl" as const, to: { file: true as const } };
    expect(await desk["window.printEnvelopes"](input)).toEqual({ printed: false, savedTo: "/chosen.pdf" });
    expect(saved).toEqual([{ name: "Envelopes.pdf", content: bytes }]);
    expect(print).not.toHaveBeenCalled();
    expect(await makeDesk().desk["window.printEnvelopes"](input)).toEqual({ printed: false });
  });
});

describe("the worklist as a table", () => {
  test("is asked for, and thereby recorded, only when there is a place for it", async () => {
    const { desk, saved } = makeDesk({ savesTo: "/chosen.csv" });
    expect(await desk["window.exportWorklist"]({})).toEqual({ savedTo: "/chosen.csv", rows: 4 });
    expect(saved).toEqual([{ name: "Worklist.csv", content: "a,b" }]);
    const cancelled = makeDesk();
    expect(await cancelled.desk["window.exportWorklist"]({})).toEqual({});
    expect(cancelled.forward).not.toHaveBeenCalled();
  });
});
