import { bodyRegions, drawingQualities } from "../../checklist/bodyDrawing.ts";
import type { DrawingRegion } from "../../checklist/kinds.ts";
import type { AnswerValue } from "../../evaluation/evaluation.ts";
import { recordValue } from "../../evaluation/reader.ts";
import { joinList, lowerFirst } from "../grammar.ts";
import {
  boxOf,
  dots,
  type Figure,
  type FigureShape,
  type OutlineShape,
  type Point,
  rectangle,
  smoothLine,
  stripes,
} from "./drawing.ts";

/** The body drawing of an answer, front and back side by side, with a legend of the qualities that occur. */

/** Points on paper for one unit of the body drawing: the body is then 5 cm high. */
const scale = 0.34;
/** What of the 200 x 420 units the bodies fill. */
const body = { left: 18, right: 182, top: 0, bottom: 416 } as const;
const bodyWidth = (body.right - body.left) * scale;
const bodyHeight = (body.bottom - body.top) * scale;
const gap = 22;
const legendRow = 12;
/** Two entries of the legend beside each other; the bodies stand in the middle above them. */
const width = 148;
/** Left of the middle: the longest name, “Pins and needles”, is the last and mostly stands at the right. */
const legendColumn = 69;
const indent = (width - 2 * bodyWidth - gap) / 2;

interface Mark {
  readonly region: DrawingRegion;
  readonly qualities: readonly string[];
}

interface Stroke {
  readonly view: "front" | "back";
  readonly points: readonly Point[];
}

export function bodyFigure(value: AnswerValue | undefined): Figure | undefined {
  const marks = marksIn(value);
  const strokes = strokesIn(value);
  if (marks.length === 0 && strokes.length === 0) return undefined;
  const used = drawingQualities.filter(({ code }) => marks.some((mark) => mark.qualities.includes(code)));
  const legendTop = bodyHeight + 16;
  const perRow = 2;
  const rows = Math.ceil(used.length / perRow);
  const legend = used.flatMap(({ code, label }, index) =>
    legendEntry(code, label, [
      (index % perRow) * legendColumn,
      legendTop + Math.floor(index / perRow) * legendRow,
    ]),
  );
  return {
    drawing: {
      width,
      height: Math.ceil(legendTop + rows * legendRow),
      shapes: [
        ...oneView("front", indent, marks, strokes),
        ...oneView("back", indent + bodyWidth + gap, marks, strokes),
        ...legend,
      ],
    },
    alternative: alternativeOf(marks, strokes),
  };
}

function oneView(
  view: "front" | "back",
  left: number,
  marks: readonly Mark[],
  strokes: readonly Stroke[],
): readonly FigureShape[] {
  const mine = marks.filter((mark) => mark.region.view === view);
  const areas = bodyRegions
    .filter((region) => region.view === view)
    .map((region): OutlineShape => ({ kind: "path", path: region.path, style: "area" }));
  const drawn = strokes
    .filter((stroke) => stroke.view === view)
    .map((stroke): OutlineShape => ({ kind: "path", path: smoothLine(stroke.points), style: "handDrawn" }));
  const edges = mine.map(
    ({ region }): OutlineShape => ({ kind: "path", path: region.path, style: "markedEdge" }),
  );
  const [onLeft, onRight] = view === "front" ? ["R", "L"] : ["L", "R"];
  const text = (at: Point, words: string, anchor: "start" | "middle" | "end"): FigureShape => ({
    kind: "text",
    at,
    text: words,
    anchor,
    style: "text",
  });
  return [
    {
      kind: "group",
      move: [left - body.left * scale, -body.top * scale],
      scale,
      shapes: [
        ...areas,
        ...mine.flatMap(({ region, qualities }) => filling(region.path, qualities)),
        ...edges,
        ...drawn,
      ],
    },
    text([left + 4, 9], onLeft, "start"),
    text([left + bodyWidth - 4, 9], onRight, "end"),
    text([left + bodyWidth / 2, bodyHeight + 8], view === "front" ? "Front" : "Back", "middle"),
  ];
}

/** What a marked area is filled with: a tint, and a pattern for each quality. */
function filling(path: string, qualities: readonly string[]): readonly OutlineShape[] {
  return [{ kind: "path", path, style: "markedArea" }, ...qualityPatterns(path, qualities)];
}

/** A pattern for each quality, inside an area of the body drawing; patterns over each other stay known. */
export function qualityPatterns(path: string, qualities: readonly string[]): readonly OutlineShape[] {
  const box = boxOf(path);
  return qualities.flatMap((quality): readonly OutlineShape[] => {
    if (quality === "pins and needles") {
      return [{ kind: "path", path: dots(box, 8), style: "dots", within: path }];
    }
    const direction = directions[quality];
    return direction === undefined
      ? []
      : [{ kind: "path", path: stripes(direction, box, 7), style: "pattern", within: path }];
  });
}

const directions: Readonly<Record<string, Parameters<typeof stripes>[0]>> = {
  aching: "upright",
  burning: "rising",
  stabbing: "falling",
  numb: "level",
};

function legendEntry(code: string, label: string, [left, top]: Point): readonly FigureShape[] {
  const swatch = rectangle(0, 0, 42, 26);
  return [
    {
      kind: "group",
      move: [left, top],
      scale,
      shapes: [...filling(swatch, [code]), { kind: "path", path: swatch, style: "markedEdge" }],
    },
    { kind: "text", at: [left + 42 * scale + 4, top + 7.2], text: label, anchor: "start", style: "text" },
  ];
}

/** "Front: left foot, numb. Back: left buttock, burning." */
function alternativeOf(marks: readonly Mark[], strokes: readonly Stroke[]): string {
  const views = (["front", "back"] as const).flatMap((view) => {
    const byQuality = new Map<string, string[]>();
    for (const { region, qualities } of marks.filter((mark) => mark.region.view === view)) {
      const words = qualities.length === 0 ? "pain" : joinList(qualities);
      byQuality.set(words, [...(byQuality.get(words) ?? []), lowerFirst(region.label)]);
    }
    const told = [...byQuality].map(([words, labels]) => `${words} in: ${labels.join("; ")}`);
    const lines = strokes.some((stroke) => stroke.view === view) ? ["lines drawn by hand"] : [];
    const all = [...told, ...lines];
    return all.length === 0 ? [] : [`${view === "front" ? "Front" : "Back"}: ${all.join(". ")}.`];
  });
  return `Body drawing, front and back, with the painful areas marked. ${views.join(" ")}`;
}

function marksIn(value: AnswerValue | undefined): readonly Mark[] {
  return listOf(recordValue(value)?.regions).flatMap((entry): readonly Mark[] => {
    const record = recordValue(entry);
    const region = bodyRegions.find((candidate) => candidate.id === record?.region);
    return region === undefined ? [] : [{ region, qualities: listOf(record?.qualities).map(String) }];
  });
}

function strokesIn(value: AnswerValue | undefined): readonly Stroke[] {
  return listOf(recordValue(value)?.strokes).flatMap((entry): readonly Stroke[] => {
    const record = recordValue(entry);
    const numbers = listOf(record?.points).map(Number);
    if (record === undefined || numbers.length < 4) return [];
    const points = numbers.flatMap((x, index): readonly Point[] =>
      index % 2 === 0 ? [[x, numbers[index + 1] ?? 0]] : [],
    );
    return [{ view: record.view === "back" ? "back" : "front", points }];
  });
}

function listOf(value: unknown): readonly AnswerValue[] {
  return Array.isArray(value) ? (value as readonly AnswerValue[]) : [];
}
