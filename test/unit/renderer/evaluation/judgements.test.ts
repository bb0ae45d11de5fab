import { describe, expect, test } from "vitest";
import {
  accept,
  acceptEdited,
  concordanceItem,
  type EditedRow,
  judgedItem,
  judgeFinding,
  type PlanAnswers,
  type PlanChange,
  refuse,
  splitProposals,
  stateOf,
  takeBack,
} from "../../../../renderer/screens/evaluation/picture/judgements.ts";
import {
  isInPlan,
  planRows,
  recommendationsItem,
} from "../../../../renderer/screens/evaluation/picture/planRows.ts";
import { findItem } from "../../../../shared/checklist/index.ts";
import type { Answer } from "../../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";
import { pictureOf } from "../../../../shared/reasoning/picture.ts";
import { caseNames, caseOf } from "../../reasoning/support.ts";

const evaluation = caseOf("f3");
const { recommendations } = pictureOf(evaluation);
const [first, second] = recommendations;
if (first === undefined || second === undefined) throw new Error("F3 proposes several things.");

const nothing: PlanAnswers = { plan: undefined, judged: undefined };

function settled(answers: PlanAnswers, changes: readonly PlanChange[]): PlanAnswers {
  const made = (itemId: string, before: Answer | undefined) => {
    const change = changes.find((one) => one.itemId === itemId);
    return change === undefined ? before : (change.answer ?? undefined);
  };
  return { plan: made(recommendationsItem, answers.plan), judged: made(judgedItem, answers.judged) };
}

function rowOf(change: Partial<EditedRow> = {}): EditedRow {
  const { action, responsible, timing, reason, escalateIf } = first ?? expect.fail();
  return { action, responsible, timing, reason, escalateIf, ...change };
}

describe("a proposal", () => {
  test("is open until it is judged", () => {
    expect(stateOf(nothing, first)).toEqual({ kind: "open" });
  });

  test("that is accepted stands in the plan, and is kept as it was proposed", () => {
    const answers = settled(nothing, accept(nothing, first));
    expect(stateOf(answers, first)).toEqual({ kind: "inPlan" });
    expect(planRows(answers.judged)).toEqual([
      { proposal: first.action, judgement: "accepted", rule: first.ruleId, key: first.id },
    ]);
    const reworded = { ...answers, plan: { value: [{ action: "In other words", responsible: "PT" }] } };
    expect(stateOf(reworded, first)).toEqual({ kind: "leftPlan" });
    expect(planRows(reworded.judged)[0]?.proposal).toBe(first.action);
  });

  test("that is edited is kept beside what became of it", () => {
    const answers = settled(
      nothing,
      acceptEdited(nothing, first, rowOf({ action: "Something milder", reason: "" })),
    );
    expect(stateOf(answers, first)).toEqual({ kind: "edited", wording: "Something milder" });
    expect(planRows(answers.plan)).toHaveLength(1);
    expect(planRows(answers.plan)[0]).not.toHaveProperty("reason");
    expect(planRows(answers.judged)).toEqual([
      {
        proposal: first.action,
        judgement: "edited",
        wording: "Something milder",
        rule: first.ruleId,
        key: first.id,
      },
    ]);
  });

  test("whose action is left as it was is accepted, with the timing as edited", () => {
    const answers = settled(nothing, acceptEdited(nothing, first, rowOf({ timing: "next week" })));
    expect(stateOf(answers, first)).toEqual({ kind: "inPlan" });
    expect(planRows(answers.plan)[0]?.timing).toBe("next week");
  });

  test("that is refused leaves the list, with its reason, and can be taken back", () => {
    const answers = settled(nothing, refuse(nothing, first, "  Not for this patient. "));
    expect(stateOf(answers, first)).toEqual({ kind: "refused", reason: "Not for this patient." });
    expect(splitProposals(answers, recommendations).refused).toEqual([first]);
    expect(splitProposals(answers, recommendations).standing).toEqual(recommendations.slice(1));
    expect(settled(answers, takeBack(answers, first))).toEqual(nothing);
  });

  test.each([
    ["accepted", (before: PlanAnswers) => accept(before, first)],
    ["edited", (before: PlanAnswers) => acceptEdited(before, first, rowOf({ action: "Something milder" }))],
    ["refused", (before: PlanAnswers) => refuse(before, first, "Not for this patient.")],
  ])("that was %s and is taken back leaves everything else as it was", (_name, judge) => {
    const before: PlanAnswers = {
      plan: { value: [{ action: "Own row", responsible: "PT" }], note: "as agreed" },
      judged: settled(nothing, refuse(nothing, second, "Another reason.")).judged,
    };
    const judged = settled(before, judge(before));
    expect(stateOf(judged, first).kind).not.toBe("open");
    expect(stateOf(judged, second).kind).toBe("refused");
    expect(settled(judged, takeBack(judged, first))).toEqual(before);
  });

  test("is judged once: the last judgement counts", () => {
    const refused = settled(nothing, refuse(nothing, first, "Not now."));
    const accepted = settled(refused, accept(refused, first));
    expect(planRows(accepted.judged)).toHaveLength(1);
    expect(isInPlan(accepted.plan, first)).toBe(true);
  });

  test.each(caseNames)("%s: whatever is judged is an answer that the checklist takes", (name) => {
    const given = caseOf(name);
    for (const one of pictureOf(given).recommendations) {
      for (const changes of [
        accept(nothing, one),
        acceptEdited(nothing, one, { ...rowOf(), action: "Something milder" }),
        refuse(nothing, one, "Not for this patient."),
      ]) {
        for (const { itemId, answer } of changes) {
          const item = findItem(itemId) ?? expect.fail(itemId);
          expect(answer && checkAnswer(item, answer, given)).toEqual([]);
        }
      }
    }
  });
});

