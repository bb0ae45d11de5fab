import { describe, expect, test } from "vitest";
import { countsOf, decisionWords, shownRules } from "../../../renderer/screens/settings/ruleList.ts";
import { asDelivered, type RuleSettings } from "../../../shared/reasoning/practiceRules.ts";
import { allRules, needsConfirmation, ruleSubjects } from "../../../shared/reasoning/registry.ts";

const who = { by: "Dr Brack", date: "2026-03-02" };
const settings: RuleSettings = new Map([
  ["OP-3", { confirmed: who }],
  ["RF-CES", { switchedOff: { ...who, reason: "Ours is another." } }],
]);
const ids = (filter: Parameters<typeof shownRules>[2], typed = "", of: RuleSettings = settings) =>
  shownRules(ruleSubjects, of, filter, typed).flatMap(({ rules }) => rules.map(({ id }) => id));

describe("the list of rules", () => {
  test("has every rule under its subject, in the order of the registry", () => {
    expect(ids("all")).toEqual(allRules.map(({ id }) => id));
    expect(shownRules(ruleSubjects, settings, "all", "").map(({ label }) => label)).toContain("Red flags");
  });

  test("shows what waits for confirmation, without what was confirmed", () => {
    const waiting = allRules.filter(needsConfirmation).map(({ id }) => id);
    expect(ids("toConfirm", "", asDelivered)).toEqual(waiting);
    expect(ids("toConfirm")).toEqual(waiting.filter((id) => id !== "OP-3"));
  });

  test("shows what is switched off", () => {
    expect(ids("off")).toEqual(["RF-CES"]);
    expect(ids("off", "", asDelivered)).toEqual([]);
  });

  test("counts what each filter would show", () => {
    const counts = countsOf(ruleSubjects, settings);
    expect(counts).toEqual({
      all: allRules.length,
      toConfirm: ids("toConfirm").length,
      off: 1,
    });
  });

  test.each([
    ["fac-2", ["FAC-2"]],
    ["cauda EQUINA ref11", ["RF-CES"]],
    ["no such words at all", []],
  ])("is searched in ids, words and sources: %s", (typed, expected) => {
    expect(ids("all", typed)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(ids("all", typed)).toEqual([]);
    else expect(ids("all", typed).length).toBeLessThan(allRules.length / 4);
  });

  test("leaves out subjects without any", () => {
    expect(shownRules(ruleSubjects, settings, "off", "").map(({ id }) => id)).toEqual(["redFlags"]);
  });
});

test("a decision says when, what, by whom, and why where a reason was given", () => {
  const made = { ruleId: "OP-3", fingerprint: "", ...who } as const;
  const format = (date: string) => `<${date}>`;
  expect(decisionWords({ ...made, decision: "confirmed" }, format)).toBe(
    "<2026-03-02>: confirmed by Dr Brack",
  );
  expect(decisionWords({ ...made, decision: "switchedOff", reason: "Ours is another." }, format)).toBe(
    "<2026-03-02>: switched off by Dr Brack (Ours is another.)",
  );
});
