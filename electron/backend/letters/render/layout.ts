import type { LogoPlace } from "../../../../shared/evaluation/letterSettings.ts";
import type { Block, LetterDocument } from "../../../../shared/letter/document.ts";
import type { Picture } from "../pictures/picture.ts";
import { type FlowBlock, framePadding, heightOf, node, paddingOf, type StructureNode } from "./blocks.ts";
import { firstPageSections, flowOf } from "./flow.ts";
import { type Furniture, furnitureOf } from "./furniture.ts";
import { type Placement, paginate } from "./paginate.ts";
import { type Paper, sheets, windowsOf } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import {
  type BodySize,
  bodySizes,
  bodyStylesOf,
  colors,
  type Margins,
  type Setting,
  settings,
  settingsOfOnePage,
} from "./styles.ts";

/** Pictures that a practice and its physicians have for their letters. */
export interface LetterPictures {
  readonly logo?: { readonly picture: Picture; readonly place: LogoPlace };
  readonly signature?: Picture;
}

/** A letter ready to be drawn. */
export interface Layout {
  readonly root: StructureNode;
  readonly furniture: Furniture;
  readonly pages: readonly (readonly Placement[])[];
  readonly setting: Setting;
}

/**
 * Of all settings the most readable of those with the fewest faults. Where none is without, figures that leave a hole at the
 * foot of a page stand a paragraph later, if that is better.
 */
export function layOut(letter: LetterDocument, paper: Paper, pictures: LetterPictures = {}): Layout {
  let best = bestOf(letter, paper, pictures);
  for (const delays of delaysTried) {
    if (best.faults < grave) return best;
    const attempt = bestOf(withFiguresLater(letter, delays), paper, pictures);
    if (attempt.faults < best.faults) best = attempt;
  }
  return best;
}

/** By how many paragraphs the first figure, and every other, stands later. */
const delaysTried: readonly (readonly [number, number])[] = [
  [1, 1],
  [0, 1],
  [1, 0],
  [0, 2],
];

interface Attempt extends Layout {
  readonly faults: number;
}

/** Faults of this weight leave something undone; lesser ones are not worth a much smaller text. */
const grave = 1;

/** Of all settings the most readable of those with the fewest faults. */
function bestOf(letter: LetterDocument, paper: Paper, pictures: LetterPictures): Attempt {
  const [candidates, skipped] = triedSizes(letter, paper);
  let best: Attempt | undefined;
  for (const size of candidates) {
    const attempt = bestOfSize(letter, paper, size, pictures);
    const isBetter = best === undefined || attempt.faults < best.faults;
    if (best === undefined || isBetter) best = attempt;
    if (best.faults === 0 || (best.faults < grave && !isBetter)) return best;
  }
  // No size brings all onto the first page: then it might as well be read with ease.
  for (const size of skipped.toReversed()) {
    if (best !== undefined && best.faults < grave) return best;
    const attempt = bestOfSize(letter, paper, size, pictures);
    if (best === undefined || attempt.faults <= best.faults) best = attempt;
  }
  if (best === undefined) throw new Error("a letter is laid out in one size at least");
  return best;
}

/**
 * Most letters are too long for the larger sizes: their first page alone tells, and the rest need not be set. What has no
 * room in one size has none in a larger.
 */
function triedSizes(
  letter: LetterDocument,
  paper: Paper,
): readonly [readonly BodySize[], readonly BodySize[]] {
  const larger = bodySizes.filter((size) => size !== smallestSize);
  let first = larger.length;
  while (first > 0 && hasRoomOnFirstPage(letter, paper, larger[first - 1] ?? smallestSize)) first -= 1;
  return [bodySizes.slice(first), bodySizes.slice(0, first)];
}

function bestOfSize(letter: LetterDocument, paper: Paper, size: BodySize, pictures: LetterPictures): Attempt {
  let best: Attempt | undefined;
  let spread: ReturnType<typeof typeset> | undefined;
  let margins: Margins | undefined;
  for (const setting of settingsFor(letter)) {
    if (setting.size !== size) continue;
    if (spread === undefined || setting.margins.side !== margins?.side) {
      spread = typeset(letter, paper, size, setting.margins.side, pictures);
      margins = setting.margins;
    }
    const attempt = spread(setting);
    if (best === undefined || attempt.faults < best.faults) best = attempt;
    if (best.faults === 0) break;
  }
  if (best === undefined) throw new Error("every size has a setting at least");
  return best;
}

const smallestSize: BodySize = 10;

function settingsFor({ kind }: LetterDocument): readonly Setting[] {
  return kind === "summary" ? settingsOfOnePage : settings;
}

