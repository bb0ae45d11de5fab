import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { OperationInput } from "../../../../shared/contract.ts";
import { completeCase, record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, password, practice, refusal } from "../support.ts";

const later = "2025-05-12";

/** Case F1, signed. */
async function signed(backend: Backend): Promise<string> {
  const evaluationId = await record(backend);
  await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
  return evaluationId;
}

const followUp = (backend: Backend, evaluationId: string, visitDate = later) =>
  ask(backend, "evaluation.followUp", { evaluationId, visitDate });

describe("a follow-up visit", () => {
  test("has the patient, referrer and referral of the visit before it, and its answers to compare with", async () => {
    const { backend } = await practice();
    const first = await signed(backend);
    const before = await ask(backend, "evaluation.open", { evaluationId: first });
    const { evaluationId } = await followUp(backend, first);
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened).toMatchObject({
      patientId: before.patientId,
      patient: before.patient,
      referrer: before.referrer,
      referral: before.referral,
      visitDate: later,
      followUpOf: { visitDate: before.visitDate, answers: before.answers },
    });
    expect(opened.signedLetterId).toBeUndefined();
    expect(before.followUpOf).toBeUndefined();
  });

  test("holds what is stable, marked with the date of the visit that it is from, and nothing of that day", async () => {
    const { backend } = await practice();
    const first = await signed(backend);
    const before = await ask(backend, "evaluation.open", { evaluationId: first });
    const { evaluationId } = await followUp(backend, first);
    const { answers } = await ask(backend, "evaluation.open", { evaluationId });
    expect(answers["HX.ALG.LATEX"]).toEqual({
      ...before.answers["HX.ALG.LATEX"],
      carriedFrom: before.visitDate,
    });
    expect(Object.values(answers).every((answer) => answer.carriedFrom === before.visitDate)).toBe(true);
    const days = /^(?:HX\.NRS|RF\.|PE\.|NE\.|INS\.|PLAN\.|ENC\.)/;
    expect(Object.keys(before.answers).filter((itemId) => days.test(itemId)).length).toBeGreaterThan(20);
    expect(Object.keys(answers).filter((itemId) => days.test(itemId))).toEqual([]);
  });

  test("is a row of its own in the worklist", async () => {
    const { backend } = await practice();
    const first = await signed(backend);
    const { evaluationId } = await followUp(backend, first);
    const { rows } = await ask(backend, "worklist.list", {});
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.evaluationId === evaluationId)).toMatchObject({
      followUp: true,
      stage: "referred",
      visitDate: later,
    });
    expect(rows.find((row) => row.evaluationId === first)).not.toHaveProperty("followUp");
  });

  test("leaves an audit event with ids of items and no answer", async () => {
    const { backend, dataFolder } = await practice();
    const first = await signed(backend);
    const { evaluationId } = await followUp(backend, first);
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    const event = sqlite
      .prepare("SELECT * FROM audit WHERE action = 'evaluation.followUpBegun'")
      .get() as Record<string, string>;
    expect(event.subject_id).toBe(evaluationId);
    const detail = JSON.parse(event.detail_json ?? "");
    expect(detail.follows).toBe(first);
    expect(detail.carried).toContain("HX.ALG.LATEX");
  });

  test("begins from a signed evaluation only, not before it, and once", async () => {
    const { backend } = await practice();
    const open = await record(backend);
    const unsigned = await refusal(
      backend,
      "evaluation.followUp",
      { evaluationId: open, visitDate: later },
      "badInput",
    );
    expect(unsigned.message).toContain("not signed");
    const nowhere = { evaluationId: randomUUID(), visitDate: later };
    await refusal(backend, "evaluation.followUp", nowhere, "notFound");

    const first = await signed(backend);
    const { visitDate } = await ask(backend, "evaluation.open", { evaluationId: first });
    const dayBefore = "2025-03-09";
    expect(visitDate).toBe("2025-03-10");
    const early = await refusal(
      backend,
      "evaluation.followUp",
      { evaluationId: first, visitDate: dayBefore },
      "badInput",
    );
    expect(early.field).toBe("visitDate");
    const { evaluationId } = await followUp(backend, first, visitDate);
    await refusal(backend, "evaluation.followUp", { evaluationId: first, visitDate: later }, "conflict");
    // Nor can its date be moved there afterwards.
    const { patient, referrer, referral } = await ask(backend, "evaluation.open", { evaluationId });
    const moved = { evaluationId, patient, referrer, referral, visitDate: dayBefore };
    expect((await refusal(backend, "referral.update", moved, "badInput")).field).toBe("visitDate");
  });
});

