import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checks, obstacle } from "./checks.ts";
import { Workshop } from "./workshop.ts";

/** The quick part of `npm run pack:check`; what it takes and is not here is skipped with words. */
let workshop: Workshop;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fourfold-packaging-"));
  workshop = new Workshop(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quick = checks.filter(({ notHere, isSlow }) => notHere === undefined && isSlow !== true);

for (const check of quick) {
  test(check.name, async ({ skip }) => {
    const why = obstacle(check);
    if (why !== undefined) skip(why);
    // A check throws where it does not hold, and says in a word or more what it saw.
    expect(await check.run(workshop)).not.toBe("");
  });
}

test("what cannot be tried here is listed with a reason", () => {
  const beyond = checks.flatMap(({ notHere }) => notHere ?? []);
  expect(beyond.length).toBeGreaterThan(0);
  expect(beyond.filter((why) => why.length < 10)).toEqual([]);
});
