import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "./sources.ts";

/**
 * `shared/` is compiled as if neither a browser nor Node were there: whatever it used of them (window, document, fetch, process,
 * timers, crypto) would be an unknown name.
 */
function compile(include: string): { passed: boolean; output: string } {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-shared-"));
  try {
    const settings = {
      extends: join(projectFolder, "tsconfig.json"),
      compilerOptions: { lib: ["ES2024"], types: [], skipLibCheck: true, paths: {} },
      include: [include],
      exclude: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(projectFolder, "node_modules/typescript/bin/tsc"), "-p", folder],
      { encoding: "utf8" },
    );
    return { passed: status === 0, output: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("shared/ compiles without a browser and without Node", () => {
  expect(compile(join(projectFolder, "shared/**/*.ts"))).toEqual({ passed: true, output: "" });
  // A whole compilation; a busy machine takes its time.
}, 120_000);

test.each([
  "window.alert(1)",
  "document.title",
  'fetch("x")',
  "process.env",
  "setTimeout(() => {}, 1)",
  "crypto.randomUUID()",
])("the same compilation refuses %s", (expression) => {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-impure-"));
  try {
    writeFileSync(join(folder, "impure.ts"), `export const value = ${expression};\n`);
    expect(compile(join(folder, "impure.ts"))).toMatchObject({ passed: false });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
