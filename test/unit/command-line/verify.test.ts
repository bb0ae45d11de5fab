import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn, letterArguments, places, run, signableCase, signing } from "./support.ts";

describe("verify", () => {
  it("prints a line for each check of a sound store, changes nothing and ends with 0", async () => {
    const at = places();
    await run(letterArguments(at, signableCase(), ...signing));
    const before = filesIn(at.data);
    const { code, output, errors } = await run(["verify", "--data-dir", at.data]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const checks = output.trimEnd().split("\n");
    expect(checks.map((line) => line.slice(8, 22).trim())).toEqual([
      "key",
      "integrity",
      "foreign keys",
      "migrations",
      "letters",
      "audit",
    ]);
    for (const line of checks) expect(line).toMatch(/^ok /);
    expect(output).not.toContain("Quillfeather");
    const after = filesIn(at.data);
    for (const [name, bytes] of before) {
      if (!name.endsWith("attempts.json")) expect(after.get(name)?.equals(bytes), name).toBe(true);
    }
  });

  it("ends with 1 for a damaged database, and says which check failed", async () => {
    const at = places();
    await run(letterArguments(at));
    const database = join(at.data, "store", "fourfold.db");
    const bytes = readFileSync(database);
    const middle = Math.floor(bytes.length / 8192) * 4096 + 100;
    for (let index = 0; index < 64; index += 1) bytes[middle + index] = (bytes[middle + index] ?? 0) ^ 0xff;
    writeFileSync(database, bytes);
    const { code, output } = await run(["verify", "--data-dir", at.data]);
    expect(code).toBe(1);
    expect(output).toMatch(/^FAILED/m);
  });

  it.each([
    ["a wrong password", { FOURFOLD_PASSWORD: "not the passphrase at all" }, 1],
    ["no password", {}, 2],
  ])("refuses %s", async (_, environment, expected) => {
    const at = places();
    await run(letterArguments(at));
    const { code, output } = await run(["verify", "--data-dir", at.data], environment);
    expect(code).toBe(expected);
    expect(output).not.toContain("ok ");
  });

  it("says so when there is no store, and makes none", async () => {
    const at = places();
    const { code, output } = await run(["verify", "--data-dir", at.data]);
    expect(code).toBe(1);
    expect(output).toMatch(/^FAILED {2}key/);
    expect(filesIn(at.folder).size).toBe(0);
  });
});
