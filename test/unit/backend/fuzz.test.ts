import fc from "fast-check";
import { expect, test } from "vitest";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import { contract, type OperationName } from "../../../shared/contract.ts";
import { errorCodes } from "../../../shared/errors.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";
import { fuzzedOperations, runFuzz } from "../../fuzz/fuzz.ts";
import { FuzzedPractice } from "../../fuzz/practice.ts";
import { rightInputs } from "../../fuzz/rightInputs.ts";
import { chanceFrom } from "../../fuzz/values.ts";
import { randomFrom } from "../../reliability/random.ts";
import { ask, newEvaluation, practice, save } from "./support.ts";

/** The short run of `npm run fuzz`, and whether it would notice. */

test("over all operations, every answer is a typed error or fits the contract, and a refusal changes nothing", async () => {
  const outcome = await runFuzz({ messages: 800, seed: 4 });
  expect(outcome.problems).toEqual([]);
  expect(outcome.sent).toBe(800);
  expect(outcome.operations).toBeGreaterThan(fuzzedOperations.length * 0.8);
  for (const { accepted, refused } of Object.values(outcome.bySession)) {
    expect(accepted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  }
  expect(outcome.compared).toBeGreaterThan(15);
});

test("inputs that are meant to be right fit their schemas, and there is one for nearly every operation", async () => {
  const made = await FuzzedPractice.make(chanceFrom(randomFrom(1)), () => {});
  try {
    const right = Object.entries(rightInputs(made.known));
    expect(right.length).toBeGreaterThan(fuzzedOperations.length * 0.85);
    for (const [name, input] of right) {
      expect(contract[name as OperationName].input.safeParse(input).error, name).toBeUndefined();
    }
  } finally {
    await made.dispose();
  }
});

test("a commit is noticed, and which row it changed; so is a change of the keys", async () => {
  const made = await FuzzedPractice.make(chanceFrom(randomFrom(2)), () => {});
  try {
    expect(await made.enter("physician")).toBe(true);
    // The first look works out what the list shows of each evaluation.
    await ask(made.backend, "worklist.list", {});
    const before = { commits: made.commits(), digest: made.digest(), keys: made.keyFile() };
    await ask(made.backend, "worklist.list", {});
    await ask(made.backend, "letter.list", {});
    expect(made.digest()).toBe(before.digest);
    await save(made.backend, made.known.open, "HX.CC", "other words");
    expect(made.commits()).not.toBe(before.commits);
    expect(made.digest()).not.toBe(before.digest);
    await ask(made.backend, "session.changePassword", {
      password: "correct horse battery",
      newPassword: "another horse battery",
    });
    expect(made.keyFile()).not.toBe(before.keys);
    expect(made.faults()).toEqual([]);
  } finally {
    await made.dispose();
  }
});

const scrap = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, maxDepth: 3 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.integer(),
  fc.double(),
);
const itemIds = fc.oneof(fc.constantFrom(...allItems.map((item) => item.id)), fc.string());

test("whatever is put into an answer, what is stored is valid, or begun and not finished", async () => {
  const { backend } = await practice();
  const evaluationId = await newEvaluation(backend);
  const change = fc.record({ itemId: itemIds, answer: fc.oneof(fc.record({ value: scrap }), scrap) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const reply = await backend.dispatch("evaluation.saveAnswers", { evaluationId, changes });
      if (reply.ok) return;
      expect(errorCodes).toContain(reply.error.code);
      expect(reply.error.code, reply.error.message).not.toBe("unexpected");
    }),
    { numRuns: 600 },
  );
  const opened = await ask(backend, "evaluation.open", { evaluationId });
  for (const [itemId, answer] of Object.entries(opened.answers)) {
    const item = findItem(itemId);
    expect(item && checkAnswer(item, answer, opened).filter(({ incomplete }) => !incomplete)).toEqual([]);
  }
  await ask(backend, "worklist.list", {});
  await ask(backend, "letter.preview", { evaluationId });
});
