import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commandArguments, typedArguments } from "../../../electron/main/commandLine.ts";
import { chooseDataFolder } from "../../../electron/main/dataFolder.ts";
import { describeFault } from "../../../electron/main/logging.ts";
import { isLocalRequest } from "../../../electron/main/network.ts";
import { placeWindow, readWindowState, writeWindowState } from "../../../electron/main/windowState.ts";
import { writeFileAtomically } from "../../../electron/main/writeFile.ts";

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fourfold-main-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe("where the data lies", () => {
  test.each([
    ["beside the settings", [], {}, join("/user", "data")],
    ["by the environment", [], { FOURFOLD_DATA_FOLDER: "/moved" }, "/moved"],
    ["by the argument", ["--data-folder=/given"], {}, "/given"],
    ["by the argument first", ["--data-folder=/given"], { FOURFOLD_DATA_FOLDER: "/moved" }, "/given"],
    ["not by an empty environment", [], { FOURFOLD_DATA_FOLDER: "" }, join("/user", "data")],
    ["not by an empty argument", ["--data-folder="], { FOURFOLD_DATA_FOLDER: "/moved" }, "/moved"],
    ["from where it was started", ["--data-folder=here"], {}, resolve("here")],
  ])("%s", (_where, argv, environment, folder) => {
    expect(chooseDataFolder(argv, environment, "/user")).toBe(folder);
  });
});

test("a policy moves the data, whatever the start says", () => {
  const folder = chooseDataFolder(
    ["--data-folder=/given"],
    { FOURFOLD_DATA_FOLDER: "/x" },
    "/user",
    "/policy",
  );
  expect(folder).toBe("/policy");
});

describe("a command or a window", () => {
  test.each([
    [
      ["letter", "--case", "x"],
      ["letter", "--case", "x"],
    ],
    [["--no-sandbox", "verify"], ["verify"]],
    [
      ["checklist", "--json"],
      ["checklist", "--json"],
    ],
    [["case-schema"], ["case-schema"]],
    [[], undefined],
    [["--data-folder=/x"], undefined],
    [["letters"], undefined],
    [["/project", "letter"], undefined],
  ])("%j", (argv, command) => {
    expect(commandArguments(argv)).toEqual(command);
  });

  test("a packaged app is started without the path of its code", () => {
    expect(typedArguments(["fourfold", "verify"], true)).toEqual(["verify"]);
    expect(typedArguments(["electron", ".", "verify"], false)).toEqual(["verify"]);
  });
});

describe("what the page may load", () => {
  test.each([
    ["app://fourfold/index.html", true],
    ["data:image/png;base64,AA", true],
    ["blob:app://fourfold/1", true],
    ["http://example.org/", false],
    ["https://example.org/", false],
    ["ws://example.org/", false],
    ["ftp://example.org/", false],
    ["file:///etc/hostname", false],
    ["app://elsewhere/", false],
  ])("%s: %s", (address, allowed) => {
    expect(isLocalRequest(address)).toBe(allowed);
  });
});

describe("the place of the window", () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const second = { x: 1920, y: 0, width: 1280, height: 1000 };
  const at = (x: number, y: number, width = 1200, height = 700) => ({
    bounds: { x, y, width, height },
    maximized: false,
  });

  test("first time: the usual size, not larger than the screen", () => {
    expect(placeWindow(undefined, [screen])).toEqual({
      bounds: { width: 1366, height: 768 },
      maximized: false,
    });
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1280, height: 720 }]).bounds).toEqual({
      width: 1280,
      height: 720,
    });
  });

  test.each([
    ["where it was", at(100, 100), [screen], at(100, 100).bounds],
    ["on the second screen", at(2000, 50), [screen, second], at(2000, 50).bounds],
    ["in the middle when that screen is gone", at(2000, 50), [screen], { width: 1366, height: 768 }],
    ["in the middle when it lay above the screen", at(100, -500), [screen], { width: 1366, height: 768 }],
    [
      "where it was, grown to the least size",
      at(0, 0, 200, 100),
      [screen],
      { x: 0, y: 0, width: 960, height: 600 },
    ],
    ["where it was, no larger than the screen", at(0, 0, 9000, 9000), [screen], { ...screen }],
  ])("%s", (_where, before, screens, bounds) => {
    expect(placeWindow(before, screens).bounds).toEqual(bounds);
  });

  test("is kept, and a file that cannot be read is no obstacle", async () => {
    const file = join(await temporaryFolder(), "window.json");
    expect(await readWindowState(file)).toBeUndefined();
    await writeWindowState(file, at(1, 2));
    expect(await readWindowState(file)).toEqual(at(1, 2));
    for (const broken of ["", "{", "[]", '{"bounds":{"x":"1"},"maximized":false}']) {
      await writeFile(file, broken);
      expect(await readWindowState(file)).toBeUndefined();
    }
  });
});

describe("writing a file whole or not at all", () => {
  test("replaces what was there and leaves nothing beside it", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "letter.pdf");
    await writeFileAtomically(file, "old");
    await writeFileAtomically(file, new Uint8Array([1, 2, 3]));
    expect([...(await readFile(file))]).toEqual([1, 2, 3]);
    expect(await readdir(folder)).toEqual(["letter.pdf"]);
  });

  test("fails without leaving anything", async () => {
    const folder = await temporaryFolder();
    await expect(writeFileAtomically(join(folder, "missing/letter.pdf"), "x")).rejects.toThrow();
    // A folder cannot be replaced by a file.
    await expect(writeFileAtomically(folder, "x")).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
    expect((await readdir(tmpdir())).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("the log", () => {
  test("names the kind and the place of a fault, never its words", () => {
    const fault = Object.assign(new RangeError("Jane Roe\nborn 1960"), { code: "ERR_X" });
    const line = describeFault(fault);
    expect(line).toMatch(/^RangeError ERR_X\n\s+at /);
    expect(line).not.toMatch(/Jane|1960/);
    expect(describeFault("Jane Roe")).toBe("a thrown string");
  });
});
