import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import { openReadOnly } from "../../../../electron/backend/integrity/openChecked.ts";
import { type AuditEvent, appendAudit } from "../../../../electron/backend/records/audit.ts";
import { addAccountTo } from "../accounts.ts";
import { finished, signIn } from "../backup/support.ts";
import { dataKeyOf, openRawStore } from "../rawStore.ts";
import {
  ask,
  databaseIn,
  filesIn,
  newEvaluation,
  open,
  password,
  practice,
  refusal,
  save,
  temporaryFolder,
} from "../support.ts";

/** A store in which pages of some tables cannot be read: what is said, what can still be done, and that not a byte changes. */

interface Damaged {
  readonly dataFolder: string;
  readonly evaluationId: string;
  /** The store's files as the damage left them; the count of attempts may change. */
  readonly files: Map<string, Buffer>;
  readonly recoveryKey: string;
}

function storeFiles(dataFolder: string): Map<string, Buffer> {
  const files = filesIn(join(dataFolder, "store"));
  files.delete("attempts.json");
  return files;
}

/** Turns one bit on the first page of each named table. */
async function damagedStore(tables: readonly string[]): Promise<Damaged> {
  const { backend, dataFolder, recoveryKey } = await practice();
  const evaluationId = await newEvaluation(backend);
  await save(backend, evaluationId, "HX.CC", "Quite unmistakable words");
  backend.close();
  const sqlite = await openRawStore(dataFolder);
  const pageOf = sqlite
    .prepare<[string], number>("SELECT rootpage FROM sqlite_schema WHERE name = ?")
    .pluck();
  const pages = tables.map((table) => pageOf.get(table) ?? 0);
  sqlite.close();
  const bytes = readFileSync(databaseIn(dataFolder));
  for (const page of pages) {
    const at = (page - 1) * 4096 + 2000;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  }
  writeFileSync(databaseIn(dataFolder), bytes);
  return { dataFolder, evaluationId, recoveryKey, files: storeFiles(dataFolder) };
}

describe("a store with a page that cannot be read", () => {
  test("opens for reading only, says so, and refuses every change in words", async () => {
    const { dataFolder, evaluationId, files } = await damagedStore(["phrases"]);
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", signIn);
    const { readOnly } = await ask(backend, "upkeep.status", {});
    expect(readOnly).toMatchObject({
      code: "storeDamaged",
      message: expect.stringContaining("reading only"),
    });
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(1);
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened.answers["HX.CC"]?.value).toBe("Quite unmistakable words");
    const changes = [{ itemId: "HX.CC", answer: { value: "Something else" } }];
    const error = await refusal(backend, "evaluation.saveAnswers", { evaluationId, changes }, "storeDamaged");
    expect(error.action).toContain("Restore");
    await refusal(
      backend,
      "practice.save",
      { name: "Other", addressLines: ["x"], paper: "letter" },
      "storeDamaged",
    );
    await ask(backend, "session.lock", {});
    backend.close();
    expect(storeFiles(dataFolder)).toEqual(files);
  });

  test("writes down who read what, and hands it to the audit of the store that is restored", async () => {
    const { dataFolder, evaluationId } = await damagedStore(["phrases"]);
    const backend = open(dataFolder);
    const { id } = await ask(backend, "session.signIn", signIn);
    await ask(backend, "evaluation.open", { evaluationId });
    const held = readFileSync(join(dataFolder, "held-audit.jsonl"), "utf8");
    const lines = held.split("\n").filter((line) => line.trim() !== "");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { action: "session.signedIn", accountId: id },
      { action: "evaluation.opened", subjectId: evaluationId },
    ]);
    expect(held).not.toMatch(/Quillfeather|unmistakable/);
    backend.close();

    // Another whole database of the same practice, as a restore would bring it.
    const bytes = readFileSync(databaseIn(dataFolder));
    const sqlite = await openRawStore(dataFolder).catch(() => undefined);
    const page =
      sqlite
        ?.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'phrases'")
        .pluck()
        .get() ?? 0;
    sqlite?.close();
    const at = (page - 1) * 4096 + 2000;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(databaseIn(dataFolder), bytes);
    const again = open(dataFolder);
    await ask(again, "session.signIn", signIn);
    expect((await ask(again, "upkeep.status", {})).readOnly).toBeUndefined();
    expect(readFileSync(join(dataFolder, "held-audit.jsonl"), "utf8").trim()).toBe("");
    again.close();
    const raw = await openRawStore(dataFolder);
    const entries = raw
      .prepare<[], string>("SELECT action FROM audit WHERE detail_json ->> 'held' = 1 ORDER BY sequence")
      .pluck()
      .all();
    expect(entries).toEqual(
      ["session.signedIn", "evaluation.opened", "session.locked"].slice(0, entries.length),
    );
    expect(entries.length).toBeGreaterThan(1);
  });

  test("where the accounts cannot be read does not open, and the window is told before the next password", async () => {
    const { dataFolder, files } = await damagedStore(["accounts"]);
    const backend = open(dataFolder);
    expect((await ask(backend, "store.status", {})).state).toBe("closed");
    await refusal(backend, "session.signIn", signIn, "storeDamaged");
    expect(await ask(backend, "store.status", {})).toMatchObject({
      state: "unusable",
      problem: { code: "storeDamaged" },
    });
    backend.close();
    expect(storeFiles(dataFolder)).toEqual(files);
  });
});

