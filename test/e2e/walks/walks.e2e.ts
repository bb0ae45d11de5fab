import { expect, test } from "vitest";
import { readCase } from "./caseFiles.ts";
import { enlargeText } from "./largeText.ts";
import { withSignedIn } from "./practice.ts";
import { walk } from "./walk.ts";

/** A physician's evaluations of cases of the clinical reference, from the referral to the signed letter, by keyboard alone. */

const cases = ["f1", "f3", "f4"] as const;
/** A thousand keys and more, each seen by the page before the next one. */
const longest = 300_000;

test.each(cases)("case %s is recorded as it stands and signed", { timeout: longest }, async (name) => {
  await withSignedIn(async (app, password) => {
    await walk(app, readCase(name), password);
    expect(app.complaints).toEqual([]);
  });
});

test.each(cases)("case %s likewise in text twice as large", { timeout: longest }, async (name) => {
  await withSignedIn(async (app, password) => {
    await enlargeText(app);
    await walk(app, readCase(name), password);
    expect(app.complaints).toEqual([]);
  });
});
