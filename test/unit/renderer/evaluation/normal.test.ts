import { describe, expect, test } from "vitest";
import {
  fillPairs,
  fillRows,
  requiredFirst,
  sideDifference,
} from "../../../../renderer/components/items/normal.ts";
import { findItem } from "../../../../shared/checklist/index.ts";
import type { Item } from "../../../../shared/checklist/kinds.ts";

function item<Kind extends Item["kind"]>(id: string, kind: Kind): Extract<Item, { kind: Kind }> {
  const found = findItem(id);
  if (found?.kind !== kind) throw new Error(`${id} is no ${kind}`);
  return found as Extract<Item, { kind: Kind }>;
}

const toe = item("NE.M.L5", "pair");
const ankle = item("NE.M.L4", "pair");
const levels = item("IM.GRID", "grid");

describe("filling pairs with normal", () => {
  test("fills only what is blank, and names it", () => {
    const filled = fillPairs([toe, ankle], { "NE.M.L5": { value: { left: { grade: "4-" } } } }, [
      "right",
      "left",
    ]);
    expect(filled).toEqual([
      {
        itemId: "NE.M.L5",
        answer: { value: { left: { grade: "4-" }, right: { grade: "5" } }, filled: ["right"] },
      },
      {
        itemId: "NE.M.L4",
        answer: { value: { right: { grade: "5" }, left: { grade: "5" } }, filled: ["right", "left"] },
      },
    ]);
  });

  test("fills one side, keeps a note, and leaves alone what was not done or has no normal", () => {
    const rotation = item("PE.ROM.HIP.IR", "pair");
    const filled = fillPairs(
      [toe, ankle, rotation],
      { "NE.M.L5": { note: "after warming up" }, "NE.M.L4": { notDone: "pain" } },
      ["left"],
    );
    expect(filled).toEqual([
      {
        itemId: "NE.M.L5",
        answer: { note: "after warming up", value: { left: { grade: "5" } }, filled: ["left"] },
      },
    ]);
  });

  test("changes nothing where all is there", () => {
    const value = { right: { grade: "5" }, left: { grade: "3" } };
    expect(fillPairs([toe], { "NE.M.L5": { value } }, ["right", "left"])).toEqual([]);
  });
});

test("one side after the other: both wait", () => {
  const [first] = fillPairs([toe], {}, ["right"]);
  const [second] = fillPairs([toe], { "NE.M.L5": first?.answer ?? {} }, ["left"]);
  expect(second?.answer.filled).toEqual(["right", "left"]);
});

test("what nobody has to do is not recorded as normal before what is required is filled", () => {
  const eversion = item("NE.M.L5.EVERSION", "pair");
  const required = new Set(["NE.M.L5", "NE.M.L4"]);
  const idsOf = (answers: Parameters<typeof fillPairs>[1]) =>
    requiredFirst([toe, eversion, ankle], required, (items) =>
      fillPairs(items, answers, ["right", "left"]),
    ).map(({ itemId }) => itemId);
  expect(idsOf({})).toEqual(["NE.M.L5", "NE.M.L4"]);
  const both = { value: { right: { grade: "5" }, left: { grade: "5" } } };
  expect(idsOf({ "NE.M.L5": both })).toEqual(["NE.M.L4"]);
  expect(idsOf({ "NE.M.L5": both, "NE.M.L4": both })).toEqual(["NE.M.L5.EVERSION"]);
});

test("blank levels are filled, graded ones are kept", () => {
  const filled = fillRows(levels, { value: { "L4-5": { discType: "extrusion" } } }, ["L3-4", "L4-5"]);
  expect(filled[0]?.answer.filled).toEqual(["L3-4"]);
  expect(filled[0]?.answer.value).toEqual({
    "L4-5": { discType: "extrusion" },
    "L3-4": levels.normal,
  });
});

describe("the difference between the sides", () => {
  const rotation = item("PE.ROM.HIP.IR", "pair");
  const raise = item("PE.T.SLR", "pair");
  test.each([
    [toe, { right: { grade: "5" }, left: { grade: "4+" } }, "left lower"],
    [toe, { right: { grade: "4-" }, left: { grade: "4" } }, "right lower"],
    [toe, { right: { grade: "5" }, left: { grade: "5" } }, undefined],
    [toe, { right: { grade: "5" }, left: { grade: "NT" } }, "sides differ"],
    [toe, { left: { grade: "3" } }, undefined],
    [raise, { right: { result: "negative" }, left: { result: "positive" } }, "sides differ"],
    [rotation, { right: { degrees: 15 }, left: { degrees: 35 } }, "right less by 20"],
  ] as const)("of %o", (pair, value, words) => {
    expect(sideDifference(pair, value)).toBe(words);
  });
});
