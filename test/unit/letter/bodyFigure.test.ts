import { describe, expect, it } from "vitest";
import { bodyRegions } from "../../../shared/checklist/bodyDrawing.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { widespreadPainAreas } from "../../../shared/instruments/widespreadPain.ts";
import { bodyFigure } from "../../../shared/letter/figures/bodyFigure.ts";
import type { FigureDrawing, GroupShape, PathShape } from "../../../shared/letter/figures/drawing.ts";
import { boxOf, dots, stripes } from "../../../shared/letter/figures/drawing.ts";
import { letterOf, sectionText, values } from "./support.ts";

const pathOf = (id: string) => bodyRegions.find((region) => region.id === id)?.path ?? "";

function marking(...regions: readonly (readonly [string, ...string[]])[]): AnswerValue {
  return { regions: regions.map(([region, ...qualities]) => ({ region, qualities })) };
}

/** Shapes of the two bodies, front first; the legend's groups follow them. */
function groups(drawing: FigureDrawing | undefined): readonly GroupShape[] {
  return drawing?.shapes.filter((shape) => shape.kind === "group") ?? [];
}

function paths(group: GroupShape | undefined, style: string): readonly PathShape[] {
  return (group?.shapes ?? []).filter(
    (shape): shape is PathShape => shape.kind === "path" && shape.style === style,
  );
}

const words = (drawing: FigureDrawing | undefined) =>
  drawing?.shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : [])) ?? [];

describe("the figure of the body drawing", () => {
  it.each([
    ["nothing recorded", undefined],
    ["no mark", { regions: [] }],
    ["a region that does not exist", { regions: [{ region: "front-tail", qualities: [] }] }],
  ] as const)("is not drawn for %s", (_, value) => {
    expect(bodyFigure(value as AnswerValue | undefined)).toBeUndefined();
  });

  it.each(bodyRegions.map(({ id, view }) => [id, view] as const))(
    "marks %s on its side of the body",
    (id, view) => {
      const [front, back] = groups(bodyFigure(marking([id, "aching"]))?.drawing);
      const [marked, other] = view === "front" ? [front, back] : [back, front];
      expect(paths(marked, "markedArea").map(({ path }) => path)).toEqual([pathOf(id)]);
      expect(paths(marked, "pattern").map(({ within }) => within)).toEqual([pathOf(id)]);
      expect(paths(other, "markedArea")).toEqual([]);
    },
  );

  it.each([
    ["front-knee-right", "front-knee-left", "the front shows the right side at the left", true],
    ["back-buttock-right", "back-buttock-left", "the back shows the right side at the right", false],
  ])("%s and %s mirror each other: %s", (right, left, _, rightIsFirst) => {
    const [onRight, onLeft] = [boxOf(pathOf(right)), boxOf(pathOf(left))];
    expect(onRight.left < onLeft.left).toBe(rightIsFirst);
    expect(onRight.left).toBeCloseTo(200 - onLeft.right, 1);
    expect(onRight.right).toBeCloseTo(200 - onLeft.left, 1);
    expect(onRight.top).toBe(onLeft.top);
  });

  it("gives each quality a pattern of its own, and two of them both", () => {
    const codes = ["aching", "burning", "stabbing", "numb", "pins and needles"];
    const drawn = codes.map((code) => {
      const [, back] = groups(bodyFigure(marking(["back-buttock-left", code]))?.drawing);
      return [...paths(back, "pattern"), ...paths(back, "dots")].map(({ path }) => path).join();
    });
    expect(new Set(drawn).size).toBe(codes.length);
    const [, both] = groups(bodyFigure(marking(["back-buttock-left", "burning", "numb"]))?.drawing);
    expect(paths(both, "pattern").map(({ path }) => path)).toEqual([drawn[1], drawn[3]]);
  });

  it("explains the qualities that occur and no others", () => {
    const figure = bodyFigure(
      marking(["back-buttock-left", "numb"], ["front-knee-right", "burning"], ["front-head"]),
    );
    expect(words(figure?.drawing)).toEqual(["R", "L", "Front", "L", "R", "Back", "Burning", "Numb"]);
  });

  it("says in words what it shows, by view and quality", () => {
    expect(
      bodyFigure(
        marking(["back-buttock-left", "burning"], ["front-knee-right"], ["back-knee-left", "burning"]),
      )?.alternative,
    ).toBe(
      "Body drawing, front and back, with the painful areas marked. Front: pain in: right knee, front. Back: burning in: left buttock; left back of knee.",
    );
  });

  it("draws lines as they were drawn by hand, on their side", () => {
    const value = {
      regions: [],
      strokes: [{ view: "back", quality: "burning", points: [80, 200, 82, 240, 81, 300] }],
    };
    const figure = bodyFigure(value);
    const [front, back] = groups(figure?.drawing);
    expect(paths(front, "handDrawn")).toEqual([]);
    expect(paths(back, "handDrawn").map(({ path }) => path)).toEqual(["M80 200 Q82 240 81.5 270 L81 300"]);
    expect(figure?.alternative).toContain("Back: lines drawn by hand.");
  });

  it("is about 5 cm high without its legend, and fits beside text", () => {
    const drawing = bodyFigure(marking(["front-head", "aching"]))?.drawing;
    expect(drawing?.height).toBeGreaterThan(140);
    expect(drawing?.height).toBeLessThan(190);
    expect(drawing?.width).toBeLessThan(160);
  });
});

