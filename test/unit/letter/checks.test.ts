import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { checkLetter, letterChecks } from "../../../shared/letter/checks.ts";
import { compose } from "../../../shared/letter/compose.ts";
import type { Block, LetterDocument, SectionId, Sentence } from "../../../shared/letter/document.ts";
import { plainText } from "../../../shared/letter/document.ts";
import { edgeNames, evaluationOf, fixture, fixtureNames, frame, letterOf, values } from "./support.ts";

/** Signed on the day of the visit, as most are. */
function signed(evaluation: Evaluation): LetterDocument {
  return compose(evaluation, {
    ...frame,
    letterDate: evaluation.visitDate,
    letterNumber: "L-2025-00012",
    status: "signed",
    signer: { displayName: "Perpetua Inkwell", credentials: "MD", npi: "1234567893" },
    signedAt: "10 Mar 2025 at 16:42 (UTC-05:00)",
  });
}

/** What the recorded evaluations do not hold; real notes were not written with these questions in mind. */
const unrecorded: Readonly<Record<string, readonly string[]>> = {
  // An emergency: sent on before images, questionnaires and mood.
  "case-f6.json": ["L08", "L14", "L22", "L29"],
  "cervical-and-lumbar-after-collision-19m.json": ["L08", "L11", "L13", "L14", "L22", "L28", "L29", "L30"],
  "chronic-pain-programme-44f.json": ["L08", "L11", "L13", "L14", "L16", "L22"],
  "lumbar-stenosis-84m.json": ["L08", "L11", "L14", "L22", "L29", "L30"],
  "multifocal-spine-hip-knee-64f.json": ["L08", "L11", "L14", "L22", "L30"],
  "s1-radicular-pain-39m.json": ["L08", "L13", "L14", "L22", "L30"],
};

const outcomesOf = (letter: LetterDocument, evaluation: Evaluation) => checkLetter(letter, evaluation);
const resultOf = (id: string, letter: LetterDocument, evaluation: Evaluation) =>
  outcomesOf(letter, evaluation).find((each) => each.id === id);

describe("the criteria of a letter", () => {
  it("are in order, each once, each with words", () => {
    const ids = letterChecks.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toHaveLength(26);
    for (const { text } of letterChecks) expect(text.length).toBeGreaterThan(20);
  });

  describe.each(fixtureNames)("%s", (name) => {
    const evaluation = fixture(name);
    const results = outcomesOf(signed(evaluation), evaluation);
    it("fails none", () => {
      expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    });
    it("says what is not recorded, and only that", () => {
      const open = results.filter(({ outcome }) => outcome === "not recorded").map(({ id }) => id);
      expect(open).toEqual(unrecorded[name] ?? []);
    });
  });

  it.each(edgeNames)("%s: fails none but that parts of it are empty", (name) => {
    const evaluation = fixture(name);
    const failed = outcomesOf(signed(evaluation), evaluation).filter(({ outcome }) => outcome === "failed");
    expect(failed.map(({ id }) => id)).toEqual(["L15"]);
  });

  it("hold for a draft as well, and for a patient who did not agree to copies", () => {
    const evaluation = fixture("case-f2.json");
    const without = { ...evaluation, answers: { ...evaluation.answers, ...values({ "ENC.CONSENT": "no" }) } };
    for (const each of [evaluation, without]) {
      const letter = compose(each, { ...frame, letterDate: each.visitDate });
      expect(outcomesOf(letter, each).filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    }
  });

  it("are not recorded, rather than passed, where nothing is", () => {
    const open = outcomesOf(letterOf({}), evaluationOf({})).filter(({ outcome }) => outcome !== "passed");
    expect(open.filter(({ outcome }) => outcome === "failed").map(({ id }) => id)).toEqual(["L15"]);
    expect(open.map(({ id }) => id)).toEqual([
      ...[
        "L05",
        "L07",
        "L08",
        "L09",
        "L10",
        "L11",
        "L12",
        "L13",
        "L14",
        "L15",
        "L16",
        "L18",
        "L22",
        "L29",
        "L30",
      ],
    ]);
  });
});

/** A letter of which every text was changed. */
function reworded(
  letter: LetterDocument,
  change: (text: string) => string,
  only?: SectionId,
): LetterDocument {
  const inSentence = <S extends Sentence>(said: S): S => ({
    ...said,
    runs: said.runs.map((run) => ({ ...run, text: change(run.text) })),
  });
  const inBlock = (block: Block): Block => {
    switch (block.kind) {
      case "paragraph":
        return { ...block, sentences: block.sentences.map(inSentence) };
      case "table":
        return { ...block, rows: block.rows.map((row) => row.map(inSentence)) };
      case "figure":
        return block;
      default:
        return { ...block, items: block.items.map(inSentence) };
    }
  };
  return {
    ...letter,
    reference: only === undefined ? letter.reference.map(inSentence) : letter.reference,
    sections: letter.sections.map((section) =>
      only === undefined || section.id === only
        ? { ...section, blocks: section.blocks.map(inBlock) }
        : section,
    ),
  };
}

/** A letter without the sentences that say this. */
function without(letter: LetterDocument, pattern: RegExp): LetterDocument {
  const keeps = (said: Sentence) => !pattern.test(plainText(said));
  return {
    ...letter,
    ...(letter.urgent === undefined ? {} : { urgent: letter.urgent.filter(keeps) }),
    sections: letter.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === "paragraph" ? { ...block, sentences: block.sentences.filter(keeps) } : block,
      ),
    })),
  };
}

