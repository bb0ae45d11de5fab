import { describe, expect, it } from "vitest";
import { letterOf, sectionOf, sectionText, values } from "./support.ts";

describe("antithrombotics", () => {
  const said = (entries: Readonly<Record<string, unknown>>) => sectionText("medication", entries);
  it("always has its line", () => {
    expect(said({})).toContain("Antithrombotics were not recorded.");
    expect(said({ "HX.MED.ATC": [] })).toContain("She takes no anticoagulant or antiplatelet.");
  });
  it("names the drug, the reason, the last dose and who confirms an interruption", () => {
    const text = said({
      "HX.MED.ATC": [
        {
          drug: "apixaban",
          dose: "5 mg twice a day",
          indication: "atrial fibrillation",
          prescriber: "Dr Wick, cardiology",
          contact: "not yet",
          lastDose: "2025-03-09",
          lastDoseTime: "20:00",
        },
      ],
      "PLAN.PROC": [{ type: "medial branch block", intent: "diagnostic" }],
    });
    expect(text).toContain(
      "Antithrombotic: apixaban 5 mg twice a day for atrial fibrillation (last dose on 9 Mar 2025 at 20:00).",
    );
    expect(text).toContain(
      "Any interruption around a procedure is to be confirmed with the prescriber, Dr Wick, cardiology (not yet contacted).",
    );
  });
  it("names two drugs for one reason together, and two prescribers each with his drug", () => {
    const drug = (name: string, prescriber: string) => ({
      drug: name,
      dose: "once a day",
      indication: "a coronary stent",
      prescriber,
    });
    const planned = { "PLAN.PROC": [{ type: "medial branch block", intent: "diagnostic" }] };
    expect(
      said({ "HX.MED.ATC": [drug("clopidogrel", "Dr Crowe"), drug("aspirin", "Dr Crowe")], ...planned }),
    ).toContain(
      "Antithrombotics: clopidogrel once a day and aspirin once a day, both for a coronary stent.\n" +
        "Any interruption around a procedure is to be confirmed with the prescriber, Dr Crowe.",
    );
    const two = said({
      "HX.MED.ATC": [drug("clopidogrel", "Dr Crowe"), drug("aspirin", "Dr Wick")],
      ...planned,
    });
    expect(two).toContain("clopidogrel once a day for a coronary stent (prescribed by Dr Crowe)");
    expect(two).toContain("aspirin once a day for a coronary stent (prescribed by Dr Wick)");
    expect(two).toContain(
      "Any interruption around a procedure is to be confirmed with Dr Crowe and Dr Wick.",
    );
  });
  it.each([
    ["PLAN.ANSWER", "Stop apixaban three days before the block.", "answer"],
    ["PLAN.SDM", "We agreed to hold her blood thinner", "followUp"],
  ] as const)("never lets %s interrupt one without its prescriber", (id, words, section) => {
    const letter = letterOf({
      answers: values({ [id]: words, "HX.MED.ATC": [{ drug: "apixaban", prescriber: "Dr Wick" }] }),
    });
    expect(sectionOf(letter, section)).toContain("(to be confirmed with Dr Wick).");
  });
  it("guards the table of recommendations and the changes of medication", () => {
    const letter = letterOf({
      answers: values({
        "PLAN.REC": [{ action: "Hold clopidogrel for 7 days", responsible: "pain clinic", timing: "before" }],
        "PLAN.MEDCHG": [{ medicine: "warfarin", change: "stopped" }],
      }),
    });
    expect(sectionOf(letter, "recommendations")).toContain(
      "Hold clopidogrel for 7 days (to be confirmed with the prescriber)",
    );
    expect(sectionOf(letter, "medication")).toContain(
      "Stopped: warfarin (to be confirmed with the prescriber).",
    );
  });
  it("leaves other medicines and the history alone", () => {
    const letter = letterOf({
      answers: values({
        "PLAN.MEDCHG": [{ medicine: "naproxen", change: "stopped" }],
        "HX.CONS": [{ type: "NSAID", detail: "aspirin", status: "stopped", reason: "stopped for bruising" }],
      }),
    });
    expect(sectionOf(letter, "medication")).toContain("Stopped: naproxen.");
    expect(sectionOf(letter, "history")).not.toContain("confirmed");
  });
});

describe("allergies", () => {
  const said = (answers: Parameters<typeof letterOf>[0]["answers"]) =>
    sectionOf(letterOf({ answers }), "medication");
  it("always has its line", () => {
    expect(said({})).toContain("Allergies were not recorded.");
    expect(said({ "HX.ALG.DRUG": { value: "none known" } })).toContain("There is no known drug allergy.");
  });
  it("puts what is not tolerated first, with its reaction", () => {
    expect(
      said({
        "HX.ALG.CONTRAST": { value: "moderate", note: "Hives in 2019" },
        "HX.ALG.ANTIBIOTIC": { value: "mild", note: "penicillin: rash" },
        "HX.ALG.LATEX": { value: "none" },
        "HX.ALG.LA": { value: "none" },
        "HX.ALG.OTHER": { value: [{ agent: "Nuts", severity: "severe-anaphylaxis" }] },
      }),
    ).toContain(
      "Allergies: Nuts (severe), iodinated contrast (moderate; hives in 2019) and penicillin (mild; rash).\n" +
        "No known allergy to local anesthetic or latex.",
    );
  });
});

