import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passwordProblem } from "../../../shared/accounts/passwordRule.ts";
import { holdsOneOf, rolesOf, roleWords } from "../../../shared/accounts/roles.ts";

const owner = { accountName: "w.brack", displayName: "Dr Wilhelmina Brack" };

describe("the rule for new passwords", () => {
  test.each([
    "correct horse battery",
    "four quiet harbors",
    "another long password",
    "Zwölf Käfer im Schnee",
    "tr4vel-lamp-ochre",
    "brack likes to sail at dawn",
    "839201758493",
    "💊💉🩺🩹🧠🦴 six signs",
  ])("takes “%s”", (password) => {
    expect(passwordProblem(password, owner)).toBeUndefined();
  });

  test.each([
    ["", "at least 12"],
    ["elevenchars", "at least 12"],
    // Counted as people count, not in units of UTF-16.
    ["💊💉🩺🩹🧠🦴", "at least 12"],
    ["aaaaaaaaaaaaaaaa", "same few"],
    ["abababababababab", "same few"],
    ["1212121212341234", "same few"],
    ["abcdefghijklmnop", "run"],
    ["ponmlkjihgfedcba", "run"],
    ["qwertyuiopasdfgh", "run"],
    ["12345678901234567890", "run"],
    ["WilhelminaBrack", "own name"],
    ["brack-wilhelmina-1", "own name"],
    ["Wilhelmina1974", "own name"],
    ["password12345", "guessed first"],
    ["P@ssw0rd2024!", "guessed first"],
    ["WelcomeWelcome!", "guessed first"],
    ["Fourfold-Clinic-1", "guessed first"],
    ["letmein letmein", "guessed first"],
  ])("refuses “%s”: %s", (password, words) => {
    expect(passwordProblem(password, owner)).toContain(words);
  });

  test("a policy may ask for more characters", () => {
    expect(passwordProblem("four quiet harbors", owner, 18)).toBeUndefined();
    expect(passwordProblem("four quiet harbors", owner, 19)).toContain("at least 19");
  });

  test("has words for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const problem = passwordProblem(text, { accountName: text, displayName: text });
        expect(problem === undefined || problem.length > 5).toBe(true);
      }),
    );
  });
});

describe("roles", () => {
  test.each([
    ["physician", false, ["physician"]],
    ["physician", true, ["physician", "administrator"]],
    ["staff", true, ["staff", "administrator"]],
    ["administrator", true, ["administrator"]],
  ] as const)("a %s (administrator too: %s) acts as %j", (role, isAdministrator, roles) => {
    const account = { role, isAdministrator };
    expect(rolesOf(account)).toEqual(roles);
    expect(roleWords(account)).toBe(roles.join(" and "));
    expect(holdsOneOf(account, ["administrator"])).toBe(isAdministrator);
    expect(holdsOneOf(account, ["staff"])).toBe(role === "staff");
  });
});
