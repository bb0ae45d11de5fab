import { describe, expect, it } from "vitest";
import { compose } from "../../../shared/letter/compose.ts";
import { plainText, sectionIds } from "../../../shared/letter/document.ts";
import { wordCount } from "../../../shared/letter/grammar.ts";
import { faultsOf } from "./laws.ts";
import { allText, fixture, fixtureNames, frame, letterOf, proseOf, sectionOf } from "./support.ts";

describe.each(fixtureNames)("the letter of %s", (name) => {
  const evaluation = fixture(name);
  const letter = compose(evaluation, { ...frame, letterDate: "2026-11-23" });

  it("has no fault", () => {
    expect(faultsOf(letter, evaluation)).toEqual([]);
  });

  it("has sentences of 25 words on average at most, and none beyond 45", () => {
    const lengths = proseOf(letter).map((sentence) => wordCount(plainText(sentence)));
    expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeLessThanOrEqual(25);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(45);
  });

  it("puts what the referrer must know into 450 words", () => {
    const first = ["answer", "impression", "problems", "recommendations"] as const;
    const words = first.reduce((sum, id) => sum + wordCount(sectionOf(letter, id)), 0);
    expect(words).toBeLessThanOrEqual(450);
  });

  it("never says twice the same", () => {
    const seen = new Map<string, number>();
    for (const text of proseOf(letter).map(plainText)) seen.set(text, (seen.get(text) ?? 0) + 1);
    // The same argument may speak against two diagnoses.
    const repeated = [...seen].filter(
      ([text, times]) => times > 1 && !/^(?:In favor|For|Against)\b/.test(text),
    );
    expect(repeated).toEqual([]);
  });

  it("uses American spelling for the checklist's words", () => {
    const own = JSON.stringify([evaluation.answers, evaluation.referral]).toLowerCase();
    const british = allText(letter).match(
      /\b\w*(?:oedema|orthopaed|anaesth|aemia|apnoea|behaviour|colour|tumour|programme|centralis)\w*/gi,
    );
    expect((british ?? []).filter((word) => !own.includes(word.toLowerCase()))).toEqual([]);
  });
});

