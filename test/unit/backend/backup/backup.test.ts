import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { openRawStore } from "../rawStore.ts";
import { ask, filesIn, open, password, refusal, save, temporaryFolder } from "../support.ts";
import { finished, madeBackup, practiceWithShelf, settledStatus, signIn } from "./support.ts";

const secrets = ["Quillfeather", "Harlan", "FIC-0001", "1982-09-14", "Brackwater", "unmistakable", password];

describe("a backup", () => {
  test("is a folder with the database, the keys and a manifest, encrypted, and names nobody", async () => {
    const made = await practiceWithShelf();
    const folder = await madeBackup(made);
    const files = filesIn(made.shelf);
    const name = folder.slice(made.shelf.length + 1);
    expect(name).toMatch(/^fourfold-backup-\d{8}-\d{6}-[0-9a-f]{8}$/);
    expect([...files.keys()]).toEqual(
      ["fourfold.db", "keys.json", "manifest.json"].map((file) => join(name, file)),
    );
    for (const [file, bytes] of files) {
      for (const secret of secrets) expect(bytes.includes(secret), `${file}: ${secret}`).toBe(false);
      expect(bytes.includes("SQLite format 3"), file).toBe(false);
    }
    expect(readFileSync(join(folder, "keys.json"))).toEqual(
      readFileSync(join(made.dataFolder, "store", "keys.json")),
    );
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ format: "fourfold-backup/1", counts: { patients: 1, evaluations: 1 } });
    expect(manifest.files["fourfold.db"].bytes).toBe(files.get(join(name, "fourfold.db"))?.length);
  });

  test("is in the audit and the status, and the store's own files keep working meanwhile", async () => {
    const made = await practiceWithShelf();
    await ask(made.backend, "backup.start", {});
    for (let count = 0; count < 20; count += 1)
      await save(made.backend, made.evaluationId, "HX.NRS.NOW", count % 11);
    const { backup } = await settledStatus(made.backend);
    expect(backup).toMatchObject({
      last: { kept: 1, folder: expect.stringContaining(made.shelf) },
      overdue: false,
    });
    expect(backup.failing).toBeUndefined();
    made.backend.close();
    const sqlite = await openRawStore(made.dataFolder);
    const audited = sqlite
      .prepare("SELECT account_id IS NOT NULL AS asked, detail_json FROM audit WHERE action = 'backup.made'")
      .get() as { asked: number; detail_json: string };
    expect(audited.asked).toBe(1);
    expect(JSON.parse(audited.detail_json)).toMatchObject({ scheduled: false, name: backup.last?.name });
  });

  test("beyond the number to keep takes the oldest of this practice away, and nothing else", async () => {
    const start = Date.parse("2025-03-10T12:00:00Z");
    let hours = 0;
    const made = await practiceWithShelf({ now: () => new Date(start + hours * 3_600_000) });
    const other = await practiceWithShelf({ now: () => new Date(start) });
    await ask(other.backend, "backup.saveSettings", {
      folder: made.shelf,
      schedule: { kind: "off" },
      keep: 1,
    });
    const ofOther = await madeBackup(other);
    mkdirSync(join(made.shelf, "fourfold-backup-of-mine"));
    writeFileSync(join(made.shelf, "fourfold-backup-of-mine", "letter.txt"), "mine");
    const folders: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      hours += 1;
      folders.push(await madeBackup(made));
    }
    const left = readdirSync(made.shelf).sort();
    expect(left).toEqual(
      [...folders.slice(2), ofOther, join(made.shelf, "fourfold-backup-of-mine")]
        .map((folder) => folder.slice(made.shelf.length + 1))
        .sort(),
    );
    const { backups } = await ask(made.backend, "backup.list", {});
    expect(backups.map(({ ofThisPractice }) => ofThisPractice)).toEqual([true, true, true, false]);
    expect(backups[0]?.folder).toBe(folders[4]);
  });

  test("made twice in the same second is two backups", async () => {
    const made = await practiceWithShelf({ now: () => new Date("2025-03-10T12:00:00Z") });
    const first = await madeBackup(made);
    expect(await madeBackup(made)).toBe(`${first}-2`);
  });

  test("that was cut off is cleared away by the next, and is never listed", async () => {
    const made = await practiceWithShelf();
    const folder = await madeBackup(made);
    const { storeId } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const cut = join(made.shelf, `.fourfold-unfinished-${storeId.slice(0, 8)}-00112233`);
    const ofAnother = join(made.shelf, ".fourfold-unfinished-ffffffff-00112233");
    for (const each of [cut, ofAnother]) {
      mkdirSync(each);
      writeFileSync(join(each, "fourfold.db"), "half");
    }
    await madeBackup(made);
    expect(existsSync(cut)).toBe(false);
    expect(existsSync(ofAnother)).toBe(true);
    expect((await ask(made.backend, "backup.list", {})).backups).toHaveLength(2);
  });
});

