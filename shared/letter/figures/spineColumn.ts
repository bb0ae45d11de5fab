import { type FigureShape, type FigureStyleName, type Point, short } from "./drawing.ts";
import type { LevelPicture } from "./spineGrades.ts";

/** The column of vertebrae and discs seen from the side, front to the left. */

interface PlacedLevel {
  readonly level: string;
  readonly picture: LevelPicture | undefined;
  /** Of the middle of its disc. */
  readonly y: number;
}

interface ColumnPlace {
  readonly center: number;
  readonly discHeight: number;
  readonly endHeight: number;
}

/** Half the width of a vertebral body. */
const half = 19;
/** Forward or backward for one grade of slip, and how far the column may stray in all. */
const slipStep = 4.5;
const mostShift = 12;

export function lateralColumn(levels: readonly PlacedLevel[], place: ColumnPlace): readonly FigureShape[] {
  const shifts = shiftsOf(levels.map(({ picture }) => picture));
  const names = levels.flatMap(({ level }, index) =>
    index === 0 ? endNames(level) : endNames(level).slice(1),
  );
  const openings = levels.map(({ picture }) => (place.discHeight / 2) * (picture?.disc.height ?? 1));
  const at = (index: number): number => place.center + (shifts[index] ?? 0);

  const vertebrae = names.flatMap((name, index): readonly FigureShape[] => {
    const above = levels[index - 1];
    const below = levels[index];
    const top =
      above === undefined
        ? (below?.y ?? 0) - place.discHeight / 2 - place.endHeight
        : above.y + (openings[index - 1] ?? 0);
    const bottom =
      below === undefined
        ? (above?.y ?? 0) + place.discHeight / 2 + place.endHeight
        : below.y - (openings[index] ?? 0);
    const isGraded = above?.picture !== undefined || below?.picture !== undefined;
    const x = at(index);
    const open = above === undefined ? "top" : below === undefined ? "bottom" : undefined;
    return [
      { kind: "path", path: process(x, top, bottom), style: "process" },
      { kind: "path", path: vertebra(x, top, bottom, open), style: isGraded ? "bone" : "ghost" },
      {
        kind: "text",
        at: [x, (top + bottom) / 2 + 2.8],
        text: name,
        anchor: "middle",
        style: "quietText",
      },
    ];
  });
  const discs = levels.flatMap(({ picture, y }, index): readonly FigureShape[] => {
    const [above, below] = [at(index), at(index + 1)];
    const opening = openings[index] ?? 0;
    return [
      { kind: "path", path: disc(above, below, y, opening, picture), style: discStyle(picture) },
      ...(picture === undefined ? [] : details(picture, [above, below], y, opening)),
    ];
  });
  return [...vertebrae, ...discs];
}

/** "L4-5" lies between L4 and L5, "C7-T1" between C7 and T1. */
export function endNames(level: string): readonly [string, string] {
  const [upper = "", lower = ""] = level.split("-");
  return [upper, /^[A-Z]/.test(lower) ? lower : `${upper.charAt(0)}${lower}`];
}

/** How far each vertebra stands before (negative) or behind the lowest one. */
function shiftsOf(pictures: readonly (LevelPicture | undefined)[]): readonly number[] {
  const steps = pictures.map((picture) => {
    const { slip } = picture ?? {};
    if (slip === undefined || slip.direction === "lateral") return 0;
    return (slip.direction === "retro" ? 1 : -1) * slip.grade * slipStep;
  });
  const shifts = Array.from({ length: steps.length + 1 }, (_, index) =>
    steps.slice(index).reduce((sum, step) => sum + step, 0),
  );
  const widest = Math.max(...shifts.map(Math.abs));
  return widest > mostShift ? shifts.map((shift) => (shift * mostShift) / widest) : shifts;
}

