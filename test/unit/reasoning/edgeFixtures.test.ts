import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import { completenessOf } from "../../../shared/evaluation/completeness.ts";
import { computeItem } from "../../../shared/evaluation/computed.ts";
import { readAnswers } from "../../../shared/evaluation/reader.ts";
import { readinessOf } from "../../../shared/evaluation/readiness.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { letterAsText } from "../../../shared/letter/plain.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { dailyDose } from "../../../shared/reasoning/opioids/index.ts";
import { pictureOf } from "../../../shared/reasoning/picture.ts";
import { legRaisePositive } from "../../../shared/reasoning/roots/findings.ts";
import { changed, noRedFlag } from "./support.ts";

/** The sixteen edge fixtures of the clinical reference, 5.7, each with what is expected there. */

const edge = (number: number) => {
  const name = `e${String(number).padStart(2, "0")}.json`;
  return parseCaseFile(
    readFileSync(join(import.meta.dirname, "../../fixtures/edge", name), "utf8"),
    "2026-01-01",
  );
};
const pictureAt = (number: number) => pictureOf(edge(number));

describe("timing", () => {
  test("E1: onset 3 days ago without a red flag is TIM-1 only", () => {
    const { timing } = pictureAt(1);
    expect(timing.visit.days).toEqual({ fewest: 3, most: 3 });
    expect(timing.visit.statuses).toEqual(["SELF_LIMITING_WINDOW"]);
    expect(timing.visit.statements.map(({ ruleId }) => ruleId)).toEqual(["TIM-1"]);
    expect(timing.visit.earlyException).toBe(false);
  });

  test("E2: onset 10 days ago, exercise impossible, average 9: the early exception of TIM-3", () => {
    const { timing } = pictureOf(changed(edge(2), noRedFlag));
    expect(timing.visit.earlyException).toBe(true);
    expect(timing.visit.statements.map(({ ruleId }) => ruleId)).toContain("TIM-3");
  });

  test("E3: with one failed NSAID, day 14 approaches and day 22 is met", () => {
    const { timing } = pictureAt(3);
    expect([timing.referral.statuses, timing.visit.statuses]).toEqual([
      ["REFERRAL_APPROACHING"],
      ["REFERRAL_MET"],
    ]);
  });
});

test("E4: PHQ-9 of 3 with item 9 of 1 starts the safety workflow despite a minimal band", () => {
  const evaluation = edge(4);
  const item = readAnswers(evaluation).item("INS.PHQ9");
  expect(item.kind === "computed" && computeItem(item, evaluation)?.text).toBe("3 of 27, minimal");
  const picture = pictureOf(evaluation);
  expect(picture.redFlags.flags.find(({ ruleId }) => ruleId === "RF-SUI")?.level).toBe("U");
  expect(picture.recommendations.map(({ action }) => action)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Assess the risk at this visit/)]),
  );
  const needed = readinessOf(evaluation).filter(({ cannotBeWaived }) => cannotBeWaived);
  expect(needed.map(({ itemId }) => itemId)).toContain("PLAN.URGENT");
});

test("E5: a straight leg raise that hurts the hamstrings at 80 degrees is negative on both sides", () => {
  const context = contextOf(edge(5));
  expect(
    (["right", "left"] as const).map((side) => legRaisePositive(context, "PE.T.SLR", side).holds),
  ).toEqual([false, false]);
  const tension = pictureAt(5).roots.scores.flatMap(({ contributions }) =>
    contributions.filter(({ id, holds }) => id === "tension" && holds === true),
  );
  expect(tension).toEqual([]);
});

test("E6: three of five sacroiliac tests with centralisation are marked down", () => {
  const evaluation = edge(6);
  const item = readAnswers(evaluation).item("PE.C.LAS");
  expect(item.kind === "computed" && computeItem(item, evaluation)?.text).toBe(
    "right 3 of 5 positive, left 0 of 5 positive; pain centralises, so that the count means less",
  );
  const entry = pictureOf(evaluation).generators.ranking.find(({ id }) => id === "sacroiliac joint right");
  expect(entry?.band).not.toBe("most likely");
  expect(entry?.evidenceAgainst.map(({ text }) => text).join()).toMatch(/centralis/);
});

