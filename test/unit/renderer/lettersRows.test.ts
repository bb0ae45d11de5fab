import { describe, expect, test } from "vitest";
import {
  actionsOf,
  chooseAll,
  currentIndex,
  moveTo,
  noSelection,
  targetsOf,
  toggle,
} from "../../../renderer/screens/letters/lettersRows.ts";
import { instantOf, whenOf } from "../../../renderer/screens/letters/whenValues.ts";
import type { DeskRow } from "../../../shared/contract.ts";

const row = (dispatchId: string) => ({ dispatchId }) as DeskRow;
const rows = ["a", "b", "c", "d"].map(row);
const ids = (selection: { chosen: ReadonlySet<string> }) => [...selection.chosen];

describe("choosing letters", () => {
  test("moving alone chooses nothing and stays inside the list", () => {
    const moved = moveTo(rows, noSelection, 2, false);
    expect({ chosen: ids(moved), current: moved.current }).toEqual({ chosen: [], current: "c" });
    expect(moveTo(rows, moved, 99, false).current).toBe("d");
    expect(moveTo(rows, moved, -1, false).current).toBe("a");
    expect(moveTo([], moved, 0, false)).toEqual(noSelection);
  });

  test("Shift with an arrow chooses the stretch, which shrinks again on the way back", () => {
    const begun = moveTo(rows, noSelection, 1, false);
    const down = moveTo(rows, moveTo(rows, begun, 2, true), 3, true);
    expect(ids(down)).toEqual(["b", "c", "d"]);
    expect(ids(moveTo(rows, down, 2, true))).toEqual(["b", "c"]);
    expect(ids(moveTo(rows, down, 0, true))).toEqual(["a", "b"]);
  });

  test("Space chooses and leaves; Ctrl+A chooses all", () => {
    const one = toggle(noSelection, "b");
    expect(ids(toggle(one, "d"))).toEqual(["b", "d"]);
    expect(ids(toggle(one, "b"))).toEqual([]);
    expect(ids(chooseAll(rows, one))).toEqual(["a", "b", "c", "d"]);
  });

  test("an action is done to the chosen ones, or else to the one the keys stand on; never to what is gone", () => {
    expect(targetsOf(rows, moveTo(rows, noSelection, 2, false))).toEqual([row("c")]);
    expect(targetsOf(rows, toggle(toggle(noSelection, "d"), "b"))).toEqual([row("b"), row("d")]);
    expect(targetsOf(rows, toggle(noSelection, "gone"))).toEqual([row("a")]);
    expect(targetsOf([], noSelection)).toEqual([]);
    expect(currentIndex(rows, { ...noSelection, current: "gone" })).toBe(0);
  });

  test.each([
    ["toPrint", ["print", "sent", "failed", "void"]],
    ["toSend", ["sent", "failed", "copy", "void"]],
    ["awaitingAcknowledgement", ["acknowledged", "failed", "copy", "void"]],
    ["closed", ["copy", "void"]],
    ["void", []],
  ] as const)("%s offers %j", (tab, expected) => {
    expect(actionsOf(tab).map(({ id }) => id)).toEqual(expected);
  });
});

describe("a moment as it is typed", () => {
  test("is this workstation's time", () => {
    const now = new Date(2025, 2, 10, 9, 5, 42);
    expect(whenOf(now, "2025-03-10")).toEqual({ date: "2025-03-10", time: "09:05" });
    expect(instantOf({ date: "2025-03-10", time: "9:05" })).toBe(new Date(2025, 2, 10, 9, 5).toISOString());
    expect(instantOf({ date: "2025-03-10", time: "1430" })).toBe(new Date(2025, 2, 10, 14, 30).toISOString());
  });

  test.each([
    ["2025-03-10", "24:00"],
    ["2025-03-10", "9:60"],
    ["2025-03-10", ""],
    ["2025-03-10", "noon"],
    ["soon", "9:00"],
    ["", "9:00"],
  ])("%s at %s is none", (date, time) => {
    expect(instantOf({ date, time })).toBeUndefined();
  });
});
