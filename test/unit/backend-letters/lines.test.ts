import { describe, expect, it } from "vitest";
import { breakLines, extent, type Line } from "../../../electron/backend/letters/render/lines.ts";
import { prepare } from "../../../electron/backend/letters/render/text.ts";

function plain(text: string) {
  return [{ text, face: "text" as const }];
}
function read(lines: readonly Line[]): string[] {
  return lines.map((line) => line.fragments.map((fragment) => fragment.text).join(""));
}

describe("lines", () => {
  it("of nothing are none", () => {
    expect(breakLines(plain(""), 10, 100)).toEqual([]);
    expect(breakLines(plain("   "), 10, 100)).toEqual([]);
  });

  it("are no wider than asked, whatever the width", () => {
    const text = "Numbness in the saddle area, non-particulate steroid, L4-5 and 300 mg three times a day.";
    for (const width of [20, 37, 60, 100, 250, 1000]) {
      const lines = breakLines(plain(text), 10, width);
      for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.01);
      expect(read(lines).join("").replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
    }
  });

  it.each([
    ["a number from its unit", "take gabapentin 300 mg daily", "300 mg"],
    ["a disc level", "the disc at level L4-5 bulges", "L4-5"],
    ["a range of numbers", "again in about 1-2 weeks", "1-2"],
    ["a grade", "strength of toes 4-/5 now", "4-/5"],
    ["a title from its name", "as asked by Dr Brackwater here", "Dr Brackwater"],
    ["a day from its month", "seen again on 10 Mar 2025", "10 Mar"],
  ])("do not part %s", (_, text, kept) => {
    const widest = extent(plain(text), 10).natural;
    for (let width = extent(plain(kept), 10).natural + 1; width < widest; width += 3) {
      expect(read(breakLines(plain(text), 10, width)).join("\n")).toContain(kept);
    }
  });

  it("may end after a hyphen between words, and never inside a word", () => {
    const lines = read(
      breakLines(plain("a non-particulate steroid"), 10, extent(plain("particulate"), 10).natural + 1),
    );
    expect(lines).toContain("a non-");
    expect(lines.join("|")).not.toMatch(/\p{L}\|\p{L}/u);
  });

  it("change the face inside a word without parting it", () => {
    const lines = breakLines(
      [
        { text: "grade ", face: "text" },
        { text: "4-", face: "textStrong" },
        { text: "/5 on the left", face: "text" },
      ],
      10,
      70,
    );
    expect(read(lines).join("\n")).toContain("4-/5");
    expect(lines[0]?.fragments.map((fragment) => fragment.face)).toEqual(["text", "textStrong", "text"]);
  });

  it("do not leave one short word alone at the end", () => {
    const text = "Left radiculopathy from the disc extrusion. History, examination and imaging agree on it.";
    const width = extent(plain(text), 10).natural - 4;
    const lines = breakLines(plain(text), 10, width);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.width).toBeGreaterThan(width * 0.1);
  });
});

describe("text as it is set", () => {
  it.each([
    ["line breaks and doubled spaces", "a\n\n b\t c", "a b c"],
    ["invisible characters", "a\u00adb\ufeffc\u200bd\u0007e", "abcde"],
    ["decomposed accents", "Nun\u0303ez", "Nu\u00f1ez"],
    ["ligature characters", "o\ufb03ce", "office"],
    ["the micro sign", "5 \u00b5g", "5 \u03bcg"],
    ["a hyphen that is not the common one", "a\u2011b", "a-b"],
  ])("has one form of %s", (_, text, expected) => {
    expect(prepare(text).replaceAll("\u00a0", " ")).toBe(expected);
  });
});
