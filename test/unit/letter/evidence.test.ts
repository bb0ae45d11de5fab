import { describe, expect, it } from "vitest";
import { letterOf, sectionOf, sectionText } from "./support.ts";

const history = (entries: Readonly<Record<string, unknown>>, changes = {}) =>
  sectionText("history", entries, changes);
const lowBack = { "HX.REGION": ["low back", "leg"] };
const physical = (entries: Readonly<Record<string, unknown>>) =>
  sectionText("physical", { ...lowBack, ...entries });
const neurological = (entries: Readonly<Record<string, unknown>>) =>
  sectionText("neurological", { ...lowBack, ...entries });

describe("history", () => {
  it.each([
    ["a day", { "HX.ONSET.DATE": "2025-02-03" }, "on 3 Feb 2025, five weeks before this visit"],
    ["a month, without a false exact number", { "HX.ONSET.DATE": "2025-01" }, "in January 2025."],
    ["a year", { "HX.ONSET.DATE": "2021" }, "in 2021"],
    [
      "a stated duration",
      { "HX.ONSET.FOR": { amount: 3, unit: "months" } },
      "about three months before this visit",
    ],
    ["no trigger", { "HX.MECH": ["no trigger"] }, "began without a trigger"],
    ["two causes", { "HX.MECH": ["fall", "lifting/twist"] }, "after a fall and lifting or twisting"],
  ])("tells the onset: %s", (_, entries, expected) => {
    expect(history({ ...lowBack, ...entries })).toContain(expected);
  });
  it("uses the note of a cause that has no name of its own", () => {
    const letter = letterOf({ answers: { "HX.MECH": { value: ["other"], note: "A kick by a horse" } } });
    expect(sectionOf(letter, "history")).toBe("The pain began after a kick by a horse.");
  });
  it.each([
    [{ "HX.AGG": ["walking"] }, "Walking makes it worse."],
    [{ "HX.AGG": ["walking", "cough/sneeze/strain"] }, "Walking and coughing or straining make it worse."],
    [{ "HX.REL": ["medicines"] }, "Medicines ease it."],
    [{ "HX.REL": ["none"] }, "Nothing eases it."],
    [{ "HX.REL": ["stretching"] }, "Stretching eases it."],
    [{ "HX.RAD": ["none"] }, "It does not radiate."],
    [{ "HX.EXERCISE": "no" }, "She did not exercise regularly before this pain."],
    [{ "HX.EXERCISE": "yes" }, "She exercised regularly before this pain."],
    [{ "HX.INSUR": "BCBS North Dakota" }, "Payer: Blue Cross Blue Shield of North Dakota."],
    [{ "HX.NRS.NOW": 0 }, "Pain is 0 of 10 now."],
    [{ "HX.NRS.RANGE": { from: 6, to: 10 } }, "It varies between 6 and 10 of 10."],
    [{ "HX.TEMP": "intermittent" }, "It is intermittent."],
    [{ "HX.QUAL": ["electric-shock", "burning"] }, "The pain is burning and like an electric shock."],
    [{ "HX.CONS": [] }, "She has tried no conservative treatment."],
    [{ "HX.INTV": [], "HX.SURG": [] }, "She has had no interventional procedure or spine surgery."],
    [{ "HX.FUNC": { sitMinutes: 15, walkMinutes: 1 } }, "She can sit for 15 and walk for 1 minute."],
    [{ "HX.HEP": "not tried" }, "She has not tried home exercise or physical therapy."],
    [
      { "HX.SUB": { tobacco: "current", packsPerDay: 2, alcoholPerWeek: 0 } },
      "She smokes (two packs a day) and drinks no alcohol.",
    ],
    [{ "HX.SUB": { alcoholPerWeek: 1 } }, "She has one alcoholic drink a week."],
    [
      { "HX.WORK": { occupation: "Aircraft mechanic", status: "not working" } },
      "She is an aircraft mechanic, not working.",
    ],
    [{ "HX.LIT": ["none"] }, "There is no compensation claim or litigation."],
    [{ "HX.PMH.DM": { type: "none" }, "HX.PMH.DEV": ["none"] }, "There is no diabetes or implant."],
    [
      { "HX.FAM.REL": [{ relative: "father", condition: "Leukemia", fate: "died of it" }] },
      "Relatives: father (died of leukemia).",
    ],
    [{ "HX.ROS.GI": "negative" }, "Negative on review: gastrointestinal."],
  ])("%j", (entries, expected) => {
    expect(history(entries)).toContain(expected);
  });
  it("agrees in number for a person of unstated gender", () => {
    const text = history(
      {
        "HX.SUB": { tobacco: "current", alcoholPerWeek: 3 },
        "HX.CONS": [],
        "HX.SOC": { living: "alone", children: 1 },
      },
      { patient: { gender: "non-binary" } },
    );
    expect(text).toBe(
      "They have tried no conservative treatment.\nThey have one child and live alone.\nThey smoke and have three alcoholic drinks a week.".replace(
        "They have one child and live alone.",
        "They live alone and have one child.",
      ),
    );
  });
  it("prints a short note in its sentence and a long one after it", () => {
    const note = (text: string) =>
      sectionOf(letterOf({ answers: { "HX.REL": { value: ["lying"], note: text } } }), "history");
    expect(note("Only on the back")).toBe("Lying eases it (only on the back).");
    expect(note("Only on the back. Not on the side")).toBe(
      "Lying eases it.\nOnly on the back.\nNot on the side.",
    );
  });
  it("says what stayed unknown as unknown, and never what was not answered", () => {
    expect(history({ "HX.PMH.DEV": ["SCS"], "HX.PMH.DEV.MRI": "unknown" })).toBe(
      "She has a spinal cord stimulator.\nNot known: implant is MRI-conditional.",
    );
  });
});

