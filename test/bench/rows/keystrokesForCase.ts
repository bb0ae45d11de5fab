import { readCase } from "../../e2e/walks/caseFiles.ts";
import { withSignedIn } from "../../e2e/walks/practice.ts";
import { walk } from "../../e2e/walks/walk.ts";
import { atMost, type Row } from "../row.ts";

/**
 * What it takes to record a whole case by keyboard alone, from its first field to the signed letter, with fast keys. The bound
 * holds what is reached. The aim of 300 lies below what the case holds beyond prose, normal findings and what is offered: its
 * choices take a key each, its numbers and dates a key for each digit, and each text a key to go on from it. The detail says
 * how many that are, and where the other keys go.
 */

const mostKeys = 760;

/** Single values of an answer: each field of each row, each side, each of several choices. */
function valuesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return value === undefined ? 0 : 1;
  return Object.values(value).reduce((sum: number, part) => sum + valuesIn(part), 0);
}

export const keystrokesForCase: Row = {
  name: "key presses for case F1 by keyboard alone, apart from prose",
  run: () =>
    withSignedIn(async (app, password) => {
      const given = readCase("f1");
      const { evaluation, referral } = await walk(app, given, password);
      const values = Object.values(given.answers).reduce((sum, { value }) => sum + valuesIn(value), 0);
      const parts = Object.entries(evaluation.commands)
        .sort(([, one], [, other]) => other - one)
        .map(([purpose, count]) => `${count} ${purpose}`);
      const { choices = 0, figures = 0 } = evaluation.commands;
      const least = choices + figures + evaluation.texts;
      const detail = `for ${values} values: ${parts.join(", ")}; ${least} is the least for its choices, digits and ${evaluation.texts} texts to go on from; beside ${evaluation.prose} of prose and ${referral.total} for the referral`;
      return atMost(mostKeys, evaluation.total, "keys", detail);
    }),
};
