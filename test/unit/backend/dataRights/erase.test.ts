import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { verifyStore } from "../../../../electron/backend/index.ts";
import { refuseWithoutLog } from "../../../../electron/backend/integrity/inUse.ts";
import { addAccountTo } from "../accounts.ts";
import { record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, databaseIn, keyFileIn, open, password, practice, refusal } from "../support.ts";
import { erase, filledPractice, wordsOfPatient } from "./support.ts";

/** Erasing one patient, on a real encrypted store: what is gone, what stays, and who may. */

/** Every table with its rows as text, the words of the search index among them. */
function everything(sqlite: Database): Map<string, string> {
  const tables = sqlite
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'patient_search%'",
    )
    .pluck()
    .all();
  const found = new Map(
    tables.map((table) => [table, JSON.stringify(sqlite.prepare(`SELECT * FROM "${table}"`).all(), plain)]),
  );
  sqlite.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab ('main', 'patient_search', 'row')");
  found.set("patient_search", JSON.stringify(sqlite.prepare("SELECT * FROM temp.terms").all()));
  return found;
}

function plain(_key: string, value: unknown): unknown {
  const isBytes =
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "Buffer" &&
    "data" in value;
  return isBytes ? Buffer.from(value.data as number[]).toString("latin1") : value;
}

const holding = (tables: Map<string, string>) =>
  [...tables].filter(([, text]) => wordsOfPatient.some((word) => contains(text, word))).map(([name]) => name);

const contains = (text: string, word: string) => text.toLowerCase().includes(word.toLowerCase());

describe("after a patient is erased", () => {
  test("no row of any table holds a word of the record, nor does a page of the database, free ones included", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    const before = await openRawStore(dataFolder);
    // The words do stand in what is looked at: in each of these tables, and in the pages.
    expect(holding(everything(before))).toEqual(
      expect.arrayContaining([
        "answers",
        "dispatch_events",
        "evaluations",
        "letter_drafts",
        "letters",
        "patient_search",
        "patients",
        "referrals",
      ]),
    );
    expect(contains(before.serialize().toString("latin1"), "Zzyzxborough")).toBe(true);
    before.close();

    const erased = await erase(backend, patientId);
    expect(erased).toEqual({
      reference: patientId,
      evaluations: 3,
      letters: 2,
      elsewhere: { backups: [], putAside: 0 },
    });
    const after = await openRawStore(dataFolder);
    expect(holding(everything(after))).toEqual([]);
    const pages = after.serialize().toString("latin1").toLowerCase();
    expect(wordsOfPatient.filter((word) => pages.includes(word.toLowerCase()))).toEqual([]);
  });

  test("every table that leads to a patient is empty of theirs, and the other patient is as before", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    const sqlite = await openRawStore(dataFolder);
    const counts = () =>
      Object.fromEntries(
        [
          "patients",
          "referrals",
          "evaluations",
          "letters",
          "letter_copies",
          "dispatches",
          "dispatch_events",
          "referral_events",
          "letter_drafts",
        ].map((table) => [table, sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]),
      );
    expect(counts()).toMatchObject({ patients: 2, evaluations: 4, letters: 2 });
    const other = (await ask(backend, "patients.search", { text: "quill", limit: 5 })).patients;
    await erase(backend, patientId);
    expect(counts()).toEqual({
      patients: 1,
      referrals: 1,
      evaluations: 1,
      letters: 0,
      letter_copies: 0,
      dispatches: 0,
      dispatch_events: 0,
      referral_events: 1,
      letter_drafts: 0,
    });
    expect((await ask(backend, "patients.search", { text: "quill", limit: 5 })).patients).toEqual(other);
    expect((await ask(backend, "patients.search", { text: "zzyzx", limit: 5 })).patients).toEqual([]);
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(1);
  });

  test("the store verifies, the audit says when, by whom and why, and nothing else", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    await erase(backend, patientId);
    const { rows } = await ask(backend, "audit.list", { filter: {}, limit: 50 });
    const entry = rows.find(({ action }) => action === "patient.erased");
    expect(entry?.words).toBe(
      "Dr Wilhelmina Brack erased a patient's record (3 evaluations, 2 letters): the patient asked for it, before the practice's time for keeping it was over",
    );
    expect(entry?.at).toBeTruthy();
    const log = await ask(backend, "audit.export", { filter: {}, format: "jsonLines" });
    expect(wordsOfPatient.filter((word) => contains(log.text, word))).toEqual([]);
    expect(log.text).toContain(patientId);
    backend.close();
    const { ok, lines } = await verifyStore({ dataFolder, password });
    expect(lines.filter((line) => !line.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(lines.find(({ check }) => check === "letters")?.detail).toBe(
      "0 letters are as they were signed; 2 were erased with their patient's record",
    );
  });

  test("the write-ahead log is not taken for lost, by whoever signs in next or after a kill", async () => {
    const { backend, dataFolder, patientId, recoveryKey } = await filledPractice();
    await erase(backend, patientId);
    expect(statSync(`${databaseIn(dataFolder)}-wal`).size).toBeGreaterThan(0);
    expect(() => refuseWithoutLog(databaseIn(dataFolder))).not.toThrow();
    const recover = { accountName: "brack", recoveryKey, newPassword: password };
    await ask(backend, "session.recover", recover);
    await ask(backend, "patientData.saveRule", { years: 7, majorityAge: 18 });
  });

  test("a store that reads only refuses a recovery before the keys are touched", async () => {
    const { backend, dataFolder, recoveryKey } = await filledPractice();
    backend.close();
    // As after an end from outside: marked as in use, and the log gone.
    writeFileSync(join(dataFolder, "store", "in-use"), "");
    const keys = readFileSync(keyFileIn(dataFolder), "utf8");
    const again = open(dataFolder);
    const recover = { accountName: "brack", recoveryKey, newPassword: "another horse battery" };
    await refusal(again, "session.recover", recover, "storeDamaged");
    expect(readFileSync(keyFileIn(dataFolder), "utf8")).toBe(keys);
  });

  test("the guards of signed letters and of the logs are there again", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    const sqlite = await openRawStore(dataFolder);
    const schema = () => sqlite.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all();
    const before = schema();
    await erase(backend, patientId);
    expect(schema()).toEqual(before);
    const evaluationId = await record(backend);
    await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
    expect(() => sqlite.exec("DELETE FROM letters")).toThrow("never deleted");
    expect(() => sqlite.exec("DELETE FROM referral_events")).toThrow("only ever added to");
  });

  test("the number of an erased letter is never given out again", async () => {
    const { backend, patientId } = await filledPractice();
    const before = (await ask(backend, "letter.list", {})).letters.map(({ letterNumber }) => letterNumber);
    await erase(backend, patientId);
    const evaluationId = await record(backend);
    const next = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
    expect(before).not.toContain(next.letterNumber);
    expect(next.letterNumber > (before.sort().at(-1) ?? "")).toBe(true);
  });

  test("a letter that was taken away without an erasure is still found by verify, and so is one that was put back", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    const sqlite = await openRawStore(dataFolder);
    sqlite.exec("CREATE TEMP TABLE kept AS SELECT * FROM letters");
    const evaluationId = await record(backend);
    const { letterId } = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
    await erase(backend, patientId);
    sqlite.pragma("foreign_keys = OFF");
    const { runChecks } = await import("../../../../electron/backend/integrity/checks.ts");
    const letters = () => runChecks(sqlite).find(({ check }) => check === "letters");
    expect(letters()?.ok).toBe(true);
    sqlite.exec("BEGIN; INSERT INTO letters SELECT * FROM temp.kept");
    expect(letters()?.detail).toBe("2 letters are there that were erased");
    sqlite.exec("ROLLBACK; BEGIN; DROP TRIGGER letters_refuse_delete");
    sqlite.prepare("DELETE FROM letters WHERE id = ?").run(letterId);
    expect(letters()).toMatchObject({
      ok: false,
      detail: expect.stringContaining("3 letters were signed, 0 are there"),
    });
    sqlite.exec("ROLLBACK");
  });
});

