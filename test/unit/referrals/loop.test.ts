import { describe, expect, test } from "vitest";
import {
  isOver,
  loopStateNames,
  loopStateOf,
  loopStates,
  loopSteps,
  needsDate,
  needsReason,
  nextSteps,
} from "../../../shared/referrals/loop.ts";

describe("the referral loop", () => {
  test("has a name for every state, each different", () => {
    expect(new Set(Object.values(loopStateNames)).size).toBe(loopStates.length);
  });

  test.each([
    ["received", ["accepted", "scheduled", "seen", "declined", "cancelled"]],
    ["accepted", ["scheduled", "seen", "declined", "cancelled"]],
    ["scheduled", ["seen", "scheduled", "noShow", "cancelled"]],
    ["noShow", ["scheduled", "cancelled"]],
    ["declined", ["accepted"]],
    ["cancelled", ["accepted", "scheduled"]],
    ["seen", []],
    ["interimSent", []],
    ["outcomeSent", []],
    ["acknowledged", []],
  ] as const)("after %s", (state, expected) => {
    expect(nextSteps(state)).toEqual(expected);
  });

  test("nobody at the desk can close the loop: that is what an acknowledgement does", () => {
    const reachable = new Set(loopStates.flatMap((state) => nextSteps(state)));
    expect([...reachable].sort()).toEqual([...loopSteps].sort());
    expect([...reachable]).not.toContain("acknowledged");
  });

  test("an interim letter and a sent outcome keep it open", () => {
    expect(loopStates.filter(isOver)).toEqual(["declined", "acknowledged", "cancelled"]);
  });

  test("what the referring physician will ask after is asked for", () => {
    expect(loopSteps.filter(needsReason)).toEqual(["declined", "cancelled"]);
    expect(loopSteps.filter(needsDate)).toEqual(["scheduled", "seen", "noShow"]);
  });

  test.each([
    [undefined, false, "received"],
    ["scheduled", false, "scheduled"],
    ["scheduled", true, "seen"],
    [undefined, true, "seen"],
    ["noShow", true, "seen"],
    ["declined", true, "declined"],
    ["interimSent", true, "interimSent"],
    ["outcomeSent", true, "outcomeSent"],
    ["acknowledged", true, "acknowledged"],
  ] as const)("recorded %s, letter signed %s: %s", (recorded, isSigned, expected) => {
    expect(loopStateOf(recorded, isSigned)).toBe(expected);
  });
});
