import type { ItemKind } from "../checklist/kinds.ts";
import type { AnswerValue } from "./evaluation.ts";
import { type Found, fine, wrong } from "./problem.ts";
import { recordValue } from "./reader.ts";

const maximumStrokes = 200;
const maximumPointsInStroke = 2000;

/** The body drawing: marked regions with the qualities of the pain there, and strokes. */
export function checkDrawing(kind: Extract<ItemKind, { kind: "drawing" }>, value: AnswerValue): Found {
  const drawing = recordValue(value);
  const marked = drawing?.regions;
  if (!drawing || !Array.isArray(marked)) return wrong("", "must hold a list called regions");
  const regionIds = kind.regions.map((region) => region.id);
  const qualities = kind.qualities.map((quality) => quality.code);
  const unknownKey = Object.keys(drawing).find((key) => key !== "regions" && key !== "strokes");
  if (unknownKey !== undefined) return wrong(unknownKey, "is not known here; known are: regions, strokes");
  return [
    ...(marked as readonly AnswerValue[]).flatMap((mark, index) => {
      const at = `regions[${index}]`;
      const object = recordValue(mark);
      if (!object || typeof object.region !== "string" || !regionIds.includes(object.region)) {
        return wrong(`${at}.region`, `must be one of: ${regionIds.join(", ")}`);
      }
      const chosen = object.qualities;
      return Array.isArray(chosen) &&
        chosen.every((code) => typeof code === "string" && qualities.includes(code))
        ? fine
        : wrong(`${at}.qualities`, `must be a list of: ${qualities.join(", ")}`);
    }),
    ...(drawing.strokes === undefined ? fine : checkStrokes(drawing.strokes, qualities)),
  ];
}

/** Strokes are drawn in the figure's own 200 x 420 units, as `[x, y, x, y, ...]`. */
function checkStrokes(strokes: AnswerValue, qualities: readonly string[]): Found {
  if (!Array.isArray(strokes) || strokes.length > maximumStrokes) {
    return wrong("strokes", `must be a list of at most ${maximumStrokes} strokes`);
  }
  return (strokes as readonly AnswerValue[]).flatMap((stroke, index) => {
    const object = recordValue(stroke);
    const points = object?.points;
    const sound =
      (object?.view === "front" || object?.view === "back") &&
      typeof object.quality === "string" &&
      qualities.includes(object.quality) &&
      Array.isArray(points) &&
      points.length <= 2 * maximumPointsInStroke &&
      points.every((point) => typeof point === "number" && Number.isFinite(point));
    return sound ? fine : wrong(`strokes[${index}]`, "must hold view, quality and points");
  });
}
