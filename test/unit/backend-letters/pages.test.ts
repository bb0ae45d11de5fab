import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { type FlowBlock, heightOf, lineCount } from "../../../electron/backend/letters/render/blocks.ts";
import { type Layout, layOut } from "../../../electron/backend/letters/render/layout.ts";
import { readPdf } from "./readPdf.ts";
import { paragraph, sampleLetter, say, sections, table } from "./sampleLetter.ts";

const words =
  "The pain runs through the buttock and thigh to the dorsum of the foot and is worse when sitting, bending, coughing or driving. ";
const createdAt = new Date("2025-03-10T21:42:00Z");

function textOf(length: number): string {
  return words.repeat(Math.ceil(length / words.length)).slice(0, length);
}

/** Letters whose text grows line by line, so that every block comes to stand at the foot of a page in one of them. */
const growing = Array.from({ length: 48 }, (_, step) => ({
  step,
  letter: sampleLetter({
    sections: sections({
      history: [paragraph(`${textOf(90 * step + 40)}.`), paragraph(`${textOf(400)}.`, "Since then")],
      physical: [
        paragraph(`${textOf(95)}.`),
        { kind: "bulleted", items: [say(textOf(300)), say(textOf(20))] },
      ],
      neurological: [
        table(
          ["Test", "Right", "Left"],
          Array.from({ length: 5 + (step % 9) }, (__, row) => [`Row ${row}`, "5", textOf(10 + row * 30)]),
        ),
      ],
    }),
  }),
}));

function isHeading(block: FlowBlock): boolean {
  return block.outline !== undefined;
}

describe.each(["letter", "a4"] as const)("pages of %s size", (paper) => {
  const layouts = growing.map(({ letter }) => layOut(letter, paper));

  it("hold every line of every block once and in order", () => {
    for (const { pages } of layouts) {
      const placements = pages.flat();
      const seen = new Map<FlowBlock, number>();
      for (const { block, from, to, repeated } of placements) {
        if (repeated) continue;
        expect(from).toBe(seen.get(block) ?? 0);
        seen.set(block, to);
      }
      for (const [block, to] of seen) expect(to).toBe(lineCount(block));
    }
  });

  it("end above the footer, and blocks do not overlap", () => {
    const height = paper === "letter" ? 792 : 841.89;
    for (const { pages, setting, furniture } of layouts) {
      const { density, margins } = setting;
      for (const [index, page] of pages.entries()) {
        const footer = index === pages.length - 1 ? furniture.lastFooterHeight : furniture.footerHeight;
        const bottom = height - Math.max(margins.foot, footer);
        let below = 0;
        for (const { block, from, to, top } of page) {
          expect(top).toBeGreaterThanOrEqual(below - 0.01);
          below = top + heightOf(block, from, to, density);
        }
        expect(below).toBeLessThanOrEqual(bottom + 0.02);
      }
    }
  });

  it("never end with a heading or a table's header", () => {
    for (const { pages } of layouts) {
      for (const page of pages.slice(0, -1)) {
        const last = page.at(-1)?.block;
        expect(last && (isHeading(last) || last.rule === "strong")).toBe(false);
      }
    }
  });

  it("never part a row, nor leave a single line of a paragraph on either side", () => {
    let parted = 0;
    for (const { pages } of layouts) {
      for (const { block, from, to } of pages.flat()) {
        const total = lineCount(block);
        if (from === 0 && to === total) continue;
        expect(block.kind).toBe("text");
        expect(to - from).toBeGreaterThanOrEqual(2);
        parted += 1;
      }
    }
    expect(parted).toBeGreaterThan(10);
  });

  it("never leave one row of a table alone, nor part a short table", () => {
    for (const { pages } of layouts) {
      for (const page of pages) {
        const rows = page.filter(({ block }) => block.kind === "row" && block.header !== undefined);
        if (rows.length > 0) expect(rows.length).toBeGreaterThanOrEqual(2);
      }
    }
    const short = Array.from({ length: 48 }, (_, step) =>
      layOut(
        sampleLetter({
          sections: sections({
            history: [paragraph(`${textOf(90 * step + 40)}.`)],
            instruments: [
              table(
                ["Test", "Score"],
                Array.from({ length: 4 }, (__, row) => [`Row ${row}`, "5"]),
              ),
            ],
          }),
        }),
        paper,
      ),
    );
    for (const { pages } of short) {
      const isOfTable = (block: FlowBlock) => block.boxes.some((box) => /^Row [0-3]$/.test(textOfBox(box)));
      expect(pages.filter((page) => page.some(({ block }) => isOfTable(block)))).toHaveLength(1);
    }
  });

  it("repeat the header where a table goes on", () => {
    let continued = 0;
    for (const { pages } of layouts) {
      for (const page of pages) {
        for (const [index, { block }] of page.entries()) {
          if (block.kind !== "row" || block.header === undefined) continue;
          const before = page[index - 1];
          expect(before?.block.kind).toBe("row");
          if (before?.repeated) continued += 1;
        }
      }
    }
    expect(continued).toBeGreaterThan(3);
  });

  it("keep the close and the signature together", () => {
    for (const { pages } of layouts) {
      const withSignature = pages.filter((page) =>
        page.some(({ block }) =>
          block.boxes.some((box) => textOfBox(box).startsWith("Electronically signed")),
        ),
      );
      expect(withSignature).toHaveLength(1);
      const texts = withSignature[0]?.flatMap(({ block }) => block.boxes.map(textOfBox)) ?? [];
      expect(texts).toContain("Sincerely,");
      expect(texts).toContain("Ines Marlowe, MD");
      expect(texts.some((text) => text.endsWith(", NPI 1234567893"))).toBe(true);
    }
  });
});

