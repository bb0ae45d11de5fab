import type { Block } from "../../../../shared/letter/document.ts";
import { type FlowBlock, node, type StructureNode, type TextBox } from "./blocks.ts";
import { breakLines, type Line, type StyledText } from "./lines.ts";
import type { TextStyle } from "./styles.ts";

type FigureBlock = Extract<Block, { kind: "figure" }>;

/** Space before a paragraph, in points. */
export const paragraphGap = 5;
const columnGap = 16;
/** Text beside a figure is at least this part of the page's text. */
const narrowestText = 0.45;
/** Lines that may stand below the figure in the narrow column rather than be parted from their paragraph. */
const overhang = 1;
/** Fewer lines at the foot of the narrow column are not begun. */
const fewestLines = 2;

interface Column {
  readonly width: number;
  /** Space before the figure. */
  readonly before: number;
  readonly style: TextStyle;
}

/**
 * A figure at the right, never cut, and beside it as much of the paragraphs as its height takes; what is left of the last of
 * them goes on below in full width. A figure that leaves too little room for text stands alone.
 */
export function figureBlocks(
  figure: FigureBlock,
  paragraphs: readonly (readonly StyledText[])[],
  root: StructureNode,
  { width, before, style }: Column,
): { readonly blocks: readonly FlowBlock[]; readonly paragraphsTaken: number } {
  const { drawing, alternative } = figure;
  const leaf = node("Figure", root, { alternative });
  const textWidth = width - drawing.width - columnGap;
  if (textWidth < narrowestText * width || paragraphs.length === 0) {
    const scale = Math.min(1, width / drawing.width);
    const lines = Math.ceil((drawing.height * scale) / style.leading);
    return {
      blocks: [
        {
          kind: "whole",
          boxes: [],
          before,
          figure: { node: leaf, drawing, edge: { left: 0 }, scale, lines, lineHeight: style.leading },
        },
      ],
      paragraphsTaken: 0,
    };
  }

  const figureLines = Math.ceil((drawing.height + 2) / style.leading);
  const gap = paragraphGap / style.leading;
  const boxes: TextBox[] = [];
  let used = 0;
  let paragraphsTaken = 0;
  let rest: FlowBlock | undefined;
  for (const texts of paragraphs) {
    const below = boxes.length === 0 ? 0 : used + gap;
    const room = Math.floor(figureLines - below);
    if (rest !== undefined || room < fewestLines) break;
    const broken = breakLines(texts, style.size, textWidth);
    const leaves = broken.length > room + overhang;
    const textNode = node("P", root);
    const lines = leaves ? broken.slice(0, room) : broken;
    boxes.push({ node: textNode, lines, style, x: 0, width: textWidth, align: "start", below });
    if (leaves) {
      const remaining = breakLines(textsOf(broken.slice(room)), style.size, width);
      rest = {
        kind: "text",
        boxes: [{ node: textNode, lines: remaining, style, x: 0, width, align: "start" }],
        before: 0,
      };
    }
    used = below + lines.length;
    paragraphsTaken += 1;
  }
  const block: FlowBlock = {
    kind: "whole",
    boxes,
    before,
    figure: {
      node: leaf,
      drawing,
      edge: { right: width },
      scale: 1,
      lines: figureLines,
      lineHeight: style.leading,
    },
    // A single line does not part from its paragraph.
    ...(rest !== undefined && (rest.boxes[0]?.lines.length ?? 0) < fewestLines ? { keepWithNext: true } : {}),
  };
  return { blocks: rest === undefined ? [block] : [block, rest], paragraphsTaken };
}

/** Broken lines as text again, to be broken for another width. */
/** What broken lines hold, to be broken anew. */
export function textsOf(lines: readonly Line[]): StyledText[] {
  return lines.flatMap((line) => line.fragments.map(({ text, face }) => ({ text, face })));
}