describe("the letter of case F1, against the one written by hand", () => {
  const letter = compose(fixture("case-f1.json"), { ...frame, letterDate: "2025-03-11" });
  const text = (id: (typeof sectionIds)[number]) => sectionOf(letter, id);

  it.each([
    ["answer", "left L5 transforaminal epidural steroid injection"],
    ["answer", "Surgery is not needed now"],
    ["impression", "Most likely: left L5 radiculopathy from the L4-5 disc extrusion."],
    ["impression", "Possible in addition: axial pain from the L4-5 disc."],
    ["impression", "Less likely: lumbar facet joint pain and sacroiliac joint pain."],
    ["records", "Against it: back pain is the smaller part, 3 of 10."],
    ["records", "Against sacroiliac joint pain: no provocation test is positive."],
    ["history", "The mechanism is neuropathic."],
    ["impression", "On imaging, the left L4-5 extrusion matches the pain."],
    ["impression", "No red flags were found on screening."],
    ["problems", "great-toe extension 4-/5"],
    ["recommendations", "Restart physical therapy | Physical therapist | 1-2 weeks after the injection"],
    ["recommendations", "| You | From the injection on |"],
    ["medication", "To be reduced: oxycodone 5 mg four times a day"],
    ["medication", "Unchanged: gabapentin 300 mg three times a day."],
    ["medication", "30 MME a day"],
    ["medication", "He takes no anticoagulant or antiplatelet."],
    ["medication", "Prescription monitoring was checked on 10 Mar 2025 and is consistent."],
    ["medication", "Allergies: penicillin (rash)."],
    ["procedure", "therapeutic, under fluoroscopy with contrast"],
    ["followUp", "Follow-up is two weeks after the injection, with me"],
    ["followUp", "He knows to seek help at once for"],
    ["history", "began suddenly on 3 Feb 2025, five weeks before this visit, after lifting or twisting."],
    ["history", "The leg pain (7 of 10) is worse than the back pain (3 of 10)."],
    ["history", "Pain is 6 of 10 now, 7 on average, 9 at worst and 3 at least over the past week."],
    ["history", "Gabapentin 300 mg three times a day (since 20 Feb 2025) gives 30-49% relief."],
    ["history", "He has had no interventional procedure, spine surgery or surgical opinion."],
    ["history", "He is a warehouse worker, off work for 21 days, with a workers' compensation claim."],
    [
      "physical",
      "Straight leg raise was positive on the left at 35°, reproducing the usual pain, and negative on the right at 75°.",
    ],
    ["physical", "Crossed straight leg raise was positive with the right leg raised to 55°"],
    ["physical", "the sacroiliac tests were negative."],
    ["neurological", "Great-toe extension (L5) | 5 | 4-"],
    ["neurological", "Ankle dorsiflexion (L4) | 5 | 4+"],
    ["neurological", "Light touch and pinprick, L5 | normal | altered"],
    ["neurological", "Patellar (L4) and Achilles (S1) reflexes | 2+ | 2+"],
    ["neurological", "Strength was otherwise 5/5 (L2) and sensation normal (L2, L3, L4, S1)."],
    ["neurological", "Heel walking was weak on the left."],
    ["records", "I reviewed the lumbar spine MRI of 24 Feb 2025 myself and agree with the report."],
    ["records", "Lumbar spine X-ray of 6 Feb 2025 (report only): no fracture, no slip."],
    ["records", "a left subarticular disc extrusion, 8 mm, migrated down 6 mm"],
    ["records", "matches the pain by side, distribution, deficit and provocative tests."],
    ["records", "The L5-S1 bulge is probably incidental"],
    ["instruments", "ODI | 48% | severe"],
    ["instruments", "STarT Back | 5 of 9, distress 2 | medium risk"],
    ["instruments", "| 7.7 of 10 |"],
  ] as const)("%s says “%s”", (id, words) => {
    expect(text(id)).toContain(words);
  });

  it("shows abnormal findings in strong type and their normal side plain", () => {
    const table = letter.sections
      .find(({ id }) => id === "neurological")
      ?.blocks.find((block) => block.kind === "table");
    if (table?.kind !== "table") throw new Error("no table");
    const row = table.rows.find(([label]) => label !== undefined && plainText(label).startsWith("Great-toe"));
    expect(row?.[1]?.runs.map((run) => run.style)).toEqual([undefined]);
    expect(row?.[2]?.runs.map((run) => run.style)).toEqual(["strong"]);
  });

  it("names the diagnosis before the history", () => {
    const all = allText(letter);
    expect(all.indexOf("left L5 radiculopathy")).toBeLessThan(all.indexOf("HISTORY"));
  });
});

describe("a letter about which nothing was recorded", () => {
  const letter = letterOf({});

  it("has every section with one honest sentence", () => {
    expect(sectionIds.map((id) => sectionOf(letter, id))).toEqual([
      "No answer is recorded.",
      "No impression is recorded.",
      "No problem is recorded.",
      "No recommendation is recorded.",
      "Antithrombotics were not recorded.\nAllergies were not recorded.",
      "No procedure is recorded.",
      "No follow-up is recorded.",
      "No history is recorded.",
      "No physical examination is recorded.",
      "No neurological examination is recorded.",
      "No records are recorded as reviewed.",
      "No questionnaire is recorded.",
      "No coordination with other services is recorded.",
    ]);
  });

  it("takes those sentences from standing words alone", () => {
    const sources = letter.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === "paragraph" ? block.sentences.flatMap((said) => said.sources) : [],
      ),
    );
    expect(sources.every((source) => "fixed" in source)).toBe(true);
  });
});