describe("an erasure is refused, and nothing is changed", () => {
  test("with another MRN, a wrong password, no such patient, or a time that is not over", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    const sqlite = await openRawStore(dataFolder);
    const rows = () => JSON.stringify(sqlite.prepare("SELECT * FROM patients, evaluations").all());
    const before = rows();
    const input = { patientId, ground: "patientAsked", mrn: "ZZY-777", password };
    await refusal(backend, "patientData.erase", { ...input, mrn: "ZZY-778" }, "badInput");
    await refusal(backend, "patientData.erase", { ...input, mrn: "" }, "badInput");
    await refusal(backend, "patientData.erase", { ...input, password: "not the password" }, "wrongPassword");
    await refusal(backend, "patientData.erase", { ...input, ground: "because" }, "badInput");
    await refusal(backend, "patientData.erase", { ...input, ground: "retentionOver" }, "conflict");
    const nobody = "11111111-2222-4333-8444-555555555555";
    await refusal(backend, "patientData.erase", { ...input, patientId: nobody }, "notFound");
    expect(rows()).toBe(before);
    expect(sqlite.prepare("SELECT count(*) FROM erasures").pluck().get()).toBe(0);
  });

  test.each(["physician", "staff"] as const)("by a %s who is no administrator", async (role) => {
    const { backend, dataFolder, patientId } = await filledPractice();
    backend.close();
    await addAccountTo(dataFolder, "other", role);
    const theirs = open(dataFolder);
    await ask(theirs, "session.signIn", { accountName: "other", password: "another long password" });
    const input = { patientId, ground: "patientAsked", mrn: "ZZY-777", password: "another long password" };
    await refusal(theirs, "patientData.erase", input, "notAllowed");
  });
});

test("among many patients too, no page keeps a word of the erased one, wherever the pages were divided", async () => {
  const { backend, dataFolder } = await practice();
  const ids: string[] = [];
  const given = (number: number) => `Given${String(number).padStart(3, "0")}marker`;
  for (let number = 0; number < 60; number += 1) {
    const name = given(number);
    const { evaluationId } = await ask(backend, "referral.create", {
      patient: {
        new: {
          givenNames: name,
          familyName: `Family${name}`,
          dateOfBirth: "1950-01-01",
          sexAtBirth: "female",
          mrn: name,
        },
      },
      referrer: { new: { familyName: "Brackwater", specialty: "primary care" } },
      referral: {
        date: "2025-03-03",
        question: `Question of ${name} `.repeat(20).trim(),
        urgency: "routine",
      },
      visitDate: "2025-03-10",
    });
    const changes = [{ itemId: "HX.CC", answer: { value: `Complaint of ${name}` } }];
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
    ids.push((await ask(backend, "evaluation.open", { evaluationId })).patientId);
  }
  const gone = [3, 17, 18, 19, 40, 59];
  for (const number of gone) {
    const patientId = ids[number] ?? "";
    await ask(backend, "patientData.erase", {
      patientId,
      ground: "legalOrder",
      mrn: given(number),
      password,
    });
  }
  const pages = (await openRawStore(dataFolder)).serialize().toString("latin1").toLowerCase();
  const found = ids
    .map((_id, number) => number)
    .filter((number) => pages.includes(given(number).toLowerCase()));
  expect(found).toEqual(ids.map((_id, number) => number).filter((number) => !gone.includes(number)));
});
