import type { FigureDrawing } from "../../../../shared/letter/figures/drawing.ts";
import type { Picture } from "../pictures/picture.ts";
import type { Line } from "./lines.ts";
import type { Density, TextStyle } from "./styles.ts";

/** A node of the tagged structure. Leaves hold content, the others hold nodes. */
export interface StructureNode {
  readonly tag:
    | "Document"
    | "H1"
    | "H2"
    | "P"
    | "L"
    | "LI"
    | "Lbl"
    | "LBody"
    | "Table"
    | "TR"
    | "TH"
    | "TD"
    | "Figure";
  /** Of a header cell. */
  readonly scope?: "Row" | "Column";
  /** Of a table: what assistive technology says about it. */
  readonly summary?: string;
  /** Of a figure: what it shows, in words. */
  readonly alternative?: string;
  readonly children: StructureNode[];
}

export interface TextBox {
  readonly node: StructureNode;
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  /** Left edge, from the left margin. */
  readonly x: number;
  readonly width: number;
  readonly align: "start" | "center";
  /** How far its first line stands below the top of its block, in lines. */
  readonly below?: number;
}

/** A figure as high as so many lines of body text: it is set tighter with them, and text beside it ends where it ends. */
export interface FigureBox {
  readonly node: StructureNode;
  readonly drawing: FigureDrawing;
  /** Left or right edge, from the left margin; the right one where it stands at the right of text. */
  readonly edge: { readonly left: number } | { readonly right: number };
  /** Points on paper for one unit of the drawing, before the letter is set tighter. */
  readonly scale: number;
  readonly lines: number;
  /** Of one of those lines, in points. */
  readonly lineHeight: number;
}

/** A picture at the left margin: a signature. */
export interface PictureBox {
  readonly node: StructureNode;
  readonly picture: Picture;
  /** In points. */
  readonly width: number;
  readonly height: number;
}

/** What is placed on pages, from top to bottom. Lines of its boxes stand side by side. */
export interface FlowBlock {
  /** text: may continue on the next page; row: one row of a table; whole: never cut. */
  readonly kind: "text" | "row" | "whole";
  readonly boxes: readonly TextBox[];
  readonly figure?: FigureBox;
  readonly picture?: PictureBox;
  /** Space before it, in points; none at the top of a page. */
  readonly before: number;
  /** Stays on the page of the block after it: headings, header rows, the close before the signature. */
  readonly keepWithNext?: boolean;
  /** The header row to repeat when a table goes on. */
  readonly header?: FlowBlock;
  /** A rule under a row: strong under the header, thin elsewhere. */
  readonly rule?: "strong" | "thin";
  readonly framed?: boolean;
  /** Entry in the outline (bookmarks). */
  readonly outline?: string;
  /** Belongs to what the first page must show. */
  readonly firstPage?: boolean;
}

export const framePadding = 8;
/** Above and below the text of a frame: closer where all is set closer. */
const frameHeight = (density: Density) => framePadding * Math.min(1, density.gap * 2);

/** The size, in points, at which a picture fits into a box without being stretched beyond 72 pixels to the inch. */
export function fittedSize(
  picture: Picture,
  width: number,
  height: number,
): { width: number; height: number } {
  const scale = Math.min(1, width / picture.width, height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

export function node(
  tag: StructureNode["tag"],
  parent?: StructureNode,
  more: Pick<StructureNode, "scope" | "summary" | "alternative"> = {},
): StructureNode {
  const created: StructureNode = { tag, ...more, children: [] };
  parent?.children.push(created);
  return created;
}

/** Space above and below the lines of a block. */
export function paddingOf(block: FlowBlock, density: Density): number {
  if (block.kind === "row") return density.rowPadding;
  return block.framed ? frameHeight(density) : 0;
}

export function lineCount(block: FlowBlock): number {
  return Math.max(
    block.figure?.lines ?? 0,
    block.picture === undefined ? 0 : 1,
    ...block.boxes.map((box) => box.lines.length),
  );
}

/** Height of the lines `from` up to, but not with, `to`. */
export function heightOf(block: FlowBlock, from: number, to: number, density: Density): number {
  const heights = block.boxes.map((box) => {
    const count = Math.max(0, Math.min(to, box.lines.length) - from);
    return (count + (from === 0 ? (box.below ?? 0) : 0)) * box.style.leading * density.leading;
  });
  const figureLines = Math.max(0, Math.min(to, block.figure?.lines ?? 0) - from);
  return (
    Math.max(
      figureLines * (block.figure?.lineHeight ?? 0) * density.leading,
      block.picture?.height ?? 0,
      ...heights,
    ) +
    2 * paddingOf(block, density)
  );
}
