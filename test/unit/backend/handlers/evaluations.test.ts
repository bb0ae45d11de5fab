import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openRawStore } from "../rawStore.ts";
import { ask, newEvaluation, open, password, practice, referralInput, refusal, save } from "../support.ts";

const start = Date.parse("2025-03-10T15:42:07.123Z");

async function begun() {
  const clock = { time: start };
  const made = await practice({ now: () => new Date(clock.time) });
  const evaluationId = await newEvaluation(made.backend);
  return { ...made, evaluationId, clock };
}

describe("saving answers", () => {
  test("is acknowledged with its revision and instant, and is there in a new process", async () => {
    const { backend, dataFolder, evaluationId, clock } = await begun();
    expect(await save(backend, evaluationId, "HX.NRS.WORST", 8)).toEqual({
      revision: 1,
      savedAt: "2025-03-10T15:42:07.123Z",
    });
    clock.time += 1_000;
    await save(backend, evaluationId, "HX.CC", "Left leg pain");
    await save(backend, evaluationId, "HX.NRS.WORST", 9);
    backend.close();
    const again = open(dataFolder);
    await ask(again, "session.signIn", { accountName: "brack", password });
    const opened = await ask(again, "evaluation.open", { evaluationId });
    expect(opened).toMatchObject({
      revision: 3,
      savedAt: "2025-03-10T15:42:08.123Z",
      visitDate: "2025-03-10",
    });
    expect(opened.answers).toEqual({ "HX.CC": { value: "Left leg pain" }, "HX.NRS.WORST": { value: 9 } });
  });

  test("keeps value, note and “not done” as they are, in one Unicode form, and null takes the row away", async () => {
    const { backend, evaluationId } = await begun();
    const changes = [
      { itemId: "HX.CC", answer: { value: "Douleur a\u0300 la jambe ", note: "dite par le mari" } },
      { itemId: "PE.VIT.HR", answer: { notDone: "telehealth" } },
      { itemId: "HX.NRS.NOW", answer: { value: 3 } },
      { itemId: "HX.SURG", answer: { value: [] } },
      { itemId: "HX.NRS.AVG", answer: { note: "   " } },
    ] as const;
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes: [...changes] });
    const removal = { evaluationId, changes: [{ itemId: "HX.NRS.NOW", answer: null }] };
    await ask(backend, "evaluation.saveAnswers", removal);
    const { answers, revision } = await ask(backend, "evaluation.open", { evaluationId });
    expect(revision).toBe(2);
    expect(answers).toEqual({
      "HX.CC": { value: "Douleur à la jambe ", note: "dite par le mari" },
      "PE.VIT.HR": { notDone: "telehealth" },
      "HX.SURG": { value: [] },
    });
  });

  test.each<[string, string, unknown, string, string]>([
    ["a value out of range", "HX.NRS.WORST", { value: 11 }, "HX.NRS.WORST", "from 0 to 10"],
    ["a wrong type", "HX.NRS.WORST", { value: "8" }, "HX.NRS.WORST", "whole number"],
    ["an unknown choice", "HX.SIDE", { value: "top" }, "HX.SIDE", "must be one of"],
    ["a date before birth", "HX.ONSET.DATE", { value: "1982-09-13" }, "HX.ONSET.DATE", "date of birth"],
    ["a date after the visit", "HX.ONSET.DATE", { value: "2025-03-11" }, "HX.ONSET.DATE", "after the visit"],
    ["text of 100,000 characters", "HX.CC", { value: "x".repeat(100_000) }, "HX.CC", "300 characters"],
    ["a header item", "ENC.PTID", { value: "Harlan" }, "ENC.PTID", "not an answer"],
    ["a computed item", "HX.DUR", { value: 5 }, "HX.DUR", "cannot be entered"],
    ["an unknown item", "HX.NOPE", { value: 1 }, "changes.1.itemId", "not in the checklist"],
    ["an item named as a method", "toString", { value: 1 }, "changes.1.itemId", "not in the checklist"],
    ["“not done” where it makes no sense", "HX.CC", { notDone: "pain" }, "HX.CC.notDone", "not done"],
    ["a wrong row", "HX.SURG", { value: [{ type: ["nonsense"] }] }, "HX.SURG[0].type", "must be a list of"],
  ])("with %s stores nothing at all", async (_what, itemId, answer, field, words) => {
    const { backend, evaluationId } = await begun();
    const changes = [
      { itemId: "HX.NRS.NOW", answer: { value: 3 } },
      { itemId, answer },
    ];
    const error = await refusal(backend, "evaluation.saveAnswers", { evaluationId, changes }, "badInput");
    expect(error.field).toBe(field);
    expect(error.message).toContain(words);
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened.answers).toEqual({});
    expect(opened.revision).toBe(0);
    expect(opened.savedAt).toBeUndefined();
  });

  test("of an evaluation that is not there is refused", async () => {
    const { backend } = await begun();
    const input = { evaluationId: randomUUID(), changes: [{ itemId: "HX.NRS.NOW", answer: { value: 3 } }] };
    await refusal(backend, "evaluation.saveAnswers", input, "notFound");
    await refusal(backend, "evaluation.open", { evaluationId: randomUUID() }, "notFound");
  });

  test("many at once come out one after the other, none lost", async () => {
    const { backend, evaluationId } = await begun();
    const saves = Array.from({ length: 40 }, (_, index) =>
      save(backend, evaluationId, "HX.NRS.NOW", index % 11),
    );
    const revisions = (await Promise.all(saves)).map((reply) => reply.revision);
    expect(revisions).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const { answers } = await ask(backend, "evaluation.open", { evaluationId });
    expect(answers["HX.NRS.NOW"]).toEqual({ value: 39 % 11 });
  });

  test("leaves an audit event that names the items and not what was answered", async () => {
    const { backend, dataFolder, evaluationId } = await begun();
    await save(backend, evaluationId, "HX.CC", "Quite unmistakable words");
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    const event = sqlite.prepare("SELECT * FROM audit WHERE action = 'evaluation.saved'").get() as Record<
      string,
      string
    >;
    expect(event.subject_id).toBe(evaluationId);
    expect(JSON.parse(event.detail_json ?? "")).toEqual({ revision: 1, items: ["HX.CC"] });
    const all = JSON.stringify(sqlite.prepare("SELECT * FROM audit").all());
    for (const clinical of ["unmistakable", "Quillfeather", "FIC-0001", "1982-09-14", "injection"]) {
      expect(all).not.toContain(clinical);
    }
  });
});

