import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeLetter } from "../../../shared/letter/compose.ts";
import type { Section, Sentence } from "../../../shared/letter/document.ts";
import { plainText } from "../../../shared/letter/document.ts";
import {
  applyEdits,
  type Edit,
  type Editable,
  keptEdit,
  type Passage,
  passagesOf,
  passageText,
  withEdit,
  withoutEdit,
} from "../../../shared/letter/edits.ts";
import { ownWords } from "../../../shared/letter/rewriting.ts";
import { evaluationOf, fixture, fixtureNames, frame, values } from "./support.ts";

const say = (text: string, item: string): Sentence => ({ runs: [{ text }], sources: [{ item }] });

const history: Section = {
  id: "history",
  heading: "History",
  blocks: [
    {
      kind: "paragraph",
      sentences: [
        say("It began in May.", "A"),
        say("It is worse when sitting.", "B"),
        say("It is constant.", "C"),
      ],
    },
    { kind: "paragraph", sentences: [say("Walking eases it.", "D")] },
    { kind: "numbered", items: [say("Leg pain.", "E"), say("Weakness.", "F")] },
  ],
};
const letter: Editable = { opening: [say("I saw her.", "V")], sections: [history] };
const [opening, first, second, entry] = passagesOf(letter) as readonly [Passage, Passage, Passage, Passage];

const written = (passage: Passage, text: string, composed = letter) =>
  applyEdits(composed, withEdit([], passage, text));
const at = (key: string, passages: readonly Passage[]) => passages.find((each) => each.key === key);
const itemsOf = (said: Sentence | undefined) =>
  said?.sources.map((source) => ("item" in source ? source.item : "fixed" in source ? source.fixed : "?"));

describe("passages", () => {
  it("are paragraphs, entries and cells, each with a key from its first finding", () => {
    expect(passagesOf(letter).map(({ key }) => key)).toEqual([
      "opening/paragraph/V",
      "history/paragraph/A",
      "history/paragraph/D",
      "history/entry/E",
      "history/entry/F",
    ]);
  });
  it("with the same first finding are told apart", () => {
    const twice = { ...letter, sections: [history, { ...history, id: "answer" as const }, history] };
    const keys = passagesOf(twice).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("history/paragraph/A~2");
  });
});

describe("a paragraph that was written over", () => {
  it.each([
    [
      "one sentence reworded",
      "It began in May. Sitting hurts most. It is constant.",
      [["A"], ["B"], ["C"]],
      [false, true, false],
      [],
    ],
    [
      "one sentence added",
      "It began in May. It is worse when sitting. She rests a lot. It is constant.",
      [["A"], ["B"], [ownWords.fixed], ["C"]],
      [false, false, true, false],
      [],
    ],
    ["one sentence taken out", "It began in May. It is constant.", [["A"], ["C"]], [false, false], ["B"]],
    [
      "two made one",
      "It began in May, when sitting. It is constant.",
      [["A", "B"], ["C"]],
      [true, false],
      [],
    ],
    ["all made new", "Three things are said", [["A", "B", "C"]], [true], []],
    ["taken out whole", "  ", [], [], ["A", "B", "C"]],
  ])("%s", (_, text, sources, edited, removed) => {
    const passage = at(first.key, written(first, text).passages);
    expect(passage?.sentences.map(itemsOf)).toEqual(sources);
    expect(passage?.sentences.map((said) => said.edited === true)).toEqual(edited);
    expect(passage?.removed.flatMap((said) => itemsOf(said) ?? [])).toEqual(removed);
    expect(passage?.state).toBe("edited");
  });
  it("ends as a sentence does", () => {
    const { letter: done } = written(second, "walking helps");
    const block = done.sections[0]?.blocks[1];
    expect(block?.kind === "paragraph" && block.sentences.map(plainText)).toEqual(["Walking helps."]);
  });
  it("is no edit where it says what is composed", () => {
    expect(withEdit([], first, `${passageText(first.original)}\n`)).toEqual([]);
  });
});

describe("what is taken out", () => {
  it("leaves no empty block, and moves up what stands after it", () => {
    const { letter: done, passages } = written(first, "");
    expect(done.sections[0]?.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "numbered"]);
    expect(at(first.key, passages)?.place).toBeUndefined();
    expect(at(second.key, passages)?.place).toEqual({ block: 0 });
    expect(at(entry.key, passages)?.place).toEqual({ block: 1, entry: 0 });
  });
  it("of a list is one entry less", () => {
    const { letter: done, passages } = written(entry, "");
    const list = done.sections[0]?.blocks[2];
    expect(list?.kind === "numbered" && list.items.map(plainText)).toEqual(["Weakness."]);
    expect(at(entry.key, passages)).toMatchObject({ removed: entry.original });
    expect(at("history/entry/F", passages)?.place).toEqual({ block: 2, entry: 0 });
  });
  it("of a section is the section", () => {
    const edits = [...withEdit([], first, ""), ...withEdit([], second, "")];
    const short = { ...letter, sections: [{ ...history, blocks: history.blocks.slice(0, 2) }] };
    expect(applyEdits(short, edits).letter.sections).toEqual([]);
  });
});

