import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Backend } from "../../../electron/backend/index.ts";
import { allItems, findItem } from "../../../shared/checklist/index.ts";
import { contract, type OperationName, operationNames } from "../../../shared/contract.ts";
import { errorCodes } from "../../../shared/errors.ts";
import { checkAnswer } from "../../../shared/evaluation/validate.ts";
import { ask, newEvaluation, practice, referralInput, setUpInput } from "./support.ts";

/**
 * Whatever is asked, the answer is an error with a code and words, or fits the contract; and what is stored afterwards is
 * sound. Inputs are near-misses: right inputs with parts replaced by anything.
 */

const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, maxDepth: 3 });
const strangeText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "",
    " ",
    "%",
    "'",
    '"',
    "\u0000",
    "__proto__",
    "constructor",
    "9999-99-99",
    "2025-02-30",
    "￿",
    "\ud800",
  ),
);
const scrap = fc.oneof(anything, strangeText, fc.integer(), fc.double());
const itemIds = fc.oneof(fc.constantFrom(...allItems.map((item) => item.id)), strangeText);

/** A copy of a right input in which one place, chosen by numbers, holds something else. */
function mutated(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [here, ...deeper] = path;
  if (here === undefined || typeof value !== "object" || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[here % (keys.length + 1)];
  if (key === undefined)
    return Array.isArray(value) ? [...value, replacement] : { ...value, extra: replacement };
  const part = mutated((value as Record<string, unknown>)[key], deeper, replacement);
  return Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
}

function rightInputs(evaluationId: string): Partial<Record<OperationName, unknown>> {
  const newPassword = "another long password";
  return {
    "store.status": {},
    "store.setUp": setUpInput,
    "session.current": {},
    "store.report": {},
    "policy.status": {},
    "session.recover": { accountName: "brack", recoveryKey: "00000", newPassword },
    "practice.read": {},
    "upkeep.status": {},
    "backup.list": { folder: tmpdir() },
    "backup.saveSettings": { schedule: { kind: "off" }, keep: 7 },
    "practice.save": setUpInput.practice,
    "patients.search": { text: "quill 1982-09-14", limit: 5 },
    "patients.likely": { familyName: "Q", givenNames: "H", dateOfBirth: "1982-09-14", mrn: "FIC-0001" },
    "referrers.search": { text: "brack", limit: 5 },
    "referral.create": referralInput,
    "referral.update": {
      evaluationId,
      patient: "new" in referralInput.patient ? referralInput.patient.new : {},
      referrer: "new" in referralInput.referrer ? referralInput.referrer.new : {},
      referral: referralInput.referral,
      visitDate: "2025-03-10",
    },
    "worklist.list": {},
    "evaluation.open": { evaluationId },
    "evaluation.saveAnswers": { evaluationId, changes: [{ itemId: "HX.CC", answer: { value: "text" } }] },
    "evaluation.followUp": { evaluationId, visitDate: "2025-05-12" },
    "evaluation.earlier": { evaluationId },
    "letter.preview": { evaluationId },
    "letter.list": {},
    "letter.kinds": { evaluationId },
    "letter.chooseKind": { evaluationId, kind: "interim" },
    "letter.saveDraft": {
      evaluationId,
      kind: "interim",
      draft: { copies: [{ name: "Dr Tern", lines: ["1 Made-Up Way"] }], addendum: "text" },
    },
    "letter.edit": {
      evaluationId,
      kind: "interim",
      passageKey: "opening/paragraph/patient",
      change: { write: "I saw the patient." },
    },
    "letter.discardDraft": { evaluationId, kind: "interim" },
    "letter.ofVisit": { evaluationId },
    "letter.show": { letterId: randomUUID() },
    "letter.amend": { letterId: randomUUID(), reason: "a reason" },
    "letter.discardAmendment": { evaluationId },
    "letter.read": { letterId: randomUUID() },
    "desk.list": { tab: "toPrint", find: "2025-000001 quill" },
    "desk.log": { letterId: randomUUID() },
    "desk.file": { dispatchId: randomUUID() },
    "desk.copyCover": { dispatchId: randomUUID() },
    "desk.envelopes": { dispatchIds: [randomUUID()], format: "labels", firstLabel: 4 },
    "desk.recordPrinted": { dispatchIds: [randomUUID()], printer: "Front desk" },
    "desk.reprint": { dispatchIds: [randomUUID()], printer: "Front desk", withCover: true },
    "desk.recordSent": { dispatchIds: [randomUUID()], method: "fax", at: "2025-03-10T10:00:00Z", by: "Ida" },
    "desk.recordAcknowledged": { dispatchIds: [randomUUID()], at: "2025-03-10T10:00:00Z", by: "Ida" },
    "desk.recordFailure": { dispatchIds: [randomUUID()], method: "fax", problem: "Line busy" },
    "desk.void": { letterId: randomUUID(), reason: "Wrong patient" },
    "referral.loop": { evaluationId },
    "referral.recordStep": { evaluationId, step: "scheduled", onDate: "2025-03-10", reason: "" },
    "worklist.export": {},
    "images.read": { purpose: "logo" },
    "images.save": { purpose: "signature", bytes: new Uint8Array([137, 80, 78, 71]) },
    "images.remove": { purpose: "logo" },
    "rules.read": {},
    "rules.decide": { ruleId: "OP-3", decision: "switchedOff", reason: "Ours is another interval." },
    "phrases.list": {},
    "phrases.save": { abbreviation: "slr", text: "Straight leg raise {side: left | right}", shared: true },
    "phrases.remove": { id: randomUUID() },
    "accounts.list": {},
    "accounts.change": {
      accountId: randomUUID(),
      accountName: "desk",
      role: "staff",
      isAdministrator: false,
      signer: setUpInput.signer,
    },
    "accounts.disable": { accountId: randomUUID() },
    "recoveryKey.replace": {},
    "session.emergencyAccess": { evaluationId, reason: "Unconscious in the waiting room" },
    "emergency.read": { evaluationId },
    "emergency.list": {},
    "emergency.acknowledge": { id: randomUUID() },
    "patientData.contents": { patientId: randomUUID() },
    "patientData.export": { patientId: randomUUID(), folder: tmpdir(), as: "zip" },
    "patientData.retention": { limit: 10 },
    "patientData.saveRule": { years: 7, majorityAge: 18 },
    "audit.list": { filter: { group: "letters", subject: "FIC-0001", from: "2025-03-10" }, limit: 50 },
    "audit.people": {},
    "audit.chain": { again: true },
    "audit.export": { filter: { to: "2025-03-10" }, format: "csv", after: 3 },
  };
}

async function expectTyped(backend: Backend, name: string, input: unknown): Promise<void> {
  const reply = await backend.dispatch(name, input);
  if (reply.ok) {
    contract[name as OperationName].output.parse(reply.value);
    return;
  }
  expect(errorCodes).toContain(reply.error.code);
  expect(reply.error.code, reply.error.message).not.toBe("unexpected");
  expect(reply.error.message.length).toBeGreaterThan(5);
}

test("every answer is a typed error or fits the contract", async () => {
  const { backend } = await practice();
  const evaluationId = await newEvaluation(backend);
  const right = rightInputs(evaluationId);
  const names = Object.keys(right) as OperationName[];
  const cases = fc.record({
    name: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: strangeText },
    ),
    path: fc.array(fc.nat(8), { maxLength: 5 }),
    replacement: scrap,
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ name, path, replacement }) => {
      await expectTyped(backend, name, mutated(right[name as OperationName], path, replacement));
    }),
    { numRuns: 600 },
  );
  expect((await ask(backend, "session.current", {})).account?.accountName).toBe("brack");
  await ask(backend, "worklist.list", {});
});

test("whatever is put into an answer, what is stored is valid, or begun and not finished", async () => {
  const { backend } = await practice();
  const evaluationId = await newEvaluation(backend);
  const change = fc.record({ itemId: itemIds, answer: fc.oneof(fc.record({ value: scrap }), scrap) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      await expectTyped(backend, "evaluation.saveAnswers", { evaluationId, changes });
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

test("the operations of the contract that are not fuzzed are these", () => {
  const fuzzed = Object.keys(rightInputs(""));
  const left = operationNames.filter(
    (name) => contract[name].answeredBy === "backend" && !fuzzed.includes(name),
  );
  // They ask for the password, end the session, write files each time, begin work in a thread, or are made of others.
  expect(left.sort()).toEqual([
    "accounts.add",
    "accounts.resetPassword",
    "backup.start",
    "evaluation.record",
    "integrity.start",
    "letter.draft",
    "letter.sign",
    "patientData.erase",
    "patientData.exportEverything",
    "recoveryKey.prepare",
    "rescue.export",
    "restore.preview",
    "restore.run",
    "session.changePassword",
    "session.lock",
    "session.signIn",
  ]);
});
