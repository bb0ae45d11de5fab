import { describe, expect, test } from "vitest";
import { bandOf, type InstrumentId } from "../../../shared/instruments/index.ts";

/** Every boundary of every published band, from both sides. */
const boundaries: Readonly<Partial<Record<InstrumentId, readonly (readonly [number, string])[]>>> = {
  NRS: [
    [0, "none"],
    [1, "mild"],
    [3, "mild"],
    [4, "moderate"],
    [6, "moderate"],
    [7, "severe"],
    [10, "severe"],
  ],
  ODI: [
    [0, "minimal"],
    [20, "minimal"],
    [20.1, "moderate"],
    [21, "moderate"],
    [40, "moderate"],
    [40.1, "severe"],
    [41, "severe"],
    [47.9, "severe"],
    [48, "severe"],
    [60, "severe"],
    [61, "crippling"],
    [80, "crippling"],
    [81, "bed-bound or exaggerated"],
    [100, "bed-bound or exaggerated"],
  ],
  NDI: [
    [0, "none"],
    [4, "none"],
    [4.4, "none"],
    [5, "mild"],
    [14, "mild"],
    [15, "moderate"],
    [19, "moderate"],
    [24, "moderate"],
    [25, "severe"],
    [34, "severe"],
    [35, "complete"],
    [50, "complete"],
  ],
  PHQ2: [
    [0, "negative"],
    [2, "negative"],
    [3, "positive"],
    [6, "positive"],
  ],
  PHQ9: [
    [0, "minimal"],
    [4, "minimal"],
    [5, "mild"],
    [9, "mild"],
    [10, "moderate"],
    [14, "moderate"],
    [15, "moderately severe"],
    [19, "moderately severe"],
    [20, "severe"],
    [27, "severe"],
  ],
  GAD2: [
    [2, "negative"],
    [3, "positive"],
  ],
  GAD7: [
    [4, "minimal"],
    [5, "mild"],
    [9, "mild"],
    [10, "moderate"],
    [14, "moderate"],
    [15, "severe"],
    [21, "severe"],
  ],
  PHQ4: [
    [2, "normal"],
    [3, "mild"],
    [5, "mild"],
    [6, "moderate"],
    [8, "moderate"],
    [9, "severe"],
    [12, "severe"],
  ],
  DN4: [
    [3, "below cut-off"],
    [4, "neuropathic"],
    [10, "neuropathic"],
  ],
  LANSS: [
    [11, "below cut-off"],
    [12, "neuropathic"],
    [24, "neuropathic"],
  ],
  PAINDETECT: [
    [-1, "unlikely"],
    [12, "unlikely"],
    [13, "unclear"],
    [18, "unclear"],
    [19, "likely"],
    [38, "likely"],
  ],
  ORT: [
    [3, "low risk"],
    [4, "moderate risk"],
    [7, "moderate risk"],
    [8, "high risk"],
    [26, "high risk"],
  ],
  ORTOUD: [
    [2, "low risk"],
    [3, "high risk"],
    [9, "high risk"],
  ],
  SOAPPR: [
    [17, "negative"],
    [18, "positive"],
    [96, "positive"],
  ],
  PCS: [
    [29, "below cut-off"],
    [30, "clinically relevant"],
    [52, "clinically relevant"],
  ],
  CSI: [
    [29, "subclinical"],
    [30, "mild"],
    [39, "mild"],
    [40, "moderate"],
    [49, "moderate"],
    [50, "severe"],
    [59, "severe"],
    [60, "extreme"],
    [100, "extreme"],
  ],
};

const cases = Object.entries(boundaries).flatMap(([instrument, rows]) =>
  (rows ?? []).map(([total, band]) => [instrument as InstrumentId, total, band] as const),
);

describe("bands at their boundaries", () => {
  test.each(cases)("%s %d is %s", (instrument, total, band) => {
    expect(bandOf(instrument, total)?.band).toBe(band);
  });

  test.each([
    ["ODI", 100.1],
    ["ODI", -0.1],
    ["NDI", 51],
    ["PHQ9", 28],
    ["GAD7", 22],
    ["PAINDETECT", -2],
    ["PAINDETECT", 39],
    ["CSI", Number.NaN],
  ] as const)("%s %d is out of range and has no band", (instrument, total) => {
    expect(bandOf(instrument, total)).toBeUndefined();
  });

  test("says how sure a band is", () => {
    expect(bandOf("CSI", 40)).toEqual({ band: "moderate", tag: "V" });
    expect(bandOf("SOAPPR", 18)?.tag).toBe("GK");
  });
});

describe("STarT Back looks at distress first", () => {
  test.each([
    [3, 0, "low risk"],
    [3, 3, "low risk"],
    [4, 3, "medium risk"],
    [5, 2, "medium risk"],
    [9, 3, "medium risk"],
    [4, 4, "high risk"],
    [9, 5, "high risk"],
  ])("total %d with distress %d is %s", (total, distress, band) => {
    expect(bandOf("STARTBACK", total, { distress })?.band).toBe(band);
  });

  test("a low total is low without its subscore, a higher one is not judged", () => {
    expect(bandOf("STARTBACK", 3)?.band).toBe("low risk");
    expect(bandOf("STARTBACK", 4)).toBeUndefined();
  });

  test.each([
    [10, 2],
    [5, 6],
    [2, 3],
  ])("total %d with distress %d cannot be", (total, distress) => {
    expect(bandOf("STARTBACK", total, { distress })).toBeUndefined();
  });
});

describe("PROMIS T-scores", () => {
  test.each([
    ["pain interference", 54.9, "normal"],
    ["pain interference", 55, "mild"],
    ["depression", 59.9, "mild"],
    ["depression", 60, "moderate"],
    ["anxiety", 69.9, "moderate"],
    ["sleep disturbance", 70, "severe"],
    ["physical function", 45.1, "normal"],
    ["physical function", 45, "mild"],
    ["physical function", 40, "mild"],
    ["physical function", 39.9, "moderate"],
    ["physical function", 30, "moderate"],
    ["physical function", 29.9, "severe"],
  ])("%s %d is %s", (domain, tScore, band) => {
    expect(bandOf("PROMIS", tScore, { domain })?.band).toBe(band);
  });

  test("a T-score without its domain has no meaning", () => {
    expect(bandOf("PROMIS", 60)).toBeUndefined();
  });
});
