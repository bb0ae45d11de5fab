import { expect, test } from "vitest";
import {
  drawingOf,
  storedPoints,
  toggleRegion,
  withStroke,
} from "../../../../renderer/components/items/bodyDrawing.ts";
import { findItem } from "../../../../shared/checklist/index.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";

const empty = drawingOf(undefined);

test("a region takes several qualities and is unmarked when the last one goes", () => {
  const aching = toggleRegion(empty, "back-low-back-left", "aching");
  const both = toggleRegion(aching, "back-low-back-left", "burning");
  expect(both.regions).toEqual([{ region: "back-low-back-left", qualities: ["aching", "burning"] }]);
  const burning = toggleRegion(both, "back-low-back-left", "aching");
  expect(toggleRegion(burning, "back-low-back-left", "burning").regions).toEqual([]);
});

test("a stroke marks what it touched with its quality, once", () => {
  const marked = toggleRegion(empty, "back-low-back-left", "burning");
  const stroke = { view: "back", quality: "burning", points: [80, 200, 82, 240] } as const;
  const drawn = withStroke(marked, stroke, ["back-low-back-left", "back-buttock-left"]);
  expect(drawn.regions).toEqual([
    { region: "back-low-back-left", qualities: ["burning"] },
    { region: "back-buttock-left", qualities: ["burning"] },
  ]);
  expect(drawn.strokes).toEqual([stroke]);
});

test("the longest path is stored within what an answer may hold", () => {
  const path = Array.from({ length: 9000 }, (_, index) => [index / 100, 200.04] as const);
  const points = storedPoints(path);
  expect(points.length).toBeLessThanOrEqual(4000);
  expect(points.slice(-2)).toEqual([90, 200]);
  const item = findItem("HX.LOC.MAP");
  if (item?.kind !== "drawing") throw new Error("HX.LOC.MAP is no drawing");
  const region = item.regions[0]?.id ?? "";
  const quality = item.qualities[0]?.code ?? "";
  const value = withStroke(empty, { view: "back", quality, points }, [region]);
  const context = { patient: { dateOfBirth: "1982-09-14" }, visitDate: "2025-03-10" };
  expect(checkAnswer(item, { value: JSON.parse(JSON.stringify(value)) }, context)).toEqual([]);
});
