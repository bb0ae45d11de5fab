import {
  boxOf,
  ellipse,
  type FigureShape,
  type OutlineShape,
  type Point,
  rectangle,
  short,
  stripes,
} from "./drawing.ts";
import type { DiscZone, Filling, Grade, LevelPicture } from "./spineGrades.ts";

/**
 * The cross-section of a level: the disc, behind it the canal (triangle) between the lateral recesses (small circles),
 * outside of these the foramina (circles) and behind them the facet joints (squares). The patient's right is on the left.
 */

const discAcross = 27;
const discDown = 8.5;
const discUp = 12;

export function crossSection(picture: LevelPicture, [x, y]: Point): readonly FigureShape[] {
  const { disc, canal, recess, foramen, facet } = picture;
  const discCenter: Point = [x, y - discUp];
  const word: readonly FigureShape[] =
    disc.word === undefined
      ? []
      : [{ kind: "text", at: [x, y - discUp + 2.8], text: disc.word, anchor: "middle", style: "text" }];
  const sided = (
    grade: Grade | undefined,
    side: "right" | "left",
    draw: typeof recessMark,
  ): readonly FigureShape[] => (grade === undefined ? [] : draw(grade, [x, y], side === "right" ? -1 : 1));
  return [
    ...bulge(picture, discCenter),
    { kind: "path", path: ellipse(discCenter, discAcross, discDown), style: "mark" },
    ...herniations(picture, discCenter),
    ...word,
    ...(canal === undefined ? [] : canalMark(canal, [x, y])),
    ...(["right", "left"] as const).flatMap((side) => [
      ...sided(recess[side], side, recessMark),
      ...sided(foramen[side], side, foramenMark),
      ...sided(facet[side], side, facetMark),
    ]),
  ];
}

/** A second outline around the disc, all round or to one side. */
function bulge({ disc }: LevelPicture, [x, y]: Point): readonly FigureShape[] {
  if (disc.shape !== "bulge") return [];
  const shift = disc.bulgesTo === "right" ? -2.5 : disc.bulgesTo === "left" ? 2.5 : 0;
  return [
    {
      kind: "path",
      path: ellipse([x + shift, y + 0.7], discAcross + 3, discDown + 2.2),
      style: "discTinted",
    },
  ];
}

/** Where on the disc's edge a zone lies: the angle from the right-hand end, clockwise as drawn. */
const zoneAngles: Readonly<Record<DiscZone, number>> = {
  "L extraforaminal": -8,
  "L foraminal": 22,
  "L subarticular": 58,
  central: 90,
  "R subarticular": 122,
  "R foraminal": 158,
  "R extraforaminal": 188,
  anterior: 270,
};

/** Outward from the disc's edge to the middle of the bulge, and its radius. */
const herniationSizes: Readonly<Record<string, readonly [number, number]>> = {
  protrusion: [0, 4],
  herniation: [0.5, 4],
  extrusion: [2.5, 4.4],
  sequestration: [6.5, 3.4],
};

function herniations({ disc }: LevelPicture, [x, y]: Point): readonly FigureShape[] {
  const size = herniationSizes[disc.shape];
  if (size === undefined) return [];
  const [out, radius] = size;
  return disc.zones.map((zone): FigureShape => {
    const angle = (zoneAngles[zone] * Math.PI) / 180;
    return {
      kind: "circle",
      center: [x + Math.cos(angle) * (discAcross + out), y + Math.sin(angle) * (discDown + out)],
      radius,
      style: "solidApart",
    };
  });
}

function canalMark(grade: Grade, [x, y]: Point): readonly FigureShape[] {
  return [...filled(triangle([x, y + 9]), grade.filling), ...wordAt(grade, [x, y + 22], "middle")];
}

function recessMark(grade: Grade, [x, y]: Point, side: -1 | 1): readonly FigureShape[] {
  return [
    ...filled(ellipse([x + side * 13, y + 8], 3.4, 3.4), grade.filling),
    ...wordAt(grade, [x + side * 9.5, y + 20], side === -1 ? "end" : "start"),
  ];
}

function foramenMark(grade: Grade, [x, y]: Point, side: -1 | 1): readonly FigureShape[] {
  return [
    ...filled(ellipse([x + side * 34, y - 3], 4.6, 4.6), grade.filling),
    ...wordAt(grade, [x + side * 40.5, y - 0.2], side === -1 ? "end" : "start"),
  ];
}

function facetMark(grade: Grade, [x, y]: Point, side: -1 | 1): readonly FigureShape[] {
  return [
    ...filled(rectangle(x + side * 34 - 4, y + 7, 8, 8), grade.filling),
    ...wordAt(grade, [x + side * 40.5, y + 13.8], side === -1 ? "end" : "start"),
  ];
}

function wordAt({ word }: Grade, at: Point, anchor: "start" | "middle" | "end"): readonly FigureShape[] {
  return word === "" ? [] : [{ kind: "text", at, text: word, anchor, style: "text" }];
}

export function triangle([x, y]: Point): string {
  return `M${short(x - 7)} ${short(y + 5)} L${short(x)} ${short(y - 6)} L${short(x + 7)} ${short(y + 5)} Z`;
}

/** A mark, filled from below as far as its grade says. */
export function filled(outline: string, filling: Filling): readonly OutlineShape[] {
  const box = boxOf(outline);
  const inside: readonly OutlineShape[] =
    filling === "striped"
      ? [{ kind: "path", path: stripes("rising", box, 2.4), style: "stripes", within: outline }]
      : filling <= 0
        ? []
        : filling >= 1
          ? [{ kind: "path", path: outline, style: "solid" }]
          : [
              {
                kind: "path",
                path: rectangle(
                  box.left,
                  box.bottom - filling * (box.bottom - box.top),
                  box.right - box.left,
                  filling * (box.bottom - box.top),
                ),
                style: "solid",
                within: outline,
              },
            ];
  return [
    { kind: "path", path: outline, style: "mark" },
    ...inside,
    { kind: "path", path: outline, style: "markEdge" },
  ];
}
