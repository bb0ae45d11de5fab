import { describe, expect, test } from "vitest";
import { antithrombotics as listedDrugs } from "../../../../shared/checklist/history/medicines.ts";
import { findItem } from "../../../../shared/checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import {
  type AntithromboticCaution,
  antithromboticCautions,
  antithromboticDrug,
  antithromboticDrugs,
  antithromboticRules,
  type RiskClass,
} from "../../../../shared/reasoning/antithrombotics/index.ts";
import { changed, evaluationWith, recordedCase } from "../pathways/support.ts";

type Row = Readonly<Record<string, AnswerValue>>;

const low: Row = { type: "sacroiliac joint injection", intent: "diagnostic", level: "SIJ" };
const intermediate: Row = { type: "epidural steroid injection", intent: "therapeutic", level: "L4-5" };
const high: Row = { type: "spinal cord stimulator trial", intent: "diagnostic" };
const ofRisk: Readonly<Record<RiskClass, Row>> = { low, intermediate, high };

interface Situation {
  readonly drugs?: readonly Row[];
  readonly medicines?: readonly Row[];
  readonly plan?: readonly Row[];
  readonly more?: Readonly<Record<string, AnswerValue>>;
  readonly dateOfBirth?: string;
}
function situation({ drugs = [], medicines = [], plan = [], more = {}, dateOfBirth }: Situation): Evaluation {
  return evaluationWith(
    { "HX.MED.ATC": drugs, "HX.MED": medicines, "PLAN.PROC": plan, ...more },
    dateOfBirth === undefined ? {} : { dateOfBirth },
  );
}
const say = (given: Situation) => antithromboticCautions(situation(given));
const window = (cautions: readonly AntithromboticCaution[]) =>
  cautions.find(({ hold }) => hold !== undefined);
const byRule = (cautions: readonly AntithromboticCaution[], id: string) =>
  cautions.filter(({ ruleId }) => ruleId === id);

type Hold = NonNullable<AntithromboticCaution["hold"]>;
const days = (words: string): Hold => ({ kind: "window", words });
const goes: Hold = { kind: "continue" };
const shared: Hold = { kind: "shared" };
const specialist: Hold = { kind: "specialist" };

/** Drug, purpose, and what stands for high, intermediate and low risk: the table of the guideline. */
const table: readonly (readonly [
  drug: string,
  high: Hold,
  intermediate: Hold,
  low: Hold,
  tag: "V2" | "GK",
  purpose?: string,
])[] = [
  ["aspirin", days("6 days"), shared, goes, "V2", "primary prevention"],
  ["aspirin", shared, shared, goes, "V2", "secondary prevention"],
  ["diclofenac", days("1 day"), goes, goes, "V2"],
  ["ketorolac", days("1 day"), goes, goes, "V2"],
  ["ibuprofen", days("1 day"), goes, goes, "V2"],
  ["etodolac", days("2 days"), goes, goes, "V2"],
  ["indomethacin", days("2 days"), goes, goes, "V2"],
  ["naproxen", days("4 days"), goes, goes, "V2"],
  ["meloxicam", days("4 days"), goes, goes, "V2"],
  ["nabumetone", days("6 days"), goes, goes, "V2"],
  ["oxaprozin", days("10 days"), goes, goes, "V2"],
  ["piroxicam", days("10 days"), goes, goes, "V2"],
  ["celecoxib", goes, goes, goes, "GK"],
  ["cilostazol", days("2 days"), goes, goes, "V2"],
  ["dipyridamole", days("2 days"), goes, goes, "V2"],
  ["warfarin", days("5 days and a normal INR"), days("5 days and a normal INR"), shared, "V2"],
  ["acenocoumarol", days("3 days and a normal INR"), days("3 days and a normal INR"), shared, "V2"],
  ["unfractionated heparin IV", days("6 h"), days("6 h"), days("6 h"), "V2"],
  ["unfractionated heparin SC", days("24 h"), days("6 h"), days("6 h"), "V2"],
  ["enoxaparin prophylactic", days("12 h"), days("12 h"), days("12 h"), "V2"],
  ["enoxaparin therapeutic", days("24 h"), days("24 h"), days("24 h"), "V2"],
  ["dalteparin", days("24 h"), days("24 h"), days("24 h"), "V2"],
  ["fondaparinux", days("4 days"), days("4 days"), shared, "GK"],
  [
    "dabigatran",
    days("4 days, 5 to 6 with impaired kidneys"),
    days("4 days, 5 to 6 with impaired kidneys"),
    shared,
    "GK",
  ],
  ["rivaroxaban", days("3 days"), days("3 days"), shared, "GK"],
  ["apixaban", days("3 days"), days("3 days"), shared, "GK"],
  ["edoxaban", days("3 days"), days("3 days"), shared, "GK"],
  ["clopidogrel", days("7 days"), days("7 days"), shared, "GK"],
  ["prasugrel", days("7 to 10 days"), days("7 to 10 days"), shared, "GK"],
  ["ticagrelor", days("5 days"), days("5 days"), shared, "GK"],
  ["GP IIb/IIIa inhibitor", specialist, specialist, specialist, "GK"],
  ["fibrinolytic", specialist, specialist, specialist, "GK"],
  ["sertraline", shared, goes, goes, "GK"],
  ["duloxetine", shared, goes, goes, "GK"],
  ["fish oil", shared, goes, goes, "GK"],
  ["vitamin E", shared, goes, goes, "GK"],
];

