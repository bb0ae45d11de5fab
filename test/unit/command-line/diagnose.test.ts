import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, sampleCase, temporaryFolder } from "./support.ts";

/** `fourfold diagnose`. */

async function store() {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const file = join(folder, "case.json");
  const sample = sampleCase();
  writeFileSync(file, JSON.stringify(sample));
  const argv = ["letter", "--case", file, "--data-dir", dataFolder, "--out", join(folder, "letter.pdf")];
  expect((await run(argv)).code).toBe(0);
  return { folder, dataFolder, out: join(folder, "diagnostics.json"), text: JSON.stringify(sample) };
}

test("writes the file without a password, and with one checks the store as well", async () => {
  const { dataFolder, out, folder } = await store();
  const logs = join(folder, "logs");
  mkdirSync(logs);
  writeFileSync(
    join(logs, "fourfold.log"),
    "[2031-05-04 10:00:00.000] [info]  Fourfold 0.1.0 starts\nQuillfeather\n",
  );
  const argv = ["diagnose", "--out", out, "--data-dir", dataFolder, "--log-dir", logs];
  const without = await run(argv, { FOURFOLD_PASSWORD: "" });
  expect(without.errors).toBe("");
  expect([without.code, without.output]).toEqual([0, `${out}\n`]);
  const first = JSON.parse(readFileSync(out, "utf8"));
  expect(first).toMatchObject({
    format: "fourfold-diagnostics/1",
    store: { state: "closed", accounts: 1 },
    log: { lines: ["[2031-05-04 10:00:00.000] [info] Fourfold 0.1.0 starts"], leftOut: 1 },
  });
  expect(first.store).not.toHaveProperty("check");
  const checked = await run(argv);
  expect(checked.code).toBe(0);
  const { store: second } = JSON.parse(readFileSync(out, "utf8"));
  expect(second.check.ok).toBe(true);
  expect(second.check.lines.map(({ check }: { check: string }) => check)).toContain("integrity");
  expect(readFileSync(out, "utf8")).not.toContain("Quillfeather");
});

test("a wrong password is told as a check that failed; nothing is changed and the file is written", async () => {
  const { dataFolder, out } = await store();
  const { code } = await run(["diagnose", "--out", out, "--data-dir", dataFolder], {
    FOURFOLD_PASSWORD: "not it at all",
  });
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(out, "utf8")).store.check).toEqual({
    ok: false,
    lines: [{ check: "key", ok: false }],
  });
});

test("a place where it cannot be written is refused beforehand", async () => {
  const folder = temporaryFolder();
  const { code, errors } = await run(["diagnose", "--out", folder, "--data-dir", folder]);
  expect(code).toBe(2);
  expect(errors).toContain("--out: is a folder; it must name the diagnostic file");
  expect((await run(["diagnose", "--data-dir", folder])).code).toBe(2);
  expect(existsSync(join(folder, "store"))).toBe(false);
});
