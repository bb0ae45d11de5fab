import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import {
  type AuditRow,
  auditActions,
  auditHash,
  firstPreviousHash,
} from "../../../../electron/backend/records/audit.ts";
import { auditSentence, hasWords } from "../../../../electron/backend/records/auditWords.ts";
import type { AuditFilter } from "../../../../shared/contract.ts";
import { addAccountTo } from "../accounts.ts";
import { record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, newEvaluation, open, password, patient, practice, refusal, save } from "../support.ts";

async function page(backend: Backend, filter: AuditFilter = {}, before?: number, limit = 100) {
  return ask(backend, "audit.list", { filter, limit, ...(before === undefined ? {} : { before }) });
}
const actions = async (backend: Backend, filter: AuditFilter = {}) =>
  (await page(backend, filter)).rows.map(({ action }) => action);

/** Resolves when the check of the chain has ended. */
async function chain(backend: Backend, again = false) {
  const first = await ask(backend, "audit.chain", { again });
  if (first.state !== "checking") return first;
  const state = async () => (await ask(backend, "audit.chain", {})).state;
  await expect.poll(state, { timeout: 30_000 }).not.toBe("checking");
  return ask(backend, "audit.chain", {});
}

/** A practice in which a letter was signed and the front desk looked at it. */
async function afterWork() {
  const { backend, dataFolder } = await practice();
  const evaluationId = await record(backend);
  await save(backend, evaluationId, "HX.NRS.NOW", 4);
  const letter = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
  backend.close();
  const deskId = await addAccountTo(dataFolder, "desk", "staff");
  const again = open(dataFolder);
  await ask(again, "session.signIn", { accountName: "desk", password: "another long password" });
  await ask(again, "letter.read", { letterId: letter.letterId });
  await ask(again, "session.signIn", { accountName: "brack", password });
  return { backend: again, dataFolder, evaluationId, letter, deskId };
}

describe("the log", () => {
  test("tells each entry in words, the latest first, and what it was about", async () => {
    const { backend, letter } = await afterWork();
    const { rows } = await page(backend);
    const wordsOf = (action: string) => rows.find((row) => row.action === action);
    expect(wordsOf("letter.signed")).toMatchObject({
      words: `Dr Wilhelmina Brack signed letter ${letter.letterNumber}`,
      who: "Dr Wilhelmina Brack",
      subject: letter.letterNumber,
    });
    expect(wordsOf("letter.read")?.words).toBe(`Somebody called desk opened letter ${letter.letterNumber}`);
    expect(wordsOf("account.added")?.words).toBe(
      "Dr Wilhelmina Brack added the account Somebody called desk as staff",
    );
    expect(wordsOf("evaluation.saved")?.subject).toMatch(/^Quillfeather, Harlan; visit \d{4}-/);
    expect(rows.map(({ sequence }) => sequence)).toEqual(
      rows.map((_row, index) => (rows[0]?.sequence ?? 0) - index),
    );
  });

  test("is filtered by who, what, about and when", async () => {
    const { backend, letter, deskId, evaluationId } = await afterWork();
    expect(await actions(backend, { accountId: deskId })).toEqual(["letter.read", "session.signedIn"]);
    expect(await actions(backend, { group: "letters" })).toEqual(["letter.read", "letter.signed"]);
    expect(await actions(backend, { subject: letter.letterNumber })).toEqual([
      "letter.read",
      "letter.signed",
    ]);
    expect(await actions(backend, { subject: "DESK" })).toEqual(["account.added"]);
    expect(await actions(backend, { subject: letter.letterId.toUpperCase() })).toHaveLength(2);
    const ofPatient = await actions(backend, { subject: patient.mrn });
    expect(ofPatient).toEqual(expect.arrayContaining(["letter.signed", "evaluation.saved"]));
    expect(ofPatient).toEqual(expect.arrayContaining(await actions(backend, { subject: evaluationId })));
    expect(await actions(backend, { subject: "nothing of this name" })).toEqual([]);
    const other = await actions(backend, { group: "other" });
    expect(other).toContain("store.created");
    expect(other).not.toContain("letter.signed");
    const all = await actions(backend);
    expect(await actions(backend, { from: "2000-01-01", to: "2199-12-31" })).toEqual(all);
    expect(await actions(backend, { to: "2000-01-01" })).toEqual([]);
    expect(await actions(backend, { from: "2199-12-31" })).toEqual([]);
  });

  test("has both days of a range, by the date on the wall", async () => {
    let now = new Date(2026, 2, 10, 0, 0, 1);
    const { backend } = await practice({ now: () => now });
    now = new Date(2026, 2, 10, 23, 59, 59);
    await newEvaluation(backend);
    now = new Date(2026, 2, 11, 0, 0, 1);
    await save(backend, await newEvaluation(backend), "HX.NRS.NOW", 3);
    const on = (from: string, to: string) => actions(backend, { group: "evaluations", from, to });
    expect(await on("2026-03-10", "2026-03-10")).toEqual(["referral.created"]);
    expect(await on("2026-03-11", "2026-03-11")).toEqual(["evaluation.saved", "referral.created"]);
    expect(await on("2026-03-10", "2026-03-11")).toHaveLength(3);
    expect(await on("2026-03-09", "2026-03-09")).toEqual([]);
  });

  test("notes that somebody looked, once for each sign-in", async () => {
    const { backend } = await practice();
    await page(backend);
    await page(backend, { group: "letters" });
    expect(await actions(backend, { group: "audit" })).toEqual(["audit.viewed"]);
    await ask(backend, "session.signIn", { accountName: "brack", password });
    expect(await actions(backend, { group: "audit" })).toEqual(["audit.viewed", "audit.viewed"]);
  });

  test("is nobody's but an administrator's: not a physician's, not staff's", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    for (const role of ["physician", "staff"] as const) {
      await addAccountTo(dataFolder, role, role);
      const theirs = open(dataFolder);
      await ask(theirs, "session.signIn", { accountName: role, password: "another long password" });
      await refusal(theirs, "audit.list", { filter: {}, limit: 1 }, "notAllowed");
      await refusal(theirs, "audit.export", { filter: {}, format: "csv" }, "notAllowed");
      theirs.close();
    }
  });
});

