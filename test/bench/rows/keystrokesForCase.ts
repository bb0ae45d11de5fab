import { readCase } from "../../e2e/walks/caseFiles.ts";
import { withSignedIn } from "../../e2e/walks/practice.ts";
import { walk } from "../../e2e/walks/walk.ts";
import { atMost, type Row } from "../row.ts";

/** What it takes to record a whole case by keyboard alone, from its first field to the signed letter. */

const mostKeys = 1100;

export const keystrokesForCase: Row = {
  name: "key presses for case F1 by keyboard alone, apart from prose",
  run: () =>
    withSignedIn(async (app, password) => {
      const { evaluation, referral } = await walk(app, readCase("f1"), password);
      const parts = Object.entries(evaluation.commands)
        .sort(([, one], [, other]) => other - one)
        .map(([purpose, count]) => `${count} ${purpose}`);
      const detail = `${parts.join(", ")}; beside ${evaluation.prose} of prose and ${referral.total} for the referral`;
      return atMost(mostKeys, evaluation.total, "keys", detail);
    }),
};
