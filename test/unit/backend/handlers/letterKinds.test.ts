import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Backend, verifyStore } from "../../../../electron/backend/index.ts";
import type { LetterRow } from "../../../../shared/contract.ts";
import { parseCaseFile } from "../../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import type { Passage } from "../../../../shared/letter/edits.ts";
import type { LetterKind } from "../../../../shared/letter/kinds/kinds.ts";
import { letterAsText } from "../../../../shared/letter/plain.ts";
import { completeCase, record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, password, practice, refusal, save } from "../support.ts";

const dayOfVisit = new Date("2025-03-10T21:42:07.123Z");

function caseOf(name: string): Evaluation {
  const url = new URL(`../../../fixtures/cases/${name}.json`, import.meta.url);
  return parseCaseFile(readFileSync(url, "utf8"), "2026-12-01");
}

async function ready(evaluation = completeCase(), now = dayOfVisit) {
  const made = await practice({ now: () => now });
  return { ...made, evaluationId: await record(made.backend, evaluation) };
}

const signAs = (backend: Backend, evaluationId: string, kind?: LetterKind) =>
  ask(backend, "letter.sign", {
    evaluationId,
    password,
    paper: "letter",
    ...(kind === undefined ? {} : { kind }),
  });
const preview = (backend: Backend, evaluationId: string, kind?: LetterKind) =>
  ask(backend, "letter.preview", { evaluationId, ...(kind === undefined ? {} : { kind }) });
const textOf = async (backend: Backend, letter: LetterRow) =>
  letterAsText((await ask(backend, "letter.show", { letterId: letter.letterId })).document);

/** Only the history is taken: the rest of the visit is still to come. */
function begun(): Evaluation {
  const whole = completeCase();
  const answers = Object.entries(whole.answers).filter(([id]) => /^(?:HX|ENC)\./.test(id));
  return { ...whole, answers: Object.fromEntries(answers) };
}

describe("an interim letter", () => {
  test("goes out before the evaluation is complete, as often as needed, and leaves it open", async () => {
    const { backend, evaluationId } = await ready(begun());
    const { readiness } = await preview(backend, evaluationId, "interim");
    expect(readiness.filter(({ kind }) => kind !== "question")).toEqual([]);
    const first = await signAs(backend, evaluationId, "interim");
    const second = await signAs(backend, evaluationId, "interim");
    expect([first.letterNumber, second.letterNumber]).toEqual(["2025-000001", "2025-000002"]);
    expect(await textOf(backend, first)).toContain("Not begun: the physical examination");
    await save(backend, evaluationId, "HX.NRS.NOW", 3);
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened.signedLetterId).toBeUndefined();
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(1);
    await refusal(backend, "evaluation.followUp", { evaluationId, visitDate: "2025-05-12" }, "badInput");
  });
  test("is refused once the full letter is signed", async () => {
    const { backend, evaluationId } = await ready();
    await signAs(backend, evaluationId);
    const input = { evaluationId, password, paper: "letter", kind: "interim" };
    const error = await refusal(backend, "letter.sign", input, "notReadyToSign");
    expect(error.message).toContain("closed");
  });
  test("about nothing is refused", async () => {
    const { backend, evaluationId } = await ready({ ...completeCase(), answers: {} });
    const { readiness } = await preview(backend, evaluationId, "interim");
    expect(readiness).toContainEqual(expect.objectContaining({ kind: "blocker" }));
  });
});

