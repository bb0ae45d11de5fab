import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { heightOf } from "../../../electron/backend/letters/render/blocks.ts";
import { layOut } from "../../../electron/backend/letters/render/layout.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { type Block, type LetterDocument, plainText } from "../../../shared/letter/document.ts";
import type { FigureDrawing } from "../../../shared/letter/figures/drawing.ts";
import { fixture, fixtureNames, frame } from "../letter/support.ts";
import { elements, readPdf } from "./readPdf.ts";
import { paragraph, sampleLetter, sections } from "./sampleLetter.ts";

const createdAt = new Date("2025-03-10T21:42:00Z");
const words =
  "The pain runs through the buttock and thigh to the foot and is worse when sitting or bending. ";

function figureOf(width: number, height: number): Extract<Block, { kind: "figure" }> {
  const drawing: FigureDrawing = {
    width,
    height,
    shapes: [
      { kind: "path", path: `M0 0 L${width} 0 L${width} ${height} L0 ${height} Z`, style: "mark" },
      { kind: "path", path: `M0 0 L${width} ${height}`, style: "stripes", within: "M0 0 L20 0 L20 20 Z" },
      { kind: "circle", center: [10, 10], radius: 4, style: "solid" },
      { kind: "line", from: [0, 5], to: [width, 5], style: "thickLine" },
      {
        kind: "group",
        move: [5, 5],
        scale: 0.5,
        shapes: [{ kind: "circle", center: [9, 9], radius: 4, style: "mark" }],
      },
      { kind: "text", at: [width / 2, 30], text: "Front of it", anchor: "middle", style: "text" },
    ],
  };
  return {
    kind: "figure",
    drawing,
    alternative: "A drawing (of sorts), é",
    sources: [{ item: "HX.LOC.MAP" }],
  };
}

function letterWith(...history: readonly Block[]): LetterDocument {
  return sampleLetter({ sections: sections({ history }) });
}

const written = (letter: LetterDocument) => writeLetterPdf(letter, { paper: "letter", createdAt });

function withoutFigures(letter: LetterDocument): LetterDocument {
  const bare = letter.sections.map((section) => ({
    ...section,
    blocks: section.blocks.filter(({ kind }) => kind !== "figure"),
  }));
  return { ...letter, sections: bare };
}

describe("a figure in the file", () => {
  const letter = letterWith(figureOf(150, 160), paragraph(words.repeat(12)));

  it("is a Figure of the structure with its words instead, and a box on the page", async () => {
    const pdf = await readPdf(await written(letter));
    const figures = pdf.pages.flatMap((page) => elements(page, "Figure"));
    expect(figures.map(({ text }) => text)).toEqual(["Front of it"]);
    expect(pdf.alternatives).toEqual(["A drawing (of sorts), é"]);
    const [, box = ""] = /\/BBox \[([^\]]+)\]/.exec(pdf.raw) ?? [];
    const [left = 0, bottom = 0, right = 0, top = 0] = box.split(" ").map(Number);
    expect(right).toBeCloseTo(612 - 72, 0);
    expect(right - left).toBeLessThanOrEqual(150);
    expect(right - left).toBeGreaterThan(150 * 0.85);
    expect((right - left) / (top - bottom)).toBeCloseTo(150 / 160, 1);
    expect(bottom).toBeGreaterThan(72);
    expect(top).toBeLessThan(792 - 72);
  });

  it("comes before the paragraph beside it in the order of reading", async () => {
    const pdf = await readPdf(await written(letter));
    const order = pdf.pages
      .flatMap((page) => elements(page, "Figure", "P"))
      .map(({ role, text }) => `${role} ${text}`);
    const at = order.findIndex((text) => text.startsWith("Figure"));
    expect(order[at + 1]).toMatch(/^P The pain runs/);
  });

  it("leaves the paragraph beside it whole and its own", async () => {
    const pdf = await readPdf(await written(letter));
    const text = pdf.pages.flatMap((page) => elements(page, "P")).map(({ text: each }) => each);
    expect(text.filter((each) => each.includes("buttock"))).toEqual([words.repeat(12).trim()]);
  });

  it("keeps text beside it clear of it", async () => {
    const pdf = await readPdf(await written(letter));
    for (const { items } of pdf.pages) {
      const label = items.find(({ text }) => text === "Front of it");
      if (label === undefined) continue;
      const beside = items.filter(({ y, text }) => Math.abs(y - label.y) < 100 && text.includes("pain runs"));
      expect(beside.length).toBeGreaterThan(0);
      for (const { x, width } of beside) expect(x + width).toBeLessThan(612 - 72 - 150 * 0.85);
    }
  });

  it("is the same bytes for the same letter", async () => {
    expect(Buffer.compare(await written(letter), await written(letter))).toBe(0);
  });

  it("has text of at least 7 points however tight the letter is set", async () => {
    for (const length of [3, 12, 30, 60]) {
      const pdf = await readPdf(
        await written(letterWith(figureOf(150, 160), paragraph(words.repeat(length)))),
      );
      const sizes = pdf.pages.flatMap(({ items }) => items.map(({ size }) => size));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(7);
    }
  });
});