describe("a backup that fails", () => {
  test("because the disk is not there says so until one works", async () => {
    const made = await practiceWithShelf();
    await madeBackup(made);
    const away = `${made.shelf}-away`;
    renameSync(made.shelf, away);
    const { backup } = await finished(made.backend, "backup.start");
    expect(backup.failing).toMatchObject({
      code: "notFound",
      message: expect.stringContaining("not connected"),
    });
    expect(backup.failing?.action).toBeDefined();
    expect(backup.last).toBeDefined();
    expect(existsSync(made.shelf)).toBe(false);
    made.backend.close();

    const again = open(made.dataFolder);
    await ask(again, "session.signIn", signIn);
    expect((await ask(again, "upkeep.status", {})).backup.failing).toMatchObject({ code: "notFound" });
    renameSync(away, made.shelf);
    expect((await finished(again, "backup.start")).backup.failing).toBeUndefined();
  });

  test("because a part of the data cannot be read keeps every earlier backup", async () => {
    const made = await practiceWithShelf();
    await ask(made.backend, "backup.saveSettings", {
      folder: made.shelf,
      schedule: { kind: "off" },
      keep: 1,
    });
    await madeBackup(made);
    const before = filesIn(made.shelf);
    const database = join(made.dataFolder, "store", "fourfold.db");
    made.backend.close();
    const raw = await openRawStore(made.dataFolder);
    const page =
      raw.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'answers'").pluck().get() ?? 0;
    raw.close();
    const again = open(made.dataFolder);
    await ask(again, "session.signIn", signIn);
    const bytes = readFileSync(database);
    bytes.fill(0x5a, (page - 1) * 4096 + 1000, (page - 1) * 4096 + 1040);
    writeFileSync(database, bytes);
    const { backup } = await finished(again, "backup.start");
    expect(backup.failing).toMatchObject({ code: "storeDamaged" });
    expect(filesIn(made.shelf)).toEqual(before);
  });

  const mayMount =
    process.platform === "linux" &&
    process.getuid?.() === 0 &&
    spawnSync("mount", ["--version"]).status === 0;

  test.skipIf(!mayMount)(
    "because its disk is full leaves the earlier ones (skipped where a test may not mount)",
    async () => {
      const made = await practiceWithShelf();
      const disk = join(temporaryFolder(), "disk");
      mkdirSync(disk);
      const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=600k", "tmpfs", disk]).status === 0;
      expect(mounted).toBe(true);
      try {
        await ask(made.backend, "backup.saveSettings", { folder: disk, schedule: { kind: "off" }, keep: 5 });
        let failing: unknown;
        for (let count = 0; failing === undefined && count < 10; count += 1) {
          failing = (await finished(made.backend, "backup.start")).backup.failing;
        }
        expect(failing).toMatchObject({
          code: "diskFull",
          message: expect.stringContaining("disk for backups"),
        });
        for (const name of readdirSync(disk))
          expect(readdirSync(join(disk, name))).toContain("manifest.json");
      } finally {
        spawnSync("umount", [disk]);
      }
    },
  );
});

