import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import type { CellKind, Item, ItemKind } from "../../../shared/checklist/kinds.ts";

/**
 * Every row of the clinical reference's tables 2.0 to 2.5 has its place in the checklist. The list beside this test was
 * read off the reference and not off the checklist: id as there, need ("R", "R*", "O", "-" where none is given), then
 * what holds it:
 *
 *   ITEM[#field] [per side, ]kind [least..most] [= value set] [: value | value]
 *
 * Values must be there; more may be. Value sets and ranges are the same.
 */

interface ReferenceList {
  readonly valueSets: Readonly<Record<string, readonly string[]>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
const file = join(import.meta.dirname, "../../fixtures/reference-items.json");
const reference = JSON.parse(readFileSync(file, "utf8")) as ReferenceList;

interface Holder {
  readonly item: string;
  readonly field?: string;
  readonly perSide: boolean;
  readonly kind: string;
  readonly range?: readonly [number, number];
  readonly valueSet?: string;
  readonly values: readonly string[];
}

function holderOf(text: string): Holder {
  const match =
    /^([^\s#]+)(?:#(\w+))? (per side, )?(\w+)(?: (-?\d+)\.\.(-?\d+))?(?: = ([^:]+))?(?:: (.+))?$/.exec(text);
  const [, item, field, perSide, kind, least, most, valueSet, values] = match ?? [];
  if (item === undefined || kind === undefined) throw new Error(`Cannot be read: ${text}`);
  return {
    item,
    kind,
    perSide: perSide !== undefined,
    values: values?.split(" | ") ?? [],
    ...(field === undefined ? {} : { field }),
    ...(least === undefined || most === undefined ? {} : { range: [Number(least), Number(most)] as const }),
    ...(valueSet === undefined ? {} : { valueSet }),
  };
}

/** The kind that stores it: of the item, of its entry for one side, or of a field in one of these. */
function kindOf({ item: id, field, perSide }: Holder): ItemKind | undefined {
  const item = findItem(id);
  if (item === undefined || (item.kind === "pair") !== perSide) return undefined;
  const whole: ItemKind = item.kind === "pair" ? item.entry : item;
  if (field === undefined) return whole;
  const parts: readonly (CellKind & { readonly id: string })[] =
    whole.kind === "record" || whole.kind === "repeat"
      ? whole.fields
      : whole.kind === "grid"
        ? whole.columns
        : [];
  return parts.find((part) => part.id === field);
}

function rangeOf(kind: ItemKind | undefined): readonly [number, number] | undefined {
  switch (kind?.kind) {
    case "number":
    case "scale":
      return [kind.min, kind.max];
    case "text":
      return [kind.minLength ?? 1, kind.maxLength ?? 4000];
    default:
      return undefined;
  }
}

function valuesOf(kind: ItemKind | undefined): readonly string[] {
  switch (kind?.kind) {
    case "single":
    case "multi":
      return kind.choices.map((choice) => choice.code);
    case "grid":
      return kind.rows.map((row) => row.id);
    // A date's one value in the list is the coarsest form that it takes.
    case "date":
      return [kind.precision ?? "day"];
    default:
      return [];
  }
}

const rows = Object.entries(reference.tables).flatMap(([table, ids]) =>
  Object.entries(ids).map(([id, [need, ...held]]) => ({ table, id, need, held: held.map(holderOf) })),
);
const holders = rows.flatMap(({ table, id, held }) =>
  held.map((holder) => ({ ...holder, row: `${table} ${id}`, path: holder.field ?? "whole" })),
);

describe("the list", () => {
  test("has the rows of all tables, each held somewhere", () => {
    const sizes = Object.entries(reference.tables).map(([table, ids]) => [table, Object.keys(ids).length]);
    expect(Object.fromEntries(sizes)).toEqual({
      "2.0": 11,
      "2.1.1": 28,
      "2.1.2": 8,
      "2.1.3": 10,
      "2.1.4": 17,
      "2.1.5": 21,
      "2.1.6": 22,
      "2.2.1": 16,
      "2.2.2": 10,
      "2.2.3": 31,
      "2.3.1": 18,
      "2.3.2": 19,
      "2.3.3": 22,
      "2.4.1": 10,
      "2.4.2": 21,
      "2.4.3": 7,
      "2.5": 14,
    });
    expect(rows.filter(({ held }) => held.length === 0)).toEqual([]);
  });
});

test.each(holders)("$row: $item, $path, is asked as $kind", (holder) => {
  expect(kindOf(holder)?.kind).toBe(holder.kind);
});

test.each(holders.filter(({ range }) => range !== undefined))(
  "$row: $item, $path, has the range of the reference",
  (holder) => {
    expect(rangeOf(kindOf(holder))).toEqual(holder.range);
  },
);

test.each(holders.filter(({ valueSet }) => valueSet !== undefined))(
  "$row: $item, $path, has exactly the value set $valueSet",
  (holder) => {
    expect(valuesOf(kindOf(holder))).toEqual(reference.valueSets[holder.valueSet ?? ""]);
  },
);

test.each(holders.filter(({ values }) => values.length > 0))(
  "$row: $item, $path, has every value of the reference",
  (holder) => {
    const offered = valuesOf(kindOf(holder));
    expect(holder.values.filter((value) => !offered.includes(value))).toEqual([]);
  },
);

describe("need", () => {
  /** "R": always, unless something stands for it; "R*": on a condition, of the item or of its requirement; "O": never. */
  function needOf({ requirement, when }: Item): string {
    if (requirement === "optional") return "O";
    return requirement === "required" && when === undefined ? "R" : "R*";
  }
  /** Always needed in the reference; here something else may stand for it, or it is asked only where it can be. */
  const standIns = [
    "HX.ONSET.DATE", // a stated duration
    "HX.ROS.CONST", // the attestation that all other systems are negative
    "RF.CES.ONSET", // there is nothing to date without a sign
  ];

  test.each(rows.filter(({ need }) => need !== "-"))("$table $id is $need", ({ need, held: [first] }) => {
    const item = findItem(first?.item ?? "");
    const found = item === undefined ? "absent" : needOf(item);
    expect(found).toBe(standIns.includes(item?.id ?? "") ? "R*" : need);
  });
});

test("no item carries an id of the reference for something else", () => {
  const known = new Set(holders.map(({ item }) => item));
  const families = /^(?:RF|BLK|PE\.C|PE\.ROM|NE\.R|NE\.U)\./;
  const strangers = allItems
    .map(({ id }) => id)
    .filter((id) => families.test(id) && !known.has(id))
    .sort();
  // Overall findings, as physicians dictate them; an addition to the reference.
  expect(strangers).toEqual(["NE.U.OVERALL", "PE.ROM.C.OVERALL", "PE.ROM.L.OVERALL"]);
});