describe("an urgent letter", () => {
  const emergency = () => caseOf("case-f6");
  const day = new Date("2025-09-12T16:00:00Z");
  test("is offered where a red flag calls for it, before the evaluation is complete", async () => {
    const { backend, evaluationId } = await ready(emergency(), day);
    const { kinds, chosen } = await ask(backend, "letter.kinds", { evaluationId });
    expect(kinds.find(({ isSuggested }) => isSuggested)?.kind).toBe("urgent");
    expect(chosen).toBe("consultation");
    await save(backend, evaluationId, "RF.SUI", "not asked");
    const letter = await signAs(backend, evaluationId, "urgent");
    expect(await textOf(backend, letter)).toMatch(
      /I phoned .*\n\nDear [\s\S]*The full consultation letter follows\./,
    );
    const after = await ask(backend, "letter.kinds", { evaluationId });
    expect(after.kinds.find(({ isSuggested }) => isSuggested)?.kind).toBe("consultation");
  });
  test.each([
    ["who was phoned", { action: "Sent to hospital", phonedAt: "10:45" }],
    ["when", { action: "Sent to hospital", phonedPerson: "the emergency department" }],
    ["what was done", undefined],
  ])("without %s is refused", async (_, value) => {
    const { backend, evaluationId } = await ready(emergency(), day);
    const answer = value === undefined ? null : { value };
    await ask(backend, "evaluation.saveAnswers", {
      evaluationId,
      changes: [{ itemId: "PLAN.URGENT", answer }],
    });
    const input = { evaluationId, password, paper: "letter", kind: "urgent" };
    const error = await refusal(backend, "letter.sign", input, "notReadyToSign");
    expect(error.field).toBe("PLAN.URGENT");
  });
  test("without a red flag that calls for one is refused; on a later day it is asked about", async () => {
    const plain = await ready();
    const { kinds } = await ask(plain.backend, "letter.kinds", { evaluationId: plain.evaluationId });
    expect(kinds.find(({ kind }) => kind === "urgent")).toMatchObject({ isPossible: false });
    const late = await ready(emergency(), new Date("2025-09-14T16:00:00Z"));
    const { readiness } = await preview(late.backend, late.evaluationId, "urgent");
    expect(readiness).toContainEqual(
      expect.objectContaining({ kind: "question", message: expect.stringContaining("day of the visit") }),
    );
  });
});

describe("what follows a signed letter", () => {
  test.each(["summary", "addendum"] as const)("a %s waits for it", async (kind) => {
    const { backend, evaluationId } = await ready();
    const { readiness } = await preview(backend, evaluationId, kind);
    expect(readiness[0]).toMatchObject({ kind: "blocker", message: "The full letter is not signed yet." });
  });
  test("a summary cites it, fits on a page and changes nothing", async () => {
    const { backend, evaluationId } = await ready();
    const full = await signAs(backend, evaluationId);
    const { readiness, pages } = await preview(backend, evaluationId, "summary");
    expect([readiness, pages]).toEqual([[], 1]);
    const summary = await signAs(backend, evaluationId, "summary");
    expect(summary).toMatchObject({ kind: "summary", cites: { letterId: full.letterId } });
    expect(await textOf(backend, summary)).toContain(
      `I enclose my letter ${full.letterNumber} of 10 Mar 2025, which this page sums up.`,
    );
    expect((await ask(backend, "evaluation.open", { evaluationId })).signedLetterId).toBe(full.letterId);
    expect((await preview(backend, evaluationId)).letterId).toBe(full.letterId);
  });
  test("an addendum says what was typed, and is stored as it is typed", async () => {
    const { backend, evaluationId, dataFolder } = await ready();
    const full = await signAs(backend, evaluationId);
    const input = { evaluationId, password, paper: "letter", kind: "addendum" };
    expect((await refusal(backend, "letter.sign", input, "notReadyToSign")).message).toContain(
      "says nothing yet",
    );
    const addendum = "CRP is normal.\n\nNothing changes.";
    const draft = { copies: [], addendum };
    const { revision } = await ask(backend, "letter.saveDraft", { evaluationId, kind: "addendum", draft });
    expect(revision).toBe(1);
    expect((await preview(backend, evaluationId, "addendum")).draft).toMatchObject({ addendum, revision: 1 });
    const letter = await signAs(backend, evaluationId, "addendum");
    expect(letter.cites?.letterNumber).toBe(full.letterNumber);
    expect(await textOf(backend, letter)).toContain("\n\nNothing changes.\n\n");
    expect((await preview(backend, evaluationId, "addendum")).draft.revision).toBe(0);
    backend.close();
    const audit = (await openRawStore(dataFolder)).prepare("SELECT detail_json FROM audit").pluck().all();
    expect(audit.join()).not.toContain("CRP");
  });
});