describe("the settings", () => {
  test("are kept, and refuse a folder that cannot take backups", async () => {
    const made = await practiceWithShelf();
    const { backend, shelf, dataFolder } = made;
    const input = (folder: string) => ({ folder, schedule: { kind: "off" }, keep: 3 });
    await refusal(backend, "backup.saveSettings", input("backups"), "badInput");
    await refusal(backend, "backup.saveSettings", input(dataFolder), "badInput");
    await refusal(backend, "backup.saveSettings", input(join(dataFolder, "store")), "badInput");
    await refusal(backend, "backup.saveSettings", input(join(shelf, "missing")), "notFound");
    await refusal(backend, "backup.saveSettings", { ...input(shelf), keep: 0 }, "badInput");
    await refusal(
      backend,
      "backup.saveSettings",
      { schedule: { kind: "daily", at: "25:00" }, keep: 3 },
      "badInput",
    );
    await refusal(
      backend,
      "backup.saveSettings",
      { schedule: { kind: "hours", every: 4 }, keep: 3 },
      "badInput",
    );
    expect((await ask(backend, "upkeep.status", {})).settings).toEqual({ ...input(shelf) });
    // The disk is out, and only the time changes.
    rmSync(shelf, { recursive: true });
    const settings = { folder: shelf, schedule: { kind: "daily", at: "18:30" }, keep: 7 } as const;
    await ask(backend, "backup.saveSettings", settings);
    expect((await ask(backend, "upkeep.status", {})).settings).toEqual(settings);
  });

  test("without a folder, a backup is not begun", async () => {
    const made = await practiceWithShelf();
    await ask(made.backend, "backup.saveSettings", { schedule: { kind: "off" }, keep: 3 });
    await refusal(made.backend, "backup.start", {}, "badInput");
  });
});

describe("while the app runs", () => {
  test("what is due is caught up at sign-in: first the backup, then the weekly check", async () => {
    let now = new Date("2025-03-10T12:00:00Z");
    const made = await practiceWithShelf({ now: () => now });
    await ask(made.backend, "backup.saveSettings", {
      folder: made.shelf,
      schedule: { kind: "hours", every: 4 },
      keep: 3,
    });
    made.backend.close();
    now = new Date("2025-03-11T12:00:00Z");
    const again = open(made.dataFolder, { now: () => now, watchEveryMilliseconds: 50 });
    await ask(again, "session.signIn", signIn);
    const status = await vi.waitUntil(
      async () => {
        const seen = await ask(again, "upkeep.status", {});
        return seen.backup.last === undefined ? undefined : seen;
      },
      { timeout: 30_000 },
    );
    expect(status.backup).toMatchObject({ nextDue: "2025-03-11T16:00:00.000Z" });
    await vi.waitUntil(async () => (await ask(again, "upkeep.status", {})).check.last?.ok, {
      timeout: 30_000,
    });
  });

  test("a backup under way when the session locks goes on, and is told at the next sign-in", async () => {
    const made = await practiceWithShelf();
    const watching = made.backend;
    await ask(watching, "backup.start", {});
    await ask(watching, "session.lock", {});
    await vi.waitUntil(() => readdirSync(made.shelf).some((name) => name.startsWith("fourfold-backup-")), {
      timeout: 30_000,
    });
    await ask(watching, "session.signIn", signIn);
    const status = await vi.waitUntil(
      async () => {
        const seen = await settledStatus(watching);
        return seen.backup.last === undefined ? undefined : seen;
      },
      { timeout: 30_000 },
    );
    expect(status.backup.last?.kept).toBe(1);
  });

  test("no backup begins by itself on the command line's backend", async () => {
    const made = await practiceWithShelf();
    await ask(made.backend, "backup.saveSettings", {
      folder: made.shelf,
      schedule: { kind: "hours", every: 1 },
      keep: 3,
    });
    await settledStatus(made.backend);
    const before = readdirSync(made.shelf).length;
    await ask(made.backend, "session.lock", {});
    await ask(made.backend, "session.signIn", signIn);
    await settledStatus(made.backend);
    expect(readdirSync(made.shelf)).toHaveLength(before);
  });
});