describe("a write-ahead log that is missing", () => {
  /** The store as a kill leaves it in the middle of work: copied while it is open. */
  async function killed(): Promise<{ dataFolder: string; evaluationId: string }> {
    const { backend, dataFolder: original } = await practice();
    const evaluationId = await newEvaluation(backend);
    await ask(backend, "session.lock", {});
    await ask(backend, "session.signIn", signIn);
    await save(backend, evaluationId, "HX.CC", "Quite unmistakable words");
    const dataFolder = join(temporaryFolder(), "data");
    cpSync(original, dataFolder, { recursive: true });
    return { dataFolder, evaluationId };
  }
  const complaint = async (backend: Backend, evaluationId: string) =>
    (await ask(backend, "evaluation.open", { evaluationId })).answers["HX.CC"]?.value;

  test("with the log, nothing is lost", async () => {
    const { dataFolder, evaluationId } = await killed();
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", signIn);
    expect(await complaint(backend, evaluationId)).toBe("Quite unmistakable words");
    expect((await ask(backend, "upkeep.status", {})).readOnly).toBeUndefined();
  });

  test("is noticed: the store is open for reading only, stays as it is, and is whole once the log is back", async () => {
    const { dataFolder, evaluationId } = await killed();
    const log = readFileSync(`${databaseIn(dataFolder)}-wal`);
    for (const end of ["-wal", "-shm"]) rmSync(`${databaseIn(dataFolder)}${end}`);
    const before = storeFiles(dataFolder);
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", signIn);
    expect((await ask(backend, "upkeep.status", {})).readOnly).toMatchObject({
      code: "storeDamaged",
      message: expect.stringContaining("fourfold.db-wal"),
    });
    expect(await complaint(backend, evaluationId)).toBeUndefined();
    backend.close();
    expect(storeFiles(dataFolder)).toEqual(before);
    writeFileSync(`${databaseIn(dataFolder)}-wal`, log);
    const again = open(dataFolder);
    await ask(again, "session.signIn", signIn);
    expect(await complaint(again, evaluationId)).toBe("Quite unmistakable words");
  });

  test("can be done without, when IT says so", async () => {
    const { dataFolder, evaluationId } = await killed();
    for (const end of ["-wal", "-shm"]) rmSync(`${databaseIn(dataFolder)}${end}`);
    rmSync(join(dataFolder, "store", "in-use"));
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", signIn);
    await save(backend, evaluationId, "HX.CC", "Typed once more");
    expect(await complaint(backend, evaluationId)).toBe("Typed once more");
  });
});

test("a program that holds the database, such as a virus scanner, is waited for and then named", async () => {
  const { backend, dataFolder } = await practice();
  const evaluationId = await newEvaluation(backend);
  const scanner = await openRawStore(dataFolder);
  scanner.exec("BEGIN IMMEDIATE");
  const changes = [{ itemId: "HX.NRS.NOW", answer: { value: 4 } }];
  const error = await refusal(backend, "evaluation.saveAnswers", { evaluationId, changes }, "storeLocked");
  expect(error.message).toContain("virus scanner");
  scanner.exec("ROLLBACK");
  await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
});

describe("what can still be read", () => {
  test("is saved where somebody asks for it: letters that hash right, and evaluations with what is missing named", async () => {
    const { dataFolder, evaluationId, files, recoveryKey } = await damagedStore(["accounts", "patients"]);
    const backend = open(dataFolder);
    await refusal(backend, "session.signIn", signIn, "storeDamaged");
    const target = temporaryFolder();
    const input = { folder: target, opening: { recoveryKey } };
    const rescued = await ask(backend, "rescue.export", input);
    expect(rescued).toMatchObject({ letters: 0, evaluations: 1 });
    expect(rescued.missing).toEqual([`of an evaluation (${evaluationId}): its patient`]);
    const saved = JSON.parse(
      readFileSync(join(rescued.folder, "evaluations", `evaluation-${evaluationId}.json`), "utf8"),
    );
    expect(saved.answers["HX.CC"]).toMatchObject({ value: "Quite unmistakable words" });
    expect(saved.referral).toMatchObject({ question: "Is an injection appropriate?" });
    expect(saved.couldNotBeRead).toEqual(["its patient"]);
    backend.close();
    expect(storeFiles(dataFolder)).toEqual(files);
    expect(readFileSync(join(dataFolder, "held-audit.jsonl"), "utf8")).toContain("store.rescued");
  });

  test("is saved again into a folder of its own, and not into one that is not there", async () => {
    const { dataFolder, recoveryKey } = await damagedStore(["accounts"]);
    const backend = open(dataFolder, { now: () => new Date("2025-03-10T12:00:00Z") });
    await refusal(backend, "session.signIn", signIn, "storeDamaged");
    const target = temporaryFolder();
    const opening = { recoveryKey };
    await ask(backend, "rescue.export", { folder: target, opening });
    await ask(backend, "rescue.export", { folder: target, opening });
    expect(readdirSync(target)).toHaveLength(2);
    await refusal(backend, "rescue.export", { folder: join(target, "missing"), opening }, "notFound");
    await refusal(
      backend,
      "rescue.export",
      { folder: target, opening: { accountName: "brack", password: "wrong" } },
      "wrongPassword",
    );
  });

  test("is not for somebody of the staff", async () => {
    const { backend, dataFolder } = await practice();
    await newEvaluation(backend);
    backend.close();
    await addAccountTo(dataFolder, "desk", "staff");
    const sqlite = await openRawStore(dataFolder);
    const page =
      sqlite.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'phrases'").pluck().get() ??
      0;
    sqlite.close();
    const bytes = readFileSync(databaseIn(dataFolder));
    bytes.writeUInt8(bytes.readUInt8((page - 1) * 4096 + 2000) ^ 1, (page - 1) * 4096 + 2000);
    writeFileSync(databaseIn(dataFolder), bytes);
    const again = open(dataFolder);
    await ask(again, "session.signIn", signIn);
    const opening = { accountName: "desk", password: "another long password" };
    await refusal(again, "rescue.export", { folder: temporaryFolder(), opening }, "notAllowed");
    const own = await ask(again, "rescue.export", {
      folder: temporaryFolder(),
      opening: { accountName: "brack", password },
    });
    expect(own.evaluations).toBe(1);
  });
});

