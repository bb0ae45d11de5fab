import { create, type Font } from "fontkit";
import type { FaceName } from "../fonts.ts";

/** One glyph as pdfkit wants it; `codePoints` is what a reader of the PDF copies out. */
interface ShapedGlyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}
interface ShapedPosition {
  readonly xAdvance: number;
  readonly yAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  readonly advanceWidth: number;
}
interface ShapedRun {
  readonly glyphs: readonly ShapedGlyph[];
  readonly positions: readonly ShapedPosition[];
  /** In thousandths of the text size. */
  readonly advanceWidth: number;
}

const ligatureTexts = ["ff", "fi", "fl", "ft", "fj", "ffi", "ffl", "fft", "ffj"];

/** Shaping a word costs about 40 microseconds and most words of a letter return in the next: they are kept, up to a bound. */
const wordsKept = 20_000;

/**
 * A parsed font face. Words are shaped (kerning, ligatures, accents) once and kept across letters.
 *
 * fontkit remembers for each glyph the characters for which it was first used, in whichever letter that was; the same letter
 * would then differ by what was written before it. So the characters of each glyph are worked out here from the word alone.
 */
export class Face {
  readonly name: FaceName;
  /** What pdfkit is given as the font. */
  readonly source: Font;
  readonly capHeight: number;
  readonly #bytes: Uint8Array;
  readonly #font: Font;
  readonly #words = new Map<string, ShapedRun>();
  readonly #ligatures = new Map<number, readonly number[]>();
  readonly #covered = new Map<number, boolean>();
  readonly #space: ShapedRun;

  constructor(name: FaceName, bytes: Uint8Array) {
    this.name = name;
    this.#bytes = bytes;
    this.#font = create(bytes);
    if (this.#font.unitsPerEm !== 1000)
      throw new Error(`${name}: a face of 1000 units to the em is expected`);
    this.capHeight = this.#font.capHeight / 1000;
    for (const text of ligatureTexts) {
      const [glyph, ...others] = this.#font.layout(text).glyphs;
      if (glyph && others.length === 0) this.#ligatures.set(glyph.id, codePointsOf(text));
    }
    this.source = Object.create(this.#font, {
      layout: { value: (text: string) => this.shape(text) },
    });
    this.#space = this.#shapeWord(" ");
  }

  hasCharacter(codePoint: number): boolean {
    let covered = this.#covered.get(codePoint);
    if (covered === undefined) {
      covered = this.#font.hasGlyphForCodePoint(codePoint);
      this.#covered.set(codePoint, covered);
    }
    return covered;
  }

  covers(text: string): boolean {
    for (const character of text) {
      if (!this.hasCharacter(character.codePointAt(0) ?? 0)) return false;
    }
    return true;
  }

  /** Width in points. Measured far more often than drawn, so no glyphs are gathered for it. */
  width(text: string, size: number): number {
    let width = 0;
    this.#eachRun(text, (run) => {
      width += run.advanceWidth;
    });
    return (width * size) / 1000;
  }

  /** pdfkit asks word by word, each with the space that follows it. */
  shape(text: string): ShapedRun {
    if (!text.includes(" ")) return this.#shapeWord(text);
    const glyphs: ShapedGlyph[] = [];
    const positions: ShapedPosition[] = [];
    let advanceWidth = 0;
    this.#eachRun(text, (run) => {
      for (const glyph of run.glyphs) glyphs.push(glyph);
      for (const position of run.positions) positions.push(position);
      advanceWidth += run.advanceWidth;
    });
    return { glyphs, positions, advanceWidth };
  }

  /** The words and the spaces between them, in order. */
  #eachRun(text: string, visit: (run: ShapedRun) => void): void {
    let from = 0;
    while (from <= text.length) {
      const space = text.indexOf(" ", from);
      const to = space === -1 ? text.length : space;
      if (to > from) visit(this.#shapeWord(text.slice(from, to)));
      if (space === -1) return;
      visit(this.#space);
      from = space + 1;
    }
  }

  #shapeWord(word: string): ShapedRun {
    const known = this.#words.get(word);
    if (known) return known;
    const { glyphs, positions } = this.#font.layout(word);
    const characters = this.#charactersOf(word, glyphs);
    const run: ShapedRun = {
      glyphs: glyphs.map(({ id, advanceWidth }, index) => ({
        id,
        advanceWidth,
        codePoints: characters[index] ?? [],
      })),
      positions: positions.map(({ xAdvance, yAdvance, xOffset, yOffset }, index) => ({
        xAdvance,
        yAdvance,
        xOffset,
        yOffset,
        advanceWidth: glyphs[index]?.advanceWidth ?? 0,
      })),
      advanceWidth: positions.reduce((sum, position) => sum + position.xAdvance, 0),
    };
    if (this.#words.size >= wordsKept) this.#words.clear();
    this.#words.set(word, run);
    return run;
  }

  #charactersOf(word: string, glyphs: readonly { readonly id: number }[]): readonly (readonly number[])[] {
    const codePoints = codePointsOf(word);
    const characters: (readonly number[])[] = [];
    let next = 0;
    for (const { id } of glyphs) {
      const single = codePoints[next];
      const ligature = this.#ligatures.get(id);
      if (single !== undefined && this.#font.glyphForCodePoint(single).id === id) {
        characters.push([single]);
        next += 1;
      } else if (ligature?.every((codePoint, offset) => codePoints[next + offset] === codePoint)) {
        characters.push(ligature);
        next += ligature.length;
      } else {
        // Rare (dotless letters under accents): a font object without a past tells the truth.
        return create(this.#bytes)
          .layout(word)
          .glyphs.map((glyph) => glyph.codePoints);
      }
    }
    return characters;
  }
}

function codePointsOf(text: string): number[] {
  return [...text].map((character) => character.codePointAt(0) ?? 0);
}
