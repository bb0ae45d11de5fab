import { describe, expect, test } from "vitest";
import { allItems, checklist, findItem } from "../../../shared/checklist/index.ts";
import type {
  CellKind,
  Choice,
  Condition,
  Field,
  Group,
  Item,
  ItemKind,
} from "../../../shared/checklist/kinds.ts";
import { neurologicalPart } from "../../../shared/checklist/neurological/index.ts";
import { physicalPart } from "../../../shared/checklist/physical/index.ts";
import { planPart } from "../../../shared/checklist/plan/index.ts";
import { recordsPart } from "../../../shared/checklist/records/index.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";

const parts = [physicalPart, neurologicalPart, recordsPart, planPart];
const groups: readonly Group[] = parts.flatMap((part) => part.groups);
const items: readonly Item[] = groups.flatMap((group) => group.items);

/** Every cell of an item with the path it is stored under. */
function cellsOf(id: string, kind: ItemKind): readonly (readonly [string, CellKind])[] {
  const fields = (list: readonly Field[]) =>
    list.map((field): readonly [string, CellKind] => [`${id}.${field.id}`, field]);
  switch (kind.kind) {
    case "record":
    case "repeat":
      return fields(kind.fields);
    case "grid":
      return fields(kind.columns);
    case "pair":
      return kind.entry.kind === "record" ? fields(kind.entry.fields) : [[id, kind.entry]];
    case "drawing":
    case "computed":
      return [];
    default:
      return [[id, kind]];
  }
}
const cells = items.flatMap((item) => cellsOf(item.id, item));

function conditionsWithin(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all.flatMap(conditionsWithin);
  if ("any" in condition) return condition.any.flatMap(conditionsWithin);
  if ("not" in condition) return conditionsWithin(condition.not);
  return [condition];
}

/** Every condition of these parts, with where it stands. */
const conditions = groups.flatMap((group) => [
  ...(group.when ? conditionsWithin(group.when).map((condition) => [group.id, condition] as const) : []),
  ...group.items.flatMap((item) => {
    const own = [
      ...(item.when ? [item.when] : []),
      ...(typeof item.requirement === "object" && "requiredWhen" in item.requirement
        ? [item.requirement.requiredWhen]
        : []),
      ...(item.kind === "grid" ? item.rows.flatMap((row) => (row.when ? [row.when] : [])) : []),
    ];
    return own.flatMap(conditionsWithin).map((condition) => [item.id, condition] as const);
  }),
]);

function choicesOf(cell: CellKind | undefined): readonly Choice[] {
  return cell?.kind === "single" || cell?.kind === "multi" ? cell.choices : [];
}

/** The cells that a condition's field can mean: one field of a record or row, or one side of a pair. */
function cellsMeant(item: Item, field: string | undefined): readonly CellKind[] {
  const all = cellsOf("", item);
  if (field === undefined) return all.filter(([path]) => path === "").map(([, cell]) => cell);
  if (item.kind === "pair" && (field === "right" || field === "left")) return all.map(([, cell]) => cell);
  return all.filter(([path]) => path === `.${field}`).map(([, cell]) => cell);
}

describe("the examination, records and plan", () => {
  test("has no id twice in the whole checklist", () => {
    const ids = allItems.map((item) => item.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const groupIds = checklist.parts.flatMap((part) => part.groups.map((group) => group.id));
    expect(groupIds.filter((id, index) => groupIds.indexOf(id) !== index)).toEqual([]);
  });

  test.each(parts.map((part) => [part.id, part] as const))("%s is plain data", (_id, part) => {
    expect(JSON.parse(JSON.stringify(part))).toEqual(part);
  });

  test("labels every item of a part differently, so that a message says which is meant", () => {
    for (const part of parts) {
      const labels = part.groups.flatMap((group) => group.items.map((item) => item.label));
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
  });

  test("fits each group on a screen", () => {
    expect(groups.filter((group) => group.items.length > 14).map((group) => group.id)).toEqual([]);
  });

  test("keeps grids to pairs, which the arrow keys walk", () => {
    const others = groups
      .filter((group) => group.layout === "grid")
      .flatMap((group) => group.items.filter((item) => item.kind !== "pair").map((item) => item.id));
    expect(others).toEqual([]);
  });

  test("has no field or choice twice, and no exclusive code that is not a choice", () => {
    for (const item of items) {
      const paths = cellsOf(item.id, item).map(([path]) => path);
      expect(new Set(paths).size, item.id).toBe(paths.length);
    }
    for (const [path, cell] of cells) {
      const codes = choicesOf(cell).map((choice) => choice.code);
      expect(new Set(codes).size, path).toBe(codes.length);
      if (cell.kind === "multi")
        expect(codes, path).toEqual(expect.arrayContaining([...(cell.exclusive ?? [])]));
    }
  });

  test.each(conditions.map(([owner, condition]) => [owner, JSON.stringify(condition), condition] as const))(
    "%s depends on answers that exist: %s",
    (_owner, _text, condition) => {
      if (!("item" in condition)) return;
      const item = findItem(condition.item);
      expect(item).toBeDefined();
      if (item === undefined) return;
      const field =
        "anyRow" in condition ? condition.anyRow.field : "field" in condition ? condition.field : undefined;
      if ("hasRows" in condition || "anyRow" in condition) expect(item.kind).toBe("repeat");
      if ("atLeast" in condition) {
        expect(cellsMeant(item, field).some((cell) => cell.kind === "number" || cell.kind === "scale")).toBe(
          true,
        );
      }
      const wanted =
        "anyRow" in condition ? condition.anyRow.isOneOf : "isOneOf" in condition ? condition.isOneOf : [];
      const known = cellsMeant(item, field)
        .flatMap(choicesOf)
        .map((choice) => choice.code);
      expect(known).toEqual(expect.arrayContaining([...wanted]));
    },
  );

  const context = { patient: { dateOfBirth: "1960-01-01" }, visitDate: "2025-01-01" };
  test.each(
    items.flatMap((item) =>
      item.kind === "pair" && item.normal !== undefined ? [[item.id, item] as const] : [],
    ),
  )("%s: filling with normal stores a valid answer on both sides", (_id, item) => {
    const normal = item.kind === "pair" ? item.normal : undefined;
    const value = JSON.parse(JSON.stringify({ right: normal, left: normal }));
    expect(checkAnswer(item, { value }, context)).toEqual([]);
  });

  test("fills a level of the grid with a valid normal row", () => {
    const grid = findItem("IM.GRID");
    expect(grid?.kind).toBe("grid");
    if (grid?.kind !== "grid") return;
    const value = JSON.parse(JSON.stringify({ "L4-5": grid.normal }));
    expect(checkAnswer(grid, { value }, context)).toEqual([]);
  });

  test("lets every examination finding be left undone with a reason", () => {
    const fixed = [physicalPart, neurologicalPart]
      .flatMap((part) => part.groups.flatMap((group) => group.items))
      .filter((item) => item.kind !== "computed" && !item.mayBeNotDone)
      .map((item) => item.id);
    // Not findings of the examination: what the patient recalls, what was examined, where a finding is, how a reflex came.
    expect(fixed).toEqual(["PE.VIT.WT.YEARAGO", "PE.SCOPE", "PE.INSP.SITE", "NE.R.REINF"]);
  });

  test("lets everything here be waived but what was done in an emergency and the diagnosis", () => {
    expect(items.filter((item) => item.neverWaived).map((item) => item.id)).toEqual([
      "PLAN.URGENT",
      "PLAN.DX",
    ]);
  });
});