describe("an amended letter", () => {
  const reason = "The weak side was given wrongly";
  async function amended() {
    const made = await ready();
    const first = await signAs(made.backend, made.evaluationId);
    const { evaluationId } = await ask(made.backend, "letter.amend", { letterId: first.letterId, reason });
    return { ...made, first, amendingId: evaluationId };
  }
  test("corrects a copy of the evaluation; the first stays as it was signed", async () => {
    const { backend, evaluationId, first, amendingId, dataFolder } = await amended();
    const before = await ask(backend, "letter.read", { letterId: first.letterId });
    const [original, copy] = await Promise.all(
      [evaluationId, amendingId].map((id) => ask(backend, "evaluation.open", { evaluationId: id })),
    );
    expect(copy?.answers).toEqual(original?.answers);
    await save(backend, amendingId, "HX.NRS.NOW", 2);
    const second = await signAs(backend, amendingId);
    expect(second).toMatchObject({ kind: "amended", reason, cites: { letterId: first.letterId } });
    const text = await textOf(backend, second);
    expect(text).toContain(`This letter replaces my earlier letter ${first.letterNumber} of 10 Mar 2025`);
    expect(text).toContain("Reason: the weak side was given wrongly.");
    expect(await ask(backend, "letter.read", { letterId: first.letterId })).toEqual(before);
    const { letters } = await ask(backend, "letter.list", { evaluationId });
    expect(letters[0]?.amendedBy).toMatchObject({ letterId: second.letterId });
    expect((await ask(backend, "evaluation.open", { evaluationId })).answers["HX.NRS.NOW"]).toEqual(
      original?.answers["HX.NRS.NOW"],
    );
    await refusal(backend, "letter.amend", { letterId: first.letterId, reason }, "conflict");
    const third = await ask(backend, "letter.amend", { letterId: second.letterId, reason });
    expect(third.evaluationId).not.toBe(amendingId);
    backend.close();
    expect((await verifyStore({ dataFolder, password })).ok).toBe(true);
  });
  test("is the only letter of its evaluation, and shows as a correction in the worklist", async () => {
    const { backend, amendingId } = await amended();
    const { kinds, chosen } = await ask(backend, "letter.kinds", { evaluationId: amendingId });
    expect(chosen).toBe("amended");
    expect(kinds.filter(({ isPossible }) => isPossible).map(({ kind }) => kind)).toEqual(["amended"]);
    const { rows } = await ask(backend, "worklist.list", {});
    expect(rows.filter(({ amends }) => amends).map(({ evaluationId }) => evaluationId)).toEqual([amendingId]);
  });
  test("is taken back without a trace in the list, and can be begun again", async () => {
    const { backend, first, amendingId, evaluationId } = await amended();
    await ask(backend, "letter.discardAmendment", { evaluationId: amendingId });
    await refusal(backend, "evaluation.open", { evaluationId: amendingId }, "notFound");
    expect((await ask(backend, "letter.list", {})).letters).toHaveLength(1);
    await ask(backend, "letter.amend", { letterId: first.letterId, reason });
    await refusal(backend, "letter.discardAmendment", { evaluationId }, "notFound");
  });
  test("of an interim letter there is none", async () => {
    const { backend, evaluationId } = await ready();
    const { letterId } = await signAs(backend, evaluationId, "interim");
    await refusal(backend, "letter.amend", { letterId, reason }, "badInput");
  });
});

