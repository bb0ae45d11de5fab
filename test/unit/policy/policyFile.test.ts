import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readPolicyFile } from "../../../electron/policy/policyFile.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fourfold-policy-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (content: string | Buffer): string => {
  const path = join(folder, "policy.json");
  writeFileSync(path, content);
  return path;
};
const read = (path: string) => readPolicyFile(path, { mustBeRoots: false });
const raw = { idleLockMinutes: 5, letterheadName: "Ånsgård" };
const text = JSON.stringify(raw);

describe("a policy file that can be read", () => {
  test.each<[string, string | Buffer]>([
    ["UTF-8", text],
    ["UTF-8 with its mark", `\uFEFF${text}`],
    ["UTF-16, as Windows' own tools write it", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16 the other way round", Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ])("%s", async (_name, content) => {
    expect(await read(put(content))).toEqual({ kind: "read", raw });
  });

  test("through a link, as deployment tools make them", async () => {
    const link = join(folder, "link.json");
    symlinkSync(put(text), link);
    expect((await read(link)).kind).toBe("read");
  });
});

describe("no policy file", () => {
  test.each([
    ["no such file", "policy.json"],
    ["no such folder", "absent/policy.json"],
    ["a file in the folder's place", "file/policy.json"],
  ])("%s", async (_name, path) => {
    writeFileSync(join(folder, "file"), "");
    expect(await read(join(folder, path))).toEqual({ kind: "absent" });
  });
});

describe("a policy file that cannot be used is told in words", () => {
  test.each<[string, string | Buffer, string]>([
    ["broken JSON", '{"idleLockMinutes": 5', "is not JSON"],
    ["an empty file", "", "is empty"],
    ["a list", "[]", "holds no object"],
    ["bytes that are no text", Buffer.from([0x7b, 0xff, 0xfe, 0x80]), "is not text"],
    ["more than a policy file can hold", " ".repeat(256 * 1024 + 1), "too large"],
  ])("%s", async (_name, content, why) => {
    const outcome = await read(put(content));
    expect(outcome.kind === "unreadable" && outcome.why).toContain(why);
  });

  test("50 MB are not taken in", async () => {
    const path = put(text);
    truncateSync(path, 50_000_000);
    const before = process.memoryUsage().rss;
    const outcome = await read(path);
    expect(outcome.kind === "unreadable" && outcome.why).toContain("too large");
    expect(process.memoryUsage().rss - before).toBeLessThan(20_000_000);
  });

  test("a folder, a pipe that nobody writes into, a link to itself", async () => {
    mkdirSync(join(folder, "folder"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    symlinkSync(join(folder, "loop"), join(folder, "loop"));
    for (const [name, why] of [
      ["folder", "is not a file"],
      ["pipe", "is not a file"],
      ["loop", "leads to itself"],
    ] as const) {
      const outcome = await read(join(folder, name));
      expect(outcome.kind === "unreadable" && outcome.why).toContain(why);
    }
  });

  test.skipIf(process.getuid?.() === 0)("one that this user may not read", async () => {
    const path = put(text);
    chmodSync(path, 0o000);
    expect(await read(path)).toMatchObject({ kind: "unreadable", why: expect.stringContaining("this user") });
  });

  test("one that anybody could have written", async () => {
    const path = put(text);
    chmodSync(path, 0o666);
    const outcome = await readPolicyFile(path, { mustBeRoots: true });
    expect(outcome).toMatchObject({ kind: "unreadable", action: expect.stringContaining("chown root") });
  });

  test.skipIf(process.getuid?.() !== 0)("root's own counts", async () => {
    const path = put(text);
    chmodSync(path, 0o644);
    expect((await readPolicyFile(path, { mustBeRoots: true })).kind).toBe("read");
  });
});
