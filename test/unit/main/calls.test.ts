import { describe, expect, test, vi } from "vitest";
import {
  ask,
  type Caller,
  createCallHandler,
  isOurPage,
  type MainOperations,
} from "../../../electron/main/calls.ts";
import { contract, operationNames } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { PolicyValues } from "../../../shared/policy/policies.ts";

const about = { version: "1", runtime: "r", logFolder: "l" };

function makeDoor(mainOperations: Partial<MainOperations> = {}, policy: PolicyValues = {}) {
  const forward = vi.fn(async (_name: string, _input: unknown) => ({
    ok: true as const,
    value: "from the backend",
  }));
  const onRefused = vi.fn();
  const handle = createCallHandler({
    forward,
    onRefused,
    policy: () => policy,
    mainOperations: {
      "window.saveLetter": async () => ({}),
      "window.about": async () => about,
      "window.chooseFolder": async () => ({}),
      "window.exportAudit": async () => ({}),
      "window.readyToClose": async () => ({}),
      "window.printers": async () => ({ printers: [] }),
      "window.printLetters": async () => ({ queued: [], refused: [], notTried: [], cancelled: false }),
      "window.cancelPrinting": async () => ({}),
      "window.printEnvelopes": async () => ({ printed: true }),
      "window.exportWorklist": async () => ({}),
      "window.setUpFile": async () => ({}),
      "window.updateState": async () => ({ state: "off", message: "", action: "" }),
      "window.lookForUpdate": async () => ({ state: "off", message: "", action: "" }),
      "window.installUpdate": async () => ({}),
      "window.saveDiagnostics": async () => ({}),
      ...mainOperations,
    },
  });
  return { handle, forward, onRefused };
}

function caller(url: string, isMainFrame = true): Caller {
  const frame = { url } as NonNullable<Caller["senderFrame"]>;
  return { senderFrame: frame, sender: { mainFrame: isMainFrame ? frame : { url } } };
}
const ours = caller("app://fourfold/index.html");

describe("who may call", () => {
  test.each([
    ["our page", ours, true],
    ["our page with a fragment", caller("app://fourfold/index.html#x"), true],
    ["a frame inside our page", caller("app://fourfold/index.html", false), false],
    ["a frame that is gone", { ...ours, senderFrame: null }, false],
    ["an empty page", caller("about:blank"), false],
    ["a file", caller("file:///index.html"), false],
    ["a page of the web", caller("https://fourfold/index.html"), false],
    ["a look-alike host", caller("app://fourfold.example/index.html"), false],
    ["our host as a user's name", caller("app://fourfold@example/index.html"), false],
    ["another scheme", caller("apps://fourfold/index.html"), false],
    ["no address", caller(""), false],
  ])("%s", async (_who, from, allowed) => {
    expect(isOurPage(from)).toBe(allowed);
    const { handle, forward } = makeDoor();
    const reply = await handle(from, "store.status", {});
    expect(forward).toHaveBeenCalledTimes(allowed ? 1 : 0);
    if (!allowed) expect(reply).toMatchObject({ ok: false, error: { code: "badSender" } });
  });
});

describe("what may be called", () => {
  test.each(["store.erase", "__proto__", "constructor", "", undefined, null, 5, {}, ["store.status"]])(
    "refuses %j",
    async (name) => {
      const { handle, forward } = makeDoor();
      expect(await handle(ours, name, {})).toMatchObject({ ok: false, error: { code: "unknownOperation" } });
      expect(forward).not.toHaveBeenCalled();
    },
  );

  test("hands the backend's operations on as they are", async () => {
    const { handle, forward } = makeDoor();
    const input = { text: "x", limit: 5 };
    expect(await handle(ours, "patients.search", input)).toEqual({ ok: true, value: "from the backend" });
    expect(forward).toHaveBeenCalledExactlyOnceWith("patients.search", input);
  });

  test("answers here exactly what the contract says that the main process answers", () => {
    const here = operationNames.filter((name) => contract[name].answeredBy === "main");
    expect(here.sort()).toEqual(operationNames.filter((name) => name.startsWith("window.")).sort());
  });

  test("refuses a bad shape and names the field", async () => {
    const saveLetter = vi.fn(async () => ({}));
    const { handle } = makeDoor({ "window.saveLetter": saveLetter });
    expect(await handle(ours, "window.about", { more: 1 })).toMatchObject({
      ok: false,
      error: { code: "badInput" },
    });
    expect(await handle(ours, "window.saveLetter", { letterId: "../letter" })).toMatchObject({ ok: false });
    expect(saveLetter).not.toHaveBeenCalled();
  });

  test("refuses what its schema itself fails on", async () => {
    const printLetters = vi.fn();
    const { handle, onRefused } = makeDoor({ "window.printLetters": printLetters });
    const dispatchIds = { length: { valueOf: 1, toString: 1 } };
    expect(await handle(ours, "window.printLetters", { dispatchIds })).toMatchObject({
      ok: false,
      error: { code: "badInput" },
    });
    expect(printLetters).not.toHaveBeenCalled();
    expect(onRefused).not.toHaveBeenCalledWith("window.printLetters", "unexpected", expect.anything());
  });
});

describe("what goes wrong", () => {
  test("an error with words keeps them", async () => {
    const { handle, onRefused } = makeDoor({
      "window.about": async () => {
        throw new FourfoldError({ code: "diskFull", message: "No room.", action: "Make room." });
      },
    });
    expect(await handle(ours, "window.about", {})).toEqual({
      ok: false,
      error: { code: "diskFull", message: "No room.", action: "Make room." },
    });
    expect(onRefused).toHaveBeenCalledWith("window.about", "diskFull");
  });

  test("an unforeseen one tells the page nothing of what it said", async () => {
    const { handle, onRefused } = makeDoor({
      "window.about": async () => {
        throw new Error("Jane Roe");
      },
    });
    const reply = await handle(ours, "window.about", {});
    expect(reply).toMatchObject({ ok: false, error: { code: "unexpected" } });
    expect(JSON.stringify(reply)).not.toContain("Jane");
    expect(onRefused).toHaveBeenCalledWith("window.about", "unexpected", expect.any(Error));
  });

  test("ask turns a refusal back into an error", async () => {
    const refusal = { ok: false, error: { code: "notFound", message: "There is no such letter." } } as const;
    await expect(ask(async () => refusal, "letter.list", {})).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("policies", () => {
  test.each(["window.saveLetter", "window.exportWorklist"] as const)(
    "%s is refused before anybody is asked for a place",
    async (name) => {
      const operation = vi.fn(async () => ({}));
      const { handle } = makeDoor({ [name]: operation }, { exportAllowed: false });
      const input = name === "window.saveLetter" ? { letterId: crypto.randomUUID() } : {};
      const reply = await handle(ours, name, input);
      expect(reply).toMatchObject({ ok: false, error: { code: "notAllowed" } });
      expect(operation).not.toHaveBeenCalled();
    },
  );

  test("what they leave alone goes on", async () => {
    const { handle } = makeDoor({}, { exportAllowed: false, printingAllowed: false });
    expect(await handle(ours, "window.about", {})).toEqual({ ok: true, value: about });
  });
});
