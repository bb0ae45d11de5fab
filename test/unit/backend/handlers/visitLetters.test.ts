import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { Passage } from "../../../../shared/letter/edits.ts";
import type { LetterKind } from "../../../../shared/letter/kinds/kinds.ts";
import { letterAsText } from "../../../../shared/letter/plain.ts";
import { record } from "../cases.ts";
import { ask, newEvaluation, password, practice, refusal, save } from "../support.ts";

/** What the Letter screen asks beside the letter itself: all letters of a visit, and edits that lost their place. */

const reason = "The weak side was given wrongly";

async function ready() {
  const { backend } = await practice({ now: () => new Date("2025-03-10T15:00:00Z") });
  return { backend, evaluationId: await record(backend) };
}

const sign = (backend: Backend, evaluationId: string, kind?: LetterKind) =>
  ask(backend, "letter.sign", { evaluationId, password, paper: "letter", ...(kind ? { kind } : {}) });

describe("the letters of a visit", () => {
  const ofVisit = (backend: Backend, evaluationId: string) =>
    ask(backend, "letter.ofVisit", { evaluationId });

  test("are none before one is signed, and none of another visit", async () => {
    const { backend, evaluationId } = await ready();
    const other = await newEvaluation(backend);
    await sign(backend, evaluationId);
    expect(await ofVisit(backend, other)).toEqual({ letters: [] });
  });

  test("are the same seen from the first evaluation and from its correction, each with what the desk did", async () => {
    const { backend, evaluationId } = await ready();
    const interim = await sign(backend, evaluationId, "interim");
    const first = await sign(backend, evaluationId);
    const { evaluationId: amending } = await ask(backend, "letter.amend", {
      letterId: first.letterId,
      reason,
    });
    const before = await ofVisit(backend, evaluationId);
    expect(before.corrects).toBeUndefined();
    expect(before.letters.map(({ letterId, correctedIn }) => [letterId, correctedIn])).toEqual([
      [first.letterId, amending],
      [interim.letterId, undefined],
    ]);
    expect((await ofVisit(backend, amending)).corrects).toEqual({
      letterId: first.letterId,
      letterNumber: first.letterNumber,
      letterDate: "2025-03-10",
      evaluationId,
      reason,
    });

    const second = await sign(backend, amending);
    const { letters } = await ofVisit(backend, amending);
    expect(letters.map(({ letterNumber, kind, state }) => [letterNumber, kind, state])).toEqual([
      [second.letterNumber, "amended", "toPrint"],
      [first.letterNumber, "consultation", "void"],
      [interim.letterNumber, "interim", "toPrint"],
    ]);
    expect((await ofVisit(backend, evaluationId)).letters).toEqual(letters);

    const { evaluationId: third } = await ask(backend, "letter.amend", {
      letterId: second.letterId,
      reason,
    });
    expect((await ofVisit(backend, third)).letters.map(({ letterId }) => letterId)).toEqual(
      letters.map(({ letterId }) => letterId),
    );
  });
});

describe("an edit", () => {
  const target = (evaluationId: string, passageKey: string) =>
    ({ evaluationId, kind: "consultation", passageKey }) as const;

  test("that lost its passage is told with its words, and can be taken back", async () => {
    const { backend, evaluationId } = await ready();
    const { passages } = await ask(backend, "letter.preview", { evaluationId });
    const passage = passages.find(({ key }) => key.startsWith("procedure/")) as Passage;
    const write = "My own words on the procedure.";
    await ask(backend, "letter.edit", { ...target(evaluationId, passage.key), change: { write } });
    for (const itemId of ["PLAN.PROC", "PLAN.ANSWER"]) {
      await ask(backend, "evaluation.saveAnswers", { evaluationId, changes: [{ itemId, answer: null }] });
    }
    const { orphans, readiness, document } = await ask(backend, "letter.preview", { evaluationId });
    expect(orphans).toMatchObject([{ key: passage.key, text: write }]);
    expect(letterAsText(document)).not.toContain(write);
    expect(readiness).toContainEqual(
      expect.objectContaining({ kind: "contradiction", passageKey: passage.key }),
    );
    await ask(backend, "letter.edit", { ...target(evaluationId, passage.key), change: { putBack: true } });
    expect((await ask(backend, "letter.preview", { evaluationId })).orphans).toEqual([]);
  });

  test.each([
    ["a character that no font has", "An injection \u{E000} is right.", "U+E000"],
    ["more than fits", "x".repeat(6001), "change"],
  ])("with %s is refused whole", async (_, write, words) => {
    const { backend, evaluationId } = await ready();
    const { passages } = await ask(backend, "letter.preview", { evaluationId });
    const { key } = passages.find(({ section }) => section === "answer") as Passage;
    const input = { ...target(evaluationId, key), change: { write } };
    const error = await refusal(backend, "letter.edit", input, "badInput");
    expect(`${error.field} ${error.message}`).toContain(words);
    expect((await ask(backend, "letter.preview", { evaluationId })).draft.revision).toBe(0);
  });

  test("that became stale stands beside what would be composed now", async () => {
    const { backend, evaluationId } = await ready();
    const { passages } = await ask(backend, "letter.preview", { evaluationId });
    const { key } = passages.find(({ section }) => section === "answer") as Passage;
    await ask(backend, "letter.edit", {
      ...target(evaluationId, key),
      change: { write: "No injection is needed." },
    });
    await save(backend, evaluationId, "PLAN.ANSWER", "Injection is an option.");
    const stale = (await ask(backend, "letter.preview", { evaluationId })).passages.find(
      ({ state }) => state === "stale",
    );
    // What is composed now is told beside what was written.
    expect(JSON.stringify(stale?.original)).toContain("Injection is an option");
    expect(JSON.stringify(stale?.sentences)).toContain("No injection is needed");
  });
});
