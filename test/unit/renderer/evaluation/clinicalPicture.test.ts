import { describe, expect, test } from "vitest";
import {
  isInPlan,
  planRows,
  withoutProposal,
  withProposal,
} from "../../../../renderer/screens/evaluation/picture/planRows.ts";
import {
  blockWords,
  byPart,
  certaintyWords,
  flagCount,
  itemLinks,
  metState,
  pathwayTone,
  pointsOf,
  sourceWords,
  splitRanking,
  splitRoots,
  switchedOffWords,
  tally,
} from "../../../../renderer/screens/evaluation/picture/words.ts";
import { findItem } from "../../../../shared/checklist/index.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";
import { type Picture, pictureOf } from "../../../../shared/reasoning/picture.ts";
import type { RedFlagLevel } from "../../../../shared/reasoning/redFlags/redFlags.ts";
import { allRules, findRule, needsConfirmation } from "../../../../shared/reasoning/registry.ts";
import type { Statement } from "../../../../shared/reasoning/rule.ts";
import { caseNames, caseOf } from "../../reasoning/support.ts";

const pictureOfCase = (name: string) => pictureOf(caseOf(name));

function statementsOf(value: unknown): readonly Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsOf);
  if (typeof value !== "object" || value === null) return [];
  const nested = Object.values(value).flatMap(statementsOf);
  return "ruleId" in value && "items" in value ? [value as Statement, ...nested] : nested;
}

describe("the basis of a statement", () => {
  test.each(caseNames)("%s: every statement names a rule, and items that can be jumped to", (name) => {
    const picture: Picture = pictureOfCase(name);
    const statements = statementsOf(picture);
    expect(statements.length).toBeGreaterThan(10);
    expect(statements.filter(({ ruleId }) => findRule(ruleId) === undefined)).toEqual([]);
    for (const { items, missing } of statements) {
      const ids = [...new Set([...items, ...missing])];
      const linked = itemLinks(ids).flatMap((group) => group.items.map(({ id }) => id));
      expect(linked.toSorted()).toEqual(ids.toSorted());
    }
  });

  test("what is general knowledge or this app's choice says so", () => {
    for (const rule of allRules) {
      const waits = "to be confirmed by the practice's physician";
      expect(certaintyWords(rule, undefined).includes(waits)).toBe(needsConfirmation(rule));
      const confirmed = { by: "Dr Brack", date: "2026-03-02" };
      const words = certaintyWords(rule, { confirmed });
      expect(words).not.toContain(waits);
      expect(words.includes("confirmed by Dr Brack on 2 Mar 2026")).toBe(needsConfirmation(rule));
      const before = certaintyWords(rule, { confirmedBefore: confirmed });
      expect(before.includes(waits)).toBe(needsConfirmation(rule));
      expect(sourceWords(rule)).not.toMatch(/\b(GK|DESIGN)\b/);
    }
  });

  test("links stand by part, in the order of the parts, each item once", () => {
    expect(itemLinks(["IM.GRID", "HX.SIDE", "no such item", "HX.SIDE", "ENC.PTID"])).toMatchObject([
      { part: "Referral", items: [{ id: "ENC.PTID" }] },
      { part: "History", items: [{ id: "HX.SIDE" }] },
      { part: "Records and imaging", items: [{ id: "IM.GRID" }] },
    ]);
  });
});

describe("the count of red flags", () => {
  const flagsOf = (levels: readonly RedFlagLevel[]): Pick<Picture, "redFlags"> => {
    const { redFlags } = pictureOfCase("f1");
    const flags = levels.map((level) => ({
      ruleId: "RF-CES",
      text: "",
      items: [],
      missing: [],
      level,
      actions: [],
      suppressesElective: false,
      headsLetter: false,
    }));
    return { redFlags: { ...redFlags, flags } };
  };
  test.each<[readonly RedFlagLevel[], string | undefined]>([
    [[], undefined],
    [["block"], undefined],
    [["S"], "1 red flag"],
    [["U", "S", "block"], "2 red flags"],
    [["E", "U"], "Emergency"],
    [["E", "E"], "2 emergencies"],
  ])("%j: %s", (levels, words) => {
    expect(flagCount(flagsOf(levels))).toBe(words);
  });
});

