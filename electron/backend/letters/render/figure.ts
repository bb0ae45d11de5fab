import {
  type FigureDrawing,
  type FigureShape,
  type FigureTone,
  figureTextSize,
  type OutlineShape,
  styleOf,
  type TextShape,
} from "../../../../shared/letter/figures/drawing.ts";
import { type FaceName, face } from "../fonts.ts";
import { bodyStylesOf, colors, type TextStyle } from "./styles.ts";

const tones: Readonly<Record<FigureTone, string>> = {
  ink: colors.text,
  line: colors.quiet,
  shade: "#9aa1ab",
  tint: "#dfe3e8",
  paper: "#ffffff",
};

interface Place {
  readonly x: number;
  readonly top: number;
  /** Points for one unit of the drawing. */
  readonly scale: number;
}

type Write = (text: string, name: FaceName, style: TextStyle, x: number, baseline: number) => void;

/** Outlines first, then the text: no line crosses a word. Leaves the graphics state as it was. */
export function drawFigure(
  pdf: PDFKit.PDFDocument,
  drawing: FigureDrawing,
  place: Place,
  write: Write,
): void {
  pdf.save();
  pdf.translate(place.x, place.top).scale(place.scale);
  for (const shape of drawing.shapes) drawOutlines(pdf, shape);
  pdf.restore();
  for (const shape of drawing.shapes) if (shape.kind === "text") drawText(shape, place, write);
}

function drawOutlines(pdf: PDFKit.PDFDocument, shape: FigureShape): void {
  if (shape.kind === "text") return;
  if (shape.kind !== "group") {
    drawOutline(pdf, shape);
    return;
  }
  pdf.save();
  pdf.translate(...shape.move).scale(shape.scale);
  for (const each of shape.shapes) drawOutline(pdf, each);
  pdf.restore();
}

function drawOutline(pdf: PDFKit.PDFDocument, shape: OutlineShape): void {
  const { fill, stroke, width = 1, round } = styleOf(shape.style);
  const isClipped = shape.kind === "path" && shape.within !== undefined;
  if (isClipped) pdf.save().path(shape.within).clip();
  pdf
    .lineWidth(width)
    .lineCap(round ? "round" : "butt")
    .lineJoin("round");
  switch (shape.kind) {
    case "path":
      pdf.path(shape.path);
      break;
    case "line":
      pdf.moveTo(...shape.from).lineTo(...shape.to);
      break;
    case "circle":
      pdf.circle(...shape.center, shape.radius);
      break;
  }
  if (fill !== undefined && stroke !== undefined) pdf.fillAndStroke(tones[fill], tones[stroke]);
  else if (fill !== undefined) pdf.fill(tones[fill]);
  else if (stroke !== undefined) pdf.stroke(tones[stroke]);
  if (isClipped) pdf.restore();
}

/** Faces alone are taken from it: a drawing brings its own size. */
const { table } = bodyStylesOf(10);

const textStyles: Readonly<Record<TextShape["style"], { readonly face: FaceName; readonly color: string }>> =
  {
    text: { face: table.plain, color: colors.text },
    strongText: { face: table.strong, color: colors.text },
    quietText: { face: table.plain, color: colors.quiet },
  };

function drawText({ at, text, anchor, style }: TextShape, { x, top, scale }: Place, write: Write): void {
  const { face: name, color } = textStyles[style];
  const size = figureTextSize * scale;
  const width = face(name).width(text, size);
  const left = x + at[0] * scale - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  write(text, name, { ...table, size, color }, left, top + at[1] * scale);
}
