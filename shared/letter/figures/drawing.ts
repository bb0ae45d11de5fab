/**
 * A figure of the letter as plain vector data, drawn alike by the PDF writer and the screen. Measures are points on paper
 * (1/72 inch) from the upper left corner. Everything reads in grey: tones tell no more than patterns and words do.
 */

export interface FigureDrawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly FigureShape[];
}

/** A figure with the words that stand for it where it cannot be seen. */
export interface Figure {
  readonly drawing: FigureDrawing;
  readonly alternative: string;
}

export type FigureShape = OutlineShape | TextShape | GroupShape;

export type OutlineShape = PathShape | LineShape | CircleShape;

export interface PathShape {
  readonly kind: "path";
  /** As in SVG; absolute commands M, L, C, Q and Z. */
  readonly path: string;
  readonly style: FigureStyleName;
  /** Only what lies inside this outline is seen: patterns and fillings. */
  readonly within?: string;
}

export interface LineShape {
  readonly kind: "line";
  readonly from: Point;
  readonly to: Point;
  readonly style: FigureStyleName;
}

export interface CircleShape {
  readonly kind: "circle";
  readonly center: Point;
  readonly radius: number;
  readonly style: FigureStyleName;
}

export interface TextShape {
  readonly kind: "text";
  /** Of the baseline. */
  readonly at: Point;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  readonly style: "text" | "strongText" | "quietText";
}

/** Outlines in measures of their own: first scaled, then moved. Line widths are scaled with them. */
export interface GroupShape {
  readonly kind: "group";
  readonly move: Point;
  readonly scale: number;
  readonly shapes: readonly OutlineShape[];
}

export type Point = readonly [x: number, y: number];

/** Size of all text in figures; small, but still of 7 points where a letter is set tight. */
export const figureTextSize = 8;

/** From dark to light; on a dark screen the other way round. */
export type FigureTone = "ink" | "line" | "shade" | "tint" | "paper";

export interface FigureStyle {
  readonly fill?: FigureTone;
  readonly stroke?: FigureTone;
  readonly width?: number;
  readonly round?: boolean;
}

export type FigureStyleName = keyof typeof figureStyles;

export const figureStyles = {
  /** The body: areas, marked areas and what was drawn by hand, in units of the body drawing. */
  area: { fill: "paper", stroke: "shade", width: 0.9 },
  markedArea: { fill: "tint" },
  markedEdge: { stroke: "ink", width: 2 },
  pattern: { stroke: "ink", width: 1.5, round: true },
  dots: { stroke: "ink", width: 3.2, round: true },
  handDrawn: { stroke: "ink", width: 4, round: true },
  /** The spine. */
  bone: { fill: "paper", stroke: "line", width: 0.8 },
  ghost: { fill: "paper", stroke: "shade", width: 0.6 },
  process: { fill: "tint", stroke: "shade", width: 0.5 },
  discPale: { fill: "paper", stroke: "line", width: 0.7 },
  discTinted: { fill: "tint", stroke: "line", width: 0.7 },
  discShaded: { fill: "shade", stroke: "line", width: 0.7 },
  discDark: { fill: "line", stroke: "line", width: 0.7 },
  thickLine: { stroke: "ink", width: 2.2 },
  mark: { fill: "paper", stroke: "ink", width: 0.8 },
  markEdge: { stroke: "ink", width: 0.8 },
  solid: { fill: "ink" },
  /** Apart from what is dark beside it. */
  solidApart: { fill: "ink", stroke: "paper", width: 1 },
  stripes: { stroke: "ink", width: 0.7 },
} as const satisfies Record<string, FigureStyle>;

export function styleOf(name: FigureStyleName): FigureStyle {
  return figureStyles[name];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box around all points of a path, control points included: never too small. */
export function boxOf(path: string): Box {
  const numbers = (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Slopes of stripes; each can lie over each other and stays known. */
export type StripeDirection = "rising" | "falling" | "upright" | "level";

/** Parallel lines across a box. They keep in step with those of other boxes, so that neighbouring areas join. */
export function stripes(direction: StripeDirection, box: Box, distance: number): string {
  const { left, top, right, bottom } = box;
  const height = bottom - top;
  const lines: string[] = [];
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    lines.push(`M${short(x1)} ${short(y1)} L${short(x2)} ${short(y2)}`);
  const steps = (from: number, to: number, each: (at: number) => void) => {
    for (let at = Math.ceil(from / distance) * distance; at <= to; at += distance) each(at);
  };
  switch (direction) {
    case "upright":
      steps(left, right, (x) => line(x, top, x, bottom));
      break;
    case "level":
      steps(top, bottom, (y) => line(left, y, right, y));
      break;
    case "rising":
      // Where x + y is constant.
      steps(left + top, right + bottom, (sum) => line(sum - bottom, bottom, sum - bottom + height, top));
      break;
    case "falling":
      steps(left - bottom, right - top, (difference) =>
        line(difference + top, top, difference + top + height, bottom),
      );
      break;
  }
  return lines.join(" ");
}

/** Dots in staggered rows: lines of hardly any length with round ends. */
export function dots(box: Box, distance: number): string {
  const marks: string[] = [];
  const firstRow = Math.ceil(box.top / distance);
  for (let row = firstRow; row * distance <= box.bottom; row += 1) {
    const shift = row % 2 === 0 ? 0 : distance / 2;
    const firstColumn = Math.ceil((box.left - shift) / distance);
    for (let column = firstColumn; column * distance + shift <= box.right; column += 1) {
      const [x, y] = [column * distance + shift, row * distance];
      marks.push(`M${short(x)} ${short(y)} L${short(x + 0.1)} ${short(y)}`);
    }
  }
  return marks.join(" ");
}

export function rectangle(left: number, top: number, width: number, height: number): string {
  const [right, bottom] = [left + width, top + height];
  return `M${short(left)} ${short(top)} L${short(right)} ${short(top)} L${short(right)} ${short(bottom)} L${short(left)} ${short(bottom)} Z`;
}

/** Four curves that cannot be told from an ellipse. */
export function ellipse([x, y]: Point, across: number, down: number): string {
  const [a, b] = [across * 0.5523, down * 0.5523];
  const at = (...numbers: readonly number[]) => numbers.map(short).join(" ");
  return [
    `M${at(x - across, y)}`,
    `C${at(x - across, y - b, x - a, y - down, x, y - down)}`,
    `C${at(x + a, y - down, x + across, y - b, x + across, y)}`,
    `C${at(x + across, y + b, x + a, y + down, x, y + down)}`,
    `C${at(x - a, y + down, x - across, y + b, x - across, y)} Z`,
  ].join(" ");
}

/** Through all points, their corners rounded. */
export function smoothLine(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return "";
  const commands = [`M${short(first[0])} ${short(first[1])}`];
  others.forEach(([x, y], index) => {
    const next = others[index + 1];
    commands.push(
      next === undefined
        ? `L${short(x)} ${short(y)}`
        : `Q${short(x)} ${short(y)} ${short((x + next[0]) / 2)} ${short((y + next[1]) / 2)}`,
    );
  });
  return commands.join(" ");
}

export function short(number: number): string {
  return String(Math.round(number * 100) / 100);
}