describe("generators and roots", () => {
  test("F3: two most likely ones lead what is shown; what is less likely folds away", () => {
    const { shown, folded } = splitRanking(pictureOfCase("f3").generators.ranking);
    expect(shown.map(({ generator, band }) => [generator, band]).slice(0, 2)).toEqual([
      ["PSPS type 2", "most likely"],
      ["sacroiliac joint", "most likely"],
    ]);
    expect(folded.every(({ band }) => band !== "most likely" && band !== "possible")).toBe(true);
    expect(shown.slice(0, 2).map(pointsOf)).toEqual(["3 of 5 causes supported", "10 of 12 points"]);
  });

  test("evidence stands by part, in the order of the examination", () => {
    const [entry] = pictureOfCase("f1").generators.ranking;
    expect(byPart(entry?.evidenceFor ?? []).map(({ label }) => label)).toEqual([
      "History",
      "Physical",
      "Neurological",
      "Records",
    ]);
  });

  test("F1: one root is shown", () => {
    const { shown } = splitRoots(pictureOfCase("f1").roots.scores);
    expect(shown.map(({ root, side }) => `${root} ${side}`)).toEqual(["L5 left"]);
  });
});

describe("pathways and badges", () => {
  test("criteria are counted by verdict", () => {
    const states = pictureOfCase("f1").pathways.map((one) => [
      one.kind,
      pathwayTone(one),
      tally(one.criteria),
    ]);
    expect(states).toEqual([
      ["facet", "warning", "3 met, 5 not met"],
      ["epidural", "good", "6 met"],
      ["sacroiliac", "warning", "3 met, 2 not met, 1 unknown"],
    ]);
  });

  test("too little is not “not met”", () => {
    expect([true, false, undefined].map((met) => metState(met).words)).toEqual([
      "Met",
      "Not met",
      "Cannot be judged yet",
    ]);
  });
});

describe("what stands about the practice's rules and about blocks", () => {
  const off = { by: "Dr Brack", date: "2026-03-02", reason: "Ours is another." };

  test.each([
    [[], undefined],
    [["OP-3"], "1 rule is switched off by the practice."],
    [["OP-3", "FAC-2"], "2 rules are switched off by the practice."],
    [
      ["OP-3", "RF-CES"],
      "2 rules are switched off by the practice, with warnings of emergencies among them: Cauda equina.",
    ],
  ])("with %j switched off: %s", (ids, words) => {
    expect(switchedOffWords(new Map(ids.map((id) => [id, { switchedOff: off }])))).toBe(words);
  });

  test("blocks stand in their order, with relief that is never rounded up", () => {
    const block = { kind: "MBB1", item: "BLK.DIARY", joints: [] } as const;
    expect(
      blockWords([
        { ...block, date: "2025-03-03", side: "right", percent: (6 * 100) / 7 },
        { ...block, kind: "MBB2", date: "2025-04", percent: 79.69 },
        { ...block, kind: "MBB", item: "HX.INTV" },
      ]),
    ).toBe("MBB 1, right on 3 Mar 2025: 85.7 %; MBB 2 in Apr 2025: 79.6 %; MBB: relief not recorded");
  });
});

describe("a proposal accepted into the plan", () => {
  const evaluation = caseOf("f3");
  const [first, second] = pictureOf(evaluation).recommendations;
  if (first === undefined || second === undefined) throw new Error("F3 proposes several things.");

  test.each(caseNames)("%s: is a row that the checklist takes", (name) => {
    const item = findItem("PLAN.REC");
    if (item === undefined) throw new Error("The checklist has no recommendations.");
    const given = caseOf(name);
    for (const recommendation of pictureOf(given).recommendations) {
      const answer = withProposal(undefined, recommendation);
      expect(answer && checkAnswer(item, answer, given)).toEqual([]);
    }
  });

  test("comes after the rows that are there, and leaves them as they were when it is taken out", () => {
    const before = { value: [{ action: "Own row", responsible: "PT" }], note: "as agreed" };
    const after = withProposal(before, first) ?? undefined;
    expect(planRows(after).map(({ action }) => action)).toEqual(["Own row", first.action]);
    expect([isInPlan(after, first), isInPlan(after, second)]).toEqual([true, false]);
    expect(withoutProposal(after, first)).toEqual(before);
  });

  test("the last row taken out leaves no answer, which is not “none”", () => {
    expect(withoutProposal(withProposal(undefined, first) ?? undefined, first)).toBeNull();
  });
});
