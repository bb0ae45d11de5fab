import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBackend } from "../../../electron/backend/index.ts";
import {
  afterwards,
  filesIn,
  letterArguments,
  password,
  places,
  run,
  sampleCase,
  signableCase,
  signing,
  temporaryFolder,
} from "./support.ts";

const isRoot = process.getuid?.() === 0;

/** A disk of its own with so many kilobytes, or undefined where this user may not mount one. */
function smallDisk(kilobytes: number): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  afterwards(() => execFileSync("umount", ["-l", folder]));
  return folder;
}

const probe = (() => {
  if (process.platform !== "linux" || !isRoot) return false;
  try {
    execFileSync("unshare", ["-m", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
if (isRoot)
  console.warn("SKIPPED: a folder's rights do not hold back root; run as another user to test them.");
if (!probe) console.warn("SKIPPED: full-disk tests need root and the right to mount a small disk.");

/** How many answers each evaluation of the store has. */
async function answerCounts(dataFolder: string): Promise<number[]> {
  const backend = openBackend({ dataFolder });
  try {
    await backend.dispatch("session.signIn", { accountName: "physician", password });
    const list = await backend.dispatch("worklist.list", {});
    if (!list.ok) throw new Error(list.error.message);
    const counts: number[] = [];
    for (const { evaluationId } of list.value.rows) {
      const opened = await backend.dispatch("evaluation.open", { evaluationId });
      if (!opened.ok) throw new Error(opened.error.message);
      counts.push(Object.keys(opened.value.answers).length);
    }
    return counts;
  } finally {
    backend.close();
  }
}

describe("a data folder that cannot be written", () => {
  it("because it lies below a file, is told in words and nothing is left", async () => {
    const at = places();
    writeFileSync(join(at.folder, "file"), "x");
    const before = readdirSync(at.folder);
    const { code, output, errors } = await run(
      letterArguments({ ...at, data: join(at.folder, "file", "data") }),
    );
    expect(code).toBe(1);
    expect(output).toBe("");
    expect(errors).toMatch(/^fourfold: .*data folder/);
    expect(readdirSync(at.folder).sort()).toEqual([...before, "case.json"].sort());
  });

  it.skipIf(isRoot)("because of its rights, is told in words and nothing is left", async () => {
    const at = places();
    mkdirSync(at.data, { mode: 0o500 });
    afterwards(() => chmodSync(at.data, 0o700));
    const { code, errors } = await run(letterArguments(at));
    expect(code).toBe(1);
    expect(errors).toMatch(/^fourfold: .*data folder/);
    expect(readdirSync(at.data)).toEqual([]);
    expect(existsSync(at.out)).toBe(false);
  });
});

describe("a store that somebody else has open", () => {
  it("is refused and left alone", async () => {
    const at = places();
    await run(letterArguments(at));
    const other = openBackend({ dataFolder: at.data });
    afterwards(() => other.close());
    await other.dispatch("store.status", {});
    const before = filesIn(at.data);
    const { code, errors } = await run(letterArguments({ ...at, out: join(at.folder, "b.pdf") }));
    expect(code).toBe(1);
    expect(errors).toContain("Another Fourfold");
    expect(existsSync(join(at.folder, "b.pdf"))).toBe(false);
    for (const [name, bytes] of filesIn(at.data)) expect(before.get(name)?.equals(bytes), name).toBe(true);
  });
});

describe("a store that is damaged", () => {
  it("is left untouched, and no letter is written", async () => {
    const at = places();
    await run(letterArguments(at));
    writeFileSync(join(at.data, "store", "keys.json"), "{");
    const before = filesIn(at.data);
    const { code, output } = await run(letterArguments({ ...at, out: join(at.folder, "b.pdf") }));
    expect({ code, output }).toEqual({ code: 1, output: "" });
    const after = filesIn(at.data);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of before) expect(after.get(name)?.equals(bytes), name).toBe(true);
  });
});

describe.skipIf(!probe)("a full disk", () => {
  it.each([8, 40, 90, 160])("of %i kB leaves no half store", async (kilobytes) => {
    const disk = smallDisk(kilobytes);
    expect(disk).toBeDefined();
    const at = { ...places(), data: join(disk ?? "", "data") };
    const { code, output, errors } = await run(letterArguments(at, signableCase(), ...signing));
    expect(errors).toMatch(/fourfold: .*(full|space)/);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(existsSync(join(at.data, "store"))).toBe(false);
    expect(readdirSync(disk ?? "")).toEqual([]);
    expect(existsSync(at.out)).toBe(false);
  });

  it.each([0, 8, 24, 40, 56, 72, 96, 128])(
    "with %i kB left keeps no part of a case in a store that was there before",
    async (kilobytes) => {
      const disk = smallDisk(4096) ?? "";
      const at = { ...places(), data: join(disk, "data") };
      expect((await run(letterArguments(at))).code).toBe(0);
      const before = await answerCounts(at.data);
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, "filler"), Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1024)));
      const content = sampleCase();
      for (const itemId of ["HX.NRS.NOW", "HX.NRS.LEAST", "HX.NRS.AVG", "HX.NRS.WORST"]) {
        content.answers[itemId] = { value: content.answers[itemId], note: "word ".repeat(700) };
      }
      const out = join(at.folder, "b.pdf");
      const { code, errors } = await run(letterArguments({ ...at, out }, content));
      if (kilobytes === 0) expect(code).toBe(1);
      if (code !== 0) {
        expect({ code, hasLetter: existsSync(out) }).toEqual({ code: 1, hasLetter: false });
        expect(errors).toMatch(/fourfold: .*full/);
      }
      writeFileSync(join(disk, "filler"), "");
      const whole = Object.keys(content.answers).length;
      const after = await answerCounts(at.data);
      expect(after.every((count) => count === whole)).toBe(true);
      expect(after.length - before.length).toBeLessThanOrEqual(1);
      expect((await run(["verify", "--data-dir", at.data])).code).toBe(0);
    },
  );

  it("where the letter should go takes the new store back", async () => {
    const disk = smallDisk(16);
    const at = { ...places(), out: join(disk ?? "", "letter.pdf") };
    const { code, output, errors } = await run(letterArguments(at));
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toMatch(/fourfold: The letter could not be written: the disk .* full/);
    expect(existsSync(at.data)).toBe(false);
    expect(readdirSync(disk ?? "")).toEqual([]);
  });
});
