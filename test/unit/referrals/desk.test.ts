import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type DeskState,
  deskStates,
  dispatchEvents,
  mayHappen,
  stateAfter,
} from "../../../shared/referrals/desk.ts";

const usual = { asksAcknowledgement: true, isPrinted: true };

describe("what may be done with a letter", () => {
  test.each([
    ["toPrint", ["printed", "sent", "failed", "voided"]],
    ["toSend", ["reprinted", "sent", "failed", "voided"]],
    ["awaitingAcknowledgement", ["reprinted", "failed", "acknowledged", "voided"]],
    ["closed", ["reprinted", "voided"]],
    ["void", []],
  ] as const)("%s", (state, expected) => {
    expect(dispatchEvents.filter((event) => mayHappen(event, state))).toEqual(expected);
  });
});

describe("what comes of it", () => {
  test.each([
    ["printed", "toPrint", usual, "toSend"],
    ["sent without print, by fax", "toPrint", { ...usual, isPrinted: false }, "awaitingAcknowledgement"],
    ["sent", "toSend", usual, "awaitingAcknowledgement"],
    ["sent", "toSend", { ...usual, asksAcknowledgement: false }, "closed"],
    ["failed, paper at hand", "toSend", usual, "toSend"],
    ["failed in the printer", "toSend", { ...usual, isPrinted: false }, "toPrint"],
    ["failed, came back by post", "awaitingAcknowledgement", usual, "toSend"],
    ["acknowledged", "awaitingAcknowledgement", usual, "closed"],
    ["reprinted", "closed", usual, "closed"],
    ["voided", "awaitingAcknowledgement", usual, "void"],
  ] as const)("%s from %s", (words, state, facts, expected) => {
    const event = dispatchEvents.find((one) => words.startsWith(one)) ?? "printed";
    expect(stateAfter(state, { event, ...facts })).toBe(expected);
  });

  test("whatever happens, a void letter stays void and only an acknowledged or copied one is closed", () => {
    const happening = fc.record({
      event: fc.constantFrom(...dispatchEvents),
      asksAcknowledgement: fc.constant(true),
      isPrinted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 20 }), (happenings) => {
        let state: DeskState = "toPrint";
        let acknowledged = false;
        for (const one of happenings) {
          if (!mayHappen(one.event, state)) continue;
          const before: DeskState = state;
          state = stateAfter(state, one);
          if (one.event === "acknowledged") acknowledged = true;
          expect(deskStates).toContain(state);
          if (before === "void") expect(state).toBe("void");
          if (state === "closed") expect(acknowledged).toBe(true);
        }
      }),
    );
  });
});