describe("morphine equivalents", () => {
  test.each([
    ["E7: hydromorphone 4 mg three times", 7, 60, 48],
    ["E8: tramadol 50 mg four times", 8, 40, 20],
    ["E9: fentanyl patch of 50 micrograms an hour", 9, 120, undefined],
    ["E10: methadone 10 mg three times", 10, 141, undefined],
  ])("%s", (_name, number, expected, withTheOldFactor) => {
    const dose = dailyDose(readAnswers(edge(number)));
    expect(dose?.scheduled).toBeCloseTo(expected, 6);
    expect(dose?.scheduled).not.toBe(withTheOldFactor);
  });
});

test("E11: an extrusion on the left with symptoms on the right is discordant, and the letter says so", () => {
  const { rows, sentences } = pictureAt(11).concordance;
  expect([rows[0]?.side, rows[0]?.proposed]).toEqual(["left", "discordant"]);
  expect(sentences[0]?.text).toMatch(
    /does not match the pain: it lies on the left, the pain is on the right/,
  );
  const judged = changed(edge(11), {
    "IM.CONC": [
      {
        finding: "L4-5 extrusion",
        level: "L4-5",
        side: "left",
        concordance: "discordant",
        comment: "pain is right",
      },
    ],
  });
  const letter = compose(judged, {
    practice: { name: "Made-Up Pain Clinic", addressLines: ["1 Made-Up Street"], paper: "letter" },
    letterDate: "2025-06-12",
    status: "draft",
  });
  expect(letterAsText(letter)).toMatch(/does not match the pain/);
});

test("E12: Hoffmann, Babinski and a wide gait at 61 make four of the cluster and RF-CORD", () => {
  const picture = pictureAt(12);
  expect(picture.roots.clusters.cook).toMatchObject({ met: 4, of: 5 });
  expect(picture.redFlags.flags.find(({ ruleId }) => ruleId === "RF-CORD")?.level).toBe("U");
});

test("E13: a severe contrast allergy before a sacroiliac injection suggests ultrasound", () => {
  const texts = pictureAt(13).cautions.filter(({ ruleId }) => ruleId === "CO-1");
  expect(texts.map(({ text }) => text).join()).toMatch(/ultrasound/);
});

test("E14: without studies the fourth part is complete only by an explicit request", () => {
  const missing = (evaluation: ReturnType<typeof edge>) =>
    completenessOf(evaluation).parts.find(({ partId }) => partId === "records")?.missing;
  expect(missing(edge(14))).toEqual([]);
  expect(missing(changed(edge(14), { "IM.REQUEST": undefined }))).toEqual(["IM.REQUEST"]);
});

describe("E15: three sessions with steroid in twelve months in one region", () => {
  const limit = (evaluation: ReturnType<typeof edge>) =>
    pictureOf(evaluation)
      .pathways.filter(({ kind, region }) => kind === "epidural" && region === "lumbar/sacral")
      .flatMap(({ warnings }) => warnings)
      .filter(({ ruleId }) => ruleId === "ESI-3")
      .map(({ text }) => text);

  test("the fourth is allowed", () => {
    expect(limit(edge(15))).toEqual([expect.stringMatching(/^3 of 4 .* within the limit/)]);
  });

  test("the fifth is warned of", () => {
    const done = edge(15).answers["HX.INTV"]?.value;
    const four = changed(edge(15), {
      "HX.INTV": [
        ...(Array.isArray(done) ? done : []),
        { type: "ESI TF", levels: ["L5-S1"], side: "left", date: "2025-05-05" },
      ],
    });
    expect(limit(four)).toEqual([expect.stringMatching(/^4 of 4 .*(?:beyond|over|exceed|above|reached)/)]);
  });
});

test("E16: a raw neck disability score of 19 entered as 19 percent is prompted for", () => {
  const asked = readinessOf(edge(16)).filter(
    ({ kind, itemId }) => kind === "question" && itemId === "INS.NDI",
  );
  expect(asked.map(({ message }) => message)).toEqual([expect.stringMatching(/raw total of 50/)]);
});