describe("copies", () => {
  const tern = {
    name: "Dr Sable Tern",
    lines: ["Made-Up Rehabilitation", "2 Invented Road", "Nowhere, NY 10001"],
  };
  async function withCopy(consent: string) {
    const made = await ready(caseOf("case-f2"), new Date("2025-04-17T16:00:00Z"));
    const { backend, evaluationId } = made;
    await save(backend, evaluationId, "ENC.CONSENT", consent);
    const kind = "consultation";
    await ask(backend, "letter.saveDraft", { evaluationId, kind, draft: { copies: [tern] } });
    return made;
  }
  test("are signed with the letter, each with its address, its bytes and its hash", async () => {
    const { backend, evaluationId, dataFolder } = await withCopy("yes");
    const letter = await signAs(backend, evaluationId);
    expect(letter.copies.map(({ recipient }) => recipient.name)).toEqual([
      expect.stringContaining("Dr"),
      tern.name,
    ]);
    const files = await Promise.all(
      [undefined, ...letter.copies.map(({ copyId }) => copyId)].map((copyId) =>
        ask(backend, "letter.read", {
          letterId: letter.letterId,
          ...(copyId === undefined ? {} : { copyId }),
        }),
      ),
    );
    const hashes = files.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
    expect(hashes).toEqual([letter.sha256, ...letter.copies.map(({ sha256 }) => sha256)]);
    expect(new Set(hashes).size).toBe(3);
    backend.close();
    const report = await verifyStore({ dataFolder, password });
    expect(report.lines.filter(({ ok }) => !ok)).toEqual([]);
  });
  test.each([
    ["other bytes", "UPDATE letter_copies SET bytes = CAST('other' AS BLOB)"],
    ["one that is gone", "DELETE FROM letter_copies WHERE position = 2"],
  ])("are verified: %s", async (_, statement) => {
    const { backend, evaluationId, dataFolder } = await withCopy("yes");
    await signAs(backend, evaluationId);
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    expect(() => sqlite.exec(statement)).toThrow("a copy of a signed letter is never");
    sqlite.exec("DROP TRIGGER letter_copies_refuse_update; DROP TRIGGER letter_copies_refuse_delete");
    sqlite.exec(statement);
    sqlite.close();
    const { lines } = await verifyStore({ dataFolder, password });
    expect(lines.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(["letters"]);
  });
  test("do not go out against the patient's will", async () => {
    const { backend, evaluationId } = await withCopy("no");
    const input = { evaluationId, password, paper: "letter" };
    const error = await refusal(backend, "letter.sign", input, "notReadyToSign");
    expect(error).toMatchObject({ field: "ENC.CONSENT", message: expect.stringContaining("did not agree") });
    const draft = { copies: [] };
    await ask(backend, "letter.saveDraft", { evaluationId, kind: "consultation", draft });
    expect((await signAs(backend, evaluationId)).copies).toEqual([]);
  });
});

describe("edits", () => {
  const passageIn = (passages: readonly Passage[], section: string) =>
    passages.find((passage) => passage.section === section) as Passage;
  async function edited(section: string, write: string) {
    const made = await ready();
    const { backend, evaluationId } = made;
    const { passages } = await preview(backend, evaluationId);
    const passageKey = passageIn(passages, section).key;
    const target = { evaluationId, kind: "consultation", passageKey } as const;
    await ask(backend, "letter.edit", { ...target, change: { write } });
    return { ...made, target };
  }
  test("stand in the preview and the signed letter, marked, and are kept with it", async () => {
    const { backend, evaluationId, dataFolder } = await edited("answer", "An injection is right.");
    const { document, passages } = await preview(backend, evaluationId);
    expect(letterAsText(document)).toContain("An injection is right.");
    expect(passageIn(passages, "answer")).toMatchObject({ state: "edited" });
    const letter = await signAs(backend, evaluationId);
    expect(await textOf(backend, letter)).toContain("An injection is right.");
    backend.close();
    const kept = (await openRawStore(dataFolder)).prepare("SELECT edits_json FROM letters").pluck().get();
    expect(JSON.parse(String(kept))).toMatchObject([{ text: "An injection is right." }]);
  });
  test("are put back, or all discarded", async () => {
    const { backend, evaluationId, target } = await edited("answer", "An injection is right.");
    await ask(backend, "letter.edit", { ...target, change: { putBack: true } });
    expect(letterAsText((await preview(backend, evaluationId)).document)).not.toContain(
      "An injection is right.",
    );
    await ask(backend, "letter.edit", { ...target, change: { write: "Again." } });
    await ask(backend, "letter.discardDraft", { evaluationId, kind: "consultation" });
    expect((await preview(backend, evaluationId)).draft).toEqual({ copies: [], revision: 0 });
    expect((await ask(backend, "letter.list", {})).letters).toEqual([]);
  });
  test("become stale with their finding, and stop the signature until that is settled", async () => {
    const { backend, evaluationId, target } = await edited("answer", "An injection is right.");
    await save(backend, evaluationId, "PLAN.ANSWER", "No injection is needed on the left.");
    const { readiness } = await preview(backend, evaluationId);
    expect(readiness).toContainEqual(
      expect.objectContaining({ kind: "contradiction", section: "answer", passageKey: target.passageKey }),
    );
    const input = { evaluationId, password, paper: "letter" };
    await refusal(backend, "letter.sign", input, "notReadyToSign");
    await ask(backend, "letter.edit", { ...target, change: { keep: true } });
    expect(await textOf(backend, await signAs(backend, evaluationId))).toContain("An injection is right.");
  });
  test("that take out an allergy stop the signature; those that reword it are asked about", async () => {
    const { backend, evaluationId } = await ready();
    const { passages } = await preview(backend, evaluationId);
    const passage = passages.find(({ original }) =>
      JSON.stringify(original).includes("penicillin"),
    ) as Passage;
    const target = { evaluationId, kind: "consultation", passageKey: passage.key } as const;
    const without = passage.original.filter((said) => !JSON.stringify(said).includes("penicillin"));
    const write = without.map((said) => said.runs.map(({ text }) => text).join("")).join(" ");
    await ask(backend, "letter.edit", { ...target, change: { write } });
    const taken = (await preview(backend, evaluationId)).readiness.find(
      ({ passageKey }) => passageKey === passage.key,
    );
    expect(taken).toMatchObject({ kind: "contradiction", message: expect.stringContaining("an allergy") });
    const reworded = `${write} Allergic to penicillin.`;
    await ask(backend, "letter.edit", { ...target, change: { write: reworded } });
    await ask(backend, "letter.edit", { ...target, change: { putBack: true } });
    expect((await preview(backend, evaluationId)).readiness).toEqual([]);
  });
  test("that give another number than was recorded stop the signature", async () => {
    const { backend, evaluationId } = await ready();
    const { passages } = await preview(backend, evaluationId);
    const passage = passages.find(
      ({ section, original }) => section === "history" && JSON.stringify(original).includes("9 at worst"),
    ) as Passage;
    const write = passage.original.map((said) => said.runs.map(({ text }) => text).join("")).join(" ");
    const target = { evaluationId, kind: "consultation", passageKey: passage.key } as const;
    await ask(backend, "letter.edit", {
      ...target,
      change: { write: write.replace("9 at worst", "8 at worst") },
    });
    const { readiness } = await preview(backend, evaluationId);
    expect(readiness).toContainEqual(expect.objectContaining({ kind: "contradiction", criterion: "L21" }));
  });
  test("of a passage that is not there, or of a signed letter, are refused", async () => {
    const { backend, evaluationId } = await ready();
    const target = { evaluationId, kind: "consultation", passageKey: "answer/paragraph/NOTHING" } as const;
    await refusal(backend, "letter.edit", { ...target, change: { write: "text" } }, "conflict");
    await signAs(backend, evaluationId);
    await refusal(backend, "letter.edit", { ...target, change: { write: "text" } }, "alreadySigned");
    const draft = { evaluationId, kind: "consultation", draft: { copies: [] } };
    await refusal(backend, "letter.saveDraft", draft, "alreadySigned");
  });
});
