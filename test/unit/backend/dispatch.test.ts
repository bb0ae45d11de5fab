import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { FaultNote } from "../../../electron/backend/index.ts";
import { contract, type OperationName, operationNames } from "../../../shared/contract.ts";
import { roles } from "../../../shared/evaluation/people.ts";
import { addAccountTo } from "./accounts.ts";
import {
  ask,
  newEvaluation,
  open,
  patient,
  practice,
  referralInput,
  refusal,
  setUpInput,
} from "./support.ts";

describe("an operation", () => {
  test.each(["", "worklist", "window.about", "__proto__", "constructor", "toString", "session.lock "])(
    "that is not the backend's is refused: “%s”",
    async (name) => {
      const { backend } = await practice();
      await refusal(backend, name, {}, "unknownOperation");
    },
  );

  test("belongs to the window process exactly when its name says so", () => {
    for (const name of operationNames) {
      expect(contract[name].answeredBy).toBe(name.startsWith("window.") ? "main" : "backend");
    }
  });
});

/** Who may ask for what; the contract must say the same. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "practice.read": ["physician", "staff", "administrator"],
  "practice.save": ["physician", "administrator"],
  "patients.search": ["physician", "staff", "administrator"],
  "patients.likely": ["physician", "staff", "administrator"],
  "referrers.search": ["physician", "staff", "administrator"],
  "referral.create": ["physician", "staff", "administrator"],
  "referral.update": ["physician", "staff", "administrator"],
  "worklist.list": ["physician", "staff", "administrator"],
  "evaluation.open": ["physician"],
  "evaluation.record": ["physician"],
  "evaluation.followUp": ["physician"],
  "evaluation.earlier": ["physician"],
  "evaluation.saveAnswers": ["physician"],
  "letter.preview": ["physician"],
  "letter.sign": ["physician"],
  "letter.draft": ["physician"],
  "letter.kinds": ["physician"],
  "letter.chooseKind": ["physician"],
  "letter.saveDraft": ["physician"],
  "letter.edit": ["physician"],
  "letter.discardDraft": ["physician"],
  "letter.ofVisit": ["physician"],
  "letter.show": ["physician"],
  "letter.amend": ["physician"],
  "letter.discardAmendment": ["physician"],
  "letter.list": ["physician", "staff", "administrator"],
  "letter.read": ["physician", "staff", "administrator"],
  "phrases.list": ["physician", "staff", "administrator"],
  "phrases.save": ["physician", "staff", "administrator"],
  "phrases.remove": ["physician", "staff", "administrator"],
  "accounts.list": ["administrator"],
  "accounts.add": ["administrator"],
  "accounts.change": ["administrator"],
  "accounts.disable": ["administrator"],
  "accounts.resetPassword": ["administrator"],
  "session.changePassword": ["physician", "staff", "administrator"],
  "recoveryKey.prepare": ["administrator"],
  "recoveryKey.replace": ["administrator"],
  "session.emergencyAccess": ["staff", "administrator"],
  "emergency.read": ["staff", "administrator"],
  "emergency.list": ["physician", "administrator"],
  "emergency.acknowledge": ["physician", "administrator"],
  "audit.list": ["administrator"],
  "audit.people": ["administrator"],
  "audit.chain": ["administrator"],
  "audit.export": ["administrator"],
  "upkeep.status": ["physician", "staff", "administrator"],
  "backup.saveSettings": ["physician", "administrator"],
  "backup.start": ["physician", "staff", "administrator"],
  "integrity.start": ["physician", "staff", "administrator"],
  "desk.list": ["physician", "staff", "administrator"],
  "desk.log": ["physician", "staff", "administrator"],
  "desk.file": ["physician", "staff", "administrator"],
  "desk.copyCover": ["physician", "staff", "administrator"],
  "desk.envelopes": ["physician", "staff", "administrator"],
  "desk.recordPrinted": ["physician", "staff", "administrator"],
  "desk.reprint": ["physician", "staff", "administrator"],
  "desk.recordSent": ["physician", "staff", "administrator"],
  "desk.recordAcknowledged": ["physician", "staff", "administrator"],
  "desk.recordFailure": ["physician", "staff", "administrator"],
  "desk.void": ["physician", "staff", "administrator"],
  "referral.loop": ["physician", "staff", "administrator"],
  "referral.recordStep": ["physician", "staff", "administrator"],
  "worklist.export": ["physician", "staff", "administrator"],
  "images.read": ["physician", "staff", "administrator"],
  "images.save": ["physician", "staff", "administrator"],
  "images.remove": ["physician", "staff", "administrator"],
  "rules.read": ["physician", "staff", "administrator"],
  "rules.decide": ["physician"],
  "patientData.contents": ["physician", "administrator"],
  "patientData.export": ["physician", "administrator"],
  "patientData.exportEverything": ["administrator"],
  "patientData.erase": ["administrator"],
  "patientData.retention": ["administrator"],
  "patientData.saveRule": ["administrator"],
};
const beforeSignIn = [
  "store.status",
  "store.setUp",
  "session.signIn",
  "session.recover",
  "session.current",
  "session.lock",
  "policy.status",
  "store.report",
  // What these may do depends on whether the store opens; see backup/restore.test.ts.
  "backup.list",
  "restore.preview",
  "restore.run",
  "rescue.export",
];

describe("who may ask", () => {
  test("every operation of the backend is in this table", () => {
    const ours = operationNames.filter((name) => contract[name].answeredBy === "backend");
    expect([...Object.keys(allowed), ...beforeSignIn].sort()).toEqual([...ours].sort());
  });

  test.each(Object.keys(allowed))("%s: nobody before signing in, whatever the input", async (name) => {
    const { backend } = await practice();
    await ask(backend, "session.lock", {});
    await refusal(backend, name, {}, "notSignedIn");
    await refusal(backend, name, undefined, "notSignedIn");
  });

  test.each(roles)("a %s gets what the table allows and nothing else", async (role) => {
    const { backend, dataFolder } = await practice();
    backend.close();
    await addAccountTo(dataFolder, "other", role);
    const theirs = open(dataFolder);
    await ask(theirs, "session.signIn", { accountName: "other", password: "another long password" });
    for (const [name, mayAsk] of Object.entries(allowed)) {
      const reply = await theirs.dispatch(name as OperationName, { nonsense: true });
      expect(reply.ok ? "" : reply.error.code, name).toBe(mayAsk.includes(role) ? "badInput" : "notAllowed");
    }
  });

  test.each(beforeSignIn)("%s: anybody", async (name) => {
    const { backend } = await practice();
    await ask(backend, "session.lock", {});
    const reply = await backend.dispatch(name, { nonsense: true });
    expect(reply.ok ? "" : reply.error.code).toBe("badInput");
  });
});

const uuid = randomUUID();
const { question: _question, ...referralWithoutQuestion } = referralInput.referral;

describe("input that does not fit names its field and what is allowed", () => {
  const create = "referral.create";
  const save = "evaluation.saveAnswers";
  test.each<[string, unknown, string | undefined, string]>([
    [create, undefined, undefined, "must be an object"],
    [create, "text", undefined, "must be an object"],
    [create, { ...referralInput, extra: 1 }, undefined, "holds a field that is not known"],
    [create, { ...referralInput, visitDate: "2025-02-29" }, "visitDate", "must be a date such as 2025-03-10"],
    [create, { ...referralInput, visitDate: 20250310 }, "visitDate", "must be text"],
    [create, { ...referralInput, referral: referralWithoutQuestion }, "referral.question", "must be text"],
    [
      create,
      { ...referralInput, referral: { ...referralInput.referral, urgency: "now" } },
      "referral.urgency",
      "must be one of: routine, soon, urgent, emergency",
    ],
    [
      create,
      { ...referralInput, referral: { ...referralInput.referral, question: "x".repeat(100_000) } },
      "referral.question",
      "must have at most 1000 characters",
    ],
    [
      create,
      { ...referralInput, patient: { new: { ...patient, familyName: "   " } } },
      "patient.new.familyName",
      "must not be empty",
    ],
    [
      create,
      { ...referralInput, patient: { new: { ...patient, sexAtBirth: "m" } } },
      "patient.new.sexAtBirth",
      "must be one of: female, male, intersex, unknown",
    ],
    [
      create,
      { ...referralInput, patient: { existingId: "17" } },
      "patient.existingId",
      "must be an identifier that Fourfold gave out",
    ],
    [
      create,
      { ...referralInput, patient: { new: { ...patient, dateOfBirth: "2025-03-04" } } },
      "referral.date",
      "must not lie before the patient's date of birth",
    ],
    ["patients.search", { text: "x", limit: 0 }, "limit", "must be at least 1"],
    ["patients.search", { text: "x", limit: 1000 }, "limit", "must be at most 200"],
    ["patients.search", { text: "x".repeat(201), limit: 1 }, "text", "must have at most 200 characters"],
    [save, { evaluationId: uuid, changes: [] }, "changes", "must have at least 1 entry"],
    [
      save,
      { evaluationId: uuid, changes: [{ itemId: "HX.CC", answer: { value: "abc", extra: 1 } }] },
      "changes.0.answer",
      "holds a field that is not known",
    ],
    [
      save,
      { evaluationId: uuid, changes: [{ itemId: "HX.CC", answer: { value: true } }] },
      "changes.0.answer.value",
      "",
    ],
    ["store.setUp", { ...setUpInput, password: "short" }, "password", "must have at least 12 characters"],
    [
      "store.setUp",
      { ...setUpInput, accountName: "a b" },
      "accountName",
      "may hold letters, digits, dot, dash and underscore",
    ],
    [
      "store.setUp",
      { ...setUpInput, signer: { displayName: "Dr A", npi: "1234567890" } },
      "signer.npi",
      "must be a valid NPI",
    ],
  ])("%s #%#", async (name, input, field, words) => {
    const { backend } = await practice();
    const error = await refusal(backend, name, input, "badInput");
    expect(error.field).toBe(field);
    expect(error.message).toContain(words);
    expect(error.action).toContain("Nothing was stored");
    expect((await ask(backend, "worklist.list", {})).rows).toEqual([]);
  });

  test("deeper than anybody can mean it", async () => {
    const { backend } = await practice();
    let value: unknown = "x";
    for (let depth = 0; depth < 50_000; depth += 1) value = [value];
    const changes = [{ itemId: "HX.CC", answer: { value } }];
    await refusal(backend, "evaluation.saveAnswers", { evaluationId: uuid, changes }, "badInput");
  });

  test("with an object for a text whose length cannot be compared", async () => {
    const { backend } = await practice();
    const password = { length: { valueOf: 1, toString: 1 } };
    await refusal(backend, "session.signIn", { accountName: "brack", password }, "badInput");
  });

  test("does not repeat what was typed", async () => {
    const { backend } = await practice();
    const secret = "Quillfeather";
    for (const input of [
      { ...referralInput, [secret]: 1 },
      { ...referralInput, visitDate: secret },
      { ...referralInput, patient: { existingId: secret } },
      { ...referralInput, patient: { new: { ...patient, sexAtBirth: secret } } },
    ]) {
      const error = await refusal(backend, "referral.create", input, "badInput");
      expect(JSON.stringify(error)).not.toContain(secret);
    }
  });
});

describe("a fault of the program", () => {
  test("is told with a reference, stores nothing, and its note holds no patient data", async () => {
    const notes: FaultNote[] = [];
    let broken = false;
    const { backend } = await practice({
      onFault: (note) => notes.push(note),
      newId: () => {
        if (!broken) return randomUUID();
        broken = false;
        throw new Error("Quillfeather, Harlan cannot be stored");
      },
    });
    broken = true;
    const error = await refusal(backend, "referral.create", referralInput, "unexpected");
    expect(notes).toHaveLength(1);
    const [note] = notes;
    expect(note?.operation).toBe("referral.create");
    expect(note?.frames.length).toBeGreaterThan(0);
    expect(error.message).toContain(note?.reference);
    expect(JSON.stringify([note, error])).not.toContain("Quillfeather");
    expect((await ask(backend, "worklist.list", {})).rows).toEqual([]);
  });
});

describe("locking", () => {
  test("waits for what was asked before it and refuses what comes after", async () => {
    const { backend } = await practice();
    const evaluationId = await newEvaluation(backend);
    const changes = [{ itemId: "HX.NRS.WORST", answer: { value: 7 } }];
    const [saved, , late] = await Promise.all([
      backend.dispatch("evaluation.saveAnswers", { evaluationId, changes }),
      backend.dispatch("session.lock", {}),
      backend.dispatch("evaluation.saveAnswers", { evaluationId, changes }),
    ]);
    expect(saved.ok).toBe(true);
    expect(late.ok ? "" : late.error.code).toBe("notSignedIn");
  });

  test("twice does no harm", async () => {
    const { backend } = await practice();
    await ask(backend, "session.lock", {});
    await ask(backend, "session.lock", {});
    expect(await ask(backend, "session.current", {})).toEqual({});
  });
});
