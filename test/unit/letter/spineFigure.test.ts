import { describe, expect, it } from "vitest";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import type { FigureDrawing, FigureShape } from "../../../shared/letter/figures/drawing.ts";
import { endNames } from "../../../shared/letter/figures/spineColumn.ts";
import { spineFigure } from "../../../shared/letter/figures/spineFigure.ts";
import { pictureOf } from "../../../shared/letter/figures/spineGrades.ts";
import { letterOf, values } from "./support.ts";

const at = (level: string, graded: Readonly<Record<string, AnswerValue>>): AnswerValue => ({
  [level]: graded,
});
const words = (drawing: FigureDrawing | undefined) =>
  drawing?.shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : [])) ?? [];
const shapesOf = (graded: Readonly<Record<string, AnswerValue>>): readonly FigureShape[] =>
  spineFigure(at("L4-5", graded))?.drawing.shapes ?? [];
const circles = (graded: Readonly<Record<string, AnswerValue>>) =>
  shapesOf(graded).flatMap((shape) => (shape.kind === "circle" ? [shape] : []));
/** Middle of the cross-sections. */
const middle = 146;

describe("which levels the schematic spine shows", () => {
  it.each([
    ["nothing", undefined, []],
    ["no level", {}, []],
    ["the sacroiliac joints alone", at("SIJ", { comment: "normal" }), []],
    ["a comment alone", at("L4-5", { comment: "motion artefact" }), []],
    ["one level: with its neighbours", at("L3-4", { discType: "normal" }), ["L3-4", "L4-5", "L5-S1"]],
    ["the lowest level", at("L5-S1", { discType: "bulge" }), ["L3-4", "L4-5", "L5-S1"]],
    [
      "from the highest to the lowest",
      { "L1-2": { discType: "normal" }, "L4-5": { discType: "bulge" } },
      ["L1-2", "L2-3", "L3-4", "L4-5"],
    ],
    [
      "two regions",
      { "C5-6": { canalKang: "1" }, "L5-S1": { listhesis: "I" } },
      ["C5-6", "C6-7", "C7-T1", "L3-4", "L4-5", "L5-S1"],
    ],
  ] as const)("%s", (_, grid, expected) => {
    const names = words(spineFigure(grid as AnswerValue | undefined)?.drawing);
    expect(names.filter((text) => /^[CTL]\d+-/.test(text))).toEqual(expected);
  });

  it("leaves out what is not asked any more", () => {
    const grid = { "C5-6": { discType: "bulge" }, "L4-5": { discType: "normal" } };
    const shown = words(spineFigure(grid, ["L3-4", "L4-5", "L5-S1"])?.drawing);
    expect(shown).toContain("L4-5");
    expect(shown).not.toContain("C5-6");
  });

  it.each([
    ["L4-5", ["L4", "L5"]],
    ["C7-T1", ["C7", "T1"]],
    ["T9-10", ["T9", "T10"]],
    ["T12-L1", ["T12", "L1"]],
    ["L5-S1", ["L5", "S1"]],
  ])("%s lies between %j", (level, names) => {
    expect(endNames(level)).toEqual(names);
  });
});