describe("physical examination", () => {
  const test = (right: object, left: object) => ({ right, left });
  it.each([
    [{ "PE.T.SLUMP": test({ result: "negative" }, { result: "negative" }) }, "Slump was negative."],
    [
      { "PE.T.SLUMP": test({ result: "negative" }, { result: "positive", pain: "usual pain" }) },
      "Slump was positive on the left, reproducing the usual pain, and negative on the right.",
    ],
    [
      { "PE.T.SLR": test({ angle: 45 }, { angle: 90 }) },
      "Straight leg raise reached 45° on the right and 90° on the left.",
    ],
    [
      { "PE.T.XSLR": { right: { result: "positive", angle: 55 } } },
      "Crossed straight leg raise was positive with the right leg raised to 55°.",
    ],
    [
      { "PE.T.FABER": { left: { result: "positive", site: "groin" } } },
      "The Patrick (FABER) test was positive on the left, with groin pain.",
    ],
    [{ "PE.T.EXT30": { result: "equivocal" } }, "Standing lumbar extension for 30 seconds was equivocal."],
    [{ "PE.T.WADD": { count: 0 } }, "No Waddell sign was present."],
    [{ "PE.T.WADD": { count: 3 } }, "Three of five Waddell signs were present."],
    [{ "PE.T.TRIG": [] }, "There were no trigger points."],
    [
      { "PE.PALP.SIJ": { right: "none", left: "reproduces usual pain" } },
      "The sacroiliac joint was tender on the left, reproducing the usual pain, and not tender on the right.",
    ],
    [
      {
        "PE.PALP.PARA.L": {
          right: { finding: "tender", levels: ["L4-5"] },
          left: { finding: "tender", levels: ["L4-5"] },
        },
      },
      "The lumbar paraspinal column was tender on both sides at L4-5.",
    ],
    [{ "PE.ROM.L.FLEX": { degrees: 30, painful: "yes" } }, "Lumbar movement: flexion 30° (painful)."],
    [
      { "PE.ROM.L.LF": test({ degrees: 15 }, { degrees: 20 }) },
      "Lumbar movement: side-bending 15° right and 20° left.",
    ],
    [{ "PE.VIT.HT": 180, "PE.VIT.WT": 84 }, "Height 180 cm, weight 84 kg and body mass index 25.9 kg/m²."],
    [{ "PE.ABD": { obese: "yes", tenderness: "negative" } }, "Abdomen: obese; no tenderness."],
    [
      { "PE.SPASM.L": { severity: "severe", side: "bilateral" } },
      "There was severe lumbar paraspinal spasm on both sides.",
    ],
  ])("%j", (entries, expected) => {
    expect(physical(entries)).toBe(expected);
  });
  it("puts positives before negatives and groups what is alike", () => {
    const negative = test({ result: "negative" }, { result: "negative" });
    const text = physical({
      "PE.T.FNS": negative,
      "PE.T.SIDIST": { left: { result: "negative" } },
      "PE.T.THIGH": negative,
      "PE.T.COMP": negative,
      "PE.T.SACR": { left: { result: "negative" } },
      "PE.T.GAEN": negative,
      "PE.T.KEMP": test({ result: "negative" }, { result: "equivocal" }),
      "PE.T.SLR": test({ result: "positive" }, { result: "positive" }),
    });
    expect(text.split("\n")).toEqual([
      "Straight leg raise was positive on both sides.",
      "Lumbar facet loading was equivocal on the left and negative on the right.",
      "Femoral nerve stretch and the sacroiliac tests were negative.",
    ]);
  });
  it.each([
    ["pain", "because of pain"],
    ["refused", "as it was declined"],
    ["unsafe", "as it was not safe"],
    ["telehealth", "as the visit was by telehealth"],
    ["emergency", "because of the emergency"],
  ] as const)("gives the reason of what was not done: %s", (reason, words) => {
    const letter = letterOf({ answers: { "PE.VIT.HR": { notDone: reason } } });
    expect(sectionOf(letter, "physical")).toBe(`Not done, ${words}: heart rate.`);
  });
  it("sums up a long list of what was not done", () => {
    const ids = ["PE.VIT.HR", "PE.VIT.BP", "PE.VIT.TEMP", "PE.VIT.HT", "PE.VIT.WT", "PE.GEN", "PE.GAIT"];
    const answers = Object.fromEntries(ids.map((id) => [id, { notDone: "emergency" as const }]));
    expect(sectionOf(letterOf({ answers }), "physical")).toBe(
      "The rest of the physical examination was not done, because of the emergency.",
    );
  });
});

