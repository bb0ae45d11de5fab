import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, password, run, sampleCase, temporaryFolder } from "./support.ts";

/** `fourfold export`, `erase` and `retention`. */

async function store(): Promise<{ readonly dataFolder: string; readonly folder: string }> {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const file = join(folder, "case.json");
  writeFileSync(file, JSON.stringify(sampleCase()));
  const { code, errors } = await run([
    "letter",
    "--case",
    file,
    "--data-dir",
    dataFolder,
    "--out",
    join(folder, "letter.pdf"),
  ]);
  expect(errors).not.toContain("fourfold:");
  expect(code).toBe(0);
  return { dataFolder, folder };
}

const withMrn = { FOURFOLD_PASSWORD: password, FOURFOLD_MRN: "fic 0001" };

test("export writes one patient's record and prints where; everything with an index", async () => {
  const { dataFolder, folder } = await store();
  const one = await run(["export", "--data-dir", dataFolder, "--to", folder], withMrn);
  expect(one.code).toBe(0);
  expect(filesIn(one.output.trim()).has("manifest.json")).toBe(true);
  const zip = await run(["export", "--data-dir", dataFolder, "--to", folder, "--zip"], withMrn);
  expect(zip.output.trim()).toMatch(/\.zip$/);
  expect(existsSync(zip.output.trim())).toBe(true);
  const all = await run(["export", "--data-dir", dataFolder, "--to", folder, "--everything"]);
  expect(filesIn(all.output.trim()).has("index.csv")).toBe(true);
});

test("erase wants to be told twice, then says what is left", async () => {
  const { dataFolder } = await store();
  const argv = ["erase", "--data-dir", dataFolder, "--ground", "patientAsked"];
  const asked = await run(argv, withMrn);
  expect(asked.code).toBe(2);
  expect(asked.errors).toContain(
    "--yes: is needed: 1 evaluations and 0 signed letters would be erased for good",
  );
  const erased = await run([...argv, "--yes"], withMrn);
  expect(erased.errors).toBe("");
  expect(erased.output).toMatch(/^erased {4}record [0-9a-f-]{36}: 1 evaluations, 0 letters\n$/);
  const again = await run([...argv, "--yes"], withMrn);
  expect(again.code).toBe(2);
  expect(again.errors).toContain("FOURFOLD_MRN: is that of no patient");
  const { code, output } = await run(["verify", "--data-dir", dataFolder]);
  expect(code, output).toBe(0);
});

test("retention prints a table, which is empty where everything is to be kept", async () => {
  const { dataFolder } = await store();
  const { code, output } = await run(["retention", "--data-dir", dataFolder]);
  expect(code).toBe(0);
  expect(output.trim().split("\r\n")).toHaveLength(1);
  expect(output).toContain("keep until");
});

test.each([
  [["export", "--to", "x"], "--data-dir"],
  [["erase", "--data-dir", "x", "--ground", "because"], "--ground"],
  [["erase", "--data-dir", "x"], "--ground"],
  [["export", "--data-dir", "x", "--to", "y", "--mrn", "FIC-0001"], "--mrn"],
])("%j cannot be used", async (argv, names) => {
  const { code, errors } = await run(argv);
  expect(code).toBe(2);
  expect(errors).toContain(names);
});

test("a folder without a practice is said to be one, and nothing is made there", async () => {
  const folder = temporaryFolder();
  const { code, errors } = await run(["retention", "--data-dir", folder]);
  expect(code).toBe(1);
  expect(errors).toContain("holds no practice");
  expect(readdirSync(folder).filter((name) => name === "store")).toEqual([]);
});
