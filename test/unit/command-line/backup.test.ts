import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  filesIn,
  letterArguments,
  type Places,
  password,
  places,
  run,
  signableCase,
  signing,
} from "./support.ts";

/** A store with a signed letter, and a backup of it. */
async function backedUp(): Promise<Places & { readonly shelf: string; readonly backup: string }> {
  const at = places();
  await run(letterArguments(at, signableCase(), ...signing));
  const shelf = join(at.folder, "shelf");
  mkdirSync(shelf);
  const { code, output, errors } = await run(["backup", "--data-dir", at.data, "--to", shelf]);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  return { ...at, shelf, backup: output.trim() };
}

describe("backup", () => {
  it("prints the folder of the backup, which verifies", async () => {
    const { shelf, backup } = await backedUp();
    expect(readdirSync(shelf).map((name) => join(shelf, name))).toEqual([backup]);
    const before = filesIn(backup);
    const { code, output } = await run(["verify", "--backup", backup]);
    expect(code).toBe(0);
    expect(
      output
        .trimEnd()
        .split("\n")
        .map((line) => line.slice(8, 22).trim()),
    ).toEqual(["key", "files", "integrity", "foreign keys", "migrations", "letters", "audit", "counts"]);
    expect(output).toContain("1 patients, 1 evaluations, 1 letters");
    expect(output).not.toContain("Quillfeather");
    expect(filesIn(backup)).toEqual(before);
  });

  it("ends with 1 where it cannot be made, and says why", async () => {
    const at = places();
    await run(letterArguments(at));
    const { code, errors } = await run(["backup", "--data-dir", at.data, "--to", join(at.folder, "missing")]);
    expect(code).toBe(1);
    expect(errors).toContain("not connected");
    const withoutFolder = await run(["backup", "--data-dir", at.data]);
    expect(withoutFolder.code).toBe(2);
  });

  it.each([[["--keep", "0"]], [["--keep", "many"]]])("refuses %j", async (given) => {
    const at = places();
    await run(letterArguments(at));
    const { code, errors } = await run(["backup", "--data-dir", at.data, "--to", at.folder, ...given]);
    expect(code).toBe(2);
    expect(errors).toContain("--keep");
  });
});

describe("verify --backup", () => {
  it.each(["fourfold.db", "keys.json"])("finds one byte of %s that was changed", async (name) => {
    const { backup } = await backedUp();
    const bytes = readFileSync(join(backup, name));
    // In keys.json this lies in the spaces between the entries: still a good key file, but not the one that was written.
    const at = name === "keys.json" ? bytes.indexOf("\n") : 5000;
    bytes.writeUInt8(name === "keys.json" ? 0x20 : bytes.readUInt8(at) ^ 1, at);
    writeFileSync(join(backup, name), bytes);
    const { code, output } = await run(["verify", "--backup", backup]);
    expect(code).toBe(1);
    expect(output).toMatch(/^FAILED {2}files/m);
  });

  it("wants a store or a backup, not both", async () => {
    expect((await run(["verify"])).code).toBe(2);
    expect((await run(["verify", "--backup", "a", "--data-dir", "b"])).code).toBe(2);
  });
});

describe("rehearse-restore", () => {
  it("says how long each step took, and leaves nothing behind", async () => {
    const { backup, folder } = await backedUp();
    const inside = join(folder, "inside");
    mkdirSync(inside);
    const { code, output } = await run(["rehearse-restore", "--backup", backup, "--in", inside]);
    expect(code).toBe(0);
    expect(output.trimEnd().split("\n")).toHaveLength(3);
    for (const line of output.trimEnd().split("\n")) expect(line).toMatch(/^ok {6}\w+ +\d+\.\d s {2}/);
    expect(readdirSync(inside)).toEqual([]);
  });

  it("fails for a damaged backup, and leaves nothing behind either", async () => {
    const { backup, folder } = await backedUp();
    const inside = join(folder, "inside");
    mkdirSync(inside);
    const bytes = readFileSync(join(backup, "fourfold.db"));
    writeFileSync(join(backup, "fourfold.db"), bytes.fill(0, 9000, 9100));
    const { code, output } = await run(["rehearse-restore", "--backup", backup, "--in", inside]);
    expect(code).toBe(1);
    expect(output).toMatch(/^FAILED {2}restore/m);
    expect(readdirSync(inside)).toEqual([]);
  });
});

describe("restore", () => {
  it("puts the backup where no store is", async () => {
    const { backup, folder } = await backedUp();
    const data = join(folder, "new", "data");
    const { code, output } = await run(["restore", "--backup", backup, "--data-dir", data]);
    expect(code).toBe(0);
    expect(output).toContain("1 letters");
    expect((await run(["verify", "--data-dir", data])).code).toBe(0);
  });

  it("keeps what was there, and takes another password for a backup of another time", async () => {
    const { backup, data } = await backedUp();
    const before = filesIn(join(data, "store"));
    const wrong = { FOURFOLD_PASSWORD: password, FOURFOLD_BACKUP_PASSWORD: "not that one at all" };
    expect((await run(["restore", "--backup", backup, "--data-dir", data], wrong)).code).toBe(1);
    expect(existsSync(join(data, "store", "fourfold.db"))).toBe(true);
    const { code, output } = await run(["restore", "--backup", backup, "--data-dir", data]);
    expect(code).toBe(0);
    const kept = /kept +what was there before, in (.*)/.exec(output)?.[1] ?? "";
    expect(filesIn(kept).get("keys.json")).toEqual(before.get("keys.json"));
    expect(filesIn(kept).has("fourfold.db")).toBe(true);
  });

  it("brings back a store whose keys are gone", async () => {
    const { backup, data } = await backedUp();
    rmSync(join(data, "store", "keys.json"));
    expect((await run(["restore", "--backup", backup, "--data-dir", data])).code).toBe(0);
    expect((await run(["verify", "--data-dir", data])).code).toBe(0);
  });
});
