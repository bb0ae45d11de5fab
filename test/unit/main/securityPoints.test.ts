import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Electron's security checklist has 17 points; each has a test of its own in the window, named by its number. */
test("each of the 17 points of Electron's security checklist has its own named test", () => {
  const specs = readFileSync(new URL("../../e2e/security.e2e.ts", import.meta.url), "utf8");
  const numbers = [...specs.matchAll(/^ {2}test\("(\d+)\. /gm)].map((match) => Number(match[1]));
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 17 }, (_unused, index) => index + 1));
});
