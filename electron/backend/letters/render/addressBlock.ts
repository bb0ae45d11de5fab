import { breakLines, type Line } from "./lines.ts";
import type { Rectangle } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import type { TextStyle } from "./styles.ts";

interface SetLine {
  readonly line: Line;
  readonly style: TextStyle;
}

const smallestScale = 0.3;

/** Lines no wider than the place, all of them no taller: at their own size, or as much smaller as it takes; nothing is left out. */
export function fitLines(
  texts: readonly { readonly text: string; readonly style: TextStyle }[],
  place: Rectangle,
): readonly SetLine[] {
  for (let scale = 1; scale > smallestScale; scale -= 0.05) {
    const lines = texts.flatMap(({ text, style }) => {
      const scaled = { ...style, size: style.size * scale, leading: style.leading * scale };
      return breakLines([{ text, face: style.plain }], scaled.size, place.width).map((line) => ({
        line,
        style: scaled,
      }));
    });
    const height = lines.reduce((sum, { style }) => sum + style.leading, 0);
    if (height <= place.height) return lines;
  }
  throw new Error("no size fits the address into its place");
}

/** Draws lines from the upper left corner of a place; `middle` puts them into the middle of its height. */
export function drawLines(
  sheet: Sheet,
  lines: readonly SetLine[],
  place: Rectangle,
  vertical: "top" | "middle" = "top",
): void {
  const height = lines.reduce((sum, { style }) => sum + style.leading, 0);
  let y = vertical === "top" ? place.y : place.y + (place.height - height) / 2;
  for (const { line, style } of lines) {
    sheet.line(line, style, place.x, y);
    y += style.leading;
  }
}