describe("the full check", () => {
  test("says that everything is intact, and is remembered", async () => {
    const { backend } = await practice();
    await newEvaluation(backend);
    const { check } = await finished(backend, "integrity.start");
    expect(check.last?.ok).toBe(true);
    expect(check.last?.lines.map((line) => line.check)).toEqual([
      "integrity",
      "foreign keys",
      "migrations",
      "letters",
      "audit",
    ]);
  });

  test("names what is wrong when rows were changed behind the program's back, and goes on letting people work", async () => {
    const { backend, dataFolder } = await practice();
    const evaluationId = await newEvaluation(backend);
    backend.close();
    const sqlite = await openRawStore(dataFolder);
    sqlite.exec(
      "DROP TRIGGER audit_refuse_update; UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 2",
    );
    sqlite.close();
    const again = open(dataFolder);
    await ask(again, "session.signIn", signIn);
    const { check, readOnly } = await finished(again, "integrity.start");
    expect(check.last?.ok).toBe(false);
    expect(check.last?.lines.filter((line) => !line.ok)).toEqual([
      { check: "audit", ok: false, detail: "entry 2 was changed" },
    ]);
    expect(readOnly).toBeUndefined();
    await save(again, evaluationId, "HX.NRS.NOW", 4);
  });
});

test.each(["diskFull", "storeDamaged"] as const)(
  "a store opened for reading because of %s takes entries of the audit beside it, and nothing else",
  async (code) => {
    const { backend, dataFolder } = await practice();
    await newEvaluation(backend);
    backend.close();
    const before = storeFiles(dataFolder);
    const held: AuditEvent[] = [];
    const reason = { code, message: "Nothing can be changed now." };
    const path = databaseIn(dataFolder);
    const store = openReadOnly(path, await dataKeyOf(dataFolder), reason, (event) => held.push(event));
    const at = "2025-03-10T12:00:00.000+00:00";
    for (const action of ["letter.read", "evaluation.opened"] as const) {
      await store.write((writable) => appendAudit(writable, { at, action, detail: { pages: 2 } }));
    }
    const refused = store.write((writable) => writable.deleteFrom("referrals").execute());
    await expect(refused).rejects.toMatchObject({ code, message: reason.message });
    const addition = store.write(async (writable) => {
      await appendAudit(writable, { at, action: "practice.changed" });
      await writable.insertInto("meta").values({ key: "x", value: "y" }).execute();
    });
    await expect(addition).rejects.toMatchObject({ code });
    store.close();
    expect(held).toEqual([
      { at, action: "letter.read", detail: { pages: 2 } },
      { at, action: "evaluation.opened", detail: { pages: 2 } },
    ]);
    expect(storeFiles(dataFolder)).toEqual(before);
  },
);

test("a clock that was set back is told, and nothing is refused because of it", async () => {
  let now = new Date("2025-03-10T12:00:00Z");
  const { backend } = await practice({ now: () => now });
  expect((await ask(backend, "upkeep.status", {})).clockBehind).toBeUndefined();
  now = new Date("2025-03-10T11:56:00Z");
  expect((await ask(backend, "upkeep.status", {})).clockBehind).toBeUndefined();
  now = new Date("2025-03-10T11:54:00Z");
  expect((await ask(backend, "upkeep.status", {})).clockBehind).toMatchObject({
    lastEntryAt: expect.stringContaining("2025-03-10"),
  });
  const evaluationId = await newEvaluation(backend);
  await save(backend, evaluationId, "HX.NRS.NOW", 4);
});