describe("grades become marks", () => {
  it.each([
    ["canalLurie", "none", 0, ""],
    ["canalLurie", "mild", 1 / 3, "mild"],
    ["canalLurie", "severe", 1, "sev"],
    ["canalLurie", "present", "striped", ""],
    ["canalSchizas", "A1", 0, "A1"],
    ["canalSchizas", "A4", 1 / 3, "A4"],
    ["canalSchizas", "B", 2 / 3, "B"],
    ["canalSchizas", "D", 1, "D"],
    ["canalLee", "2", 2 / 3, "2"],
    ["canalKang", "3", 1, "3"],
  ] as const)("%s %s", (field, code, filling, word) => {
    expect(pictureOf("L4-5", { [field]: code })?.canal).toEqual({ filling, word });
  });

  it.each([
    ["foramen", "0", 0],
    ["foramen", "3", 1],
    ["foramen", "moderate", 2 / 3],
    ["facet", "1", 1 / 3],
    ["facet", "present", "striped"],
    ["recess", "none", 0],
    ["recess", "contact", 1 / 4],
    ["recess", "possibly displaced", "striped"],
    ["recess", "compressed", 1],
  ] as const)("%s %s on its own side", (name, code, filling) => {
    const right = pictureOf("L4-5", { [`${name}Right`]: code })?.[name];
    expect(right?.right?.filling).toBe(filling);
    expect(right?.left).toBeUndefined();
    expect(pictureOf("L4-5", { [`${name}Left`]: code })?.[name].left?.filling).toBe(filling);
  });

  it.each([
    ["foramenRight", "severe", "sev", "right"],
    ["foramenLeft", "severe", "sev", "left"],
    ["recessRight", "compressed", "comp", "right"],
    ["recessLeft", "compressed", "comp", "left"],
    ["facetRight", "2", "2", "right"],
    ["facetLeft", "2", "2", "left"],
  ])(
    "%s is written on the patient's %s side, which is mirrored as on the images",
    (field, code, word, side) => {
      const label = shapesOf({ [field]: code }).find((shape) => shape.kind === "text" && shape.text === word);
      expect(label?.kind === "text" && (label.at[0] < middle ? "right" : "left")).toBe(side);
    },
  );

  it.each([
    ["R subarticular", "right"],
    ["R foraminal", "right"],
    ["R extraforaminal", "right"],
    ["L subarticular", "left"],
    ["L foraminal", "left"],
    ["L extraforaminal", "left"],
  ])("a protrusion that is %s lies on that side", (zone, side) => {
    const [bulge] = circles({ discType: "protrusion", discZone: [zone] });
    expect(bulge && (bulge.center[0] < middle ? "right" : "left")).toBe(side);
  });

  it("draws no place for a herniation whose zone is not known, a larger mark for an extrusion, a free one for a sequester", () => {
    expect(circles({ discType: "herniation", foramenLeft: "mild" })).toEqual([]);
    const [protrusion] = circles({ discType: "protrusion", discZone: ["central"] });
    const [extrusion] = circles({ discType: "extrusion", discZone: ["central"] });
    expect(extrusion?.radius).toBeGreaterThan(protrusion?.radius ?? Number.NaN);
    expect(extrusion?.center[1]).toBeGreaterThan(protrusion?.center[1] ?? Number.NaN);
    expect(circles({ discType: "sequestration", discZone: ["central"] })).toHaveLength(2);
  });

  it.each([
    ["I", 1],
    ["V", 5],
  ] as const)("a slip of grade %s", (grade, amount) => {
    const slip = pictureOf("L4-5", { listhesis: grade, listhesisDirection: "antero" })?.slip;
    expect(slip).toEqual({ grade: amount, direction: "antero" });
  });

  it.each([
    ["antero", -1],
    ["retro", 1],
  ] as const)("%slisthesis moves the upper vertebra", (direction, sign) => {
    const nameAt = (grid: Readonly<Record<string, AnswerValue>>, name: string) => {
      const found = shapesOf(grid).find((shape) => shape.kind === "text" && shape.text === name);
      return found?.kind === "text" ? found.at[0] : Number.NaN;
    };
    const slipped = { listhesis: "II", listhesisDirection: direction };
    expect(Math.sign(nameAt(slipped, "L4") - nameAt(slipped, "L5"))).toBe(sign);
    expect(nameAt({ listhesis: "none", discType: "normal" }, "L4")).toBe(
      nameAt({ listhesis: "none", discType: "normal" }, "L5"),
    );
  });

  it.each([
    ["normal", 1],
    ["severe", 0.25],
  ])("a disc of %s height", (code, height) => {
    expect(pictureOf("L4-5", { discType: "normal", discHeight: code })?.disc.height).toBe(height);
  });

  it.each([
    [{ discPfirrmann: "IV", endplateModic: "2" }, ["Pf IV", "Modic 2"]],
    [{ listhesis: "I", fracture: "old" }, ["slip I", "fracture"]],
    [{ postop: ["fusion solid", "hardware intact"] }, ["fused"]],
    [{ postop: ["hardware loose"] }, ["hardware"]],
    [{ discPfirrmann: "II", endplateModic: "0", listhesis: "none", fracture: "none" }, ["Pf II"]],
  ])("%j stands beside the level", (graded, lines) => {
    expect(pictureOf("L4-5", graded)?.lines).toEqual(lines);
  });
});

describe("the key under the spine", () => {
  it("explains what occurs", () => {
    const grid = at("L4-5", {
      canalSchizas: "B",
      discPfirrmann: "IV",
      recessLeft: "compressed",
      facetLeft: "present",
    });
    const text = words(spineFigure(grid)?.drawing).join(" ");
    for (const word of [
      "canal",
      "recess",
      "facet",
      "striped",
      "Pf Pfirrmann",
      "Schizas",
      "comp root compressed",
    ])
      expect(text).toContain(word);
    expect(text).not.toContain("foramen");
  });

  it("is absent where nothing needs one, and no cross-section is drawn", () => {
    const drawing = spineFigure(at("L4-5", { discType: "bulge" }))?.drawing;
    expect(words(drawing)).not.toContain("canal");
    expect(words(drawing)).not.toContain("Right");
    expect(words(drawing)).toContain("bulge");
  });
});

describe("in words", () => {
  it("says each level's grades in full", () => {
    const grid: AnswerValue = {
      "L4-5": {
        discType: "extrusion",
        discZone: ["L subarticular"],
        discMigration: "down",
        discPfirrmann: "IV",
        canalSchizas: "B",
        recessLeft: "compressed",
        foramenRight: "none",
        facetLeft: "1",
      },
      "L5-S1": { discType: "normal", facetRight: "present", listhesis: "I", listhesisDirection: "retro" },
    };
    expect(spineFigure(grid)?.alternative).toBe(
      "Schematic spine with the graded levels. " +
        "L4-5: disc: extrusion, left subarticular, migrated down; Pfirrmann IV; canal grade B; " +
        "left lateral recess root compressed; right foramen free; left facet grade 1. " +
        "L5-S1: disc: normal; slip I; retrolisthesis; right facet changed, not graded.",
    );
  });
});

describe("the letter with a level grid", () => {
  const figures = (answers: Readonly<Record<string, unknown>>) =>
    letterOf({ answers: values(answers) })
      .sections.filter(({ blocks }) => blocks.some(({ kind }) => kind === "figure"))
      .map(({ id }) => id);
  const study = [{ type: "MRI", region: ["lumbar"], source: "report only" }];

  it("shows the spine with the records, and only there", () => {
    expect(figures({ "IM.STUDY": study, "IM.GRID": at("L4-5", { discType: "bulge" }) })).toEqual(["records"]);
  });
  it("shows none without grades", () => {
    expect(figures({ "IM.STUDY": study })).toEqual([]);
  });
});
