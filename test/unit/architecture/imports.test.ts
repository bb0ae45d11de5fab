import { describe, expect, test } from "vitest";
import { importRule, lengthRule, placeRule, productRule, pureRule, specifierRule } from "./rules.ts";
import { allSources, parseSource } from "./sources.ts";

const sources = allSources();
const rules = { importRule, productRule, specifierRule, pureRule, placeRule, lengthRule };

test("finds the sources", () => {
  const files = new Set(sources.map(({ file }) => file));
  for (const known of [
    "shared/contract.ts",
    "electron/main/main.ts",
    "renderer/main.tsx",
    "vite.config.ts",
  ]) {
    expect(files).toContain(known);
  }
});

test.each(Object.entries(rules))("%s holds everywhere", (_name, rule) => {
  expect(sources.flatMap(rule)).toEqual([]);
});

/** A rule that nothing breaks may be a rule that cannot be broken: each is shown what it is there to refuse. */
describe("each rule refuses what it is there for", () => {
  test.each([
    ["shared/checklist/x.ts", `import { a } from "../evaluation/a.ts";`],
    ["shared/checklist/x.ts", `import { format } from "date-fns";`],
    ["shared/letter/x.ts", `import { readFileSync } from "node:fs";`],
    ["shared/letter/x.ts", `import type { Backend } from "../../electron/backend/index.ts";`],
    ["shared/letter/x.ts", `const { sign } = await import("node:crypto");`],
    ["shared/letter/x.ts", `type Window = import("electron").BrowserWindow;`],
    ["shared/letter/x.ts", `export * from "../../renderer/state/bridge.ts";`],
    ["electron/backend/x.ts", `import { app } from "electron";`],
    ["electron/backend/x.ts", `import type { App } from "electron";`],
    ["electron/backend/x.ts", `const { app } = require("electron");`],
    ["electron/backend/x.ts", `import { openWindow } from "../main/window.ts";`],
    ["electron/command-line/x.ts", `import { app } from "electron";`],
    ["electron/main/x.ts", `import { compile } from "../backend/database/open.ts";`],
    ["electron/main/x.ts", `import Database from "better-sqlite3";`],
    ["electron/preload.ts", `import { z } from "zod";`],
    ["electron/preload.ts", `import { readFileSync } from "node:fs";`],
    ["renderer/state/x.ts", `import { ipcRenderer } from "electron";`],
    ["renderer/state/x.ts", `import { join } from "node:path";`],
    ["renderer/state/x.ts", `import { openBackend } from "../../electron/backend/index.ts";`],
    ["elsewhere/x.ts", `export const a = 1;`],
  ])("importRule: %s with %s", (file, text) => {
    expect(importRule(parseSource(file, text))).toHaveLength(1);
  });

  test.each([
    ["electron/main/x.ts", `import { app } from "../../test/stand-in/app.ts";`],
    ["renderer/x.tsx", `import { build } from "../build/build.ts";`],
  ])("productRule: %s with %s", (file, text) => {
    expect(productRule(parseSource(file, text))).toHaveLength(1);
  });

  test.each([
    ["shared/x.ts", `import { a } from "../../shared/cases/a.ts";`],
    ["shared/x.ts", `import { a } from "./errors";`],
  ])("specifierRule: %s with %s", (file, text) => {
    expect(specifierRule(parseSource(file, text))).toHaveLength(1);
  });

  test.each(["new Date();", "Date.now();", "Date();", "Math.random();", "const now = Date.now;"])(
    "pureRule: %s",
    (text) => {
      expect(pureRule(parseSource("shared/reasoning/x.ts", text))).toHaveLength(1);
      expect(pureRule(parseSource("electron/backend/clock.ts", text))).toEqual([]);
    },
  );

  test("pureRule lets a given time through", () => {
    expect(
      pureRule(parseSource("shared/x.ts", "// Date.now()\nnew Date(2025, 1, 1); new Date(given);")),
    ).toEqual([]);
  });

  test.each(["/srv/project/x", "../shared/cases/1.md", "../shared/notes.md", "/home/somebody/x"])(
    "placeRule: %s",
    (place) => {
      expect(placeRule(parseSource("build/x.ts", `const place = ${JSON.stringify(place)};`))).toHaveLength(1);
    },
  );

  test("lengthRule: a long file, but not a long list", () => {
    const long = "export {};\n".repeat(400);
    expect(lengthRule(parseSource("renderer/app/x.ts", long))).toHaveLength(1);
    expect(lengthRule(parseSource("shared/checklist/x.ts", long))).toEqual([]);
  });

  test("a file that cannot be read is not passed over", () => {
    expect(() => parseSource("shared/x.ts", "import {")).toThrow(/shared\/x\.ts/);
  });
});
