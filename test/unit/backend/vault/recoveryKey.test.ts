import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatRecoveryKey,
  newRecoverySecret,
  parseRecoveryKey,
} from "../../../../electron/backend/vault/recoveryKey.ts";

const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 });
const parsed = (typed: string) => {
  const result = parseRecoveryKey(typed);
  return "secret" in result ? result.secret.toString("hex") : result.problem;
};

describe("the recovery key", () => {
  test("is eight groups of five, of which no symbol looks like another", () => {
    const key = formatRecoveryKey(newRecoverySecret());
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  test("is another one each time", () => {
    const keys = new Set(Array.from({ length: 50 }, () => formatRecoveryKey(newRecoverySecret())));
    expect(keys.size).toBe(50);
  });

  test("gives back what it was made from", () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(parsed(formatRecoveryKey(secret))).toBe(Buffer.from(secret).toString("hex"));
      }),
    );
  });

  const secret = Buffer.from("000102030405060708090a0b0c0d0e0f10111213", "hex");
  const key = formatRecoveryKey(secret);
  test.each([
    ["small letters", key.toLowerCase()],
    ["no dashes", key.replaceAll("-", "")],
    ["spaces and line ends", key.replaceAll("-", " \n")],
    ["long dashes, as a word processor makes them", key.replaceAll("-", "–")],
    ["O for 0", key.replaceAll("0", "O")],
    ["l for 1", key.replaceAll("1", "l")],
    ["I for 1", key.replaceAll("1", "I")],
    ["full-width letters", key.replaceAll("A", "Ａ")],
  ])("may be typed with %s", (_how, typed) => {
    expect(parsed(typed)).toBe(secret.toString("hex"));
  });

  test.each([
    ["nothing", "", "another length"],
    ["a symbol short", key.slice(0, -1), "another length"],
    ["a symbol more", `${key}0`, "another length"],
    ["a letter that is not used", `U${key.slice(1)}`, "group 1"],
  ])("is refused with %s", (_how, typed, problem) => {
    expect(parsed(typed)).toContain(problem);
  });

  test("names the group of any one wrong symbol", () => {
    const place = fc.integer({ min: 0, max: 39 });
    fc.assert(
      fc.property(secrets, place, fc.constantFrom(...symbols), (made, index, symbol) => {
        const typed = [...formatRecoveryKey(made).replaceAll("-", "")];
        fc.pre(typed[index] !== symbol);
        typed[index] = symbol;
        expect(parsed(typed.join(""))).toBe(`has a mistake in group ${Math.floor(index / 5) + 1}`);
      }),
    );
  });

  test("finds two exchanged neighbours and two exchanged groups", () => {
    fc.assert(
      fc.property(
        secrets,
        fc.integer({ min: 0, max: 38 }),
        fc.integer({ min: 0, max: 6 }),
        (made, at, group) => {
          const typed = [...formatRecoveryKey(made).replaceAll("-", "")];
          const [left = "", right = ""] = [typed[at], typed[at + 1]];
          if (left !== right) {
            const exchanged = [...typed];
            exchanged[at] = right;
            exchanged[at + 1] = left;
            expect(parsed(exchanged.join(""))).toContain("mistake in group");
          }
          const groups = formatRecoveryKey(made).split("-");
          const [first = "", second = ""] = [groups[group], groups[group + 1]];
          groups[group] = second;
          groups[group + 1] = first;
          expect(parsed(groups.join("-"))).toContain("mistake in group");
        },
      ),
    );
  });
});
