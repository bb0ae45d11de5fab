import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFileAtomically } from "../../../../electron/backend/folder/atomicFile.ts";
import { temporaryFolder } from "../support.ts";

describe("replacing a file as a whole", () => {
  test("makes it, and replaces it", () => {
    const folder = temporaryFolder();
    const path = join(folder, "keys.json");
    writeFileAtomically(path, "first");
    writeFileAtomically(path, "second");
    expect(readFileSync(path, "utf8")).toBe("second");
    expect(readdirSync(folder)).toEqual(["keys.json"]);
  });

  test("leaves the old file and nothing beside it when it fails", () => {
    const folder = temporaryFolder();
    const path = join(folder, "keys.json");
    mkdirSync(path);
    writeFileSync(join(path, "inside"), "x");
    expect(() => writeFileAtomically(path, "new")).toThrow();
    expect(readdirSync(folder)).toEqual(["keys.json"]);
    expect(readdirSync(path)).toEqual(["inside"]);
  });
});
