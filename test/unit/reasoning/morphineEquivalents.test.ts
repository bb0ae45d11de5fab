import { describe, expect, it } from "vitest";
import { morphineEquivalents, opioidFactorOf } from "../../../shared/reasoning/morphineEquivalents.ts";

describe("morphine milligram equivalents a day", () => {
  it.each([
    ["E7 hydromorphone 4 mg three times a day, not the old factor 4", "hydromorphone", 12, 60],
    ["E8 tramadol 50 mg four times a day, not the old factor 0.1", "tramadol", 200, 40],
    ["E9 fentanyl patch 50 mcg/h", "fentanyl patch", 50, 120],
    ["E10 methadone 10 mg three times a day, one factor at every dose", "methadone", 30, 141],
    ["hydrocodone 5 mg four times a day", "hydrocodone", 20, 20],
    ["oxycodone ER 10 mg twice a day", "oxycodone", 20, 30],
    ["fentanyl 25 mcg/h", "fentanyl transdermal", 25, 60],
    ["codeine 30 mg four times a day", "codeine", 120, 18],
    ["oxymorphone 10 mg twice a day", "oxymorphone", 20, 60],
    ["tapentadol 50 mg twice a day", "tapentadol", 100, 40],
    ["no dose taken", "morphine", 0, 0],
  ])("%s", (_, drug, amount, total) => {
    expect(morphineEquivalents([{ drug, amount }])?.total).toBe(total);
  });

  it("adds several opioids (case F3: 40 mg oxycodone and 6 mg hydromorphone)", () => {
    const doses = [
      { drug: "oxycodone", amount: 40 },
      { drug: "hydromorphone", amount: 6 },
    ];
    expect(morphineEquivalents(doses)).toEqual({ total: 90, notCounted: [] });
  });

  it("names buprenorphine as not counted", () => {
    const doses = [
      { drug: "buprenorphine", amount: 8 },
      { drug: "tramadol", amount: 100 },
    ];
    expect(morphineEquivalents(doses)).toEqual({ total: 20, notCounted: ["buprenorphine"] });
  });

  it("has nothing to say without an opioid", () => {
    expect(morphineEquivalents([{ drug: "gabapentin", amount: 900 }])).toBeUndefined();
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the dose %s", (amount) => {
    expect(() => morphineEquivalents([{ drug: "morphine", amount }])).toThrow(RangeError);
  });

  it.each([
    ["Oxycodone/acetaminophen 5/325", "oxycodone"],
    ["Lortab 7.5", "hydrocodone"],
    ["HYDROMORPHONE IR", "hydromorphone"],
    ["oxymorphone", "oxymorphone"],
  ])("finds %s as %s", (name, drug) => {
    expect(opioidFactorOf(name)?.drug).toBe(drug);
  });

  it("does not take apomorphine for morphine", () => {
    expect(opioidFactorOf("apomorphine")).toBeUndefined();
  });
});