describe("the drug table", () => {
  const drugs = table.map(([drug, high, intermediate, low, tag, purpose]) => ({
    drug,
    hold: { high, intermediate, low },
    tag,
    purpose,
  }));

  test.each(drugs)("$drug $purpose", ({ drug, hold, tag, purpose }) => {
    expect(antithromboticDrug(drug, purpose)).toMatchObject({ hold, tag });
  });

  test.each(drugs)("$drug $purpose before a procedure of each class", ({ drug, hold, purpose }) => {
    for (const risk of ["high", "intermediate", "low"] as const) {
      const isListed = listedDrugs.some(({ code }) => code === drug);
      const row: Row = isListed ? { drug, ...(purpose ? { purpose } : {}) } : { name: drug };
      const cautions = say({ [isListed ? "drugs" : "medicines"]: [row], plan: [ofRisk[risk]] });
      expect(window(cautions)).toMatchObject({ risk, hold: hold[risk] });
    }
  });

  test("every drug that can be chosen is in the table", () => {
    const codes = listedDrugs.map(({ code }) => code).filter((code) => code !== "other");
    expect(codes.filter((code) => antithromboticDrug(code) === undefined)).toEqual([]);
  });

  test.each([
    ["Eliquis 5 mg", "apixaban"],
    ["aleve", "naproxen"],
    ["ibuprofen 600", "ibuprofen"],
    ["garlicky", undefined],
    ["metformin", undefined],
  ])("%s is %s", (name, drug) => {
    expect(antithromboticDrug(name)?.drug).toBe(drug);
  });

  test("what is from general knowledge is marked so", () => {
    const [caution] = say({ drugs: [{ drug: "apixaban" }], plan: [intermediate] }).filter(({ hold }) => hold);
    expect(caution?.tag).toBe("GK");
  });
});

describe("fact 9: the class differs, and at low risk the medicine goes on", () => {
  test.each([
    ["medial branch block", "C5-6", "intermediate"],
    ["medial branch block", "T8-9", "low"],
    ["medial branch block", "L4-5", "low"],
    ["radiofrequency ablation", "C2-3", "intermediate"],
    ["radiofrequency ablation", "L5-S1", "low"],
    ["facet joint injection", "C5-6", "intermediate"],
    ["epidural steroid injection", "L5-S1", "intermediate"],
    ["sympathetic block", "L2-3", "intermediate"],
    ["sacroiliac joint injection", "SIJ", "low"],
    ["trigger point injection", undefined, "low"],
    ["vertebral augmentation", "T12-L1", "high"],
    ["percutaneous decompression", "L4-5", "high"],
    ["intrathecal pump", undefined, "high"],
  ] as const)("%s at %s is of %s risk", (type, level, risk) => {
    const row: Row = { type, intent: "therapeutic", ...(level ? { level } : {}) };
    expect(window(say({ drugs: [{ drug: "apixaban" }], plan: [row] }))?.risk).toBe(risk);
  });

  test("a block whose region is not known is taken for the riskier one and says so", () => {
    const row: Row = { type: "medial branch block", intent: "diagnostic" };
    const caution = window(say({ drugs: [{ drug: "apixaban" }], plan: [row] }));
    expect(caution?.risk).toBe("intermediate");
    expect(caution?.text).toContain("region not recorded");
  });

  test("F2: apixaban is continued for the lumbar blocks", () => {
    const cautions = antithromboticCautions(recordedCase("f2"));
    const windows = cautions.filter(({ hold }) => hold !== undefined);
    expect(windows.length).toBeGreaterThan(0);
    for (const caution of windows) {
      expect(caution).toMatchObject({ ruleId: "ATC-6", risk: "low", level: "note" });
      expect(caution.raisedTo).toBeUndefined();
      expect(caution.text).toMatch(/continued by default, shared decision; to be confirmed with Dr Fen Wick/);
    }
    expect(byRule(cautions, "ATC-2")).toEqual([]);
  });
});