describe("when a finding changes", () => {
  const changed = (sentences: readonly Sentence[]): Editable => ({
    ...letter,
    sections: [{ ...history, blocks: [{ kind: "paragraph", sentences }, ...history.blocks.slice(1)] }],
  });
  const now = changed([say("It began in June.", "A"), ...first.original.slice(1)]);
  const edits = withEdit([], first, "It began in spring.");
  it("the edit is stale, and still stands", () => {
    const passage = at(first.key, applyEdits(now, edits).passages);
    expect(passage).toMatchObject({ state: "stale" });
    expect(passageText(passage?.sentences ?? [])).toBe("It began in spring.");
    expect(passageText(passage?.original ?? [])).toContain("June");
  });
  it("keeping it ends that, and taking the new words too", () => {
    const passage = at(first.key, applyEdits(now, edits).passages) as Passage;
    expect(at(first.key, applyEdits(now, keptEdit(edits, passage)).passages)?.state).toBe("edited");
    expect(applyEdits(now, withoutEdit(edits, first.key)).letter).toEqual(now);
  });
  it("elsewhere the edit stays as it is", () => {
    const elsewhere = { ...letter, opening: [say("I saw him.", "V")] };
    expect(at(first.key, applyEdits(elsewhere, edits).passages)?.state).toBe("edited");
  });
  it("and changes the key, the edit is found by what it told", () => {
    const moved = changed(first.original.slice(1));
    const [passage] = applyEdits(moved, edits).passages.filter(({ state }) => state === "stale");
    expect(passage).toMatchObject({ key: "history/paragraph/B", editKey: first.key });
    const kept = keptEdit(edits, passage as Passage);
    expect(kept).toHaveLength(1);
    expect(at("history/paragraph/B", applyEdits(moved, kept).passages)).toMatchObject({ state: "edited" });
  });
  it("so that nothing of it is told, the edit is an orphan and says nothing", () => {
    const { letter: done, orphans } = applyEdits({ ...letter, sections: [] }, edits);
    expect(orphans).toEqual(edits);
    expect(done).toEqual({ ...letter, sections: [] });
  });
  it("words that moved take their edit along", () => {
    const inserted: Editable = {
      ...letter,
      sections: [
        {
          ...history,
          blocks: [{ kind: "paragraph", sentences: [say("Before that, nothing.", "D")] }, ...history.blocks],
        },
      ],
    };
    const onSecond = withEdit([], second, "A walk eases it.");
    const { passages } = applyEdits(inserted, onSecond);
    const [edited] = passages.filter(({ state }) => state !== "composed");
    expect(edited).toMatchObject({ state: "edited", key: "history/paragraph/D~2", place: { block: 2 } });
  });
});

describe("in any letter", () => {
  const composed = (name: string) => composeLetter(fixture(name), frame);
  it.each(fixtureNames)("%s: what is put back is as it was, and an edit keeps its sources", (name) => {
    const evaluation = fixture(name);
    const before = composed(name);
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 60 }), (index, text) => {
        const passage = before.passages[index % before.passages.length] as Passage;
        const edits = withEdit([], passage, `Changed ${text}`);
        const after = composeLetter(evaluation, { ...frame, edits });
        const edited = after.passages.find(({ key }) => key === passage.key) as Passage;
        const sources = new Set(
          edited.sentences.flatMap((said) => said.sources.map((each) => JSON.stringify(each))),
        );
        for (const { sources: original } of passage.original) {
          for (const source of original) expect(sources).toContain(JSON.stringify(source));
        }
        expect(edited).toMatchObject({ state: "edited", original: passage.original });
        expect(after.orphans).toEqual([]);
        const back = composeLetter(evaluation, { ...frame, edits: withoutEdit(edits, passage.key) });
        expect(back.document).toEqual(before.document);
      }),
      { numRuns: 12 },
    );
  });
  it("writing again what was there puts the letter back", () => {
    const before = composed("case-f1.json");
    for (const passage of before.passages) {
      expect(withEdit([], passage, passageText(passage.original))).toEqual([]);
    }
    expect(opening.key).toBe("opening/paragraph/V");
  });
  it("abbreviations are written out anew, so that an edit made from the page is stored short", () => {
    const evaluation = evaluationOf({ answers: values({ "PLAN.ANSWER": "An MBB comes next." }) });
    const before = composeLetter(evaluation, frame);
    expect(before.document.sections[0]?.blocks[0]).toMatchObject({
      sentences: [{ runs: [{ text: "A medial branch block (MBB) comes next." }] }],
    });
    const passage = before.passages.find(({ section }) => section === "answer") as Passage;
    const edits: readonly Edit[] = withEdit([], passage, "A medial branch block (MBB) may come next.");
    expect(edits[0]?.text).not.toContain("(MBB)");
    const after = composeLetter(evaluation, { ...frame, edits });
    expect(JSON.stringify(after.document.sections[0])).toContain("medial branch block (MBB) may come next");
  });
  it("no edit tells anybody to stop an antithrombotic without its prescriber", () => {
    const evaluation = evaluationOf({
      answers: values({
        "PLAN.ANSWER": "A block comes next.",
        "HX.MED.ATC": [{ drug: "apixaban", prescriber: "Dr Wick" }],
      }),
    });
    const passage = composeLetter(evaluation, frame).passages.find(
      ({ section }) => section === "answer",
    ) as Passage;
    const edits = withEdit([], passage, "Stop apixaban three days before.");
    const { document } = composeLetter(evaluation, { ...frame, edits });
    expect(JSON.stringify(document.sections[0])).toContain("(to be confirmed with Dr Wick)");
  });
});