/** Adds entries behind the program's back, in one unbroken chain. */
async function addEntries(dataFolder: string, count: number): Promise<void> {
  const sqlite = await openRawStore(dataFolder);
  const last = sqlite.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY sequence DESC LIMIT 1").get();
  const insert = sqlite.prepare(
    `INSERT INTO audit VALUES (@sequence, @at, @account_id, @action, @subject_id, @detail_json, @previous_hash, @hash)`,
  );
  let previous = last?.hash ?? firstPreviousHash;
  const from = (last?.sequence ?? 0) + 1;
  sqlite.transaction(() => {
    for (let sequence = from; sequence < from + count; sequence += 1) {
      const row = {
        sequence,
        at: "2026-03-10T10:00:00.000+00:00",
        account_id: last?.account_id ?? null,
        action: "evaluation.opened",
        subject_id: randomUUID(),
        detail_json: "{}",
        previous_hash: previous,
      };
      previous = auditHash(row);
      insert.run({ ...row, hash: previous });
    }
  })();
  sqlite.close();
}

describe("a hundred thousand entries", () => {
  test("are paged, checked in the background and exported whole", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    await addEntries(dataFolder, 100_000);
    const large = open(dataFolder, { checkOutputs: false });
    await ask(large, "session.signIn", { accountName: "brack", password });
    // The check does not hold up anybody: it has only just begun.
    expect((await ask(large, "audit.chain", {})).state).toBe("checking");
    const first = await page(large, {}, undefined, 200);
    expect(first.rows).toHaveLength(200);
    const second = await page(large, {}, first.next, 200);
    expect(second.rows[0]?.sequence).toBe((first.rows.at(-1)?.sequence ?? 0) - 1);
    const deep = await page(large, {}, 52, 200);
    expect(deep).toMatchObject({ rows: { length: 51 } });
    expect(deep.next).toBeUndefined();
    expect(await chain(large)).toMatchObject({ state: "whole", entries: 100_004 });

    const seen: number[] = [];
    let after: number | undefined;
    do {
      const input = { filter: {}, format: "jsonLines", ...(after === undefined ? {} : { after }) } as const;
      const stretch = await ask(large, "audit.export", input);
      for (const line of stretch.text.trim().split("\n")) seen.push(JSON.parse(line).entry);
      after = stretch.next;
    } while (after !== undefined);
    expect(seen).toEqual(Array.from({ length: 100_005 }, (_entry, index) => index + 1));
  });
});

describe("an export", () => {
  test("as JSON Lines has all that the hashes are made of", async () => {
    const { backend } = await afterWork();
    const { text } = await ask(backend, "audit.export", { filter: {}, format: "jsonLines" });
    let previous = firstPreviousHash;
    for (const line of text.trim().split("\n")) {
      const { entry, at, accountId, action, subjectId, detail, previousHash, hash } = JSON.parse(line);
      expect(previousHash).toBe(previous);
      const hashed = JSON.stringify([previousHash, entry, at, accountId, action, subjectId, detail]);
      expect(createHash("sha256").update(hashed).digest("hex")).toBe(hash);
      previous = hash;
    }
    expect(await actions(backend, { group: "audit" })).toEqual(["audit.viewed", "audit.exported"]);
  });

  test("as CSV opens in a spreadsheet, runs no formula, and names no patient", async () => {
    const { backend } = await afterWork();
    const { id } = (await ask(backend, "session.current", {})).account ?? { id: "" };
    const signer = { displayName: '=cmd|"calc"!A0, MD' };
    const own = { accountId: id, accountName: "brack", role: "physician", isAdministrator: true } as const;
    await ask(backend, "accounts.change", { ...own, signer });
    const { text } = await ask(backend, "audit.export", { filter: { group: "letters" }, format: "csv" });
    const [head, first, ...rest] = text.split("\r\n");
    expect(head).toBe("\ufeffentry,at,who,what,action,account id,subject id,detail,previous hash,hash");
    expect(first).toContain(`"'=cmd|""calc""!A0, MD"`);
    expect(rest).toHaveLength(2);
    expect(text).not.toMatch(/Quillfeather|FIC-0001/);
    const page = await ask(backend, "audit.list", { filter: { group: "audit" }, limit: 9 });
    expect(page.rows.map(({ words }) => words)).toContainEqual(
      expect.stringContaining("exported the audit log (csv)"),
    );
  });
});

