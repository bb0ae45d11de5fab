import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addAccountTo } from "../accounts.ts";
import { openRawStore } from "../rawStore.ts";
import {
  ask,
  databaseIn,
  filesIn,
  keyFileIn,
  open,
  practice,
  refusal,
  save,
  setUpInput,
  temporaryFolder,
} from "../support.ts";
import { type BackedUp, byPassword, madeBackup, practiceWithShelf, signIn } from "./support.ts";

/** What was saved as the chief complaint. */
async function complaint({
  backend,
  evaluationId,
}: Pick<BackedUp, "backend" | "evaluationId">): Promise<unknown> {
  return (await ask(backend, "evaluation.open", { evaluationId })).answers["HX.CC"]?.value;
}

/** A backup, after which work went on: made once, copied for each test. */
interface Original extends Omit<BackedUp, "backend"> {
  readonly folder: string;
}
let original: Original | undefined;
const originalFolder = mkdtempSync(join(tmpdir(), "fourfold-restore-"));
afterAll(() => rmSync(originalFolder, { recursive: true, force: true }));

async function makeOriginal(): Promise<Original> {
  const made = await practiceWithShelf();
  const folder = await madeBackup(made);
  await save(made.backend, made.evaluationId, "HX.CC", "Written after the backup");
  made.backend.close();
  const dataFolder = join(originalFolder, "data");
  const shelf = join(originalFolder, "shelf");
  cpSync(made.dataFolder, dataFolder, { recursive: true });
  cpSync(made.shelf, shelf, { recursive: true });
  const { recoveryKey, evaluationId } = made;
  return { dataFolder, shelf, recoveryKey, evaluationId, folder: join(shelf, basename(folder)) };
}

async function workedOn(): Promise<BackedUp & { readonly folder: string }> {
  original ??= await makeOriginal();
  const { recoveryKey, evaluationId } = original;
  const copies = temporaryFolder();
  cpSync(originalFolder, copies, { recursive: true });
  const dataFolder = join(copies, "data");
  const shelf = join(copies, "shelf");
  const backend = open(dataFolder);
  await ask(backend, "session.signIn", signIn);
  const folder = join(shelf, basename(original.folder));
  return { backend, dataFolder, recoveryKey, shelf, evaluationId, folder };
}

describe("a preview", () => {
  test("says what the backup holds beside what is there now, and changes neither", async () => {
    const made = await workedOn();
    const before = filesIn(made.folder);
    const preview = await ask(made.backend, "restore.preview", { folder: made.folder, opening: byPassword });
    expect(preview).toMatchObject({
      samePractice: true,
      backup: { practiceName: setUpInput.practice.name, patients: 1, evaluations: 1, letters: 0 },
      present: { practiceName: setUpInput.practice.name, patients: 1, evaluations: 1, letters: 0 },
    });
    expect(preview.present?.auditEntries).toBeGreaterThan(preview.backup.auditEntries);
    expect(filesIn(made.folder)).toEqual(before);
    expect(await complaint(made)).toBe("Written after the backup");
  });

  test("takes a password as it was then, or the recovery key; nothing else opens it", async () => {
    const made = await workedOn();
    const { folder, backend } = made;
    await ask(backend, "restore.preview", { folder, opening: { recoveryKey: made.recoveryKey } });
    const wrong = { accountName: "brack", password: "wrong" };
    await refusal(backend, "restore.preview", { folder, opening: wrong }, "wrongPassword");
    const other = await practice();
    await refusal(
      backend,
      "restore.preview",
      { folder, opening: { recoveryKey: other.recoveryKey } },
      "wrongPassword",
    );
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await backend.dispatch("restore.preview", { folder, opening: wrong });
    }
    await refusal(backend, "restore.preview", { folder, opening: byPassword }, "tooManyAttempts");
  });

  test.each<[string, (folder: string) => void, "notFound" | "storeDamaged" | "storeFromNewerVersion"]>([
    ["of no backup", (folder) => rmSync(join(folder, "manifest.json")), "notFound"],
    ["with a manifest cut off", (folder) => truncateSync(join(folder, "manifest.json"), 40), "storeDamaged"],
    ["without its keys", (folder) => rmSync(join(folder, "keys.json")), "storeDamaged"],
    ["without its database", (folder) => rmSync(join(folder, "fourfold.db")), "storeDamaged"],
    ["cut off", (folder) => truncateSync(join(folder, "fourfold.db"), 8192), "storeDamaged"],
    [
      "with one bit turned",
      (folder) => {
        const bytes = readFileSync(join(folder, "fourfold.db"));
        bytes.writeUInt8(bytes.readUInt8(30_000) ^ 1, 30_000);
        writeFileSync(join(folder, "fourfold.db"), bytes);
      },
      "storeDamaged",
    ],
    [
      "of a newer schema",
      (folder) => edit(folder, (manifest) => ({ ...manifest, schemaVersion: 999, appVersion: "9.0.0" })),
      "storeFromNewerVersion",
    ],
    [
      "of a newer format",
      (folder) => edit(folder, (manifest) => ({ ...manifest, format: "fourfold-backup/2" })),
      "storeFromNewerVersion",
    ],
  ])("of a folder %s is refused in words, and restoring it changes nothing", async (_what, damage, code) => {
    const made = await workedOn();
    damage(made.folder);
    const before = filesIn(made.folder);
    const input = { folder: made.folder, opening: byPassword };
    const error = await refusal(made.backend, "restore.preview", input, code);
    expect(error.action).toBeDefined();
    await refusal(made.backend, "restore.run", input, code);
    expect(filesIn(made.folder)).toEqual(before);
    expect(await complaint(made)).toBe("Written after the backup");
    expect(
      readdirSync(made.dataFolder).filter((name) => /restor/.test(name) && !name.endsWith(".json")),
    ).toEqual([]);
  });
});