/** Sets a letter in one size and measure; what comes back spreads it over pages. */
function typeset(
  letter: LetterDocument,
  paper: Paper,
  size: BodySize,
  side: number,
  pictures: LetterPictures,
): (setting: Setting) => Attempt {
  const sheet = sheets[paper];
  const root = node("Document");
  const furniture = furnitureOf(letter, root, paper, side, pictures.logo);
  const blocks = flowOf(letter, root, sheet.width - 2 * side, bodyStylesOf(size), pictures.signature);
  root.children.push(furniture.termsNode);
  return (setting) => {
    const { top, foot } = setting.margins;
    const bottomAbove = (footer: number) => sheet.height - Math.max(foot, footer + 6);
    const frame = {
      firstTop: windowsOf[paper].bodyTop,
      laterTop: top + furniture.headerDrop,
      bottom: bottomAbove(furniture.footerHeight),
      lastBottom: bottomAbove(furniture.lastFooterHeight),
      onlyBottom: bottomAbove(furniture.onlyFooterHeight),
    };
    const pages = paginate(blocks, frame, setting.density);
    const tooLong = letter.kind === "summary" && pages.length > 1 ? 10 * grave : 0;
    return { root, furniture, pages, setting, faults: faultsOf(pages, setting) + tooLong };
  };
}

/** Whether what the first page must show has room there in the tightest setting of the size. */
function hasRoomOnFirstPage(letter: LetterDocument, paper: Paper, size: BodySize): boolean {
  const tightest = settingsFor(letter).findLast((setting) => setting.size === size);
  if (tightest === undefined) return false;
  const sections = letter.sections.filter(({ id }) => firstPageSections.includes(id));
  const beginning = { ...letter, sections, closing: [], copies: [] };
  const spread = typeset(beginning, paper, size, tightest.margins.side, {});
  return strayedOf(spread(tightest).pages).length === 0;
}

function withFiguresLater(
  letter: LetterDocument,
  [ofFirst, ofOthers]: readonly [number, number],
): LetterDocument {
  let figures = 0;
  return {
    ...letter,
    sections: letter.sections.map((section) => {
      const blocks: Block[] = [];
      const waiting: { readonly figure: Block; paragraphs: number }[] = [];
      for (const block of section.blocks) {
        if (block.kind === "figure") {
          waiting.push({ figure: block, paragraphs: figures === 0 ? ofFirst : ofOthers });
          figures += 1;
        } else {
          // It never leaves the paragraphs it belongs to: a table or a list ends its way.
          for (const each of [...waiting]) {
            if (each.paragraphs > 0 && block.kind === "paragraph") continue;
            blocks.push(each.figure);
            waiting.splice(waiting.indexOf(each), 1);
          }
          blocks.push(block);
          for (const each of waiting) each.paragraphs -= 1;
        }
      }
      return { ...section, blocks: [...blocks, ...waiting.map(({ figure }) => figure)] };
    }),
  };
}

/** The clinical reference, 4.3, asks for no more. */
const mostPages = 4;

/** A last page that holds less than this, in points, looks forgotten: little more than the signature. */
const sparse = 120;

/** What is wrong with a division into pages: what the reader must do is not all on the first, or there are too many. */
function faultsOf(pages: readonly (readonly Placement[])[], { margins, density }: Setting): number {
  const strayed = strayedOf(pages);
  // Of what cannot all stand there, at least every section begins there.
  const begunLater = strayed.filter(({ block }) => block.outline !== undefined).length;
  const last = pages.at(-1)?.at(-1);
  const end = last === undefined ? 0 : last.top + heightOf(last.block, last.from, last.to, density);
  return (
    1000 * (begunLater + (strayed.length > 0 ? 1 : 0)) +
    Math.max(0, pages.length - mostPages) +
    (pages.length > 1 && end - margins.top < sparse ? grave / 2 : 0)
  );
}

/** What belongs on the first page and stands on a later one. */
function strayedOf(pages: readonly (readonly Placement[])[]): readonly Placement[] {
  return pages.slice(1).flatMap((page) => page.filter(({ block }) => block.firstPage));
}

/** Draws one placed block: its tagged text, and its rules and frames as artifacts. */
export function drawPlacement(sheet: Sheet, placement: Placement, { density, margins }: Setting): void {
  const margin = margins.side;
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
    const width = (boxes[0]?.width ?? 0) + 2 * framePadding;
    sheet.artifact("Layout", () => sheet.frame(margin, top, width, height, colors.text));
  }
  if (block.figure) {
    const { node, drawing, edge } = block.figure;
    const scale = block.figure.scale * density.leading;
    const left = "left" in edge ? edge.left : edge.right - drawing.width * scale;
    sheet.figure(node, drawing, margin + left, top, scale);
  }
  if (block.picture) {
    const { node, picture, width, height } = block.picture;
    sheet.picture(node, picture, margin, top, width, height);
  }
  if (repeated) sheet.artifact("Pagination", () => boxes.forEach(draw));
  else for (const box of boxes) sheet.content(box.node, () => draw(box));
  if (block.rule) {
    const right = Math.max(0, ...block.boxes.map((box) => box.x + box.width));
    const [thickness, color] = block.rule === "strong" ? [0.9, colors.rule] : [0.4, colors.hairline];
    sheet.artifact("Layout", () => sheet.rule(margin, top + height, right, thickness, color));
  }
}