describe("neurological examination", () => {
  const grades = (right: string, left: string) => ({ right: { grade: right }, left: { grade: left } });
  const touch = (right: string, left: string) => ({
    right: { lightTouch: right, pinprick: right },
    left: { lightTouch: left, pinprick: left },
  });
  it("sums up what is normal throughout in one row each", () => {
    const text = neurological({
      ...Object.fromEntries(["L2", "L3", "L4", "L5", "S1"].map((root) => [`NE.M.${root}`, grades("5", "5")])),
      ...Object.fromEntries(["L2", "L3", "L4"].map((root) => [`NE.S.${root}`, touch("2", "2")])),
      "NE.R.PAT": { right: "2+", left: "2+" },
    });
    expect(text.split("\n")).toEqual([
      "Strength, L2 to S1 | 5 | 5",
      "Light touch and pinprick, L2 to L4 | normal | normal",
      "Patellar reflex (L4) | 2+ | 2+",
    ]);
  });
  it("shows what differs beside the roots next to it", () => {
    const text = neurological({
      "NE.M.L2": grades("5", "5"),
      "NE.M.L4": grades("5", "5"),
      "NE.M.L5": grades("5", "4-"),
      "NE.M.L5.HIPABD": grades("5", "4"),
      "NE.M.S1": grades("5", "5"),
      "NE.S.L5": { right: { pinprick: "2" }, left: { pinprick: "0" } },
      "NE.R.ACH": { right: "2+", left: "0" },
    });
    expect(text.split("\n")).toEqual([
      "Ankle dorsiflexion (L4) | 5 | 5",
      "Great-toe extension (L5) | 5 | 4-",
      "Hip abduction (L5) | 5 | 4",
      "Ankle plantar flexion (S1) | 5 | 5",
      "Pinprick, L5 | normal | absent",
      "Achilles reflex (S1) | 2+ | absent",
      "Strength was otherwise 5/5 (L2).",
    ]);
  });
  it.each([
    ["1+ on both sides is common", "1+", "1+", [undefined, undefined]],
    ["1+ on one side is not", "2+", "1+", [undefined, "strong"]],
    ["absent on both sides is not", "0", "0", ["strong", "strong"]],
    ["brisk on both sides is not", "3+", "3+", ["strong", "strong"]],
  ])("marks a reflex: %s", (_, right, left, styles) => {
    const letter = letterOf({ answers: { "NE.R.ACH": { value: { right, left } } } });
    const table = letter.sections.find(({ id }) => id === "neurological")?.blocks[0];
    if (table?.kind !== "table") throw new Error("no table");
    expect([1, 2].map((column) => table.rows[0]?.[column]?.runs[0]?.style)).toEqual(styles);
  });
  it("tells pain-limited and untestable strength from weakness", () => {
    const text = neurological({
      "NE.M.L4": { right: { grade: "4", painLimited: "yes" }, left: { grade: "NT", reason: "Cast" } },
    });
    expect(text).toBe("Ankle dorsiflexion (L4) | 4 (pain-limited) | not testable (cast)");
  });
  it.each([
    [{ "NE.U.BAB": { right: "down", left: "down" } }, "Plantar responses were downgoing."],
    [
      { "NE.U.BAB": { right: "down", left: "up" } },
      "Plantar responses were upgoing on the left and downgoing on the right.",
    ],
    [{ "NE.U.CLON": { right: { beats: 0 }, left: { beats: 0 } } }, "There was no ankle clonus."],
    [
      { "NE.U.CLON": { right: { beats: 4 }, left: { beats: 0 } } },
      "There was 4 beats of ankle clonus on the right and no ankle clonus on the left.",
    ],
    [{ "NE.GAIT.HEEL": { right: "able", left: "weak" } }, "Heel walking was weak on the left."],
    [
      { "NE.TONE": { right: { arm: "normal", leg: "normal" }, left: { arm: "normal", leg: "normal" } } },
      "Tone was normal.",
    ],
  ])("%j", (entries, expected) => {
    expect(neurological(entries)).toBe(expected);
  });
});

