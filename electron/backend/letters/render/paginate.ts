import { type FlowBlock, heightOf, lineCount } from "./blocks.ts";
import type { Density } from "./styles.ts";

/** A block, or some lines of it, at a place on a page. */
export interface Placement {
  readonly block: FlowBlock;
  readonly from: number;
  readonly to: number;
  /** Distance from the upper edge of the sheet. */
  readonly top: number;
  /** A header row shown again: furniture, not content. */
  readonly repeated?: boolean;
}

export interface Frame {
  readonly firstTop: number;
  readonly laterTop: number;
  readonly bottom: number;
  /** On the page where the letter ends: its footer is higher. */
  readonly lastBottom: number;
  /** The same, where that page is the first. */
  readonly onlyBottom: number;
}

/** Lines of a paragraph that stay together at the foot and at the head of a page. */
const together = 2;

/** Spreads blocks over pages: nothing below the bottom, no heading alone, no row cut, no single line left behind. */
export function paginate(blocks: readonly FlowBlock[], frame: Frame, density: Density): Placement[][] {
  let page: Placement[] = [];
  const pages = [page];
  let y = frame.firstTop;
  let isTop = true;
  const pageHeight = frame.bottom - frame.laterTop;

  const turn = (next: FlowBlock) => {
    page = [];
    pages.push(page);
    y = frame.laterTop;
    isTop = true;
    if (next.header) place(next.header, 0, lineCount(next.header), true);
  };
  const place = (block: FlowBlock, from: number, to: number, repeated = false) => {
    if (!isTop && from === 0 && !repeated) y += block.before * density.gap;
    page.push({ block, from, to, top: y, ...(repeated ? { repeated } : {}) });
    y += heightOf(block, from, to, density);
    isTop = false;
  };

  /** Room that the last page's footer takes from the text. */
  const reserve = () => frame.bottom - (pages.length === 1 ? frame.onlyBottom : frame.lastBottom);

  for (const [index, block] of blocks.entries()) {
    const total = lineCount(block);
    if (
      !isTop &&
      y + gapBefore(block, density) + neededFrom(blocks, index, pageHeight, reserve(), density) >
        frame.bottom + 0.01
    ) {
      turn(block);
    }
    let from = 0;
    while (from < total) {
      const top = y + (isTop || from > 0 ? 0 : gapBefore(block, density));
      const endsHere =
        index === blocks.length - 1 && top + heightOf(block, from, total, density) <= frame.bottom;
      const to = endOfPage(block, from, total, frame.bottom - (endsHere ? reserve() : 0) - top, density);
      place(block, from, to);
      from = to;
      if (from < total) turn(block);
    }
  }
  return pages;
}

function gapBefore(block: FlowBlock, density: Density): number {
  return block.before * density.gap;
}

/** Height that must be free for a block to begin on this page, with what it may not be parted from. */
function neededFrom(
  blocks: readonly FlowBlock[],
  index: number,
  pageHeight: number,
  reserve: number,
  density: Density,
): number {
  const block = blocks[index];
  if (block === undefined) return 0;
  const total = lineCount(block);
  const whole = heightOf(block, 0, total, density);
  if (!block.keepWithNext) {
    if (index === blocks.length - 1 && (block.kind !== "text" || total <= together + 1)) {
      return Math.min(whole + reserve, pageHeight);
    }
    if (block.kind !== "text") return Math.min(whole, pageHeight);
    return total <= together + 1 ? whole : heightOf(block, 0, together, density);
  }
  const next = blocks[index + 1];
  const following =
    next === undefined
      ? 0
      : gapBefore(next, density) + neededFrom(blocks, index + 1, pageHeight, reserve, density);
  // A chain that no page can hold is broken rather than pushed on for ever.
  return whole + following > pageHeight ? Math.min(whole, pageHeight) : whole + following;
}

/** The line before which the page ends. Takes at least one, so that every block comes to an end. */
function endOfPage(
  block: FlowBlock,
  from: number,
  total: number,
  available: number,
  density: Density,
): number {
  let to = from + 1;
  while (to < total && heightOf(block, from, to + 1, density) <= available + 0.01) to += 1;
  const left = total - to;
  if (left > 0 && left < together && to - from > together) return total - together;
  return to;
}
