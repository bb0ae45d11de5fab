import { getStroke } from "perfect-freehand";
import { type PointerEvent, useId, useRef, useState } from "react";
import type { DrawingRegion } from "../../../shared/checklist/kinds.ts";
import { qualityPatterns } from "../../../shared/letter/figures/bodyFigure.ts";
import { figureTones, Outline } from "../common/Figure.tsx";
import { type BodyDrawing, storedPoints } from "./bodyDrawing.ts";
import drawingClasses from "./drawing.module.css";
import classes from "./items.module.css";

interface BodyFigureProps {
  readonly view: "front" | "back";
  readonly regions: readonly DrawingRegion[];
  readonly drawing: BodyDrawing;
  readonly quality: string;
  readonly readOnly: boolean;
  readonly onRegion: (region: string) => void;
  readonly onStroke: (points: readonly number[], touchedRegions: readonly string[]) => void;
}

type Point = readonly [number, number];
/** Less than this many units of movement is a click. */
const clickDistance = 4;

/** One side of the body. Pointer only: the list of regions beside it is for keyboard and screen reader. */
export function BodyFigure(props: BodyFigureProps) {
  const { view, regions, drawing, quality, readOnly, onRegion, onStroke } = props;
  const figure = useRef<SVGSVGElement>(null);
  const clipId = useId();
  const [path, setPath] = useState<readonly Point[]>([]);
  // Several movements may come between two drawings of the screen: the line is kept apart from its picture.
  const line = useRef<readonly Point[]>([]);
  const draw = (points: readonly Point[]) => {
    line.current = points;
    setPath(points);
  };
  const inView = regions.filter((region) => region.view === view);
  const marked = new Map(drawing.regions.map((mark) => [mark.region, mark.qualities] as const));

  const pointOf = (event: PointerEvent): Point => {
    const box = figure.current?.getBoundingClientRect();
    if (box === undefined) return [0, 0];
    return [((event.clientX - box.left) * 200) / box.width, ((event.clientY - box.top) * 420) / box.height];
  };
  const regionAt = ([x, y]: Point): string | undefined => {
    const paths = figure.current?.querySelectorAll<SVGPathElement>("[data-region]") ?? [];
    // The last one drawn lies on top.
    return [...paths].reverse().find((shape) => shape.isPointInFill({ x, y }))?.dataset.region;
  };
  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    if (readOnly || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    draw([pointOf(event)]);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (line.current.length > 0) draw([...line.current, pointOf(event)]);
  };
  const onPointerUp = (event: PointerEvent) => {
    const [first] = line.current;
    if (first === undefined) return;
    const whole = [...line.current, pointOf(event)];
    draw([]);
    const moved = whole.some(([x, y]) => Math.hypot(x - first[0], y - first[1]) > clickDistance);
    if (moved) {
      const touched = new Set(whole.map(regionAt).filter((region) => region !== undefined));
      onStroke(storedPoints(whole), [...touched]);
    } else {
      const region = regionAt(first);
      if (region !== undefined) onRegion(region);
    }
  };

  const label = view === "front" ? "Front" : "Back";
  const strokes = drawing.strokes.filter((stroke) => stroke.view === view);
  return (
    <figure className={drawingClasses.figure}>
      <svg
        ref={figure}
        viewBox="0 0 200 420"
        role="img"
        aria-label={`${label} of the body, ${markedWords(inView, marked)}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => draw([])}
        data-quality={quality}
      >
        {inView.map((region) => (
          <path
            key={region.id}
            d={region.path}
            data-region={region.id}
            data-marked={marked.has(region.id)}
            className={drawingClasses.region}
          >
            <title>{region.label}</title>
          </path>
        ))}
        <g className={`${figureTones} ${drawingClasses.pattern}`}>
          {inView
            .flatMap((region) => qualityPatterns(region.path, marked.get(region.id) ?? []))
            .map((shape, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no identity beside their place
              <Outline key={index} shape={shape} clipId={`${clipId}-${index}`} />
            ))}
        </g>
        {strokes.map((stroke, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: strokes have no identity beside their place
          <path key={index} d={outlineOf(pairsOf(stroke.points))} className={drawingClasses.stroke} />
        ))}
        {path.length > 1 && <path d={outlineOf(path)} className={drawingClasses.stroke} />}
      </svg>
      <figcaption>
        {label} <SideLegend view={view} />
      </figcaption>
    </figure>
  );
}

/** Facing the patient, the right side is on the left of the page; from behind it is not. */
function SideLegend({ view }: { readonly view: "front" | "back" }) {
  return <span className={classes.basis}>{view === "front" ? "(R on the left)" : "(L on the left)"}</span>;
}

function markedWords(regions: readonly DrawingRegion[], marked: ReadonlyMap<string, unknown>): string {
  const labels = regions.filter((region) => marked.has(region.id)).map((region) => region.label);
  return labels.length === 0 ? "nothing marked" : `marked: ${labels.join(", ")}`;
}

function pairsOf(points: readonly number[]): readonly Point[] {
  const pairs: Point[] = [];
  for (let index = 0; index + 1 < points.length; index += 2)
    pairs.push([points[index] ?? 0, points[index + 1] ?? 0]);
  return pairs;
}

/** The outline of a stroke as thick as a felt pen. */
function outlineOf(points: readonly Point[]): string {
  const outline = getStroke(
    points.map(([x, y]) => [x, y]),
    { size: 5, thinning: 0.3, smoothing: 0.5, streamline: 0.4, simulatePressure: true },
  );
  if (outline.length === 0) return "";
  const commands = outline.map(
    ([x = 0, y = 0], index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`,
  );
  return `${commands.join(" ")} Z`;
}
