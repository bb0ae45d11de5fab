import type { FigureDrawing } from "../../../../shared/letter/figures/drawing.ts";
import { type FaceName, face } from "../fonts.ts";
import type { Picture } from "../pictures/picture.ts";
import type { StructureNode } from "./blocks.ts";
import { drawFigure } from "./figure.ts";
import type { Line } from "./lines.ts";
import type { TextStyle } from "./styles.ts";

/** The part of pdfkit's structure elements that is used; its published types leave some of it out. */
export interface StructureElement {
  add(child: StructureElement | (() => void)): StructureElement;
  readonly dictionary: { readonly data: Record<string, unknown> };
}

/**
 * Draws tagged text and artifacts on the current page of a pdfkit document. Everything on a page is one or the other: what
 * belongs to the letter is tagged, what repeats or decorates is an artifact that assistive technology leaves out.
 */
export class Sheet {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #elements = new Map<StructureNode, StructureElement>();
  readonly #registered = new Set<FaceName>();

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf;
  }

  /** Makes the structure tree; content is added to its leaves as pages are drawn. */
  begin(root: StructureNode): void {
    this.#pdf.addStructure(this.#elementOf(root) as unknown as PDFKit.PDFStructureElement);
  }

  content(leaf: StructureNode, draw: () => void): void {
    const element = this.#elements.get(leaf);
    if (element === undefined) throw new Error(`a ${leaf.tag} is not in the structure tree`);
    element.add(draw);
  }

  artifact(type: "Pagination" | "Layout", draw: () => void): void {
    this.#pdf.markContent("Artifact", { type });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** One line; `top` is the upper edge of its line box, `leading` the height of that box. */
  line(line: Line, style: TextStyle, x: number, top: number, leading: number = style.leading): void {
    const baseline = top + leading / 2 + (face(style.plain).capHeight * style.size) / 2;
    for (const fragment of line.fragments) {
      this.#write(fragment.text, fragment.face, style, x + fragment.x, baseline);
    }
  }

  rule(x: number, y: number, width: number, thickness: number, color: string): void {
    this.#pdf
      .lineWidth(thickness)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke(color);
  }

  /** A frame with a broad bar at its left, seen at a glance and also in grey. */
  frame(x: number, y: number, width: number, height: number, color: string): void {
    this.#pdf.rect(x, y, 3.5, height).fill(color);
    this.#pdf.lineWidth(1).rect(x, y, width, height).stroke(color);
  }

  /** A word across the page from lower left to upper right, under the text. */
  watermark(word: string, color: string): void {
    const { width, height } = this.#pdf.page;
    const size = 132;
    const wide = face("displayStrong").width(word, size);
    const angle = (Math.atan2(height, width) * 180) / Math.PI;
    this.#pdf.save();
    this.#pdf.rotate(-angle, { origin: [width / 2, height / 2] });
    const style: TextStyle = {
      size,
      leading: size,
      plain: "displayStrong",
      strong: "displayStrong",
      emphasis: "displayStrong",
      color,
    };
    this.#write(word, style.plain, style, (width - wide) / 2, height / 2 + size * 0.33);
    this.#pdf.restore();
  }

  /** A drawing as vectors, tagged as a figure; `scale` is in points for one unit of it. */
  figure(leaf: StructureNode, drawing: FigureDrawing, x: number, top: number, scale: number): void {
    this.#boxed(leaf, x, top, drawing.width * scale, drawing.height * scale);
    this.content(leaf, () => drawFigure(this.#pdf, drawing, { x, top, scale }, this.#write.bind(this)));
  }

  /** A picture, tagged as a figure. */
  picture(
    leaf: StructureNode,
    picture: Picture,
    x: number,
    top: number,
    width: number,
    height: number,
  ): void {
    const element = this.#boxed(leaf, x, top, width, height);
    const { bytes } = picture;
    element.add(() => {
      // pdfkit takes any bytes as a Buffer over them.
      this.#pdf.image(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), x, top, {
        width,
        height,
      });
    });
  }

  /** The element of a figure, told where on the page it stands. */
  #boxed(leaf: StructureNode, x: number, top: number, width: number, height: number): StructureElement {
    const element = this.#elements.get(leaf);
    if (element === undefined) throw new Error("a figure is not in the structure tree");
    const pageHeight = this.#pdf.page.height;
    element.dictionary.data.A = {
      O: "Layout",
      Placement: "Block",
      BBox: [x, pageHeight - top - height, x + width, pageHeight - top],
    };
    return element;
  }

  #write(text: string, name: FaceName, style: TextStyle, x: number, baseline: number): void {
    if (!this.#registered.has(name)) {
      // pdfkit takes a parsed font as it takes a file; its types know the file alone.
      this.#pdf.registerFont(name, face(name).source as unknown as string);
      this.#registered.add(name);
    }
    this.#pdf
      .font(name)
      .fontSize(style.size)
      .fillColor(style.color)
      .text(text, x, baseline, { lineBreak: false, baseline: "alphabetic" });
  }

  #elementOf(node: StructureNode): StructureElement {
    const element = this.#pdf.struct(node.tag, {
      ...(node.scope === undefined ? {} : { scope: node.scope }),
    } as object) as unknown as StructureElement;
    if (node.summary !== undefined && node.summary !== "") {
      // pdfkit writes String objects as PDF strings and primitive ones as names.
      element.dictionary.data.A = { O: "Table", Summary: new String(node.summary) };
    }
    for (const child of node.children) element.add(this.#elementOf(child));
    if (node.alternative !== undefined) element.dictionary.data.Alt = new String(node.alternative);
    this.#elements.set(node, element);
    return element;
  }
}
