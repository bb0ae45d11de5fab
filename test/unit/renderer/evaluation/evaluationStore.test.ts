import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnswerChange } from "../../../../renderer/state/evaluation/autosave.ts";
import { itemBinding, noteBinding, partBinding } from "../../../../renderer/state/evaluation/binding.ts";
import { createOpenedEvaluation } from "../../../../renderer/state/evaluation/evaluationStore.ts";
import { nextMissing, structureOf } from "../../../../renderer/state/evaluation/structure.ts";
import type { OpenEvaluation } from "../../../../shared/contract.ts";
import type { Answer } from "../../../../shared/evaluation/evaluation.ts";

function opening(answers: Readonly<Record<string, Answer>> = {}): OpenEvaluation {
  return {
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
  };
}

function opened(answers?: Readonly<Record<string, Answer>>) {
  const sent: AnswerChange[][] = [];
  const evaluation = createOpenedEvaluation(opening(answers), {
    save: async (changes) => {
      sent.push([...changes]);
      return { savedAt: "2025-03-10T10:42:07.000Z" };
    },
    report: () => {},
  });
  return { evaluation, sent };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("undo", () => {
  test("takes back the keys of one field together, and choices one by one", () => {
    const { evaluation } = opened();
    const complaint = itemBinding(evaluation, "HX.CC");
    for (const text of ["leg", "leg p", "leg pain"]) complaint.write(text, "typing");
    itemBinding(evaluation, "HX.SIDE").write("left");
    itemBinding(evaluation, "HX.SIDE").write("right");
    expect(evaluation.undo()).toEqual(["HX.SIDE"]);
    expect(evaluation.answer("HX.SIDE")?.value).toBe("left");
    evaluation.undo();
    expect(evaluation.answer("HX.SIDE")).toBeUndefined();
    evaluation.undo();
    expect(evaluation.answer("HX.CC")).toBeUndefined();
    evaluation.redo();
    expect(evaluation.answer("HX.CC")?.value).toBe("leg pain");
  });

  test("begins a new step when the field was left", () => {
    const { evaluation } = opened();
    const complaint = itemBinding(evaluation, "HX.CC");
    complaint.write("leg pain", "typing");
    evaluation.settle();
    complaint.write("leg pain since March", "typing");
    evaluation.undo();
    expect(evaluation.answer("HX.CC")?.value).toBe("leg pain");
  });

  test("takes a filled group back as one, and what is undone is saved too", async () => {
    const { evaluation, sent } = opened();
    evaluation.setAnswers([
      { itemId: "NE.M.L4", answer: { value: { left: { grade: "5" } } } },
      { itemId: "NE.M.L5", answer: { value: { left: { grade: "5" } } } },
    ]);
    expect(evaluation.undo()).toEqual(["NE.M.L4", "NE.M.L5"]);
    await evaluation.autosave.flush();
    expect(sent.flat()).toEqual([
      { itemId: "NE.M.L4", answer: null },
      { itemId: "NE.M.L5", answer: null },
    ]);
  });

  test("has nothing to redo after a new answer", () => {
    const { evaluation } = opened();
    itemBinding(evaluation, "HX.SIDE").write("left");
    evaluation.undo();
    itemBinding(evaluation, "HX.COURSE").write("stable");
    expect(evaluation.redo()).toEqual([]);
  });
});

describe("what the store would not take", () => {
  test("is held back with words until it is mended; the rest is saved", async () => {
    const { evaluation, sent } = opened();
    itemBinding(evaluation, "HX.CC").write("x".repeat(301), "typing");
    itemBinding(evaluation, "HX.SIDE").write("left");
    await evaluation.autosave.flush();
    expect(sent.flat()).toEqual([{ itemId: "HX.SIDE", answer: { value: "left" } }]);
    expect(evaluation.store.getState().unsaved["HX.CC"]).toMatch(/at most 300/);
    itemBinding(evaluation, "HX.CC").write("back pain", "typing");
    expect(evaluation.store.getState().unsaved["HX.CC"]).toBeUndefined();
    await evaluation.autosave.flush();
    expect(sent.at(-1)).toEqual([{ itemId: "HX.CC", answer: { value: "back pain" } }]);
  });

  test("is not what is begun and not finished: that is saved, so that nothing typed is lost", async () => {
    const { evaluation, sent } = opened({ "HX.MED": { value: [{ name: "gabapentin" }] } });
    itemBinding(evaluation, "HX.MECH").write(["other"]);
    partBinding(evaluation, "HX.MED", [1, "dose"]).write(5, "typing");
    await evaluation.autosave.flush();
    expect(sent.flat()).toEqual([
      { itemId: "HX.MECH", answer: { value: ["other"] } },
      { itemId: "HX.MED", answer: { value: [{ name: "gabapentin" }, { dose: 5 }] } },
    ]);
    expect(evaluation.store.getState().unsaved).toEqual({});
  });

  test("does not send a row that was added and not filled, and names the field of a bad one", async () => {
    const { evaluation, sent } = opened({ "HX.MED": { value: [{ name: "gabapentin" }] } });
    itemBinding(evaluation, "HX.MED").write([{ name: "gabapentin" }, {}]);
    await evaluation.autosave.flush();
    expect(sent.at(-1)).toEqual([{ itemId: "HX.MED", answer: { value: [{ name: "gabapentin" }] } }]);
    partBinding(evaluation, "HX.MED", [1, "dose"]).write(-5, "typing");
    expect(evaluation.store.getState().unsaved["HX.MED"]).toMatch(/^medicine 2, Dose: must be a number/);
  });

  test("survives a fresh copy from the store, like everything that waits", () => {
    const { evaluation } = opened();
    itemBinding(evaluation, "HX.MECH").write(["other"]);
    itemBinding(evaluation, "HX.CC").write("typed while locked", "typing");
    evaluation.refresh(opening({ "HX.CC": { value: "as stored" }, "HX.SIDE": { value: "left" } }));
    expect(evaluation.answer("HX.MECH")?.value).toEqual(["other"]);
    expect(evaluation.answer("HX.CC")?.value).toBe("typed while locked");
    expect(evaluation.answer("HX.SIDE")?.value).toBe("left");
  });
});

test("a signed evaluation takes no change", () => {
  const evaluation = createOpenedEvaluation(
    { ...opening(), signedLetterId: "7d0c1f5e-0000-4000-8000-000000000003" },
    { save: () => Promise.reject(new Error("nothing may be sent")), report: () => {} },
  );
  itemBinding(evaluation, "HX.SIDE").write("left");
  evaluation.setAnswers([{ itemId: "HX.SIDE", answer: { value: "left" } }]);
  expect(evaluation.answer("HX.SIDE")).toBeUndefined();
  expect(evaluation.autosave.pending().size).toBe(0);
});

test("contradictions appear with the answer that makes them and go with it", () => {
  const { evaluation } = opened();
  itemBinding(evaluation, "HX.NRS.AVG").write(7);
  itemBinding(evaluation, "HX.NRS.WORST").write(3);
  expect(Object.values(evaluation.store.getState().contradictions)).toEqual([
    expect.stringContaining("least ≤ average ≤ worst"),
  ]);
  itemBinding(evaluation, "HX.NRS.WORST").write(8);
  expect(evaluation.store.getState().contradictions).toEqual({});
});

describe("bindings", () => {
  test("make objects on the way in and take them away with their last member", () => {
    const { evaluation } = opened();
    const grade = partBinding(evaluation, "NE.M.L5", ["left", "grade"]);
    grade.write("4-");
    expect(evaluation.answer("NE.M.L5")).toEqual({ value: { left: { grade: "4-" } } });
    expect(grade.read()).toBe("4-");
    grade.write(undefined);
    expect(evaluation.answer("NE.M.L5")).toBeUndefined();
  });

  test("writing a value takes “not done” away and keeps the note", () => {
    const { evaluation } = opened({ "NE.M.L5": { notDone: "pain", note: "in a cast" } });
    partBinding(evaluation, "NE.M.L5", ["left", "grade"]).write("4");
    expect(evaluation.answer("NE.M.L5")).toEqual({ value: { left: { grade: "4" } }, note: "in a cast" });
  });

  test("hear of their own item only", () => {
    const { evaluation } = opened();
    const heard = vi.fn();
    const stop = itemBinding(evaluation, "HX.SIDE").subscribe(heard);
    itemBinding(evaluation, "HX.COURSE").write("stable");
    expect(heard).not.toHaveBeenCalled();
    itemBinding(evaluation, "HX.SIDE").write("left");
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    itemBinding(evaluation, "HX.SIDE").write("right");
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe("what was filled with normal", () => {
  const both = { right: { grade: "5" }, left: { grade: "5" } };
  const filled = { value: both, filled: ["right", "left"] } as const;

  test("waits, side by side, until it is changed or looked at, also in the store", async () => {
    const { evaluation, sent } = opened();
    evaluation.setAnswers([{ itemId: "NE.M.L5", answer: filled }]);
    await evaluation.autosave.flush();
    expect(sent.flat()).toEqual([{ itemId: "NE.M.L5", answer: filled }]);
    partBinding(evaluation, "NE.M.L5", ["left", "grade"]).write("4");
    const half = { value: { ...both, left: { grade: "4" } }, filled: ["right"] };
    expect(evaluation.answer("NE.M.L5")).toEqual(half);
    evaluation.confirm(["NE.M.L5"], "left");
    expect(evaluation.answer("NE.M.L5")).toEqual(half);
    evaluation.confirm(["NE.M.L5"], "right");
    await evaluation.autosave.flush();
    expect(sent.flat().at(-1)).toEqual({ itemId: "NE.M.L5", answer: { value: half.value } });
  });

  test("keeps its mark with a note, and loses it with the value or with “not done”", () => {
    const { evaluation } = opened({ "NE.M.L5": filled });
    noteBinding(evaluation, "NE.M.L5").write("after warming up");
    expect(evaluation.answer("NE.M.L5")).toEqual({ ...filled, note: "after warming up" });
    partBinding(evaluation, "NE.M.L5", ["left"]).write(undefined);
    expect(evaluation.answer("NE.M.L5")?.filled).toEqual(["right"]);
    partBinding(evaluation, "NE.M.L5", ["right"]).write(undefined);
    expect(evaluation.answer("NE.M.L5")).toEqual({ note: "after warming up" });
  });

  test("is taken back by one undo after it was looked at, and waits again after redo", () => {
    const { evaluation } = opened();
    evaluation.setAnswers([{ itemId: "NE.M.L5", answer: filled }]);
    evaluation.confirm(["NE.M.L5"]);
    expect(evaluation.answer("NE.M.L5")).toEqual({ value: both });
    expect(evaluation.undo()).toEqual(["NE.M.L5"]);
    expect(evaluation.answer("NE.M.L5")).toBeUndefined();
    evaluation.redo();
    expect(evaluation.answer("NE.M.L5")).toEqual(filled);
  });

  test("is not missing; looking at it is no news to what is asked", () => {
    const { evaluation } = opened({ "RF.CA.HX": { value: "no", filled: true } });
    const before = evaluation.structure();
    expect(before.parts.flatMap((part) => part.missing)).not.toContain("RF.CA.HX");
    evaluation.confirm(["RF.CA.HX"]);
    expect(evaluation.answer("RF.CA.HX")).toEqual({ value: "no" });
    expect(evaluation.structure()).toBe(before);
  });
});

describe("what is asked and missing", () => {
  test("follows a choice at once and typing at leisure", async () => {
    const { evaluation } = opened();
    const shown = () =>
      evaluation
        .structure()
        .parts.flatMap((part) => part.groups.flatMap((group) => group.items.map((item) => item.id)));
    expect(shown()).not.toContain("HX.WALK");
    itemBinding(evaluation, "HX.REGION").write(["leg"]);
    expect(shown()).toContain("HX.WALK");
    const before = evaluation.structure();
    itemBinding(evaluation, "HX.CC").write("leg pain", "typing");
    expect(evaluation.structure()).toBe(before);
    await vi.advanceTimersByTimeAsync(1000);
    const missing = evaluation.structure().parts.find((part) => part.partId === "history")?.missing ?? [];
    expect(missing).not.toContain("HX.CC");
    expect(before.parts.find((part) => part.partId === "history")?.missing).toContain("HX.CC");
  });

  test("an answer that another one folds away is kept and named", () => {
    const { evaluation } = opened();
    itemBinding(evaluation, "HX.REGION").write(["leg"]);
    partBinding(evaluation, "HX.WALK", ["minutes"]).write(40);
    const hidden = () => evaluation.structure().hidden.map(({ id }) => id);
    expect(hidden()).toEqual([]);
    itemBinding(evaluation, "HX.REGION").write(["neck"]);
    expect(hidden()).toEqual(["HX.WALK"]);
    expect(evaluation.answer("HX.WALK")?.value).toEqual({ minutes: 40 });
    evaluation.undo();
    expect(hidden()).toEqual([]);
  });

  test("the next missing item lies after the one in hand, and begins again at the top", () => {
    const structure = structureOf(opening());
    const missing = structure.parts.flatMap((part) => part.missing);
    expect(nextMissing(structure, undefined, undefined)).toBe(missing[0]);
    expect(nextMissing(structure, undefined, missing[2])).toBe(missing[2]);
    expect(nextMissing(structure, missing[0], missing[0])).toBe(missing[1]);
    expect(nextMissing(structure, missing.at(-1), missing[0])).toBe(missing[0]);
  });
});
