import { describe, expect, it } from "vitest";
import type { Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { checkLetter } from "../../../shared/letter/checks.ts";
import { compose, type LetterFrame } from "../../../shared/letter/compose.ts";
import { copyFor } from "../../../shared/letter/copies.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { plainText } from "../../../shared/letter/document.ts";
import { pageEntries } from "../../../shared/letter/kinds/criteria.ts";
import { type LetterKind, letterKinds } from "../../../shared/letter/kinds/kinds.ts";
import { isUrgent } from "../../../shared/letter/kinds/offers.ts";
import { abnormalNeurologicalItems } from "../../../shared/letter/kinds/safety.ts";
import { sentencesOf } from "../../../shared/letter/plain.ts";
import {
  allText,
  evaluationOf,
  fixture,
  fixtureNames,
  frame,
  itemsIn,
  sectionOf,
  values,
} from "./support.ts";

const cites = { letterNumber: "2025-000001", letterDate: "2025-03-10" };

function letterOf(evaluation: Evaluation, kind: LetterKind, more: Partial<LetterFrame> = {}): LetterDocument {
  const addendum = "The CRP is normal.";
  return compose(evaluation, { ...frame, letterDate: evaluation.visitDate, kind, cites, addendum, ...more });
}

const idsOf = ({ sections }: LetterDocument) => sections.map(({ id }) => id);

describe.each(fixtureNames)("%s", (name) => {
  const evaluation = fixture(name);
  const fitting = letterKinds.filter((kind) => kind !== "urgent" || isUrgent(evaluation));
  it.each(fitting)("as %s meets every criterion of its kind", (kind) => {
    const failed = checkLetter(letterOf(evaluation, kind), evaluation).filter(
      ({ outcome }) => outcome === "failed",
    );
    expect(failed).toEqual([]);
  });
  it.each(fitting)("as %s says nothing without a source, and nothing of an empty section", (kind) => {
    const letter = letterOf(evaluation, kind);
    for (const said of sentencesOf(letter)) expect(said.sources.length, plainText(said)).toBeGreaterThan(0);
    for (const { id, blocks } of letter.sections) expect(blocks.length, id).toBeGreaterThan(0);
  });
  it.each(fitting.filter((kind) => kind !== "addendum"))(
    "as %s tells every red flag that is there, every allergy and every antithrombotic",
    (kind) => {
      const told = itemsIn(letterOf(evaluation, kind));
      const { answers } = evaluation;
      const has = (id: string, value: unknown) =>
        (id.startsWith("RF.") && value === "yes") ||
        (id.startsWith("HX.ALG.") &&
          typeof value === "string" &&
          !/^none/.test(value) &&
          value !== "not asked") ||
        (id === "HX.MED.ATC" && Array.isArray(value) && value.length > 0);
      const must = Object.entries(answers).flatMap(([id, { value, carriedFrom }]) =>
        carriedFrom === undefined && has(id, value) ? [id] : [],
      );
      expect(must.filter((id) => !told.has(id))).toEqual([]);
    },
  );
  it("as urgent or full tells every abnormal neurological finding", () => {
    const told = itemsIn(letterOf(evaluation, isUrgent(evaluation) ? "urgent" : "consultation"));
    expect([...abnormalNeurologicalItems(evaluation)].filter((id) => !told.has(id))).toEqual([]);
  });
});

describe("a summary", () => {
  const letter = letterOf(fixture("case-f1.json"), "summary");
  it("says what it is a summary of, and that it is enclosed", () => {
    expect(letter.opening.map(plainText).join(" ")).toContain(
      "I enclose my letter 2025-000001 of 10 Mar 2025, which this page sums up.",
    );
  });
  it("leaves the arguments and the evidence to the full letter", () => {
    expect(idsOf(letter)).toEqual(["answer", "impression", "recommendations", "medication", "followUp"]);
    const text = allText(letter);
    for (const left of ["In favor", "Unchanged", "latex", "Prescription monitoring"])
      expect(text).not.toContain(left);
    expect(sectionOf(letter, "recommendations")).toContain(
      "Test strength again | Pain clinic | At follow-up; sooner if foot drop, or the loss of a grade: call me the same day",
    );
  });
  it("has its problem list where there is room", () => {
    const short = evaluationOf({
      answers: values({ "PLAN.ANSWER": "Rest.", "PLAN.PROBLEM": [{ problem: "Pain" }] }),
    });
    expect(idsOf(letterOf(short, "summary"))).toContain("problems");
  });
  it("without an allergy says so", () => {
    const none = evaluationOf({ answers: values({ "HX.ALG.DRUG": "none known", "HX.ALG.LATEX": "none" }) });
    expect(sectionOf(letterOf(none, "summary"), "medication")).toContain("no known drug allergy");
  });
});

describe("an interim letter", () => {
  const part = (pattern: RegExp): Answers =>
    Object.fromEntries(Object.entries(fixture("case-f1.json").answers).filter(([id]) => pattern.test(id)));
  const pending = (answers: Answers) =>
    sectionOf(letterOf({ ...fixture("case-f1.json"), answers }, "interim"), "pending");
  it.each([
    [/^HX\.CC$/, "Begun and not finished: the history."],
    [
      /^HX\.CC$/,
      "Not begun: the physical examination, the neurological examination, the review of records and images and the plan.",
    ],
    [
      /./,
      "My consultation letter, with the full answer to your question, follows when the evaluation is finished.",
    ],
    [/./, "Awaited: physical therapy (requested)."],
  ])("with the answers %s says “%s”", (pattern, words) => {
    expect(pending(part(pattern))).toContain(words);
  });
  it("of a whole evaluation leaves no part open", () => {
    expect(pending(part(/./))).not.toMatch(/Not begun|not finished:/);
  });
});

describe("a letter after a procedure", () => {
  const before = fixture("case-f2.json");
  const diary = (block: string, date: string, agent: string, after: number, hours: number) => ({
    block,
    date,
    agent,
    targetJoints: ["L4-5", "L5-S1"],
    side: "bilateral",
    before: 7,
    after30min: after,
    after1h: after,
    after2h: after,
    after4h: after,
    reliefHours: hours,
  });
  const followUp = (answers: Readonly<Record<string, unknown>>): Evaluation => ({
    ...before,
    visitDate: "2025-06-12",
    followUpOf: { visitDate: before.visitDate, answers: before.answers },
    answers: { ...before.answers, ...values(answers) },
  });
  const first = (after: number) => diary("MBB1", "2025-05-15", "lidocaine", after, 3);
  const second = (after: number) => diary("MBB2", "2025-06-05", "bupivacaine", after, 6);
  it.each<readonly [string, readonly object[], string]>([
    ["one positive", [first(1)], "the first medial branch block was positive; a second one must confirm it"],
    ["one negative", [first(4)], "the first medial branch block was negative"],
    ["two positive", [first(1), second(1)], "the criteria for radiofrequency ablation are met"],
    ["the second negative", [first(1), second(4)], "did not confirm the first"],
  ])("%s", (_, rows, words) => {
    const letter = letterOf(followUp({ "BLK.DIARY": rows }), "procedureFollowUp");
    expect(idsOf(letter).slice(0, 3)).toEqual(["answer", "result", "impression"]);
    expect(sectionOf(letter, "result")).toContain(words);
    expect(letter.opening.map(plainText).join(" ")).toMatch(
      /again on 12 Jun 2025, after the (?:first|second) medial branch block/,
    );
  });
  it("tells a result once, with relief that is worked out and not rounded up", () => {
    const letter = letterOf(followUp({ "BLK.DIARY": [first(2)] }), "procedureFollowUp");
    expect(sectionOf(letter, "result")).toContain(
      "pain 7 of 10 before, 2 at best after, 71.4% relief, lasting 3 h",
    );
    expect(allText(letter).match(/71\.4% relief/g)).toHaveLength(1);
  });
  it("names a procedure that was done elsewhere", () => {
    const rows = [{ procedure: "Left L5 injection", date: "2025-06-02", relief: 80, lasting: "yes" }];
    const letter = letterOf(followUp({ "HX.INT.PROC": rows }), "procedureFollowUp");
    expect(letter.opening.map(plainText)[0]).toContain("after a procedure on 2 Jun 2025 (left L5 injection)");
    expect(sectionOf(letter, "result")).toContain("gave 80% relief (which goes on)");
    expect(sectionOf(letter, "history")).not.toContain("gave 80% relief (which goes on)");
  });
});

describe("an addendum", () => {
  it("cites its letter and holds the paragraphs that were typed", () => {
    const letter = letterOf(fixture("case-f1.json"), "addendum", {
      addendum: "One line.\n\nAnother. And more",
    });
    expect(letter.title).toBe("Addendum");
    expect(letter.opening.map(plainText)).toEqual([
      "This adds to my letter 2025-000001 of 10 Mar 2025 about Mr Quillfeather, whom I saw on 10 Mar 2025.",
      "All else in that letter stands as it was signed.",
    ]);
    expect(letter.sections.map(({ blocks }) => blocks.length)).toEqual([2]);
    expect(sectionOf(letter, "addendum")).toBe("One line.\nAnother.\nAnd more.");
  });
  it("tells nobody to stop an antithrombotic without its prescriber", () => {
    const letter = letterOf(fixture("case-f2.json"), "addendum", { addendum: "Stop apixaban on Monday." });
    expect(sectionOf(letter, "addendum")).toContain("to be confirmed with Dr Fen Wick");
  });
});

describe("an amended letter", () => {
  it("is a full letter that cites the first and says why", () => {
    const letter = letterOf(fixture("case-f1.json"), "amended", {
      cites: { ...cites, reason: "The side was wrong" },
    });
    expect(idsOf(letter)).toHaveLength(13);
    expect(letter.opening.map(plainText).slice(0, 2)).toEqual([
      "This letter replaces my earlier letter 2025-000001 of 10 Mar 2025; please set that one aside.",
      "Reason: the side was wrong.",
    ]);
  });
});

describe("pages", () => {
  const letter = (kind: LetterKind) => letterOf(fixture("case-f1.json"), kind);
  it.each([
    ["summary", 1, undefined],
    ["summary", 2, "contradiction"],
    ["consultation", 4, undefined],
    ["consultation", 5, "question"],
  ] as const)("L02: a %s of %i", (kind, pages, expected) => {
    const [entry] = pageEntries(letter(kind), pages);
    expect(entry?.kind).toBe(expected);
    expect(entry?.criterion).toBe(expected && "L02");
  });
});

describe("copies", () => {
  const evaluation = fixture("case-f2.json");
  const tern = { name: "Dr Sable Tern", lines: ["2 Invented Road"] };
  const copiesOf = (more: Partial<LetterFrame>, consent = "yes") => {
    const answers = { ...evaluation.answers, ...values({ "ENC.CONSENT": consent }) };
    return letterOf({ ...evaluation, answers }, "consultation", more).copies.map(({ name }) => name);
  };
  it("go to the primary care clinician and to those who are named, once each", () => {
    const [primaryCare] = copiesOf({});
    expect(copiesOf({ copies: [tern] })).toEqual([primaryCare, tern.name]);
    expect(copiesOf({ copies: [{ name: primaryCare ?? "", lines: [] }] })).toEqual([primaryCare]);
    expect(copiesOf({ copies: [tern], withoutPrimaryCare: true })).toEqual([tern.name]);
  });
  it.each(["no", "not asked"])("go to nobody where consent is “%s”", (consent) => {
    expect(copiesOf({ copies: [tern] }, consent)).toEqual([]);
  });
  it("are the letter with another address and a line that says so", () => {
    const letter = letterOf(evaluation, "consultation", { copies: [tern] });
    const copy = copyFor(letter, tern);
    expect(copy.addressee).toEqual(tern);
    expect(copy.reference.map(plainText)[1]).toBe(
      `Copy for Dr Sable Tern of my letter to ${letter.addressee.name}.`,
    );
    expect({ ...copy, addressee: letter.addressee, reference: letter.reference }).toEqual(letter);
  });
});
