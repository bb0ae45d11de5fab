import { describe, expect, test } from "vitest";
import { type Backend, verifyStore } from "../../../../electron/backend/index.ts";
import type { DeskState } from "../../../../shared/referrals/desk.ts";
import { record } from "../cases.ts";
import { ask, password, practice, refusal, save } from "../support.ts";

/** What becomes of a letter, and of the visit that it tells of, once an amended letter takes its place. */

const reason = "The weak side was given wrongly";
const later = "2025-05-12";

const sign = (backend: Backend, evaluationId: string, kind?: "summary" | "addendum") =>
  ask(backend, "letter.sign", { evaluationId, password, paper: "letter", ...(kind ? { kind } : {}) });

async function signed() {
  const { backend, dataFolder } = await practice({ now: () => new Date("2025-03-10T15:00:00Z") });
  const evaluationId = await record(backend);
  const letter = await sign(backend, evaluationId);
  const amend = async () =>
    (await ask(backend, "letter.amend", { letterId: letter.letterId, reason })).evaluationId;
  return { backend, dataFolder, evaluationId, letter, amend };
}

const numbersIn = async (backend: Backend, tab: DeskState) =>
  (await ask(backend, "desk.list", { tab })).rows.map(({ letterNumber }) => letterNumber);

describe("at the desk", () => {
  test.each([
    ["still to be printed", false],
    ["printed and still to be sent", true],
  ])(
    "a letter %s is void as soon as its correction is signed, and its log says why",
    async (_, isPrinted) => {
      const { backend, dataFolder, evaluationId, letter, amend } = await signed();
      const [first] = (await ask(backend, "desk.list", { tab: "toPrint" })).rows;
      const dispatchIds = [first?.dispatchId ?? ""];
      if (isPrinted) await ask(backend, "desk.recordPrinted", { dispatchIds });
      const amending = await amend();
      // While the correction is only begun, the letter may still go: the physician decides.
      expect(await numbersIn(backend, isPrinted ? "toSend" : "toPrint")).toEqual([letter.letterNumber]);
      const second = await sign(backend, amending);
      // Whoever had the list open meanwhile cannot print it either.
      await refusal(backend, "desk.file", { dispatchId: dispatchIds[0] }, "letterVoid");
      await refusal(backend, "desk.recordSent", { dispatchIds, method: "fax" }, "letterVoid");
      const { rows } = await ask(backend, "desk.list", { tab: "void" });
      expect(rows).toMatchObject([
        { letterNumber: letter.letterNumber, state: "void", amendedBy: second.letterNumber },
      ]);
      expect(await numbersIn(backend, "toPrint")).toEqual([second.letterNumber]);
      const { entries } = await ask(backend, "desk.log", { letterId: letter.letterId });
      expect(entries[0]).toMatchObject({
        event: "voided",
        words: `Letter ${second.letterNumber} took its place.`,
        recordedBy: "Dr Wilhelmina Brack",
      });
      // The loop goes on with the amended letter; nothing is left to do for the first.
      const { rows: work } = await ask(backend, "worklist.list", {});
      expect(work.find((row) => row.evaluationId === evaluationId)).toMatchObject({ stage: "closed" });
      expect(work.find((row) => row.evaluationId === amending)).toMatchObject({ stage: "letterToSend" });
      backend.close();
      expect((await verifyStore({ dataFolder, password })).ok).toBe(true);
    },
  );

  test("a letter that was sent stays sent and is asked after no more; one that comes back does not go again", async () => {
    const { backend, letter, amend, evaluationId } = await signed();
    const [first] = (await ask(backend, "desk.list", { tab: "toPrint" })).rows;
    const dispatchIds = [first?.dispatchId ?? ""];
    await ask(backend, "desk.recordSent", { dispatchIds, method: "fax" });
    const second = await sign(backend, await amend());
    const [sent] = (await ask(backend, "desk.list", { tab: "awaitingAcknowledgement" })).rows;
    expect(sent).toMatchObject({ letterNumber: letter.letterNumber, amendedBy: second.letterNumber });
    expect(sent?.dueOn).toBeUndefined();
    const { rows } = await ask(backend, "worklist.list", {});
    expect(rows.find((row) => row.evaluationId === evaluationId)).toMatchObject({ stage: "closed" });
    await ask(backend, "desk.recordFailure", { dispatchIds, method: "fax", problem: "Wrong number" });
    const again = await refusal(backend, "desk.recordSent", { dispatchIds, method: "fax" }, "letterVoid");
    expect(again.message).toContain(second.letterNumber);
    await ask(backend, "desk.void", { letterId: letter.letterId, reason: "Came back" });
    expect(await numbersIn(backend, "toPrint")).toEqual([second.letterNumber]);
  });

  test("a summary goes with the letter that it sums up; an addendum stays", async () => {
    const { backend, evaluationId, letter, amend } = await signed();
    const summary = await sign(backend, evaluationId, "summary");
    const draft = { copies: [], addendum: "CRP is normal." };
    await ask(backend, "letter.saveDraft", { evaluationId, kind: "addendum", draft });
    const addendum = await sign(backend, evaluationId, "addendum");
    const second = await sign(backend, await amend());
    expect((await numbersIn(backend, "void")).toSorted()).toEqual([
      letter.letterNumber,
      summary.letterNumber,
    ]);
    expect(await numbersIn(backend, "toPrint")).toEqual([addendum.letterNumber, second.letterNumber]);
  });
});

