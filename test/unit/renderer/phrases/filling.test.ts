import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  editBetween,
  fieldBeside,
  fieldsAfter,
  type OpenField,
  stopsOf,
  withWritten,
} from "../../../../renderer/components/phrases/filling.ts";

const at = (start: number, end: number, choices: readonly string[] = []): OpenField => ({
  start,
  end,
  choices,
});

describe("editBetween", () => {
  test.each([
    ["a key in the middle", "abd", "abcd", 3, { start: 2, end: 2, length: 1 }],
    ["a letter beside its like: before", "all", "alll", 2, { start: 1, end: 1, length: 1 }],
    ["a letter beside its like: behind", "all", "alll", 4, { start: 3, end: 3, length: 1 }],
    ["Backspace", "abcd", "abd", 2, { start: 2, end: 3, length: 0 }],
    ["Delete before its like", "aab", "ab", 0, { start: 0, end: 1, length: 0 }],
    ["a word over a field", "x {side} y", "x left y", 6, { start: 2, end: 8, length: 4 }],
    ["nothing", "abc", "abc", 3, { start: 3, end: 3, length: 0 }],
    ["everything", "abc", "xyz", 3, { start: 0, end: 3, length: 3 }],
  ])("%s", (_what, before, after, caret, edit) => {
    expect(editBetween(before, after, caret)).toEqual(edit);
  });

  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "{", "}"), maxLength: 12 });

  test("says what makes the one text into the other, wherever the caret is", () => {
    fc.assert(
      fc.property(text, text, fc.nat(12), (before, after, position) => {
        const caret = Math.min(position, after.length);
        const { start, end, length } = editBetween(before, after, caret);
        expect(before.slice(0, start) + after.slice(start, start + length) + before.slice(end)).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  test("never reaches beyond what was replaced", () => {
    fc.assert(
      fc.property(text, text, text, text, (head, replaced, typed, tail) => {
        const caret = head.length + typed.length;
        const edit = editBetween(head + replaced + tail, head + typed + tail, caret);
        expect(edit.start).toBeGreaterThanOrEqual(Math.min(head.length, edit.end));
        expect(edit.end).toBeLessThanOrEqual(head.length + replaced.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("fieldsAfter", () => {
  const one = at(4, 10);
  const two = at(12, 16);

  test.each([
    ["before them", { start: 0, end: 0, length: 3 }, [at(7, 13), at(15, 19)]],
    ["between them", { start: 11, end: 12, length: 0 }, [at(4, 10), at(11, 15)]],
    ["behind them", { start: 16, end: 16, length: 5 }, [one, two]],
    ["inside of one", { start: 5, end: 7, length: 1 }, [at(4, 9), at(11, 15)]],
    ["over the whole of one", { start: 4, end: 10, length: 4 }, [at(4, 8), at(10, 14)]],
    ["across a border", { start: 9, end: 11, length: 0 }, [at(10, 14)]],
    ["over everything", { start: 0, end: 20, length: 1 }, []],
  ])("an edit %s", (_where, edit, expected) => {
    expect(fieldsAfter([one, two], edit, undefined).fields).toEqual(expected);
  });

  test("what is typed at the border of the field that is being filled belongs to it", () => {
    const typed = { start: 10, end: 10, length: 1 };
    expect(fieldsAfter([one, two], typed, one)).toEqual({
      fields: [at(4, 11), at(13, 17)],
      active: at(4, 11),
    });
    expect(fieldsAfter([one, two], typed, undefined).fields).toEqual([one, at(13, 17)]);
    const emptied = fieldsAfter([one, two], { start: 4, end: 10, length: 0 }, one);
    expect(emptied.active).toEqual(at(4, 4));
    const again = fieldsAfter(emptied.fields, { start: 4, end: 4, length: 2 }, emptied.active);
    expect(again.fields).toEqual([at(4, 6), at(8, 12)]);
  });

  test("the active field goes with the rest when it is deleted from outside", () => {
    expect(fieldsAfter([one], { start: 0, end: 20, length: 0 }, one)).toEqual({
      fields: [],
      active: undefined,
    });
  });

  test("fields that an edit does not touch hold the same words as before", () => {
    const words = fc.stringMatching(/^[a-z ]{0,6}$/);
    const pieces = fc.array(fc.record({ before: words, field: words }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pieces, words, fc.nat(60), fc.nat(60), words, (parts, rest, from, to, typed) => {
        let text = "";
        const fields = parts.map(({ before, field }) => {
          text += `${before}<`;
          const start = text.length;
          text += field;
          const end = text.length;
          text += ">";
          return at(start, end);
        });
        text += rest;
        const start = Math.min(from, to, text.length);
        const end = Math.min(Math.max(from, to), text.length);
        const after = text.slice(0, start) + typed + text.slice(end);
        const moved = fieldsAfter(fields, { start, end, length: typed.length }, undefined).fields;
        const untouched = fields.filter((field) => field.end <= start || field.start >= end);
        const wordsOf = (whole: string, list: readonly OpenField[]) =>
          list.map((f) => whole.slice(f.start, f.end));
        const kept = moved.filter((field) => field.end <= start || field.start >= start + typed.length);
        expect(wordsOf(after, kept)).toEqual(expect.arrayContaining(wordsOf(text, untouched)));
        expect(moved.every((field) => field.start <= field.end && field.end <= after.length)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("stopsOf", () => {
  test("the fields, then the place behind the phrase", () => {
    expect(stopsOf("on the {side: left | right} at {n} degrees", 10)).toEqual([
      at(17, 37, ["left", "right"]),
      at(41, 44),
      at(52, 52),
    ]);
  });

  test("a phrase that ends with a field has no other end", () => {
    expect(stopsOf("level {n}", 0)).toEqual([at(6, 9)]);
  });

  test("words alone have no stops", () => {
    expect(stopsOf("plain words", 0)).toEqual([]);
  });
});

describe("withWritten", () => {
  test("adds fields of the text that are not followed, in order", () => {
    expect(withWritten([at(4, 8)], "{a} left {b}")).toEqual([at(0, 3), at(4, 8), at(9, 12)]);
  });

  test("does not add what is followed already", () => {
    expect(withWritten([at(0, 3)], "{a}")).toEqual([at(0, 3)]);
  });
});

describe("fieldBeside", () => {
  const [one, two, behind] = [at(4, 10), at(12, 16), at(20, 20)];
  const fields = [one, two, behind];

  test.each<[string, OpenField | undefined, number, number, 1 | -1, OpenField | undefined]>([
    ["from the first to the second", one, 4, 10, 1, two],
    ["from inside of the first", one, 6, 6, 1, two],
    ["from the last field to the end of the phrase", two, 16, 16, 1, behind],
    ["from the end of the phrase out of the text field", behind, 20, 20, 1, undefined],
    ["back from the second", two, 12, 16, -1, one],
    ["back from the first out of the text field", one, 4, 10, -1, undefined],
    ["from before all", undefined, 0, 0, 1, one],
    ["from between, when the caret was put there", one, 11, 11, 1, two],
    ["back from between", two, 11, 11, -1, one],
    ["an empty place at the caret is no way to go", undefined, 20, 20, 1, undefined],
    ["nor back", undefined, 20, 20, -1, two],
    ["from behind all", undefined, 30, 30, 1, undefined],
  ])("%s", (_what, active, start, end, by, expected) => {
    expect(fieldBeside(fields, active, { start, end }, by)).toBe(expected);
  });

  test("Tab always leaves in the end: each step goes on", () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.nat(4)), { maxLength: 6 });
    fc.assert(
      fc.property(spans, fc.nat(40), fc.constantFrom<1 | -1>(1, -1), (list, caret, by) => {
        let position = 0;
        const apart = list.map(([gap, length]) => {
          const start = position + gap;
          position = start + length + 1;
          return at(start, start + length);
        });
        let active: OpenField | undefined;
        let selection = { start: caret, end: caret };
        for (let step = 0; step <= apart.length; step += 1) {
          active = fieldBeside(apart, active, selection, by);
          if (active === undefined) return;
          selection = active;
        }
        expect.fail("Tab went round in circles");
      }),
    );
  });
});
