import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";

/** The stored form of a body drawing, and how marks change it. Coordinates are the figure's own, 200 x 420. */

export interface RegionMark {
  readonly region: string;
  readonly qualities: readonly string[];
}

export interface Stroke {
  readonly view: "front" | "back";
  readonly quality: string;
  /** x, y, x, y ... */
  readonly points: readonly number[];
}

export interface BodyDrawing {
  readonly regions: readonly RegionMark[];
  readonly strokes: readonly Stroke[];
}

export function drawingOf(value: AnswerValue | undefined): BodyDrawing {
  const stored = (typeof value === "object" && !Array.isArray(value) ? value : {}) as Partial<
    Record<keyof BodyDrawing, unknown>
  >;
  return {
    regions: Array.isArray(stored.regions) ? (stored.regions as readonly RegionMark[]) : [],
    strokes: Array.isArray(stored.strokes) ? (stored.strokes as readonly Stroke[]) : [],
  };
}

/** Switches one quality of one region. A region without a quality left is not marked any more. */
export function toggleRegion(drawing: BodyDrawing, region: string, quality: string): BodyDrawing {
  const mark = drawing.regions.find((candidate) => candidate.region === region);
  return mark?.qualities.includes(quality)
    ? withoutQuality(drawing, region, quality)
    : withQuality(drawing, [region], quality);
}

export function withStroke(drawing: BodyDrawing, stroke: Stroke, touched: readonly string[]): BodyDrawing {
  const marked = withQuality(drawing, touched, stroke.quality);
  return { regions: marked.regions, strokes: [...drawing.strokes, stroke] };
}

function withQuality(drawing: BodyDrawing, regions: readonly string[], quality: string): BodyDrawing {
  const known = new Map(drawing.regions.map((mark) => [mark.region, mark.qualities] as const));
  for (const region of regions) {
    const qualities = known.get(region) ?? [];
    if (!qualities.includes(quality)) known.set(region, [...qualities, quality]);
  }
  return {
    ...drawing,
    regions: [...known].map(([region, qualities]) => ({ region, qualities })),
  };
}

function withoutQuality(drawing: BodyDrawing, region: string, quality: string): BodyDrawing {
  return {
    ...drawing,
    regions: drawing.regions.flatMap((mark) => {
      if (mark.region !== region) return [mark];
      const qualities = mark.qualities.filter((code) => code !== quality);
      return qualities.length === 0 ? [] : [{ region, qualities }];
    }),
  };
}

/** Points of a pointer's path, whole units are fine enough, and no more than are stored. */
export function storedPoints(points: readonly (readonly [number, number])[]): readonly number[] {
  const most = 1000;
  const step = Math.max(1, Math.ceil(points.length / most));
  return points
    .filter((_point, index) => index % step === 0 || index === points.length - 1)
    .flatMap(([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
}