describe("the place of a figure", () => {
  it.each([
    ["a short paragraph", [paragraph("Short.")]],
    ["several short paragraphs", [paragraph("One."), paragraph("Two."), paragraph("Three.")]],
    ["a paragraph that ends beside it", [paragraph(words.repeat(5))]],
    ["a paragraph that goes on below it", [paragraph(words.repeat(20))]],
    ["several paragraphs", [paragraph(words.repeat(4)), paragraph(words.repeat(9)), paragraph(words)]],
    ["no paragraph", []],
  ])("with %s: nothing is lost, doubled or covered", async (_, after) => {
    const pdf = await readPdf(await written(letterWith(figureOf(150, 160), ...after)));
    const expected = after.flatMap((block) =>
      block.kind === "paragraph" ? [block.sentences.map(plainText).join(" ").trim()] : [],
    );
    const paragraphs = pdf.pages.flatMap((page) => elements(page, "P")).map(({ text }) => text);
    for (const text of expected) expect(paragraphs.filter((each) => each === text)).toHaveLength(1);
    for (const { items } of pdf.pages) {
      for (const { x, width } of items) expect(x + width).toBeLessThanOrEqual(612 - 72 + 3.5);
    }
  });

  it.each([
    ["wider than half the text: alone and whole", 400, 200],
    ["wider than the page: made smaller", 900, 300],
  ])("%s", async (_, width, height) => {
    const pdf = await readPdf(await written(letterWith(figureOf(width, height), paragraph(words))));
    const [, box = ""] = /\/BBox \[([^\]]+)\]/.exec(pdf.raw) ?? [];
    const [left = 0, , right = 0] = box.split(" ").map(Number);
    expect(left).toBeCloseTo(72, 0);
    expect(right).toBeLessThanOrEqual(612 - 72 + 0.1);
  });

  it("is one page: it is never cut, wherever the text before it ends", () => {
    let turned = 0;
    for (let count = 1; count < 64; count += 3) {
      const { pages, setting } = layOut(
        letterWith(paragraph(words.repeat(count)), figureOf(150, 160), paragraph(words.repeat(14))),
        "letter",
      );
      const { density, margins } = setting;
      const bottom = 792 - margins.foot;
      const placed = pages.flatMap((page, index) =>
        page.flatMap((each) => (each.block.figure ? [{ ...each, index }] : [])),
      );
      expect(placed).toHaveLength(1);
      for (const { block, top, from, to, index } of placed) {
        expect(from).toBe(0);
        expect(top + heightOf(block, from, to, density)).toBeLessThanOrEqual(bottom + 0.02);
        if (index > 1) turned += 1;
      }
    }
    expect(turned).toBeGreaterThan(0);
  });
});

describe("the letters of the cases", () => {
  it.each(fixtureNames)(
    "%s: figures take nothing from its first page and add a page at most",
    async (name) => {
      const letter = compose(fixture(name), frame);
      const [pdf, bare] = await Promise.all(
        [letter, withoutFigures(letter)].map(async (each) => readPdf(await written(each))),
      );
      expect(pdf?.pages.length).toBeLessThanOrEqual((bare?.pages.length ?? 0) + 1);
      // Where the letter is set more or less tightly, what the reader must do still stands on the same page.
      const [strayed, before] = [letter, withoutFigures(letter)].map((each) =>
        layOut(each, "letter")
          .pages.slice(1)
          .flat()
          .some(({ block }) => block.firstPage),
      );
      expect(strayed).toBe(before);
      const figures = letter.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "figure"));
      expect(pdf?.alternatives).toEqual(
        figures.map((block) => (block.kind === "figure" ? block.alternative : "")),
      );
    },
  );
});
