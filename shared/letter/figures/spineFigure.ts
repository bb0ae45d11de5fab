import { cervicalLevels, lumbarLevels, thoracicLevels } from "../../checklist/valueSets.ts";
import type { AnswerValue } from "../../evaluation/evaluation.ts";
import { recordValue } from "../../evaluation/reader.ts";
import type { Figure, FigureShape, Point } from "./drawing.ts";
import { lateralColumn } from "./spineColumn.ts";
import { hasCrossSection, type LevelPicture, pictureOf } from "./spineGrades.ts";
import { spineKey } from "./spineKey.ts";
import { crossSection } from "./spineSection.ts";
import { spineAlternative } from "./spineWords.ts";

/**
 * The schematic spine: for each region with a graded level a column of vertebrae and discs seen from the side, front to
 * the left, and beside each disc a cross-section seen as on the images, the patient's right to the left. A schema of its
 * own: fillings say how much, words beside them which grade.
 */

const levelPitch = 45;
const headerHeight = 12;
/** Half a vertebra above the first disc and below the last. */
const endHeight = 14;
const discHeight = 11;
const columnCenter = 54;
const sectionCenter = 146;
const regionWidth = 204;
/** Where nothing but the kind of the discs is known, its word stands beside the disc and no cross-section is drawn. */
const wordLeft = columnCenter + 38;
const narrowWidth = wordLeft + 44;
const regionGap = 16;

/** How many levels are drawn at least, so that the place in the spine is seen. */
const fewestLevels = 3;

const regions: readonly (readonly string[])[] = [cervicalLevels, thoracicLevels, lumbarLevels];

/** Drawn from the highest graded level to the lowest of each region; `asked` leaves out grades that no longer count. */
export function spineFigure(grid: AnswerValue | undefined, asked?: readonly string[]): Figure | undefined {
  const rows = recordValue(grid);
  const pictures = new Map<string, LevelPicture>();
  for (const level of regions.flat()) {
    if (asked !== undefined && !asked.includes(level)) continue;
    const picture = pictureOf(level, recordValue(rows?.[level]));
    if (picture !== undefined) pictures.set(level, picture);
  }
  const columns = regions.map((region) => gradedSpan(region, pictures)).filter((column) => column.length > 0);
  const drawn = columns.flat().flatMap((level) => pictures.get(level) ?? []);
  if (drawn.length === 0) return undefined;

  const withSections = drawn.some(hasCrossSection);
  const columnWidth = withSections ? regionWidth : narrowWidth;
  const width = columns.length * columnWidth + (columns.length - 1) * regionGap;
  const longest = Math.max(...columns.map((column) => column.length));
  const spineHeight = headerHeight + 2 * endHeight + discHeight + (longest - 1) * levelPitch;
  const key = spineKey(drawn, spineHeight + 14, width);
  return {
    drawing: {
      width,
      height: Math.ceil(key.bottom),
      shapes: [
        ...columns.flatMap((column, index) =>
          regionShapes(column, pictures, index * (columnWidth + regionGap), withSections),
        ),
        ...key.shapes,
      ],
    },
    alternative: spineAlternative(drawn),
  };
}

function gradedSpan(
  region: readonly string[],
  pictures: ReadonlyMap<string, LevelPicture>,
): readonly string[] {
  const first = region.findIndex((level) => pictures.has(level));
  if (first === -1) return [];
  const last = region.findLastIndex((level) => pictures.has(level));
  const missing = Math.max(0, fewestLevels - (last - first + 1));
  const after = Math.min(missing, region.length - 1 - last);
  return region.slice(Math.max(0, first - (missing - after)), last + after + 1);
}

function regionShapes(
  levels: readonly string[],
  pictures: ReadonlyMap<string, LevelPicture>,
  left: number,
  withSections: boolean,
): readonly FigureShape[] {
  const centers = levels.map((_, index) => headerHeight + endHeight + discHeight / 2 + index * levelPitch);
  const heading = (x: number, text: string): FigureShape => ({
    kind: "text",
    at: [left + x, 8],
    text,
    anchor: "middle",
    style: "quietText",
  });
  return [
    heading(columnCenter - 14, "front"),
    heading(columnCenter + 20, "back"),
    ...(withSections ? [heading(sectionCenter - 38, "Right"), heading(sectionCenter + 38, "Left")] : []),
    ...lateralColumn(
      levels.map((level, index) => ({ level, picture: pictures.get(level), y: centers[index] ?? 0 })),
      { center: left + columnCenter, discHeight, endHeight },
    ),
    ...levels.flatMap((level, index) => {
      const picture = pictures.get(level);
      const y = centers[index] ?? 0;
      return [
        ...levelLabel(level, picture, [left, y]),
        ...(picture === undefined
          ? []
          : withSections
            ? crossSection(picture, [left + sectionCenter, y])
            : discWord(picture, [left + wordLeft, y])),
      ];
    }),
  ];
}

function discWord({ disc: { word } }: LevelPicture, [x, y]: Point): readonly FigureShape[] {
  return word === undefined
    ? []
    : [{ kind: "text", at: [x, y + 2.8], text: word, anchor: "start", style: "text" }];
}

const lineHeight = 8.6;
const mostLines = 3;

/** The level's name at the height of its disc, and under it what has no place of its own in the drawing. */
function levelLabel(level: string, picture: LevelPicture | undefined, [x, y]: Point): readonly FigureShape[] {
  const lines = picture?.lines.slice(0, mostLines) ?? [];
  const top = y + 3 - (lines.length * lineHeight) / 2;
  return [
    {
      kind: "text",
      at: [x, top],
      text: level,
      anchor: "start",
      style: picture === undefined ? "quietText" : "strongText",
    },
    ...lines.map(
      (text, index): FigureShape => ({
        kind: "text",
        at: [x, top + (index + 1) * lineHeight],
        text,
        anchor: "start",
        style: "text",
      }),
    ),
  ];
}