describe("F1, F3, F4, F6", () => {
  test("F1: no hold for naproxen before a lumbar transforaminal epidural", () => {
    const caution = window(antithromboticCautions(recordedCase("f1")));
    expect(caution).toMatchObject({ drug: "Naproxen", risk: "intermediate", hold: goes });
  });

  test("F3: low for the sacroiliac joint, with two drugs and the cardiologist named", () => {
    const cautions = antithromboticCautions(recordedCase("f3"));
    const clopidogrel = cautions.find(({ drug, hold }) => drug === "Clopidogrel" && hold !== undefined);
    expect(clopidogrel).toMatchObject({ risk: "low", raisedTo: "intermediate", hold: shared, tag: "GK" });
    expect(clopidogrel?.text).toMatch(/continued by default/);
    expect(clopidogrel?.text).toMatch(/to be confirmed with Dr Ansel Crowe/);
    expect(byRule(cautions, "ATC-5")).toHaveLength(1);
    expect(byRule(cautions, "ATC-3")).toEqual([]);
  });

  test("F3: high for a stimulator trial, cardiology first", () => {
    const trial = changed(recordedCase("f3"), { "PLAN.PROC": [high] });
    const cautions = antithromboticCautions(trial);
    expect(cautions.find(({ drug, hold }) => drug === "Clopidogrel" && hold)?.hold).toEqual(days("7 days"));
    expect(cautions.find(({ drug, hold }) => drug === "Aspirin" && hold)?.hold).toEqual(shared);
    expect(byRule(cautions, "ATC-2").map(({ level }) => level)).toEqual(["blocker", "blocker"]);
  });

  test("F4: a cervical epidural carries the note on NSAIDs; sertraline goes on", () => {
    const cautions = antithromboticCautions(recordedCase("f4"));
    expect(cautions.find(({ drug }) => drug === "Ibuprofen")?.text).toMatch(
      /cervical interlaminar .* may merit/,
    );
    expect(cautions.find(({ drug }) => drug === "Sertraline")).toMatchObject({ hold: goes, level: "note" });
  });

  test("F6: in an emergency the last dose is told, and no window is shown", () => {
    const [caution, ...rest] = antithromboticCautions(recordedCase("f6"), { emergency: true });
    expect(rest).toEqual([]);
    expect(caution?.text).toMatch(/Rivaroxaban: tell the emergency department .*2025-09-11 20:00/);
    expect(caution?.hold).toBeUndefined();
  });
});

describe("patient factors raise the class by one step", () => {
  const raisedTo = (given: Situation) => window(say({ drugs: [{ drug: "naproxen" }], ...given }))?.raisedTo;
  const naproxen = { drugs: [], medicines: [{ name: "naproxen" }], plan: [intermediate] };

  test.each([
    ["1950-04-17", undefined],
    ["1950-04-16", "high"],
  ])("born %s", (dateOfBirth, expected) => {
    expect(raisedTo({ ...naproxen, dateOfBirth })).toBe(expected);
  });

  test.each(["bleeding disorder", "platelets < 100", "liver disease", "kidney disease"])(
    "%s",
    (condition) => {
      const more = { "HX.PMH.BLEED": { conditions: [condition] } };
      expect(raisedTo({ ...naproxen, more })).toBe("high");
      const text = window(say({ ...naproxen, more }))?.text;
      expect(text).toMatch(/: no hold; to be confirmed .* if treated as high risk, hold window 4 days/);
    },
  );

  test("earlier spine surgery matters near the neuraxis only", () => {
    const more = { "HX.SURG": [{ type: ["fusion"], date: "2020-01-01" }] };
    expect(raisedTo({ ...naproxen, more })).toBe("high");
    expect(raisedTo({ ...naproxen, more, plan: [low] })).toBeUndefined();
  });
});

