import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type BackendOptions, verifyStore } from "../../../../electron/backend/index.ts";
import type { Answer, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { addAccountTo } from "../accounts.ts";
import { completeCase, record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, open, password, practice, refusal, save } from "../support.ts";

const dayOfVisit = new Date("2025-03-10T21:42:07.123Z");

async function ready(options: Partial<BackendOptions> = {}) {
  const made = await practice({ now: () => dayOfVisit, ...options });
  const evaluationId = await record(made.backend);
  return { ...made, evaluationId, signing: { evaluationId, password, paper: "letter" } as const };
}

describe("the preview", () => {
  test("is the draft of the letter, with nothing in the way of a complete evaluation", async () => {
    const { backend, evaluationId } = await ready();
    const { document, readiness } = await ask(backend, "letter.preview", { evaluationId });
    expect(readiness).toEqual([]);
    expect(document.status).toBe("draft");
    expect(document.letterNumber).toBeUndefined();
    expect(document.signature).toBeUndefined();
    expect(document.letterhead.name).toBe("Made-Up Pain Clinic");
    expect((await ask(backend, "worklist.list", {})).rows[0]?.stage).toBe("readyToSign");
  });

  test.each([
    ["in an answer", "HX.CC", "Left leg pain 🦴 since lifting", "🦴", "U+1F9B4", "HX.CC"],
    ["of the private use area", "HX.CC", "Left leg pain \uE000 since", "\uE000", "U+E000", "HX.CC"],
  ])("names a character that no font has, %s", async (_where, itemId, text, character, codePoint, found) => {
    const { backend, evaluationId, signing } = await ready();
    await save(backend, evaluationId, itemId, text);
    const { readiness } = await ask(backend, "letter.preview", { evaluationId });
    const [entry] = readiness;
    expect(entry).toMatchObject({ kind: "blocker", itemId: found });
    expect(entry?.message).toContain(character);
    expect(entry?.message).toContain(codePoint);
    const error = await refusal(backend, "letter.sign", signing, "notReadyToSign");
    expect(error.message).toContain(codePoint);
    expect((await ask(backend, "letter.list", {})).letters).toEqual([]);
  });

  test("shows a signed letter as it was signed", async () => {
    const { backend, evaluationId, signing } = await ready();
    const { letterNumber } = await ask(backend, "letter.sign", signing);
    const { document, readiness } = await ask(backend, "letter.preview", { evaluationId });
    expect(document).toMatchObject({ status: "signed", letterNumber });
    expect(document.signature?.name).toContain("Brack");
    expect(readiness).toEqual([]);
  });

  test("of no evaluation is refused", async () => {
    const { backend } = await ready();
    await refusal(backend, "letter.preview", { evaluationId: randomUUID() }, "notFound");
  });
});

describe("a draft", () => {
  test("is a PDF of which nothing is kept but the event", async () => {
    const { backend, evaluationId } = await ready();
    const { bytes, fileName } = await ask(backend, "letter.draft", { evaluationId, paper: "a4" });
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
    expect(fileName).toBe("Draft-letter.pdf");
    expect((await ask(backend, "letter.list", {})).letters).toEqual([]);
    expect((await ask(backend, "evaluation.open", { evaluationId })).signedLetterId).toBeUndefined();
  });
});

describe("signing", () => {
  test("keeps the bytes, their hash, the number and who signed when", async () => {
    const { backend, evaluationId, signing } = await ready();
    const letter = await ask(backend, "letter.sign", signing);
    expect(letter).toMatchObject({
      evaluationId,
      letterNumber: "2025-000001",
      signedBy: "Dr Wilhelmina Brack",
    });
    expect(new Date(letter.signedAt)).toEqual(dayOfVisit);
    const { bytes, fileName } = await ask(backend, "letter.read", { letterId: letter.letterId });
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(letter.sha256);
    expect(bytes).toHaveLength(letter.byteLength);
    expect(bytes.constructor).toBe(Uint8Array);
    expect(fileName).toBe("Letter-2025-000001.pdf");
    expect(await ask(backend, "letter.list", { evaluationId })).toEqual({ letters: [letter] });
    expect(await ask(backend, "letter.list", { evaluationId: randomUUID() })).toEqual({ letters: [] });
    const [row] = (await ask(backend, "worklist.list", {})).rows;
    expect(row).toMatchObject({ stage: "letterToSend", letterId: letter.letterId });
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened.signedLetterId).toBe(letter.letterId);
  });

  test("freezes the evaluation", async () => {
    const { backend, evaluationId, signing } = await ready();
    await ask(backend, "letter.sign", signing);
    const before = await ask(backend, "evaluation.open", { evaluationId });
    const changes = [{ itemId: "HX.NRS.NOW", answer: { value: 1 } }];
    await refusal(backend, "evaluation.saveAnswers", { evaluationId, changes }, "alreadySigned");
    const { patient, referrer, referral, visitDate } = before;
    const header = { evaluationId, patient, referrer, referral, visitDate };
    await refusal(backend, "referral.update", header, "alreadySigned");
    await refusal(backend, "letter.sign", signing, "alreadySigned");
    expect(await ask(backend, "evaluation.open", { evaluationId })).toEqual(before);
  });

  test("asks for the password again, and counts wrong ones", async () => {
    const { backend, signing } = await ready();
    const wrong = { ...signing, password: "not the password" };
    for (let count = 0; count < 5; count += 1) await refusal(backend, "letter.sign", wrong, "wrongPassword");
    await refusal(backend, "letter.sign", signing, "tooManyAttempts");
    expect((await ask(backend, "letter.list", {})).letters).toEqual([]);
  });

  test("numbers letters through the year, and begins anew with the next", async () => {
    const clock = { time: dayOfVisit.getTime() };
    const { backend } = await practice({ now: () => new Date(clock.time) });
    const numbers: string[] = [];
    for (const days of [0, 1, 400, 401]) {
      clock.time = dayOfVisit.getTime() + days * 86_400_000;
      const evaluationId = await record(backend);
      const letter = await ask(backend, "letter.sign", { evaluationId, password, paper: "a4" });
      numbers.push(letter.letterNumber);
    }
    expect(numbers).toEqual(["2025-000001", "2025-000002", "2026-000001", "2026-000002"]);
    const { letters } = await ask(backend, "letter.list", {});
    expect(letters.map((letter) => letter.letterNumber)).toEqual(numbers.toReversed());
  });

  test("refuses a broken evaluation and names what is broken, reason or not", async () => {
    const { backend, evaluationId, signing } = await ready();
    const changes = [{ itemId: "PLAN.DX", answer: null }];
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
    const withReason = { ...signing, incompleteReason: "The patient left early" };
    const error = await refusal(backend, "letter.sign", withReason, "notReadyToSign");
    expect(error.field).toBe("PLAN.DX");
    expect(error.message).toContain("working diagnosis");
  });

  test("over missing items needs a reason, which is kept", async () => {
    const { backend, dataFolder, evaluationId, signing } = await ready();
    const changes = [
      { itemId: "HX.COURSE", answer: null },
      { itemId: "HX.TEMP", answer: { note: "hard to say" } },
      { itemId: "HX.CC", answer: { waived: "Speaks another language" } },
    ];
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
    const error = await refusal(backend, "letter.sign", signing, "notReadyToSign");
    expect(error.action).toContain("say why");
    const incompleteReason = "The patient left early";
    const { letterId } = await ask(backend, "letter.sign", { ...signing, incompleteReason });
    const { answers } = await ask(backend, "evaluation.open", { evaluationId });
    expect(answers["HX.COURSE"]).toEqual({ waived: incompleteReason });
    expect(answers["HX.TEMP"]).toEqual({ waived: incompleteReason, note: "hard to say" });
    expect(answers["HX.CC"]).toEqual({ waived: "Speaks another language" });
    const waived = Object.keys(answers).filter((itemId) => answers[itemId]?.waived !== undefined);
    expect(waived.toSorted()).toEqual(["HX.CC", "HX.COURSE", "HX.TEMP"]);
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    const row = sqlite.prepare("SELECT incomplete_reason, evaluation_json, document_json FROM letters").get();
    const { incomplete_reason, evaluation_json, document_json } = row as Record<string, string>;
    expect(incomplete_reason).toBe(incompleteReason);
    expect((JSON.parse(evaluation_json ?? "") as Evaluation).answers).toEqual(answers);
    expect(document_json).not.toContain(incompleteReason);
    const detail = sqlite.prepare("SELECT detail_json FROM audit WHERE subject_id = ?").pluck().get(letterId);
    const { waived: inAudit } = JSON.parse(String(detail)) as { waived: string[] };
    expect(inAudit.toSorted()).toEqual(["HX.COURSE", "HX.TEMP"]);
    expect(String(detail)).not.toContain(incompleteReason);
  });

  test.each<[string, Answer | null, string]>([
    ["RF.SUI", null, "cannot be waived"],
    ["RF.SUI", { value: "unknown" }, "yes or no"],
    ["HX.ALG.LATEX", null, "cannot be waived"],
    ["HX.MED.ATC", null, "cannot be waived"],
    ["PLAN.DX", { value: [] }, "working diagnosis"],
  ])("over %s as %j is refused, reason or not, and all of it is named", async (itemId, answer, words) => {
    const { backend, evaluationId, signing } = await ready();
    const changes = [
      { itemId, answer },
      { itemId: "HX.COURSE", answer: null },
    ];
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
    const { readiness } = await ask(backend, "letter.preview", { evaluationId });
    expect(readiness.map((entry) => [entry.kind, entry.itemId, entry.cannotBeWaived])).toEqual([
      ["blocker", itemId, true],
      ["missing", "HX.COURSE", undefined],
    ]);
    for (const more of [{}, { incompleteReason: "The patient left early" }]) {
      const error = await refusal(backend, "letter.sign", { ...signing, ...more }, "notReadyToSign");
      expect(error.field).toBe(itemId);
      expect(error.message).toContain(words);
    }
    const { answers, signedLetterId } = await ask(backend, "evaluation.open", { evaluationId });
    expect(answers["HX.COURSE"]).toBeUndefined();
    expect(signedLetterId).toBeUndefined();
  });

  test("asks about what rarely goes together and does not stop for it", async () => {
    const { backend, evaluationId, signing } = await ready();
    await save(backend, evaluationId, "HX.SIDE", "right");
    const { readiness } = await ask(backend, "letter.preview", { evaluationId });
    expect(readiness.map((entry) => entry.kind)).toContain("question");
    expect(readiness.filter((entry) => entry.kind !== "question")).toEqual([]);
    expect((await ask(backend, "worklist.list", {})).rows[0]?.stage).toBe("readyToSign");
    await ask(backend, "letter.sign", signing);
  });

  test("a complete evaluation keeps no reason that was given for nothing", async () => {
    const { backend, dataFolder, signing } = await ready();
    await ask(backend, "letter.sign", { ...signing, incompleteReason: "for nothing" });
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    expect(sqlite.prepare("SELECT incomplete_reason FROM letters").pluck().get()).toBeNull();
  });

  test.each([
    ["2025-03-02T12:00:00Z", "before the referral of 2025-03-03"],
    ["2025-03-09T12:00:00Z", "before the visit of 2025-03-10"],
  ])("on %s is refused: the letter would be dated %s", async (today, words) => {
    const { backend, signing } = await ready({ now: () => new Date(today) });
    const error = await refusal(backend, "letter.sign", signing, "notReadyToSign");
    expect(error.message).toContain(words);
  });

  test("keeps the evaluation and the document as they were", async () => {
    const { backend, dataFolder, signing } = await ready();
    const letter = await ask(backend, "letter.sign", signing);
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    const row = sqlite.prepare("SELECT evaluation_json, document_json FROM letters").get() as {
      evaluation_json: string;
      document_json: string;
    };
    expect(JSON.parse(row.evaluation_json)).toEqual(completeCase());
    const document = JSON.parse(row.document_json) as Record<string, unknown>;
    expect(document).toMatchObject({ status: "signed", letterNumber: letter.letterNumber });
    expect(document.signature).toMatchObject({ name: "Dr Wilhelmina Brack", credentials: "MD" });
  });

  test("twice at once signs once", async () => {
    const { backend, signing } = await ready();
    const replies = await Promise.all([1, 2].map(() => backend.dispatch("letter.sign", signing)));
    const outcomes = replies.map((reply) => (reply.ok ? "signed" : reply.error.code));
    expect(outcomes).toEqual(["signed", "alreadySigned"]);
  });

  test("while answers are being saved never signs other answers than are kept", async () => {
    const { backend, dataFolder, evaluationId, signing } = await ready();
    const changes = (value: number) => [{ itemId: "HX.NRS.NOW", answer: { value } }];
    await ask(backend, "evaluation.saveAnswers", {
      evaluationId,
      changes: [{ itemId: "HX.COURSE", answer: null }],
    });
    const incompleteReason = "The patient left early";
    const signed = backend.dispatch("letter.sign", { ...signing, incompleteReason });
    let late = 0;
    for (let value = 0; value < 11; value += 1) {
      const saved = await backend.dispatch("evaluation.saveAnswers", {
        evaluationId,
        changes: changes(value),
      });
      if (!saved.ok) late += 1;
    }
    const reply = await signed;
    const kept = (await ask(backend, "evaluation.open", { evaluationId })).answers;
    // What is waived by signing is waived with the signature or not at all.
    expect(kept["HX.COURSE"]).toEqual(reply.ok ? { waived: incompleteReason } : undefined);
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    const letters = sqlite.prepare<[], string>("SELECT evaluation_json FROM letters").pluck().all();
    if (reply.ok) expect(letters.map((letter) => JSON.parse(letter).answers)).toEqual([kept]);
    else {
      expect(reply.error.code).toBe("conflict");
      expect(letters).toEqual([]);
      expect(late).toBe(0);
    }
  });

  test("is done by the account that is signed in, and read by staff", async () => {
    const { backend, dataFolder, signing } = await ready();
    const { letterId } = await ask(backend, "letter.sign", signing);
    backend.close();
    await addAccountTo(dataFolder, "front.desk", "staff");
    const theirs = open(dataFolder);
    await ask(theirs, "session.signIn", { accountName: "front.desk", password: "another long password" });
    expect((await ask(theirs, "letter.read", { letterId })).bytes.length).toBeGreaterThan(1000);
  });
});