function textOfBox(box: FlowBlock["boxes"][number]): string {
  return box.lines.map((line) => line.fragments.map((fragment) => fragment.text).join("")).join("");
}

describe("the first page", () => {
  const strayed = ({ pages }: Layout) =>
    pages.slice(1).flatMap((page) => page.filter(({ block }) => block.firstPage));
  const recommending = (rows: number) =>
    sampleLetter({
      sections: sections({
        recommendations: [
          table(
            ["What", "Who", "When"],
            Array.from({ length: rows }, (_, row) => [`Action ${row}`, "Pain clinic", "Now"]),
          ),
        ],
      }),
    });

  it("is set in 11 points, at ease and with margins of an inch, when everything fits", () => {
    const short = sampleLetter({
      sections: sections({ recommendations: [paragraph("No action is needed.")] }),
    });
    expect(layOut(short, "letter").setting).toEqual({
      size: 11,
      density: { leading: 1, gap: 1, rowPadding: 3.2 },
      margins: { side: 72, top: 72, foot: 72 },
    });
  });

  it("shows what the referring physician must know and do, set smaller and tighter as it grows, never below 10 points", () => {
    const layouts = Array.from({ length: 12 }, (_, rows) => layOut(recommending(rows + 1), "letter"));
    const sizes = layouts.map(({ setting }) => setting.size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(new Set(sizes)).toEqual(new Set([11, 10.5, 10]));
    for (const layout of layouts.slice(0, 9)) expect(strayed(layout)).toEqual([]);
    expect(layouts[8]?.setting.density.leading).toBeLessThan(1);
  });

  it("is set at ease when nothing would make it fit", () => {
    const { setting } = layOut(recommending(30), "letter");
    expect(setting.size).toBe(11);
    expect(setting.density.leading).toBe(1);
  });
});

describe("the last page", () => {
  it("holds more than the signature, where a tighter setting brings that about", () => {
    const ends = Array.from({ length: 40 }, (_, step) => {
      const history = [paragraph(`${textOf(300 + 160 * step)}.`)];
      const { pages, setting } = layOut(sampleLetter({ sections: sections({ history }) }), "letter");
      const last = pages.at(-1)?.at(-1);
      return { pages: pages.length, end: (last?.top ?? 0) - setting.margins.top, size: setting.size };
    });
    expect(new Set(ends.map(({ pages }) => pages)).size).toBeGreaterThan(1);
    for (const { pages, end } of ends) if (pages > 1) expect(end).toBeGreaterThan(90);
  });
});

describe("texts beyond measure", () => {
  it.each([
    ["a paragraph of 2,000 characters", textOf(2000), 3],
    ["a paragraph of 40,000 characters", textOf(40_000), 30],
    ["one word of 2,000 characters", "x".repeat(2000), 3],
  ])("%s is written whole", async (_, text, mostPages) => {
    const letter = sampleLetter({ sections: sections({ history: [paragraph(text)] }) });
    const pdf = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
    const squeezed = pdf.pages
      .flatMap((page) => [...page.marked.values()])
      .join("")
      .replace(/\s+/g, "");
    expect(squeezed).toContain(text.replace(/\s+/g, "").slice(0, 120));
    const count = squeezed.split("bending").length - 1;
    expect(count).toBeGreaterThanOrEqual(text.split("bending").length - 1);
    expect(pdf.pages.length).toBeLessThanOrEqual(mostPages);
    expect(pdf.pages.at(-1)?.text).toContain(`Page ${pdf.pages.length} of ${pdf.pages.length}`);
  });

  it("a cell that is taller than a page goes on instead of vanishing", async () => {
    const letter = sampleLetter({
      sections: sections({
        physical: [table(["Test", "Right", "Left", "Why"], [["Row", "5", "5", textOf(4000)]])],
      }),
    });
    const pdf = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
    const text = pdf.pages.map((page) => page.text).join(" ");
    expect(text.split("buttock").length - 1).toBeGreaterThanOrEqual(textOf(4000).split("buttock").length - 1);
  });

  it("sixty rows stand whole on their pages", async () => {
    const rows = Array.from({ length: 60 }, (_, row) => [
      `Level ${row} begins`,
      textOf(20 + ((row * 37) % 120)).trim(),
      `level ${row} ends`,
    ]);
    const letter = sampleLetter({
      sections: sections({ records: [table(["Level", "Finding", "Note"], rows)] }),
    });
    const pdf = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
    for (const row of rows.keys()) {
      const page = pdf.pages.filter(({ text }) => text.includes(`Level ${row} begins`));
      expect(page).toHaveLength(1);
      expect(page[0]?.text).toContain(`level ${row} ends`);
    }
  });
});