describe("the areas of the body drawing", () => {
  it("cover the 19 of the widespread pain index, and no others", () => {
    const covered = new Set(bodyRegions.flatMap(({ widespreadPainArea: area }) => area ?? []));
    expect(covered).toEqual(new Set(widespreadPainAreas));
    expect(covered.size).toBe(19);
  });
});

describe("patterns", () => {
  const box = { left: 0, top: 0, right: 20, bottom: 10 };
  it.each([
    ["upright", "M0 0 L0 10 M10 0 L10 10 M20 0 L20 10"],
    ["level", "M0 0 L20 0 M0 10 L20 10"],
    ["rising", "M-10 10 L0 0 M0 10 L10 0 M10 10 L20 0 M20 10 L30 0"],
    ["falling", "M-10 0 L0 10 M0 0 L10 10 M10 0 L20 10 M20 0 L30 10"],
  ] as const)("%s lines cross the whole box", (direction, expected) => {
    expect(stripes(direction, box, 10)).toBe(expected);
  });
  it("keep in step over neighbouring boxes", () => {
    expect(stripes("upright", { ...box, left: 3, right: 17 }, 10)).toBe("M10 0 L10 10");
  });
  it("dots are staggered", () => {
    expect(dots({ left: 0, top: 0, right: 10, bottom: 10 }, 10)).toBe(
      "M0 0 L0.1 0 M10 0 L10.1 0 M5 10 L5.1 10",
    );
  });
});

describe("the letter with a body drawing", () => {
  it("has the figure before the paragraph that tells it, with its source", () => {
    const answers = values({ "HX.LOC.MAP": marking(["back-buttock-left", "burning"]) });
    const history = letterOf({ answers }).sections.find(({ id }) => id === "history");
    expect(history?.blocks[0]).toMatchObject({ kind: "figure", sources: [{ item: "HX.LOC.MAP" }] });
    expect(history?.blocks[1]?.kind).toBe("paragraph");
  });
  it("has none without a drawing", () => {
    const history = letterOf({ answers: values({ "HX.CC": "pain" }) }).sections.find(
      ({ id }) => id === "history",
    );
    expect(history?.blocks.some(({ kind }) => kind === "figure")).toBe(false);
  });
  it("names every area of few marks in full, and of many the areas alone, by quality", () => {
    const few = marking(["back-thigh-outer-left", "burning"], ["back-calf-left", "numb", "burning"]);
    expect(sectionText("history", { "HX.LOC.MAP": few })).toContain(
      "The body drawing shows burning in the left thigh (outer back); numbness and burning in the left calf.",
    );
    const many = marking(
      ["back-low-back-left", "aching"],
      ["back-buttock-left", "burning"],
      ["back-thigh-left", "burning"],
      ["back-thigh-outer-left", "burning"],
      ["back-calf-left", "burning", "numb"],
      ["back-lower-leg-outer-left", "burning"],
      ["front-lower-leg-outer-left", "burning"],
      ["front-foot-back-left", "numb"],
      ["front-foot-outer-left", "numb"],
    );
    expect(sectionText("history", { "HX.LOC.MAP": many }).replaceAll("\n", " ")).toContain(
      "The body drawing shows aching in the left low back; burning in the left buttock, thigh and lower leg. It also shows numbness in the left lower leg and foot.",
    );
  });
});
