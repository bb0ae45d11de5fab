import { companionOf, type FaceName, face } from "../fonts.ts";
import { breakMark, drawn, prepare } from "./text.ts";

/** A stretch of text in one face. */
export interface StyledText {
  readonly text: string;
  readonly face: FaceName;
}

export interface Fragment {
  readonly face: FaceName;
  readonly text: string;
  /** From the left edge of the line, in points. */
  readonly x: number;
}

export interface Line {
  readonly fragments: readonly Fragment[];
  /** Without the space at its end, in points. */
  readonly width: number;
}

interface Word {
  readonly pieces: readonly StyledText[];
  readonly width: number;
  /** The face of the space after it; none where a line may end inside a word. */
  readonly space?: FaceName;
}

/** Breaks text into lines no wider than `width`; a word that is wider alone is cut between characters. No hyphenation. */
export function breakLines(texts: readonly StyledText[], size: number, width: number): Line[] {
  const words = wordsOf(texts, size).flatMap((word) =>
    word.width > width ? cut(word, size, width) : [word],
  );
  const lines = filled(words, size, width);
  return lines.length > 1 && (lines.at(-1)?.width ?? 0) < width * shortLastLine
    ? withLongerEnd(lines, words, size, width)
    : lines;
}

/** A paragraph should not end in one short word on a line of its own. */
const shortLastLine = 0.1;

/** Sets the lines a little narrower, so that more comes down to the last one, if that takes no further line. */
function withLongerEnd(lines: Line[], words: readonly Word[], size: number, width: number): Line[] {
  for (const narrower of [0.97, 0.94, 0.91, 0.88]) {
    const widest = Math.max(...words.map((word) => word.width));
    const tried = filled(words, size, Math.max(widest, width * narrower));
    if (tried.length !== lines.length) return lines;
    if ((tried.at(-1)?.width ?? 0) >= width * shortLastLine) return tried;
  }
  return lines;
}

function filled(words: readonly Word[], size: number, width: number): Line[] {
  const lines: Line[] = [];
  let current: Word[] = [];
  let used = 0;
  for (const [index, word] of words.entries()) {
    if (current.length > 0 && used + word.width > width + 0.01) {
      lines.push(assemble(current, size, true));
      current = [];
      used = 0;
    }
    current.push(word);
    used += word.width + spaceAfter(word, size);
    if (index === words.length - 1) lines.push(assemble(current, size, false));
  }
  return lines;
}

/** What a table column should know about one of its cells. */
export interface Extent {
  /** Width on one line. */
  readonly natural: number;
  /** Width of the widest word: narrower columns cut it. */
  readonly minimal: number;
  /** Lines that it takes in a column of this width. */
  linesIn(width: number): number;
}

export function extent(texts: readonly StyledText[], size: number): Extent {
  const words = wordsOf(texts, size);
  const [line] = words.length === 0 ? [] : [assemble(words, size, false)];
  const widths = words.map((word) => word.width);
  const advances = words.map((word) => word.width + spaceAfter(word, size));
  return {
    natural: line?.width ?? 0,
    minimal: Math.max(0, ...widths),
    linesIn(width) {
      let [lines, used] = [1, 0];
      for (const [index, advance] of advances.entries()) {
        if (used > 0 && used + (widths[index] ?? 0) > width + 0.01) {
          lines += 1;
          used = 0;
        }
        used += advance;
      }
      return lines;
    },
  };
}

function spaceAfter(word: Word, size: number): number {
  return word.space === undefined ? 0 : face(word.space).width(" ", size);
}

function wordsOf(texts: readonly StyledText[], size: number): Word[] {
  const words: Word[] = [];
  let pieces: StyledText[] = [];
  const finish = (space?: FaceName) => {
    if (pieces.length === 0) return;
    words.push({ pieces, width: widthOf(pieces, size), ...(space === undefined ? {} : { space }) });
    pieces = [];
  };
  for (const text of texts) {
    for (const [spaceIndex, stretch] of prepare(text.text).split(" ").entries()) {
      if (spaceIndex > 0) finish(text.face);
      for (const [markIndex, part] of stretch.split(breakMark).entries()) {
        if (markIndex > 0) finish();
        if (part !== "") pieces.push(...covered({ text: drawn(part), face: text.face }));
      }
    }
  }
  finish();
  return words;
}

/** Characters that the face lacks come from its companion. */
function covered(piece: StyledText): StyledText[] {
  const own = face(piece.face);
  if (own.covers(piece.text)) return [piece];
  const companion = face(companionOf(piece.face));
  if (companion.covers(piece.text)) return [{ text: piece.text, face: companion.name }];
  return characters(piece.text).map((text) => ({
    text,
    face: !own.covers(text) && companion.covers(text) ? companion.name : piece.face,
  }));
}

function cut(word: Word, size: number, width: number): Word[] {
  const parts = cutBy(word, size, width);
  // Kerning may make letters together wider than each by itself.
  const widest = Math.max(...parts.map((part) => part.width));
  const hasRoom = parts.some(
    ({ pieces }) => pieces.length > 1 || characters(pieces[0]?.text ?? "").length > 1,
  );
  return widest > width && hasRoom ? cutBy(word, size, (width * width) / widest - 0.01) : parts;
}

function cutBy(word: Word, size: number, width: number): Word[] {
  const parts: Word[] = [];
  let pieces: StyledText[] = [];
  let used = 0;
  for (const piece of word.pieces) {
    for (const text of characters(piece.text)) {
      const advance = face(piece.face).width(text, size);
      if (pieces.length > 0 && used + advance > width) {
        parts.push({ pieces, width: widthOf(pieces, size) });
        pieces = [];
        used = 0;
      }
      const last = pieces.at(-1);
      if (last?.face === piece.face) pieces[pieces.length - 1] = { text: last.text + text, face: last.face };
      else pieces.push({ text, face: piece.face });
      used += advance;
    }
  }
  const end = word.space === undefined ? {} : { space: word.space };
  return [...parts, { pieces, width: widthOf(pieces, size), ...end }];
}

function assemble(words: readonly Word[], size: number, continues: boolean): Line {
  const fragments: { face: FaceName; text: string; x: number }[] = [];
  let x = 0;
  let end = 0;
  const append = (name: FaceName, text: string) => {
    const last = fragments.at(-1);
    if (last?.face === name) last.text += text;
    else fragments.push({ face: name, text, x });
    x += face(name).width(text, size);
  };
  for (const [index, word] of words.entries()) {
    for (const piece of word.pieces) append(piece.face, piece.text);
    end = x;
    // The space at a line's end stays, unseen: without it reflowed or spoken text would join two words.
    const isLast = index === words.length - 1;
    if (word.space !== undefined && (!isLast || continues)) append(word.space, " ");
  }
  return { fragments, width: end };
}

function widthOf(pieces: readonly StyledText[], size: number): number {
  return pieces.reduce((sum, piece) => sum + face(piece.face).width(piece.text, size), 0);
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
function characters(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