describe("ATC-2: the prescriber first", () => {
  const contact = (more: Row, plan: Row) =>
    byRule(say({ drugs: [{ drug: "apixaban", prescriber: "Dr Wick", ...more }], plan: [plan] }), "ATC-2");
  test.each([
    [{}, intermediate, 1],
    [{ contact: "not yet" }, high, 1],
    [{ contact: "contacted" }, intermediate, 0],
    [{ contact: "agreed a plan" }, high, 0],
    [{}, low, 0],
  ])("%j before %j", (more, plan, count) => {
    expect(contact(more, plan)).toHaveLength(count);
  });

  test("a planned procedure without any answer about antithrombotics is a blocker", () => {
    const open = antithromboticCautions(evaluationWith({ "PLAN.PROC": [low] }));
    expect(open).toEqual([expect.objectContaining({ level: "blocker", missing: ["HX.MED.ATC"] })]);
    expect(antithromboticCautions(evaluationWith({ "PLAN.PROC": [low], "HX.MED.ATC": [] }))).toEqual([]);
  });
});

describe("ATC-3: when interrupting is the danger (visit 2025-04-16)", () => {
  const risk = (record: Row) =>
    byRule(say({ drugs: [{ drug: "clopidogrel" }], more: { "HX.MED.ATC.STENT": record } }), "ATC-3");
  const settled = { stent: "none", mechanicalValve: "no" };
  test.each([
    [{ ...settled, stent: "coronary", stentDate: "2024-04-17" }, "blocker"],
    [{ ...settled, stent: "coronary", stentDate: "2024-04-16" }, undefined],
    [{ ...settled, stent: "coronary", stentDate: "2024" }, "blocker"],
    [{ ...settled, stent: "coronary", stentDate: "2023" }, undefined],
    [{ ...settled, stent: "coronary" }, "warning"],
    [{ ...settled, mechanicalValve: "yes" }, "blocker"],
    [{ ...settled, thrombosisDate: "2025-01-17" }, "blocker"],
    [{ ...settled, thrombosisDate: "2025-01-16" }, undefined],
    [{ ...settled, strokeDate: "2025-02" }, "blocker"],
    [{ ...settled, strokeDate: "2024-12" }, undefined],
    [{ stent: "unknown", mechanicalValve: "no" }, "warning"],
    [settled, undefined],
  ])("%j", (record, level) => {
    expect(risk(record)[0]?.level).toBe(level);
  });

  test("not recorded at all is a warning that names the item", () => {
    const [caution] = byRule(say({ drugs: [{ drug: "clopidogrel" }] }), "ATC-3");
    expect(caution).toMatchObject({ level: "warning", missing: ["HX.MED.ATC.STENT"] });
  });
});

describe("ATC-4: kidney function", () => {
  const slow = (drug: string, more: Readonly<Record<string, AnswerValue>>) =>
    byRule(say({ drugs: [{ drug }], more }), "ATC-4")[0];
  test.each([
    ["apixaban", 49, true],
    ["apixaban", 50, false],
    ["dabigatran", 30, true],
    ["warfarin", 30, false],
  ])("%s with eGFR %s", (drug, egfr, warned) => {
    expect(slow(drug, { "HX.PMH.BLEED": { conditions: ["none"], egfr } }) !== undefined).toBe(warned);
  });

  test("the newest laboratory result counts before the history", () => {
    const more = {
      "HX.PMH.BLEED": { conditions: ["none"], egfr: 80 },
      "IM.LAB": [
        { test: "eGFR", value: 70, date: "2024-01-01" },
        { test: "eGFR", value: 45, date: "2025-03-01" },
      ],
    };
    expect(slow("apixaban", more)?.items).toContain("IM.LAB");
  });

  test("an eGFR that is not recorded is named", () => {
    expect(slow("rivaroxaban", {})?.missing).toEqual(["HX.PMH.BLEED"]);
  });
});