describe("the chain", () => {
  test("is checked at sign-in and found whole", async () => {
    const { backend } = await afterWork();
    const { rows } = await page(backend);
    const found = await chain(backend, true);
    expect(found).toEqual({ state: "whole", entries: rows[0]?.sequence });
    expect((await ask(backend, "upkeep.status", {})).audit).toEqual({ checking: false });
  });

  test.each([
    ["UPDATE audit SET at = '2020' || substr(at, 5) WHERE sequence = 4", "entry 4 was changed", 3],
    ["UPDATE audit SET detail_json = '{' WHERE sequence = 4", "entry 4 was changed", 3],
    ["UPDATE audit SET detail_json = 'null' WHERE sequence = 4", "entry 4 was changed", 3],
    ["DELETE FROM audit WHERE sequence = 3", "entry 3 is missing", 2],
    ["DELETE FROM audit WHERE sequence = 1", "entry 1 is missing", 0],
  ])("names the place after %s", async (statement, problem, entries) => {
    const { backend, dataFolder } = await afterWork();
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    sqlite.exec("DROP TRIGGER audit_refuse_update; DROP TRIGGER audit_refuse_delete");
    sqlite.pragma("ignore_check_constraints = ON");
    sqlite.exec(statement);
    sqlite.close();
    const again = open(dataFolder);
    await ask(again, "session.signIn", { accountName: "brack", password });
    expect(await chain(again)).toEqual({ state: "broken", entries, problem });
    // Everybody's worklist says so.
    expect((await ask(again, "upkeep.status", {})).audit).toEqual({ checking: false, problem });
    // What can still be read is shown.
    await page(again);
    // Work goes on: the log says what is wrong, and does not lock anybody out.
    await newEvaluation(again);
  });

  test("is not misread while others store and take back", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    await addEntries(dataFolder, 20_000);
    const busy = open(dataFolder);
    await ask(busy, "session.signIn", { accountName: "brack", password });
    const evaluationId = await newEvaluation(busy);
    for (let count = 0; count < 20; count += 1) {
      await save(busy, evaluationId, "HX.NRS.NOW", count % 10);
      // The second change is refused after the first was written: the transaction is taken back.
      const changes = [
        { itemId: "HX.NRS.NOW", answer: { value: 1 } },
        { itemId: "NO.SUCH.ITEM", answer: { value: 1 } },
      ];
      await refusal(busy, "evaluation.saveAnswers", { evaluationId, changes }, "badInput");
    }
    expect((await chain(busy)).state).toBe("whole");
  });
});

describe("words", () => {
  test.each(auditActions)("%s has a sentence of its own", (action) => {
    expect(hasWords(action)).toBe(true);
    const sentence = auditSentence({ action, who: "Dr Quent", subject: undefined, detail: {} });
    expect(sentence).toMatch(/^Dr Quent [a-z]/);
    expect(sentence).not.toMatch(/undefined|NaN|\[object/);
  });

  test("an action of another version is spelled out", () => {
    const entry = { action: "order.wasFaxed", who: undefined, subject: undefined, detail: {} };
    expect(auditSentence(entry)).toBe("The program: order: was faxed");
  });
});

test("after a whole journey no detail of the audit holds a word of the patient or of an answer", async () => {
  const { backend, dataFolder } = await afterWork();
  await ask(backend, "patients.search", { text: "quillfeather", limit: 5 });
  backend.close();
  const sqlite = await openRawStore(dataFolder);
  const details = sqlite.prepare<[], string>("SELECT detail_json FROM audit").pluck().all();
  const texts = sqlite.prepare<[], string>("SELECT answer_json FROM answers").pluck().all();
  // What people wrote: sentences of several words. Codes of choices ("left") may well be names of something else.
  const written = texts
    .flatMap((json) => json.match(/"(?:[^"\\]|\\.)*"/g) ?? [])
    .map((text) => String(JSON.parse(text)))
    .filter((text) => text.split(" ").length >= 3);
  expect(written.length).toBeGreaterThan(20);
  const forbidden = [...written, "Quillfeather", "Harlan", patient.mrn, patient.dateOfBirth, "Brackwater"];
  for (const detail of details) {
    expect(forbidden.filter((text) => detail.includes(text))).toEqual([]);
  }
});