describe("a letter that was altered behind the program's back", () => {
  async function tampered(statement: string) {
    const made = await ready();
    const { letterId } = await ask(made.backend, "letter.sign", made.signing);
    made.backend.close();
    const sqlite = await openRawStore(made.dataFolder);
    sqlite.exec("DROP TRIGGER letters_refuse_update; DROP TRIGGER letters_refuse_delete");
    sqlite.exec(statement);
    sqlite.close();
    const backend = open(made.dataFolder);
    await ask(backend, "session.signIn", { accountName: "brack", password });
    return { backend, letterId, dataFolder: made.dataFolder };
  }

  const otherBytes = "UPDATE letters SET bytes = CAST('other' AS BLOB)";
  test("is not given out", async () => {
    const { backend, letterId } = await tampered(otherBytes);
    const error = await refusal(backend, "letter.read", { letterId }, "letterDamaged");
    expect(error.message).toContain("2025-000001");
  });

  test.each([
    ["bytes", otherBytes],
    [
      "bytes with a hash that fits them",
      `UPDATE letters SET bytes = CAST('other' AS BLOB), byte_length = 5,
       sha256 = '${createHash("sha256").update("other").digest("hex")}'`,
    ],
    ["nothing left of it", "DELETE FROM letters"],
  ])("is found by verify: %s", async (_what, statement) => {
    const { backend, dataFolder } = await tampered(statement);
    backend.close();
    const { lines } = await verifyStore({ dataFolder, password });
    expect(lines.filter((line) => !line.ok).map((line) => line.check)).toEqual(["letters"]);
  });

  test.each(["UPDATE letters SET paper = 'a4'", "DELETE FROM letters"])(
    "the database itself refuses %s",
    async (statement) => {
      const { backend, dataFolder, signing } = await ready();
      await ask(backend, "letter.sign", signing);
      backend.close();
      const sqlite = await openRawStore(dataFolder);
      expect(() => sqlite.exec(statement)).toThrow("a signed letter is never");
    },
  );
});
