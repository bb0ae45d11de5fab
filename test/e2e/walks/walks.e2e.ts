import { expect, test } from "vitest";
import { readCase } from "./caseFiles.ts";
import { withSignedIn } from "./practice.ts";
import { walk } from "./walk.ts";

/** A physician's evaluations of the cases of the clinical reference, from referral to signed letter, by keyboard alone. */
test.each(["f1", "f3", "f4"])("case %s is recorded as it stands and signed", async (name) => {
  await withSignedIn(async (app, password) => {
    const { evaluation } = await walk(app, readCase(name), password);
    console.log(name, evaluation.total, evaluation.commands, evaluation.prose);
    expect(app.complaints).toEqual([]);
  });
});
