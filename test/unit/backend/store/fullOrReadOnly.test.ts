import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { afterwards, ask, filesIn, open, practice, temporaryFolder } from "../support.ts";

const attempt = fileURLToPath(new URL("attempt.ts", import.meta.url));

/** Whether this machine lets a test mount a disk of its own, seen by nobody else. */
const mayMount =
  process.platform === "linux" &&
  spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

/**
 * Fills a disk of the given size, then, with room made, counts what is there. One line of JSON each.
 * @param between shell commands that run while the disk is still full.
 */
function onDiskOf(kilobytes: number, between = ""): readonly unknown[] {
  const script = `
    mount -t tmpfs -o size=${kilobytes}k tmpfs "$1" || exit 1
    "$2" "$3" fill "$1/data" || exit 1
    ${between}
    mount -o remount,size=64m "$1" || exit 1
    "$2" "$3" count "$1/data"`;
  const run = spawnSync(
    "unshare",
    ["-m", "sh", "-c", script, "sh", temporaryFolder(), process.execPath, attempt],
    { encoding: "utf8" },
  );
  expect(run.stderr).toBe("");
  return run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

describe.skipIf(!mayMount)("a full disk (skipped where a test may not mount one)", () => {
  test("at set-up is said, and leaves no half store", () => {
    expect(onDiskOf(100)).toEqual([
      { outcome: "diskFull", state: "absent", saves: 0 },
      { found: -1, state: "storeAbsent", heldInAudit: 0 },
    ]);
  });

  test("while saving is said, and everything acknowledged is there once there is room again", () => {
    const [filled, counted] = onDiskOf(2048) as [{ outcome: string; saves: number }, { found: number }];
    expect(filled).toMatchObject({ outcome: "diskFull", state: "open" });
    expect(filled.saves).toBeGreaterThan(3);
    expect(counted.found).toBe(filled.saves);
  });

  test("lets somebody read and refuses every change in words; who read what is kept, and audited once there is room", () => {
    const noRoom =
      'dd if=/dev/zero of="$1/rest" bs=1k 2>/dev/null; dd if=/dev/zero of="$1/more" bs=1 2>/dev/null';
    const [filled, read, counted] = onDiskOf(2048, `${noRoom}; "$2" "$3" read "$1/data"`) as [
      { saves: number },
      unknown,
      { found: number; heldInAudit: number },
    ];
    expect(read).toEqual({
      outcome: "signedIn",
      opened: true,
      saved: "diskFull",
      words: expect.stringContaining("everything can be read"),
      readOnly: "diskFull",
      held: 1,
    });
    expect(counted.found).toBe(filled.saves);
    expect(counted.heldInAudit).toBe(1);
  });
});

describe.skipIf(process.platform === "win32")("a folder without the right to write", () => {
  /** Root may write anywhere: then somebody else tries. */
  function attemptIn(dataFolder: string): unknown {
    const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const run = spawnSync(process.execPath, [attempt, "fill", dataFolder], { encoding: "utf8", ...identity });
    expect(run.stderr).toBe("");
    return JSON.parse(run.stdout);
  }

  test("is said at set-up, and nothing appears in it", () => {
    const parent = temporaryFolder();
    chmodSync(parent, 0o755);
    const dataFolder = join(parent, "data");
    mkdirSync(dataFolder, { mode: 0o555 });
    expect(attemptIn(dataFolder)).toEqual({ outcome: "folderNotWritable", state: "absent", saves: 0 });
    expect(attemptIn(join(dataFolder, "deeper"))).toMatchObject({ outcome: "folderNotWritable" });
    expect(filesIn(dataFolder).size).toBe(0);
  });

  test("that holds a store is said, and the store stays as it is", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    const before = filesIn(dataFolder);
    const folders = [dataFolder, join(dataFolder, "store")];
    const files = [...before.keys()].map((name) => join(dataFolder, name));
    for (const file of files) chmodSync(file, 0o444);
    for (const folder of folders) chmodSync(folder, 0o555);
    afterwards(() => {
      for (const folder of folders) chmodSync(folder, 0o755);
    });
    expect(attemptIn(dataFolder)).toEqual({ outcome: "folderNotWritable", state: "unusable", saves: 0 });
    expect(filesIn(dataFolder)).toEqual(before);
    for (const folder of folders) chmodSync(folder, 0o755);
    for (const file of files) chmodSync(file, 0o644);
    expect((await ask(open(dataFolder), "store.status", {})).state).toBe("closed");
  });
});