type Breaks = (letter: LetterDocument) => LetterDocument;

const withoutSection =
  (id: SectionId): Breaks =>
  (letter) => ({
    ...letter,
    sections: letter.sections.map((section) => (section.id === id ? { ...section, blocks: [] } : section)),
  });

const swapped: Breaks = (letter) => ({ ...letter, sections: letter.sections.toReversed() });

const broken: readonly (readonly [string, string, string, Breaks])[] = [
  [
    "L04",
    "another addressee",
    "case-f1.json",
    (letter) => ({ ...letter, addressee: { name: "Dr Else", lines: [] } }),
  ],
  [
    "L04",
    "no specialty",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("primary care", "")),
  ],
  ["L04", "dated before the visit", "case-f1.json", (letter) => ({ ...letter, letterDate: "2025-03-09" })],
  [
    "L05",
    "no question",
    "case-f1.json",
    (letter) => ({ ...letter, reference: letter.reference.slice(0, 3) }),
  ],
  ["L05", "no answer", "case-f1.json", withoutSection("answer")],
  ["L06", "sections turned round", "case-f1.json", swapped],
  ["L07", "the history first", "case-f1.json", swapped],
  ["L08", "evidence lost", "case-f1.json", (letter) => without(letter, /back pain is the smaller part/)],
  [
    "L08",
    "certainty lost",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("Less likely", "Also")),
  ],
  [
    "L09",
    "nobody responsible",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("Pain clinic", "")),
  ],
  ["L09", "no table", "case-f1.json", withoutSection("recommendations")],
  [
    "L10",
    "nothing for the reader",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace(/^You$/, "Patient")),
  ],
  [
    "L11",
    "a medicine lost",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("gabapentin", "it"), "medication"),
  ],
  [
    "L11",
    "no labels",
    "case-f1.json",
    (letter) =>
      reworded(letter, (text) => text.replace(/To be reduced|Stopped|Unchanged/g, "-"), "medication"),
  ],
  ["L12", "no allergies", "case-f1.json", (letter) => without(letter, /allerg/i)],
  ["L13", "no line", "case-f1.json", (letter) => without(letter, /anticoagulant/)],
  [
    "L13",
    "told to stop",
    "case-f2.json",
    (letter) => reworded(letter, () => "Stop apixaban three days before.", "procedure"),
  ],
  ["L14", "a study lost", "case-f1.json", (letter) => without(letter, /6\u00A0?.Feb 2025 \(report only\)/)],
  [
    "L14",
    "review not said",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("myself", ""), "records"),
  ],
  ["L14", "agreement not said", "case-f1.json", (letter) => without(letter, /matches the pain by side/)],
  ["L15", "no neurological part", "case-f1.json", withoutSection("neurological")],
  ["L16", "no statement", "case-f1.json", (letter) => without(letter, /red flag/i)],
  ["L17", "no box", "case-f6.json", ({ urgent: _, ...letter }) => letter],
  ["L17", "nobody phoned", "case-f6.json", (letter) => without(letter, /I phoned/)],
  ["L18", "no follow-up", "case-f1.json", (letter) => without(letter, /Follow-up is/)],
  [
    "L18",
    "nobody follows up",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("with me", ""), "followUp"),
  ],
  [
    "L19",
    "a gap",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("naproxen", "undefined")),
  ],
  [
    "L20",
    "the wrong side injected",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace(/left/gi, "right"), "procedure"),
  ],
  [
    "L20",
    "the wrong side in the impression",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace(/left/gi, "right"), "impression"),
  ],
  [
    "L21",
    "another score",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace("9 at worst", "8 at worst")),
  ],
  [
    "L21",
    "another dose",
    "case-f1.json",
    (letter) => reworded(letter, (text) => text.replace(/\b30(?=.MME| morph)/, "40")),
  ],
  [
    "L21",
    "relief rounded",
    "case-f3.json",
    (letter) => reworded(letter, (text) => text.replace(/40(?=.?% relief)/, "50")),
  ],
  [
    "L22",
    "words of an item",
    "case-f1.json",
    (letter) =>
      reworded(
        letter,
        (text) => text.replace("severe", "I cannot lift anything heavier than a very small bag"),
        "instruments",
      ),
  ],
  [
    "L23",
    "no disclaimer",
    "case-f1.json",
    (letter) => ({ ...letter, footer: { ...letter.footer, disclaimer: "" } }),
  ],
  [
    "L23",
    "no version",
    "case-f1.json",
    (letter) => ({ ...letter, footer: { ...letter.footer, rulesVersion: "" } }),
  ],
  ["L24", "no signature", "case-f1.json", ({ signature: _, ...letter }) => letter],
  ["L24", "a signed draft", "case-f1.json", (letter) => ({ ...letter, status: "draft" })],
  [
    "L25",
    "a wordy first page",
    "case-f1.json",
    (letter) => reworded(letter, (text) => `${text} ${"very ".repeat(40)}`, "impression"),
  ],
  [
    "L27",
    "a name in the title",
    "case-f1.json",
    (letter) => ({ ...letter, title: "Letter about Quillfeather" }),
  ],
  ["L28", "no copy", "case-f2.json", (letter) => ({ ...letter, copies: [] })],
  ["L29", "no mood", "case-f1.json", (letter) => without(letter, /Mood is/)],
  ["L30", "no outlook", "case-f1.json", (letter) => without(letter, /I expect|Strength returns/)],
];

describe("a broken letter", () => {
  it("there is one for every criterion", () => {
    expect([...new Set(broken.map(([id]) => id))]).toEqual(letterChecks.map(({ id }) => id));
  });

  it.each(broken)("%s fails: %s", (id, _, name, breaks) => {
    const evaluation = fixture(name);
    const letter = signed(evaluation);
    expect(resultOf(id, letter, evaluation)?.outcome).toBe("passed");
    expect(resultOf(id, breaks(letter), evaluation)?.outcome).toBe("failed");
  });

  it("L28 fails: a copy against the patient’s will", () => {
    const evaluation = fixture("case-f2.json");
    const unwilling = {
      ...evaluation,
      answers: { ...evaluation.answers, ...values({ "ENC.CONSENT": "no" }) },
    };
    expect(resultOf("L28", signed(evaluation), unwilling)?.outcome).toBe("failed");
  });
});
