import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import {
  canBeEdited,
  caretAt,
  editedPassages,
  editProblem,
  indexPassages,
  lostWhileTyped,
  passageAt,
} from "../../../renderer/screens/letter/passages.ts";
import { destinationOf } from "../../../renderer/screens/letter/readinessPlaces.ts";
import { longestPassage } from "../../../shared/contract/letters.ts";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { composeLetter } from "../../../shared/letter/compose.ts";
import { type LetterDocument, plainText, type Sentence } from "../../../shared/letter/document.ts";
import { type Edit, type Passage, passageText, withEdit } from "../../../shared/letter/edits.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { storedText } from "../../../shared/letter/rewriting.ts";

const folder = new URL("../../fixtures/cases/", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => /^case-f\d\.json$/.test(name))
  .map((name): readonly [string, Evaluation] => [
    name,
    parseCaseFile(readFileSync(new URL(name, folder), "utf8"), "2026-12-01"),
  ]);
const practice: Practice = {
  name: "Halden Spine and Pain Clinic",
  addressLines: ["12 Harbor Street"],
  paper: "letter",
};

function letterOf(evaluation: Evaluation, kind: LetterKind = "consultation", edits: readonly Edit[] = []) {
  const frame = { kind, practice, letterDate: evaluation.visitDate, status: "draft", edits } as const;
  return composeLetter(evaluation, frame);
}

const textOf = (sentences: readonly Sentence[]) => storedText(sentences.map(plainText).join(" "));

/** Every paragraph, entry and cell of the letter as it is drawn, with where it is drawn. */
function drawn(document: LetterDocument) {
  return document.sections.flatMap(({ id, blocks }) =>
    blocks.flatMap((block, at) => {
      if (block.kind === "paragraph") return [{ id, place: { block: at }, sentences: block.sentences }];
      if (block.kind === "figure") return [];
      if (block.kind === "table") {
        return block.rows.flatMap((cells, row) =>
          cells.map((cell, column) => ({ id, place: { block: at, row, column }, sentences: [cell] })),
        );
      }
      return block.items.map((item, entry) => ({ id, place: { block: at, entry }, sentences: [item] }));
    }),
  );
}

describe("passages by their place", () => {
  test.each(cases)(
    "each drawn passage of %s is found where it is drawn, in every kind of letter",
    (_, evaluation) => {
      for (const kind of ["consultation", "summary", "interim", "amended"] as const) {
        const { document, passages } = letterOf(evaluation, kind);
        const index = indexPassages(passages);
        const all = drawn(document);
        expect(all.length).toBeGreaterThan(10);
        for (const { id, place, sentences } of all) {
          const passage = passageAt(index, id, place);
          expect(textOf(passage?.sentences ?? []), `${kind} ${id}`).toBe(textOf(sentences));
        }
        const opening = passageAt(index, "opening", { block: 0 });
        expect(textOf(opening?.sentences ?? [])).toBe(textOf(document.opening));
      }
    },
  );

  test("one that was taken out stands nowhere, and what follows it has moved up", () => {
    const [, evaluation] = cases[0] as (typeof cases)[number];
    const before = letterOf(evaluation);
    const passage = before.passages.find(({ form }) => form === "entry") as Passage;
    const { document, passages } = letterOf(evaluation, "consultation", withEdit([], passage, ""));
    const index = indexPassages(passages);
    expect([...index.values()].some(({ key }) => key === passage.key)).toBe(false);
    for (const { id, place, sentences } of drawn(document)) {
      expect(textOf(passageAt(index, id, place)?.sentences ?? [])).toBe(textOf(sentences));
    }
  });
});

const said = (text: string, itemId = "PLAN.ANSWER"): Sentence => ({
  runs: [{ text }],
  sources: [{ item: itemId }],
});
const passage = (part: Partial<Passage>): Passage => ({
  key: "answer/paragraph/PLAN.ANSWER",
  section: "answer",
  form: "paragraph",
  original: [said("One."), said("Two is longer."), said("Three.")],
  sentences: [said("One."), said("Two is longer."), said("Three.")],
  removed: [],
  state: "composed",
  ...part,
});

