import { describe, expect, test } from "vitest";
import { fillList, fillPairs, fillRows } from "../../../../renderer/components/items/normal.ts";
import { itemBinding, noteBinding, partBinding } from "../../../../renderer/state/evaluation/binding.ts";
import { createOpenedEvaluation } from "../../../../renderer/state/evaluation/evaluationStore.ts";
import { nextMissing } from "../../../../renderer/state/evaluation/structure.ts";
import { allItems, checklist, findItem } from "../../../../shared/checklist/index.ts";
import type { Item } from "../../../../shared/checklist/kinds.ts";
import type { Answer, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { isFilled } from "../../../../shared/evaluation/filled.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";

function opened(answers: Readonly<Record<string, Answer>> = {}) {
  const evaluation = createOpenedEvaluation(
    {
      evaluationId: "7d0c1f5e-0000-4000-8000-000000000001",
      patientId: "7d0c1f5e-0000-4000-8000-000000000002",
      patient: {
        givenNames: "Invented",
        familyName: "Person",
        dateOfBirth: "1982-09-14",
        sexAtBirth: "male",
        mrn: "INV-1",
      },
      referrer: { familyName: "Invented", specialty: "primary care" },
      referral: { date: "2025-03-03", question: "What next?", urgency: "routine" },
      visitDate: "2025-03-10",
      answers,
      revision: 1,
    },
    { save: async () => ({ savedAt: "2025-03-10T10:42:07.000Z" }), report: () => {} },
  );
  return evaluation;
}

function itemOf(id: string): Item {
  const item = findItem(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return item;
}

describe("a waived item", () => {
  test("is no longer missing, nor the next that Ctrl+Enter goes to", () => {
    const evaluation = opened();
    const history = () => evaluation.structure().parts.find((part) => part.partId === "history");
    const before = history()?.answered ?? Number.NaN;
    expect(nextMissing(evaluation.structure(), undefined, "HX.CC")).toBe("HX.CC");
    evaluation.setAnswer("HX.CC", { waived: "Could not speak" });
    expect(history()?.answered).toBe(before + 1);
    expect(history()?.missing).not.toContain("HX.CC");
    expect(nextMissing(evaluation.structure(), undefined, "HX.CC")).toBe("HX.REGION");
    evaluation.undo();
    expect(history()?.missing).toContain("HX.CC");
    evaluation.dispose();
  });

  test("stays missing where it cannot be waived, and is not saved", () => {
    const evaluation = opened();
    evaluation.setAnswer("RF.SUI", { waived: "Not asked" });
    const missing = evaluation.structure().parts.flatMap((part) => part.missing);
    expect(missing).toContain("RF.SUI");
    expect(evaluation.store.getState().unsaved["RF.SUI"]).toContain("cannot be waived");
    expect(evaluation.autosave.pending().has("RF.SUI")).toBe(false);
    evaluation.dispose();
  });

  test("is answered after all by a value, which keeps the note", () => {
    const evaluation = opened({
      "HX.CC": { waived: "Could not speak", note: "came alone" },
      "NE.M.L5": { waived: "In a cast" },
    });
    itemBinding(evaluation, "HX.CC").write("My back hurts");
    expect(evaluation.answer("HX.CC")).toEqual({ value: "My back hurts", note: "came alone" });
    partBinding(evaluation, "NE.M.L5", ["right", "grade"]).write("5");
    expect(evaluation.answer("NE.M.L5")).toEqual({ value: { right: { grade: "5" } } });
    evaluation.dispose();
  });

  test("may have a note, and keeps its reason when the note changes", () => {
    const evaluation = opened({ "HX.CC": { waived: "Could not speak" } });
    noteBinding(evaluation, "HX.CC").write("came alone");
    expect(evaluation.answer("HX.CC")).toEqual({ waived: "Could not speak", note: "came alone" });
    evaluation.dispose();
  });

  test("is left alone by every fill", () => {
    const waived = { waived: "In a cast" } as const;
    const levels = itemOf("IM.GRID");
    if (levels.kind !== "grid") throw new Error("IM.GRID is no grid");
    expect(fillPairs([itemOf("NE.M.L5")], { "NE.M.L5": waived }, ["right", "left"])).toEqual([]);
    expect(fillList([itemOf("HX.ROS.CV")], { "HX.ROS.CV": waived })).toEqual([]);
    expect(fillRows(levels, waived, ["L4-5"])).toEqual([]);
  });
});

describe("filling a list", () => {
  const groups = checklist.parts
    .flatMap((part) => part.groups)
    .filter((group) => group.fillLabel !== undefined);

  test("is offered for the red flags, the allergies and the systems", () => {
    expect(groups.map((group) => [group.id, group.fillLabel])).toEqual(
      [
        ["history.systems", "Negative for all that are open"],
        ["history.allergies", "None to all that are open"],
        ["history.redFlags.nerve", "No to all that are open"],
        ["history.redFlags.disease", "No to all that are open"],
      ].toSorted(([one = ""], [other = ""]) => order(one) - order(other)),
    );
  });

  test.each(groups.map((group) => [group.id, group] as const))(
    "%s leaves nothing required open",
    (_, group) => {
      const changes = fillList(group.items, {});
      const filled = changes.map((change) => change.itemId);
      expect(changes.every(({ answer }) => answer.filled === true)).toBe(true);
      const evaluation: Evaluation = { ...opened().store.getState().evaluation };
      for (const { itemId, answer } of changes)
        expect(checkAnswer(itemOf(itemId), answer, evaluation)).toEqual([]);
      const left = group.items.filter(
        (item) => item.requirement !== "optional" && item.when === undefined && !filled.includes(item.id),
      );
      expect(left).toEqual([]);
    },
  );

  test("keeps what was answered and the notes", () => {
    const items = [itemOf("RF.CA.HX"), itemOf("RF.CA.WL"), itemOf("RF.CA.NIGHT"), itemOf("HX.ALG.OTHER")];
    const changes = fillList(items, {
      "RF.CA.HX": { value: "yes", note: "breast, 2012" },
      "RF.CA.WL": { note: "asked twice" },
    });
    expect(changes).toEqual([
      { itemId: "RF.CA.WL", answer: { note: "asked twice", value: "no", filled: true } },
      { itemId: "RF.CA.NIGHT", answer: { value: "no", filled: true } },
      { itemId: "HX.ALG.OTHER", answer: { value: [], filled: true } },
    ]);
  });

  test("is to be confirmed, one by one or together", () => {
    const evaluation = opened();
    evaluation.setAnswers(fillList([itemOf("RF.CA.HX"), itemOf("RF.CA.WL")], {}));
    const waiting = () => ["RF.CA.HX", "RF.CA.WL"].filter((itemId) => isFilled(evaluation.answer(itemId)));
    itemBinding(evaluation, "RF.CA.HX").write("yes");
    expect(waiting()).toEqual(["RF.CA.WL"]);
    evaluation.confirm(["RF.CA.WL"]);
    expect(waiting()).toEqual([]);
    evaluation.dispose();
  });

  test("every normal value of the checklist is a choice of its item", () => {
    for (const item of allItems) {
      if (item.kind !== "single" || item.normal === undefined) continue;
      expect(
        item.choices.map((choice) => choice.code),
        item.id,
      ).toContain(item.normal);
    }
  });
});

function order(groupId: string): number {
  return checklist.parts.flatMap((part) => part.groups.map((group) => group.id)).indexOf(groupId);
}