describe("a finding", () => {
  const judged = { concordance: "partly concordant", comment: " On the other side too. " };

  test.each(caseNames)("%s: each that is judged belongs to its proposal, and both are kept", (name) => {
    const given = caseOf(name);
    const item = findItem(concordanceItem) ?? expect.fail(concordanceItem);
    const bare = { ...given, answers: { ...given.answers, [concordanceItem]: { value: [] } } };
    for (const proposed of pictureOf(bare).concordance.rows) {
      const answer = judgeFinding(undefined, proposed, judged) ?? expect.fail();
      expect(checkAnswer(item, answer, given)).toEqual([]);
      const [row] = planRows(answer);
      expect(row).toMatchObject({
        proposed: proposed.proposed,
        concordance: judged.concordance,
        comment: "On the other side too.",
      });
      const anew = pictureOf({ ...bare, answers: { ...bare.answers, [concordanceItem]: answer } });
      const own = anew.concordance.rows.find(({ id }) => id === proposed.id);
      expect(own?.physician?.concordance, proposed.id).toBe(judged.concordance);
      expect(anew.concordance.ownRows).toEqual([]);
    }
  });

  test("that is judged anew changes its row and no other", () => {
    const { concordance } = pictureOf(caseOf("f3"));
    const row = concordance.rows.find(({ physician }) => physician !== undefined) ?? expect.fail();
    const before = caseOf("f3").answers[concordanceItem];
    const answer = judgeFinding(before, row, judged) ?? undefined;
    const [old, fresh] = [planRows(before), planRows(answer)];
    expect(fresh).toHaveLength(old.length);
    expect(fresh.filter((one, index) => JSON.stringify(one) !== JSON.stringify(old[index]))).toHaveLength(1);
    expect(fresh[row.physician?.row ?? -1]).toMatchObject({
      ...old[row.physician?.row ?? -1],
      concordance: judged.concordance,
      comment: "On the other side too.",
      proposed: row.proposed,
    });
  });
});