describe("the caret", () => {
  it.each([
    [0, "One. Two is longer. Three."],
    [1, "Two is longer. Three."],
    [2, "Three."],
  ])("of sentence %i stands before it", (position, rest) => {
    const edited = passage({});
    expect(passageText(edited.sentences).slice(caretAt(edited, position))).toBe(rest);
  });
});

describe("an edit as typed", () => {
  it.each([
    ["", /Nothing is written/],
    [" \n ", /Nothing is written/],
    ["x".repeat(longestPassage + 1), /6001 characters.*at most 6000/],
  ])("%# is refused in words", (text, words) => {
    expect(editProblem(text)).toMatch(words);
  });
  it.each(["x", "x".repeat(longestPassage)])("%# is taken", (text) => {
    expect(editProblem(text)).toBeUndefined();
  });
  it("of an addendum is made in its own field", () => {
    expect(canBeEdited(passage({ section: "addendum" }))).toBe(false);
    expect(canBeEdited(passage({ section: "urgent" }))).toBe(true);
  });
});

describe("what was edited", () => {
  it("is listed with its section and state; what is as composed is not", () => {
    const orphan: Edit = { key: "procedure/paragraph/PLAN.PROC", original: [said("Old.")], text: "Mine." };
    const list = editedPassages(
      [
        passage({ key: "a" }),
        passage({ key: "b", state: "edited", sentences: [said("Mine.")] }),
        passage({ key: "c", state: "stale", section: "opening", sentences: [said("Mine too.")] }),
        passage({ key: "d", state: "edited", sentences: [], removed: [said("One.")] }),
        passage({ key: "e", state: "edited", form: "entry", sentences: [{ ...said(""), runs: [] }] }),
      ],
      [orphan, { ...orphan, key: "urgent/paragraph/PLAN.URGENT", text: "" }],
    );
    expect(list).toEqual([
      { key: "b", section: "Answer to your question", status: "edited", words: "Mine." },
      { key: "c", section: "Opening", status: "stale", words: "Mine too." },
      {
        key: "d",
        section: "Answer to your question",
        status: "removed",
        words: "One. Two is longer. Three.",
      },
      {
        key: "e",
        section: "Answer to your question",
        status: "removed",
        words: "One. Two is longer. Three.",
      },
      { key: orphan.key, section: "Procedure plan", status: "lost", words: "Mine." },
      { key: "urgent/paragraph/PLAN.URGENT", section: "Urgent box", status: "lost", words: "Old." },
    ]);
  });
});

describe("words that are being typed", () => {
  it("have lost their field where their passage is not composed, or not in the letter, any more", () => {
    const standing = passage({ key: "a", place: { block: 0 } });
    expect(lostWhileTyped([standing, passage({ key: "b" })], ["a", "b", "c"])).toEqual(["b", "c"]);
  });
});

describe("what stands in the way of a signature leads", () => {
  const entry = { kind: "contradiction", message: "words" } as const;
  it.each([
    [
      "to its passage",
      { passageKey: "k", itemId: "PLAN.DX", section: "answer" },
      { to: "passage", key: "k" },
    ],
    ["to the copies", { part: "copies", itemId: "ENC.CONSENT" }, { to: "copies" }],
    ["to the addendum", { part: "addendum" }, { to: "addendum" }],
    ["to its finding", { itemId: "PLAN.DX", section: "impression" }, { to: "item", itemId: "PLAN.DX" }],
    ["to its section", { section: "medication" }, { to: "section", section: "medication" }],
    ["nowhere where it is about nothing in particular", {}, undefined],
  ] as const)("%s", (_, about, destination) => {
    expect(destinationOf({ ...entry, ...about })).toEqual(destination);
  });
});
