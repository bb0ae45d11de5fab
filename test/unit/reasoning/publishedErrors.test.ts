import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import { bandOf, meetsFibromyalgiaCriteria } from "../../../shared/instruments/index.ts";
import { antithromboticDrug } from "../../../shared/reasoning/antithrombotics/drugs.ts";
import { procedureRisk } from "../../../shared/reasoning/antithrombotics/procedureRisk.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { opioidFactorOf } from "../../../shared/reasoning/morphineEquivalents.ts";
import { medicare } from "../../../shared/reasoning/pathways/index.ts";
import { findRule } from "../../../shared/reasoning/registry.ts";
import { anatomyOf } from "../../../shared/reasoning/roots/anatomy.ts";
import { evaluationWith } from "./support.ts";

/** Errors that stand on public pages (clinical reference 6.1): none of them may have found its way in here. */

test("PHQ-9 goes to 27 in five bands", () => {
  const bands = Array.from({ length: 28 }, (_, total) => bandOf("PHQ9", total)?.band);
  expect(new Set(bands)).toEqual(new Set(["minimal", "mild", "moderate", "moderately severe", "severe"]));
  expect(
    bands.map((band, total) => (band === bands[total - 1] ? undefined : total)).filter(Number.isInteger),
  ).toEqual([0, 5, 10, 15, 20]);
  expect(bandOf("PHQ9", 28)).toBeUndefined();
});

test("the ORT is a weighted total of 26, not a count of boxes", () => {
  const item = findItem("INS.ORT");
  const total = item?.kind === "record" ? item.fields.find(({ id }) => id === "total") : undefined;
  expect(total).toMatchObject({ min: 0, max: 26 });
  expect([3, 4, 7, 8].map((score) => bandOf("ORT", score)?.band)).toEqual([
    "low risk",
    "moderate risk",
    "moderate risk",
    "high risk",
  ]);
});

test("the Achilles reflex is S1's, and L5 has none", () => {
  expect(anatomyOf("S1")?.reflexes).toEqual(["NE.R.ACH"]);
  expect(anatomyOf("L5")?.reflexes).toEqual([]);
});

test("three of Wainner's four raise the likelihood", () => {
  const words = findItem("PE.C.WAIN")?.accuracy ?? "";
  expect(words).not.toContain("0.88");
  expect(words).toMatch(/65 %|6\.1/);
});

test.each([
  [12, "unlikely"],
  [13, "unclear"],
  [18, "unclear"],
  [19, "likely"],
])("painDETECT of %i is %s", (total, band) => {
  expect(bandOf("PAINDETECT", total)?.band).toBe(band);
});

describe("fibromyalgia by the rules of 2016, not of 2010", () => {
  const met = (areas: number, severity: number, regions = 4, months = 3) =>
    meetsFibromyalgiaCriteria({ areas, severity, regions, months });
  test.each([
    [7, 5, true],
    [6, 5, false],
    [7, 4, false],
    [4, 9, true],
    [6, 9, true],
    [3, 9, false],
    [4, 8, false],
  ])("index %i with severity %i: %s", (areas, severity, expected) => {
    expect(met(areas, severity)).toBe(expected);
  });
  test("four of five regions and three months are needed", () => {
    expect([met(7, 5, 3), met(7, 5, 4, 2)]).toEqual([false, false]);
  });
});

test("there is no broad-based herniation of 25 to 50 %", () => {
  const grid = findItem("IM.GRID");
  const column = grid?.kind === "grid" ? grid.columns.find(({ id }) => id === "discType") : undefined;
  const codes = column?.kind === "single" ? column.choices.map(({ code }) => code) : [];
  expect(codes).toEqual(
    expect.arrayContaining(["protrusion", "extrusion", "bulge-symmetric", "bulge-asymmetric"]),
  );
  expect(codes.filter((code) => /broad/i.test(code))).toEqual([]);
});

test.each(["rivaroxaban", "apixaban", "edoxaban"])(
  "%s: three days before a neuraxial procedure, not the one or two of surgical tables",
  (drug) => {
    expect(JSON.stringify(antithromboticDrug(drug)?.hold.intermediate)).toContain("3 days");
  },
);

test.each([
  ["L4-5", "low"],
  ["T7-8", "low"],
  ["C4-5", "intermediate"],
])("a medial branch block at %s is of %s bleeding risk", (level, risk) => {
  const { answers } = contextOf(evaluationWith({}));
  expect(procedureRisk(answers, { type: "medial branch block", level, targetJoints: [level] })?.risk).toBe(
    risk,
  );
});

test.each([
  ["hydromorphone", 5],
  ["tramadol", 0.2],
  ["methadone", 4.7],
])("%s has the factor of 2022, %f", (drug, factor) => {
  expect(opioidFactorOf(drug)?.factor).toBe(factor);
});

test("facet sessions are counted apart, and the contractor is to be asked", () => {
  expect(medicare.facet.limits).toEqual({ diagnostic: 4, therapeutic: 4, ablation: 2 });
  expect(medicare.toConfirm.join()).toMatch(/contractor/);
  expect(findRule("FAC-7")?.text).toMatch(/contractor/);
});

test("the accuracy of slump is called conflicting", () => {
  expect(findItem("PE.T.SLUMP")?.accuracy).toMatch(/conflict|disagree/i);
});

test("sacroiliac counts name what they are out of", () => {
  const words = findItem("PE.C.LAS")?.accuracy ?? "";
  expect(words).toMatch(/6|six/);
  expect(words).toMatch(/5|five/);
});
