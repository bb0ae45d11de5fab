import type { LetterDocument } from "../../../../shared/letter/document.ts";
import { type FlowBlock, heightOf, node, paddingOf, type StructureNode } from "./blocks.ts";
import { flowOf } from "./flow.ts";
import { type Furniture, furnitureOf } from "./furniture.ts";
import { type Placement, paginate } from "./paginate.ts";
import { firstBodyTop, laterBodyTop, lowestBody, margin, type Paper, sheets } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import { colors, type Density, densities } from "./styles.ts";

/** A letter ready to be drawn. */
export interface Layout {
  readonly root: StructureNode;
  readonly furniture: Furniture;
  readonly pages: readonly (readonly Placement[])[];
  readonly density: Density;
}

/** A figure that leaves a hole at the foot of a page stands a paragraph later, where that is better. */
export function layOut(letter: LetterDocument, paper: Paper): Layout {
  const first = bestOf(letter, paper);
  if (first.faults === 0) return first;
  const second = bestOf(withFiguresLater(letter), paper);
  return second.faults < first.faults ? second : first;
}

interface Attempt extends Layout {
  readonly faults: number;
}

/** Of all densities the most generous of those with the fewest faults. */
function bestOf(letter: LetterDocument, paper: Paper): Attempt {
  const size = sheets[paper];
  const root = node("Document");
  const furniture = furnitureOf(letter, root, size);
  const blocks = flowOf(letter, root, size.width - 2 * margin);
  root.children.push(furniture.termsNode);
  const bottomAbove = (footer: number) => size.height - Math.max(lowestBody, footer + 6);
  const frame = {
    firstTop: firstBodyTop,
    laterTop: laterBodyTop,
    bottom: bottomAbove(furniture.footerHeight),
    lastBottom: bottomAbove(furniture.lastFooterHeight),
    onlyBottom: bottomAbove(furniture.onlyFooterHeight),
  };
  const attempts = densities.map((density) => {
    const pages = paginate(blocks, frame, density);
    return { root, furniture, pages, density, faults: faultsOf(pages) };
  });
  const fewest = Math.min(...attempts.map((attempt) => attempt.faults));
  const chosen = attempts.find((attempt) => attempt.faults === fewest);
  if (chosen === undefined) throw new Error("a letter is laid out at one density at least");
  return chosen;
}

function withFiguresLater(letter: LetterDocument): LetterDocument {
  return {
    ...letter,
    sections: letter.sections.map((section) => {
      const blocks = [...section.blocks];
      for (let index = blocks.length - 2; index >= 0; index -= 1) {
        const [figure, next] = [blocks[index], blocks[index + 1]];
        if (figure?.kind === "figure" && next?.kind === "paragraph") blocks.splice(index, 2, next, figure);
      }
      return { ...section, blocks };
    }),
  };
}

/** A letter is set tighter rather than longer than this. */
const mostPages = 3;

/** What is wrong with a division into pages: what the reader must do is not all on the first, or there are too many. */
function faultsOf(pages: readonly (readonly Placement[])[]): number {
  const strayed = pages.slice(1).flatMap((page) => page.filter(({ block }) => block.firstPage));
  // Of what cannot all stand there, at least every section begins there.
  const begunLater = strayed.filter(({ block }) => block.outline !== undefined).length;
  return 1000 * (begunLater + (strayed.length > 0 ? 1 : 0)) + Math.max(0, pages.length - mostPages);
}

/** Draws one placed block: its tagged text, and its rules and frames as artifacts. */
export function drawPlacement(sheet: Sheet, placement: Placement, density: Density): void {
  const { block, from, to, top, repeated } = placement;
  const padding = paddingOf(block, density);
  const draw = (box: FlowBlock["boxes"][number]) => {
    const leading = box.style.leading * density.leading;
    for (const [index, line] of box.lines.slice(from, to).entries()) {
      const indent = box.align === "center" ? (box.width - line.width) / 2 : 0;
      const lineTop = top + padding + ((box.below ?? 0) + index) * leading;
      sheet.line(line, box.style, margin + box.x + indent, lineTop, leading);
    }
  };
  const height = heightOf(block, from, to, density);
  const boxes = block.boxes.filter((box) => box.lines.length > from);
  if (block.framed) {
    const width = (boxes[0]?.width ?? 0) + 2 * padding;
    sheet.artifact("Layout", () => sheet.frame(margin, top, width, height, colors.text));
  }
  if (block.figure) {
    const { node, drawing, edge } = block.figure;
    const scale = block.figure.scale * density.leading;
    const left = "left" in edge ? edge.left : edge.right - drawing.width * scale;
    sheet.figure(node, drawing, margin + left, top, scale);
  }
  if (repeated) sheet.artifact("Pagination", () => boxes.forEach(draw));
  else for (const box of boxes) sheet.content(box.node, () => draw(box));
  if (block.rule) {
    const right = Math.max(0, ...block.boxes.map((box) => box.x + box.width));
    const [thickness, color] = block.rule === "strong" ? [0.9, colors.rule] : [0.4, colors.hairline];
    sheet.artifact("Layout", () => sheet.rule(margin, top + height, right, thickness, color));
  }
}