/** A body with hollow front and back; the outermost end of the column is left open. */
function vertebra(x: number, top: number, bottom: number, open?: "top" | "bottom"): string {
  const middle = (top + bottom) / 2;
  const [left, right] = [x - half, x + half];
  const p = (px: number, py: number) => `${short(px)} ${short(py)}`;
  const back = `Q${p(right - 3, middle)} ${p(right, bottom)}`;
  const front = `Q${p(left + 3, middle)} ${p(left, top)}`;
  if (open === "top")
    return `M${p(left + 1.5, top)} L${p(left, bottom)} L${p(right, bottom)} L${p(right - 1.5, top)}`;
  if (open === "bottom")
    return `M${p(left + 1.5, bottom)} L${p(left, top)} L${p(right, top)} L${p(right - 1.5, bottom)}`;
  return `M${p(left, top)} L${p(right, top)} ${back} L${p(left, bottom)} ${front} Z`;
}

/** A spinous process, pointing back and down. */
function process(x: number, top: number, bottom: number): string {
  const y = (top + bottom) / 2;
  const from = x + half + 6;
  const p = (px: number, py: number) => `${short(px)} ${short(py)}`;
  return `M${p(from, y - 3)} Q${p(from + 7, y - 3)} ${p(from + 10, y + 6)} L${p(from + 7, y + 7)} Q${p(from + 4, y + 3)} ${p(from, y + 3)} Z`;
}

const bulgeDepths: Readonly<Record<string, number>> = {
  flat: 0,
  bulge: 3,
  herniation: 5,
  protrusion: 5,
  extrusion: 7,
  sequestration: 4,
};

/** The disc; its back, or its front where that is the zone, comes out as far as its shape says. */
function disc(
  above: number,
  below: number,
  y: number,
  opening: number,
  picture: LevelPicture | undefined,
): string {
  const depth = bulgeDepths[picture?.disc.shape ?? "flat"] ?? 0;
  const isAnterior = picture?.disc.zones.length === 1 && picture.disc.zones[0] === "anterior";
  const [front, back] = isAnterior ? [depth, 0] : [0, depth];
  const [top, bottom] = [y - opening, y + opening];
  const p = (px: number, py: number) => `${short(px)} ${short(py)}`;
  const middle = (above + below) / 2;
  return [
    `M${p(above - half, top)} L${p(above + half, top)}`,
    `Q${p(middle + half + 2 * back + 1, y)} ${p(below + half, bottom)}`,
    `L${p(below - half, bottom)}`,
    `Q${p(middle - half - 2 * front - 1, y)} ${p(above - half, top)} Z`,
  ].join(" ");
}

function discStyle(picture: LevelPicture | undefined): FigureStyleName {
  if (picture === undefined) return "ghost";
  const styles = ["discPale", "discTinted", "discShaded", "discDark"] as const;
  return styles[picture.disc.degeneration ?? 0] ?? "discPale";
}

/** Migrated or free material, changed endplates, rods. */
function details(
  { disc: { shape, migration }, endplates, isFused, hasHardware }: LevelPicture,
  [above, below]: Point,
  y: number,
  opening: number,
): readonly FigureShape[] {
  const drop = migration === "up" ? -1 : 1;
  const back = Math.max(above, below) + half;
  const fragment: readonly FigureShape[] =
    shape === "sequestration" || (shape === "extrusion" && migration !== undefined)
      ? [{ kind: "circle", center: [back + 3.5, y + drop * 7], radius: 2.6, style: "solid" }]
      : [];
  const plate = (x: number, at: number): FigureShape => ({
    kind: "line",
    from: [x - half + 1, at],
    to: [x + half - 1, at],
    style: "thickLine",
  });
  const rodX = back + 4;
  return [
    ...fragment,
    ...(endplates ? [plate(above, y - opening - 1.2), plate(below, y + opening + 1.2)] : []),
    ...(isFused
      ? [{ kind: "line", from: [above, y - opening], to: [below, y + opening], style: "thickLine" } as const]
      : []),
    ...(hasHardware
      ? [
          { kind: "line", from: [rodX, y - 18], to: [rodX, y + 18], style: "thickLine" } as const,
          { kind: "line", from: [rodX - 16, y - 14], to: [rodX, y - 14], style: "thickLine" } as const,
          { kind: "line", from: [rodX - 16, y + 14], to: [rodX, y + 14], style: "thickLine" } as const,
        ]
      : []),
  ];
}