describe("a whole case at once", () => {
  const { patient, referrer: _referrer, ...rest } = referralInput;
  const recorded = {
    ...rest,
    patient,
    referrer: { familyName: "Brackwater", specialty: "primary care" },
    answers: { "HX.NRS.NOW": { value: 3 } },
  } as const;

  test("is there with its answers", async () => {
    const { backend } = await practice();
    const { evaluationId } = await ask(backend, "evaluation.record", recorded);
    expect(await ask(backend, "evaluation.open", { evaluationId })).toMatchObject({
      answers: { "HX.NRS.NOW": { value: 3 } },
      revision: 1,
    });
  });

  test("stores not even the patient when one answer is wrong", async () => {
    const { backend } = await practice();
    const wrong = { ...recorded, answers: { "HX.NRS.NOW": { value: 30 } } };
    await refusal(backend, "evaluation.record", wrong, "badInput");
    expect((await ask(backend, "worklist.list", {})).rows).toEqual([]);
    expect((await ask(backend, "patients.search", { text: "", limit: 10 })).patients).toEqual([]);
    expect((await ask(backend, "referrers.search", { text: "", limit: 10 })).referrers).toEqual([]);
  });
});

describe("the worklist", () => {
  test("shows a row as it must look, and follows what is saved", async () => {
    const { backend, evaluationId } = await begun();
    const row = async () => (await ask(backend, "worklist.list", {})).rows[0];
    expect(await row()).toEqual({
      evaluationId,
      patientName: "Quillfeather, Harlan",
      dateOfBirth: "1982-09-14",
      mrn: "FIC-0001",
      referrerName: "Dr Ona Brackwater",
      question: "Is an injection appropriate?",
      urgency: "soon",
      referralDate: "2025-03-03",
      visitDate: "2025-03-10",
      stage: "referred",
      loopState: "received",
      redFlag: false,
      owner: "brack",
    });
    await save(backend, evaluationId, "HX.NRS.NOW", 3);
    expect(await row()).toMatchObject({ stage: "inEvaluation", redFlag: false });
    await save(backend, evaluationId, "RF.CA.NIGHT", "yes");
    expect(await row()).toMatchObject({ stage: "inEvaluation", redFlag: true });
    await save(backend, evaluationId, "RF.CA.NIGHT", "no");
    expect(await row()).toMatchObject({ redFlag: false });
  });

  test("has the longest waiting first", async () => {
    const { backend } = await practice();
    for (const date of ["2025-03-05", "2025-03-01", "2025-03-03"]) {
      await newEvaluation(backend, { ...referralInput, referral: { ...referralInput.referral, date } });
    }
    const { rows } = await ask(backend, "worklist.list", {});
    expect(rows.map((row) => row.referralDate)).toEqual(["2025-03-01", "2025-03-03", "2025-03-05"]);
  });
});