describe("a follow-up", () => {
  const followUp = (backend: Backend, evaluationId: string) =>
    ask(backend, "evaluation.followUp", { evaluationId, visitDate: later });

  test("of a visit whose letter is being corrected waits for that", async () => {
    const { backend, evaluationId, amend } = await signed();
    const amending = await amend();
    const error = await refusal(
      backend,
      "evaluation.followUp",
      { evaluationId, visitDate: later },
      "conflict",
    );
    expect(error.message).toContain("being corrected");
    await ask(backend, "letter.discardAmendment", { evaluationId: amending });
    await followUp(backend, evaluationId);
  });

  test("begins from what was corrected, wherever it is begun, and once", async () => {
    const { backend, evaluationId, amend } = await signed();
    const amending = await amend();
    await save(backend, amending, "HX.ALG.LATEX", "severe-anaphylaxis");
    await sign(backend, amending);
    const next = await followUp(backend, evaluationId);
    const opened = await ask(backend, "evaluation.open", next);
    expect(opened.answers["HX.ALG.LATEX"]).toMatchObject({ value: "severe-anaphylaxis" });
    expect(opened.followUpOf?.answers["HX.ALG.LATEX"]).toEqual({ value: "severe-anaphylaxis" });
    for (const asked of [evaluationId, amending]) {
      const again = { evaluationId: asked, visitDate: later };
      await refusal(backend, "evaluation.followUp", again, "conflict");
    }
    // The visit is looked back on once, as it was corrected.
    const { evaluations } = await ask(backend, "evaluation.earlier", next);
    expect(evaluations.map((one) => one.evaluationId)).toEqual([amending]);
  });

  test("that was begun before the correction is compared with what was corrected", async () => {
    const { backend, evaluationId, amend } = await signed();
    const next = await followUp(backend, evaluationId);
    const amending = await amend();
    await save(backend, amending, "HX.NRS.AVG", 2);
    const before = await ask(backend, "evaluation.open", next);
    expect(before.followUpOf?.answers["HX.NRS.AVG"]).not.toEqual({ value: 2 });
    expect((await ask(backend, "evaluation.earlier", next)).evaluations).toHaveLength(1);
    // The correction itself does not look back on what it corrects.
    expect((await ask(backend, "evaluation.earlier", { evaluationId: amending })).evaluations).toEqual([]);
    await sign(backend, amending);
    const after = await ask(backend, "evaluation.open", next);
    expect(after.followUpOf?.answers["HX.NRS.AVG"]).toEqual({ value: 2 });
    const again = { evaluationId: amending, visitDate: later };
    await refusal(backend, "evaluation.followUp", again, "conflict");
  });
});
