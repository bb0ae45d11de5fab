import { expect, test } from "vitest";
import type { TestedApp } from "../harness/app.ts";
import { readCase } from "./caseFiles.ts";
import { withSignedIn } from "./practice.ts";
import { walk } from "./walk.ts";

/** A thousand keys and more, each seen by the page before the next one. */
const longest = 300_000;

/** A physician's evaluations of cases of the clinical reference, from the referral to the signed letter, by keyboard alone. */
export function walkThroughCases(words: string, prepare: (app: TestedApp) => Promise<void>): void {
  test.each(["f1", "f3", "f4"])(
    `case %s is recorded as it stands and signed${words}`,
    { timeout: longest },
    async (name) => {
      await withSignedIn(async (app, password) => {
        await prepare(app);
        await walk(app, readCase(name), password);
        expect(app.complaints).toEqual([]);
      });
    },
  );
}
