import { describe, expect, test } from "vitest";
import { allergyFact, antithromboticFact } from "../../../../renderer/screens/evaluation/headerFacts.ts";
import type { AnswerChange } from "../../../../renderer/state/evaluation/autosave.ts";
import { itemBinding, noteBinding } from "../../../../renderer/state/evaluation/binding.ts";
import { createOpenedEvaluation } from "../../../../renderer/state/evaluation/evaluationStore.ts";
import { carryForward } from "../../../../shared/evaluation/carryForward.ts";
import type { Answers } from "../../../../shared/evaluation/evaluation.ts";
import { completeCase } from "../../backend/cases.ts";

const first = completeCase();
const carried = carryForward(first);

function followUp(answers: Answers = carried, signedLetterId?: string) {
  const sent: AnswerChange[] = [];
  const { patient, referrer, referral } = first;
  const evaluation = createOpenedEvaluation(
    {
      evaluationId: "7d0c1f5e-0000-4000-8000-000000000001",
      patientId: "7d0c1f5e-0000-4000-8000-000000000002",
      patient,
      referrer,
      referral,
      visitDate: "2025-05-12",
      answers,
      revision: 0,
      followUpOf: { visitDate: first.visitDate, answers: first.answers },
      ...(signedLetterId === undefined ? {} : { signedLetterId }),
    },
    {
      save: async (changes) => {
        sent.push(...changes);
        return { savedAt: "2025-05-12T10:42:07.000Z" };
      },
      report: () => {},
    },
  );
  const missing = () => evaluation.structure().parts.flatMap((part) => part.missing);
  return { evaluation, sent, missing };
}

describe("an answer that was carried from the visit before", () => {
  test("is missing until it is confirmed, and again when that is undone", async () => {
    const { evaluation, sent, missing } = followUp();
    expect(missing()).toContain("HX.ALG.LATEX");
    evaluation.confirmCarried(["HX.ALG.LATEX"]);
    expect(evaluation.answer("HX.ALG.LATEX")).toEqual(first.answers["HX.ALG.LATEX"]);
    expect(missing()).not.toContain("HX.ALG.LATEX");
    await evaluation.autosave.flush();
    expect(sent).toEqual([{ itemId: "HX.ALG.LATEX", answer: first.answers["HX.ALG.LATEX"] }]);
    evaluation.undo();
    expect(evaluation.answer("HX.ALG.LATEX")?.carriedFrom).toBe(first.visitDate);
    expect(missing()).toContain("HX.ALG.LATEX");
    evaluation.dispose();
  });

  test("is confirmed by giving another answer, and not by a note", () => {
    const { evaluation } = followUp();
    noteBinding(evaluation, "HX.ALG.LATEX").write("asked again");
    expect(evaluation.answer("HX.ALG.LATEX")?.carriedFrom).toBe(first.visitDate);
    itemBinding(evaluation, "HX.ALG.LATEX").write("mild");
    expect(evaluation.answer("HX.ALG.LATEX")).toEqual({ value: "mild", note: "asked again" });
    evaluation.dispose();
  });

  test("a group is one step of undo; what was not carried stays as it is, and a signed evaluation too", () => {
    const { evaluation } = followUp();
    evaluation.confirmCarried(["HX.ALG.LATEX", "HX.ALG.CONTRAST", "HX.NRS.AVG"]);
    expect(evaluation.answer("HX.NRS.AVG")).toBeUndefined();
    expect(evaluation.undo()).toEqual(["HX.ALG.LATEX", "HX.ALG.CONTRAST"]);
    evaluation.dispose();
    const signed = followUp(carried, "7d0c1f5e-0000-4000-8000-000000000003");
    signed.evaluation.confirmCarried(["HX.ALG.LATEX"]);
    expect(signed.evaluation.answer("HX.ALG.LATEX")?.carriedFrom).toBe(first.visitDate);
    signed.evaluation.dispose();
  });

  test("the visit before stays known when the referral is edited", () => {
    const { evaluation } = followUp();
    const { patient, referrer, referral } = first;
    evaluation.setHeader({ patient, referrer, referral, visitDate: "2025-05-13" });
    expect(evaluation.store.getState().evaluation.followUpOf?.visitDate).toBe(first.visitDate);
    evaluation.dispose();
  });
});

describe("the header", () => {
  const none = { value: "none", carriedFrom: "2025-03-10" };
  const asked = (itemIds: readonly string[], answer: Answers[string]): Answers =>
    Object.fromEntries(itemIds.map((itemId) => [itemId, answer]));
  const agents = Object.keys(carried).filter((itemId) => /^HX\.ALG\.(?!OTHER|DRUG)/.test(itemId));

  test("warns at once of what was known, and never says “none” of what nobody confirmed", () => {
    expect(allergyFact(carried)).toEqual({
      level: "danger",
      words: "Allergies: Antibiotics (penicillin: rash); to confirm",
    });
    const nothing = { ...asked(agents, none), "HX.ALG.OTHER": { value: [], carriedFrom: "2025-03-10" } };
    expect(allergyFact(nothing)).toEqual({ level: "unknown", words: "Allergies: to confirm" });
    const confirmed = { ...asked(agents, { value: "none" }), "HX.ALG.OTHER": { value: [] } };
    expect(allergyFact(confirmed)).toEqual({ level: "none", words: "Allergies: none known" });
  });

  test.each<[string, Answers, string, string]>([
    [
      "carried drugs",
      { "HX.MED.ATC": { value: [{ drug: "apixaban" }], carriedFrom: "2025-03-10" } },
      "danger",
      "Antithrombotics: apixaban; to confirm",
    ],
    [
      "carried “none”",
      { "HX.MED.ATC": { value: [], carriedFrom: "2025-03-10" } },
      "unknown",
      "Antithrombotics: to confirm",
    ],
    ["confirmed “none”", { "HX.MED.ATC": { value: [] } }, "none", "Antithrombotics: none"],
  ])("says of antithrombotics, %s", (_what, answers, level, words) => {
    expect(antithromboticFact(answers)).toEqual({ level, words });
  });
});