describe("what is carried", () => {
  const carried = { itemId: "HX.ALG.LATEX", answer: { value: "none", carriedFrom: "2025-03-10" } };

  async function begun() {
    const { backend } = await practice();
    const { evaluationId } = await followUp(backend, await signed(backend));
    const change = (itemId: string, answer: unknown) =>
      ({ evaluationId, changes: [{ itemId, answer }] }) as OperationInput<"evaluation.saveAnswers">;
    return { backend, evaluationId, change };
  }

  test("is missing until it is confirmed", async () => {
    const { backend, evaluationId, change } = await begun();
    const missing = async () =>
      (await ask(backend, "letter.preview", { evaluationId })).readiness.filter(
        (entry) => entry.itemId === "HX.ALG.LATEX",
      );
    expect(await missing()).toEqual([
      {
        kind: "blocker",
        cannotBeWaived: true,
        itemId: "HX.ALG.LATEX",
        message: "Latex is carried from the visit of 10 Mar 2025 and not confirmed; it cannot be waived.",
      },
    ]);
    await ask(backend, "evaluation.saveAnswers", change("HX.ALG.LATEX", { value: carried.answer.value }));
    expect(await missing()).toEqual([]);
  });

  test.each([
    ["pain of another day", "HX.NRS.AVG", { value: 5, carriedFrom: "2025-03-10" }, "asked anew"],
    ["a red flag", "RF.CES.BLADDER", { value: "no", carriedFrom: "2025-03-10" }, "asked anew"],
    ["a later date", "HX.ALG.LATEX", { value: "none", carriedFrom: "2025-05-13" }, "earlier visit"],
    ["no value", "HX.ALG.LATEX", { note: "x", carriedFrom: "2025-03-10" }, "belongs to a value"],
  ])("is refused as a mark on %s", async (_what, itemId, answer, words) => {
    const { backend, change } = await begun();
    const error = await refusal(backend, "evaluation.saveAnswers", change(itemId, answer), "badInput");
    expect(error.field).toBe(`${itemId}.carriedFrom`);
    expect(error.message).toContain(words);
  });

  test("and not confirmed gives way when its item is waived by signing", async () => {
    const { backend, evaluationId } = await begun();
    const complete = completeCase().answers;
    const { readiness } = await ask(backend, "letter.preview", { evaluationId });
    const changes = readiness.flatMap(({ kind, itemId }) => {
      const answer = kind === "blocker" && itemId !== undefined ? complete[itemId] : undefined;
      return itemId === undefined || answer === undefined ? [] : [{ itemId, answer }];
    });
    expect(readiness).toContainEqual(expect.objectContaining({ kind: "missing", itemId: "HX.SOC" }));
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
    await ask(backend, "letter.sign", {
      evaluationId,
      password,
      paper: "letter",
      incompleteReason: "Seen between two others",
    });
    const { answers } = await ask(backend, "evaluation.open", { evaluationId });
    expect(answers["HX.SOC"]).toEqual({ waived: "Seen between two others" });
  });
});

describe("earlier evaluations", () => {
  test("of the patient come latest first, with their answers, and none of anybody else", async () => {
    const { backend } = await practice();
    const first = await signed(backend);
    const { patient, ...rest } = completeCase();
    await record(backend, { ...rest, patient: { ...patient, familyName: "Somebody", mrn: "FIC-0099" } });
    const { evaluationId: second } = await followUp(backend, first);
    expect((await ask(backend, "evaluation.earlier", { evaluationId: first })).evaluations).toEqual([]);
    const before = await ask(backend, "evaluation.open", { evaluationId: first });
    expect((await ask(backend, "evaluation.earlier", { evaluationId: second })).evaluations).toEqual([
      { evaluationId: first, visitDate: before.visitDate, isSigned: true, answers: before.answers },
    ]);
    // Another referral of the same patient looks back on both.
    const { referrer, referral } = before;
    const { evaluationId: third } = await ask(backend, "evaluation.record", {
      patient: { existingId: before.patientId },
      referrer,
      referral: { ...referral, date: "2025-08-01" },
      visitDate: "2025-08-20",
      answers: {},
    });
    const { evaluations } = await ask(backend, "evaluation.earlier", { evaluationId: third });
    expect(evaluations.map((one) => [one.evaluationId, one.isSigned])).toEqual([
      [second, false],
      [first, true],
    ]);
    await refusal(backend, "evaluation.earlier", { evaluationId: randomUUID() }, "notFound");
  });
});
