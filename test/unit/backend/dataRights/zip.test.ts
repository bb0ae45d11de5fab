import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ZipWriter } from "../../../../electron/backend/dataRights/zip.ts";
import { temporaryFolder } from "../support.ts";
import { readZip } from "./readZip.ts";

const at = new Date(2025, 2, 10, 16, 42, 8);
const files = new Map<string, Uint8Array>([
  ["a/letter.pdf", new Uint8Array(100_000).map((_byte, index) => (index * 7919) % 251)],
  ["a/empty.txt", new Uint8Array()],
  ["a/Größe.json", new TextEncoder().encode('{"größe":"größer"}')],
]);

function written(): string {
  const path = join(temporaryFolder(), "record.zip");
  const zip = new ZipWriter(path, at);
  for (const [name, content] of files) zip.add(name, content);
  zip.finish();
  return path;
}

test("a ZIP file holds what was put in, byte for byte, with names as they are", () => {
  const found = readZip(readFileSync(written()));
  expect([...found.keys()]).toEqual([...files.keys()]);
  for (const [name, content] of files) expect(found.get(name)?.equals(content)).toBe(true);
});

test("another program opens it and finds its checksums right", () => {
  const script =
    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist()[2], z.infolist()[0].date_time)";
  let said: string;
  try {
    said = execFileSync("python3", ["-c", script, written()], { encoding: "utf8" });
  } catch (fault) {
    // Without Python, what is above has to do.
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return;
    throw fault;
  }
  expect(said.trim()).toBe("None a/Größe.json (2025, 3, 10, 16, 42, 8)");
});

test("one that is given up leaves nothing", () => {
  const path = join(temporaryFolder(), "record.zip");
  const zip = new ZipWriter(path, at);
  zip.add("a", new Uint8Array(10));
  zip.discard();
  expect(existsSync(path)).toBe(false);
});