function edit(folder: string, change: (manifest: Record<string, unknown>) => unknown): void {
  const path = join(folder, "manifest.json");
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))));
}

describe("a restore", () => {
  test("puts the backup in the store's place, keeps what was there, and says so in the audit", async () => {
    const made = await workedOn();
    const { backend, dataFolder, folder } = made;
    const { keptAs, accountNames } = await ask(backend, "restore.run", { folder, opening: byPassword });
    expect(accountNames).toEqual(["brack"]);
    expect((await ask(backend, "session.current", {})).account).toBeUndefined();
    expect((await ask(backend, "store.status", {})).state).toBe("closed");
    await ask(backend, "session.signIn", signIn);
    expect(await complaint(made)).toBe("Quite unmistakable words");
    await save(backend, made.evaluationId, "HX.CC", "And on it goes");
    backend.close();

    const sqlite = await openRawStore(dataFolder);
    const entry = sqlite
      .prepare("SELECT detail_json FROM audit WHERE action = 'store.restored'")
      .pluck()
      .get();
    expect(JSON.parse(String(entry))).toMatchObject({ backup: folder.slice(made.shelf.length + 1) });

    // What was there opens as it was, under its other name.
    const elsewhere = temporaryFolder();
    renameSync(keptAs ?? "", join(elsewhere, "store"));
    const old = open(elsewhere);
    await ask(old, "session.signIn", signIn);
    expect(await complaint({ backend: old, evaluationId: made.evaluationId })).toBe(
      "Written after the backup",
    );
  });

  test("on a new computer needs nothing but the backup and a password or the recovery key", async () => {
    const made = await workedOn();
    made.backend.close();
    const dataFolder = join(temporaryFolder(), "new", "data");
    const backend = open(dataFolder);
    const opening = { recoveryKey: made.recoveryKey };
    const preview = await ask(backend, "restore.preview", { folder: made.folder, opening });
    expect(preview.present).toBeUndefined();
    expect(await ask(backend, "restore.run", { folder: made.folder, opening })).toEqual({
      accountNames: ["brack"],
    });
    await ask(backend, "session.signIn", signIn);
    expect(await complaint({ backend, evaluationId: made.evaluationId })).toBe("Quite unmistakable words");
  });

  test.each<[string, (dataFolder: string) => void]>([
    ["without keys.json", (dataFolder) => rmSync(keyFileIn(dataFolder))],
    ["without a database", (dataFolder) => rmSync(databaseIn(dataFolder))],
    ["with a database cut off", (dataFolder) => truncateSync(databaseIn(dataFolder), 5000)],
    [
      "with garbage as database",
      (dataFolder) => writeFileSync(databaseIn(dataFolder), Buffer.alloc(40_960, "garbage!")),
    ],
  ])("takes the place of a store %s, whose bytes stay as they are", async (_what, damage) => {
    const made = await workedOn();
    made.backend.close();
    damage(made.dataFolder);
    const before = filesIn(join(made.dataFolder, "store"));
    before.delete("attempts.json");
    const backend = open(made.dataFolder);
    // With its keys there, only opening it shows the damage; from then on the window is told without asking for a password.
    await backend.dispatch("session.signIn", signIn);
    expect((await ask(backend, "store.status", {})).state).toBe("unusable");
    const { keptAs } = await ask(backend, "restore.run", { folder: made.folder, opening: byPassword });
    const kept = filesIn(keptAs ?? "");
    kept.delete("attempts.json");
    expect(kept).toEqual(before);
    expect((await ask(backend, "store.status", {})).state).toBe("closed");
    await ask(backend, "session.signIn", signIn);
    expect(await complaint({ backend, evaluationId: made.evaluationId })).toBe("Quite unmistakable words");
  });

  test("of a store in order is for physicians and administrators who are signed in", async () => {
    const made = await workedOn();
    const input = { folder: made.folder, opening: byPassword };
    await ask(made.backend, "session.lock", {});
    await refusal(made.backend, "restore.run", input, "notSignedIn");
    await refusal(made.backend, "restore.preview", input, "notSignedIn");
    await refusal(made.backend, "rescue.export", input, "notSignedIn");
    made.backend.close();
    await addAccountTo(made.dataFolder, "desk", "staff");
    const backend = open(made.dataFolder);
    await ask(backend, "session.signIn", { accountName: "desk", password: "another long password" });
    await refusal(backend, "restore.run", input, "notAllowed");
    await refusal(backend, "backup.start", { keep: 1 }, "notAllowed");
    await refusal(backend, "backup.start", { folder: made.shelf }, "notAllowed");
    await refusal(backend, "backup.saveSettings", { schedule: { kind: "off" }, keep: 3 }, "notAllowed");
    expect((await ask(backend, "session.current", {})).account?.accountName).toBe("desk");
  });

  test.each([
    ["before the names changed", (_dataFolder: string) => {}, "Written after the backup"],
    [
      "between the two names",
      (dataFolder: string) =>
        renameSync(join(dataFolder, "store"), join(dataFolder, "store-before-restore-x")),
      "Quite unmistakable words",
    ],
  ])("killed %s leaves one whole store", async (_when, step, expected) => {
    const made = await workedOn();
    made.backend.close();
    // As the restore leaves it just before: whole, checked, waiting for its name.
    const waiting = join(made.dataFolder, "store-restored-x");
    mkdirSync(waiting);
    for (const name of ["fourfold.db", "keys.json"]) {
      writeFileSync(join(waiting, name), readFileSync(join(made.folder, name)));
    }
    step(made.dataFolder);
    const backend = open(made.dataFolder);
    expect((await ask(backend, "store.status", {})).state).toBe("closed");
    await ask(backend, "session.signIn", signIn);
    expect(await complaint({ backend, evaluationId: made.evaluationId })).toBe(expected);
    // The next restore clears away what waits in vain.
    await ask(backend, "restore.run", { folder: made.folder, opening: byPassword });
    expect(existsSync(waiting)).toBe(false);
  });

  test("gives back every row as it was", async () => {
    const made = await practiceWithShelf();
    const folder = await madeBackup(made);
    made.backend.close();
    const rows = async (dataFolder: string) => {
      const sqlite = await openRawStore(dataFolder);
      const tables = sqlite
        .prepare<[], string>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'patient_search%' ORDER BY name",
        )
        .pluck()
        .all();
      const content = Object.fromEntries(
        tables.map((table) => [table, sqlite.prepare(`SELECT * FROM ${table}`).all()]),
      );
      sqlite.close();
      return content;
    };
    const original = await rows(made.dataFolder);
    const dataFolder = join(temporaryFolder(), "data");
    const backend = open(dataFolder);
    await ask(backend, "restore.run", { folder, opening: byPassword });
    backend.close();
    const restored = await rows(dataFolder);
    for (const [table, content] of Object.entries(original)) {
      if (["audit", "sqlite_sequence", "upkeep_runs"].includes(table)) continue;
      expect(restored[table], table).toEqual(content);
    }
    // The audit went on after the copy was made: with the backup's own entry here, with the restore's there.
    const restoredAudit = restored.audit ?? [];
    expect(restoredAudit.length).toBeGreaterThan(3);
    expect(restoredAudit.slice(0, -1)).toEqual(original.audit?.slice(0, restoredAudit.length - 1));
  });
});