describe("medicines", () => {
  it("calls nothing unchanged where changes were not recorded", () => {
    const med = [{ name: "gabapentin", dose: 300, unit: "mg", perDay: 3 }];
    expect(sectionText("medication", { "HX.MED": med })).toContain(
      "Current medicines: gabapentin 300 mg three times a day.",
    );
    expect(sectionText("medication", { "HX.MED": med, "PLAN.MEDCHG": [] })).toContain(
      "No change to the medication.\nUnchanged: gabapentin 300 mg three times a day.",
    );
  });
  it("says each medicine once, with its dose", () => {
    const text = sectionText("medication", {
      "HX.MED": [
        { name: "Oxycodone", drugClass: "opioid", dose: 5, unit: "mg", perDay: 4 },
        { name: "naproxen", status: "stopped", stopped: "2025-03-01" },
      ],
      "HX.MED.OPI": [{ drug: "oxycodone", dose: 5, perDay: 4, release: "IR" }],
      "PLAN.MEDCHG": [
        { medicine: "oxycodone", change: "to be reduced", detail: "5 mg four times a day, less each week" },
      ],
    });
    expect(text).toContain("To be reduced: Oxycodone 5 mg four times a day (less each week).");
    expect(text).toContain("No longer taken: naproxen (since 1 Mar 2025).");
    expect(text).toMatch(/The opioid dose is 30 .*MME\)? a day, from oxycodone \(immediate release\)\./);
    expect(text.match(/5 mg four times a day/g)).toHaveLength(1);
  });
  it("reports naloxone and an inconsistent monitoring check", () => {
    const text = sectionText("medication", {
      "HX.MED": [{ name: "tramadol", drugClass: "opioid" }],
      "HX.MED.NALOX": "no",
      "HX.PDMP": { checkedOn: "2025-03-10", consistent: "no", detail: "Second prescriber." },
    });
    expect(text).toContain("There is no naloxone at home.");
    expect(text).toContain(
      "Prescription monitoring was checked on 10 Mar 2025 and is not consistent.\nSecond prescriber.",
    );
  });
});

describe("the procedure", () => {
  it.each([
    ["said to be none", { "PLAN.PROC": [] }, "No procedure is planned."],
    [
      "a plan without one",
      { "PLAN.MOD": ["PT"], "PLAN.REC": [{ action: "Walk", responsible: "patient", timing: "daily" }] },
      "No procedure is planned.",
    ],
    ["no plan", {}, "No procedure is recorded."],
    ["modalities alone", { "PLAN.MOD": ["PT"] }, "No procedure is recorded."],
    [
      "a recommendation that speaks of one",
      {
        "PLAN.MOD": ["PT"],
        "PLAN.REC": [{ action: "Epidural injection elsewhere", responsible: "patient", timing: "soon" }],
      },
      "No procedure is recorded.",
    ],
  ])("%s", (_, entries, expected) => {
    expect(sectionText("procedure", entries)).toBe(expected);
  });
  it("says target, criterion and next steps of a diagnostic block", () => {
    expect(
      sectionText("procedure", {
        "PLAN.PROC": [
          {
            type: "medial branch block",
            side: "bilateral",
            targetJoints: ["L4-5", "L5-S1"],
            targetNerves: ["L3 medial branch", "L4 medial branch", "L5 dorsal ramus"],
            intent: "diagnostic",
            guidance: "fluoroscopy",
            contrast: "yes",
            steroid: "none",
            checkConsent: "done",
            checkDriver: "pending",
            checkDevice: "not applicable",
            passCriterionPercent: 80,
            ifPositive: "A second block",
            ifNegative: "No radiofrequency",
          },
        ],
      }),
    ).toBe(
      [
        "Bilateral medial branch block, diagnostic, under fluoroscopy with contrast.",
        "The target is the L4-5 and L5-S1 joints by the L3 and L4 medial branches and L5 dorsal ramus; no steroid is used.",
        "Checked: consent.",
        "Still to be checked: driver.",
        "It counts as positive with at least 80% relief.",
        "If positive: a second block.",
        "If negative: no radiofrequency.",
      ].join("\n"),
    );
  });
  it.each([
    [7, 1, "85.7% relief"],
    [7, 2, "71.4% relief"],
    [5, 1, "80% relief"],
    [9, 2, "77.7% relief"],
    [4, 6, "0% relief"],
  ])("works out the relief of a block from %i to %i without rounding up", (before, after, expected) => {
    const diary = [{ date: "2025-03-01", block: "MBB1", before, after1h: after, after2h: 10 }];
    expect(sectionText("procedure", { "BLK.DIARY": diary })).toContain(expected);
  });
  it("has no relief to report from no pain", () => {
    const diary = [{ date: "2025-03-01", block: "MBB1", before: 0, after1h: 0 }];
    expect(sectionText("procedure", { "BLK.DIARY": diary })).not.toContain("relief");
  });
});

describe("follow-up", () => {
  const said = (row: Readonly<Record<string, unknown>>) => sectionText("followUp", { "PLAN.FU": row });
  it.each([
    [
      { mode: "on a date", date: "2025-03-24", owner: "pain clinic" },
      "Follow-up is on 24 Mar 2025, with me.",
    ],
    [
      { mode: "after an interval", interval: 2, intervalUnit: "weeks", owner: "referring clinician" },
      "Follow-up is in two weeks, with you.",
    ],
    [{ mode: "after a step", step: "After the MRI", owner: "PCP" }, "Follow-up is after the MRI, with you."],
    [
      {
        mode: "after a step",
        step: "the injection",
        interval: 1,
        intervalUnit: "weeks",
        owner: "pain clinic",
        purpose: "strength",
      },
      "Follow-up is one week after the injection, with me (strength).",
    ],
    [{ mode: "as needed", owner: "pain clinic" }, "Follow-up is as needed, with me."],
    [
      { mode: "released, as needed", owner: "pain clinic" },
      "She is released from our care and will be seen as needed, by me.",
    ],
  ])("%j", (row, expected) => expect(said(row)).toBe(expected));
});