describe("what is taken", () => {
  test("two antithrombotics together raise the class; a topical NSAID and one long ended do not count", () => {
    const apixaban = { drug: "apixaban" };
    expect(byRule(say({ drugs: [apixaban, { drug: "aspirin" }] }), "ATC-5")).toHaveLength(1);
    expect(byRule(say({ drugs: [apixaban], medicines: [{ name: "naproxen" }] }), "ATC-5")).toHaveLength(1);
    const harmless: readonly Row[] = [
      { name: "diclofenac gel", route: "topical" },
      { name: "naproxen", status: "stopped", stopped: "2025-01-01" },
      { name: "celecoxib" },
      { name: "sertraline" },
    ];
    for (const medicine of harmless) {
      expect(byRule(say({ drugs: [apixaban], medicines: [medicine] }), "ATC-5")).toEqual([]);
    }
  });

  test("aspirin without its purpose says so; the indication can tell it", () => {
    const aspirin = (more: Row) => window(say({ drugs: [{ drug: "aspirin", ...more }], plan: [high] }));
    expect(aspirin({})?.missing).toEqual(["HX.MED.ATC"]);
    expect(aspirin({ indication: "coronary stent" })?.hold).toEqual(shared);
    expect(aspirin({ indication: "primary prevention" })?.hold).toEqual(days("6 days"));
  });

  test("an anticoagulant among the medicines and not in the list is named", () => {
    const [caution] = say({ medicines: [{ name: "Xarelto 20 mg" }] });
    expect(caution).toMatchObject({ ruleId: "ATC-1", level: "warning", missing: ["HX.MED.ATC"] });
    expect(
      say({ drugs: [{ drug: "rivaroxaban" }], medicines: [{ name: "rivaroxaban" }] }).filter(({ text }) =>
        text.includes("not in the list"),
      ),
    ).toEqual([]);
  });

  test("a drug that the table lacks is left to the prescriber", () => {
    const cautions = say({ drugs: [{ drug: "other", prescriber: "Dr Low" }], plan: [low] });
    expect(cautions.find(({ procedure }) => procedure)?.text).toMatch(
      /not in the table.* to be confirmed with Dr Low/,
    );
  });
});

const everything: readonly AntithromboticCaution[] = [
  ...["f1", "f2", "f3", "f4", "f5", "f6"].flatMap((name) => [
    ...antithromboticCautions(recordedCase(name)),
    ...antithromboticCautions(recordedCase(name), { emergency: true }),
  ]),
  ...antithromboticDrugs.flatMap(({ drug }) =>
    Object.values(ofRisk).flatMap((row) => [
      ...say({ medicines: [{ name: drug }], plan: [row] }),
      ...say({
        drugs: [{ drug: listedDrugs.some(({ code }) => code === drug) ? drug : "other" }],
        plan: [row],
        more: { "HX.PMH.BLEED": { conditions: ["liver disease"], egfr: 20 } },
      }),
    ]),
  ),
];

describe("every text", () => {
  test("names with whom it is to be confirmed, and never says to stop", () => {
    for (const { text, missing } of everything) {
      expect(text).not.toMatch(/\bstop\b/i);
      if (!text.startsWith("A procedure is planned")) expect(text, text).toMatch(/to be confirmed with /);
      expect(missing.filter((id) => findItem(id) === undefined)).toEqual([]);
    }
    expect(antithromboticRules.map(({ text }) => text).join(" ")).not.toMatch(/\bstop\b/i);
  });

  test("is of a rule that reads what it names", () => {
    for (const { ruleId, items, missing, text } of everything) {
      const rule = antithromboticRules.find(({ id }) => id === ruleId);
      expect(
        [...items, ...missing].filter((id) => !rule?.inputs.includes(id)),
        `${ruleId}: ${text}`,
      ).toEqual([]);
    }
    const inputs = antithromboticRules.flatMap((rule) => rule.inputs);
    expect(inputs.filter((id) => findItem(id) === undefined)).toEqual([]);
  });
});