describe("records and imaging", () => {
  const records = (entries: Readonly<Record<string, unknown>>) =>
    sectionText("records", { ...lowBack, ...entries });
  const study = (row: object) =>
    records({ "IM.STUDY": [{ type: "MRI", region: ["lumbar"], date: "2025-02-24", ...row }] });
  it.each([
    [
      { source: "images personally reviewed", agreement: "agree" },
      "I reviewed the lumbar spine MRI of 24 Feb 2025 myself and agree with the report.",
    ],
    [
      { source: "images personally reviewed", agreement: "differ", ownReading: "Extrusion, not bulge" },
      "I reviewed the lumbar spine MRI of 24 Feb 2025 myself and read it differently from the report.\nMy reading: extrusion, not bulge.",
    ],
    [
      { source: "report only", key: "No fracture." },
      "Lumbar spine MRI of 24 Feb 2025 (report only): no fracture.",
    ],
    [{ source: "requested not received" }, "Lumbar spine MRI of 24 Feb 2025 (requested, not received)."],
    [
      { source: "report only", type: "EMG/NCS", region: ["legs"], site: "County lab" },
      "Electromyography (EMG) and nerve conduction study of the legs of 24 Feb 2025 (report only; County lab).",
    ],
    [
      { source: "report only", type: "operative note", region: undefined },
      "Operative note of 24 Feb 2025 (report only).",
    ],
  ])("%j", (row, expected) => {
    const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
    const text =
      "region" in row && row.region === undefined
        ? records({ "IM.STUDY": [{ date: "2025-02-24", ...given }] })
        : study(given);
    expect(text.split("\n").slice(0, expected.split("\n").length).join("\n")).toBe(expected);
  });
  it("says that there are no records, and what is missing", () => {
    expect(records({ "IM.STUDY": [], "IM.GAP": "MRI of 2024; requested on 10 March by the clinic" })).toBe(
      "No records are available.\nMissing records: MRI of 2024; requested on 10 March by the clinic.",
    );
    expect(records({ "IM.GAP": "None" })).toBe("No records are missing.");
  });
  it("names levels with the same findings together, and the normal ones", () => {
    const herniation = { discType: "herniation" };
    expect(
      records({
        "IM.GRID": {
          "L1-2": herniation,
          "L2-3": { discType: "normal" },
          "L3-4": herniation,
          "L4-5": {
            discType: "protrusion",
            discZone: ["L foraminal"],
            foramenLeft: "severe",
            facetRight: "2",
            facetLeft: "2",
          },
        },
      }),
    ).toBe(
      "At L1-2 and L3-4, a disc herniation.\n" +
        "At L4-5, a left foraminal disc protrusion; severe narrowing of the left foramen; facet arthropathy grade 2 on both sides.\n" +
        "No abnormality is graded at L2-3.",
    );
  });
  it.each([
    ["concordant", { matchesSide: "yes", matchesDeficit: "yes" }, "matches the pain by side and deficit."],
    [
      "partly concordant",
      { matchesSide: "yes", matchesTests: "no" },
      "matches the pain only in part by side, but not by provocative tests.",
    ],
    ["discordant", { matchesSide: "no" }, "does not match the pain; it does not fit the side."],
    ["incidental-likely", {}, "is probably incidental."],
    ["not assessed", {}, "was not judged against the pain."],
  ])("judges a %s finding in words", (concordance, grounds, expected) => {
    const text = records({
      "IM.CONC": [{ finding: "extrusion", level: "L4-5", side: "left", concordance, ...grounds }],
    });
    expect(text).toBe(`The left L4-5 extrusion ${expected}`);
  });
});

describe("instruments", () => {
  const instruments = (entries: Readonly<Record<string, unknown>>) => sectionText("instruments", entries);
  it("shows the score of complete items, and says of incomplete ones that they are", () => {
    expect(instruments({ "INS.PEG.P": 7, "INS.PEG.E": 8, "INS.PEG.G": 8 })).toContain("| 7.7 of 10");
    expect(instruments({ "INS.PEG.P": 7 })).toContain("| not complete");
  });
  it("lets PHQ-9 stand for the PHQ-2 in it", () => {
    const nine = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`INS.PHQ.${index + 1}`, index === 8 ? 0 : 1]),
    );
    expect(instruments(nine)).toBe("9-item Patient Health Questionnaire (PHQ-9) | 8 of 27 | mild");
    expect(instruments({ "INS.PHQ.1": 2, "INS.PHQ.2": 2 })).toContain("PHQ-2 | 4 of 6 | positive");
  });
  it("shows score, meaning and date of a licensed form and no word of it", () => {
    expect(instruments({ "INS.ODI": { total: 48, date: "2025-03-10", version: "2.1a" } })).toBe(
      "ODI (2.1a) | 48% | severe | 10 Mar 2025",
    );
  });
});
