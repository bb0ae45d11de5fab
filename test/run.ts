import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm test`: types, lint, build, then every test of every project. Each of the first three counts as one check. The last line
 * says how many passed and failed; the exit code is 0 only if nothing failed and something ran.
 */
const projectFolder = fileURLToPath(new URL("..", import.meta.url));

interface Tally {
  passed: number;
  failed: number;
}
const tally: Tally = { passed: 0, failed: 0 };

function run(
  title: string,
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): boolean {
  console.log(`\n── ${title}`);
  const { status, error } = spawnSync(
    process.execPath,
    [
      "--experimental-strip-types",
      "--disable-warning=ExperimentalWarning",
      join(projectFolder, script),
      ...args,
    ],
    { cwd: projectFolder, stdio: "inherit", env: { ...process.env, ...environment } },
  );
  if (error !== undefined) console.error(error.message);
  return status === 0;
}

function check(title: string, script: string, args: readonly string[]): boolean {
  const passed = run(title, script, args);
  tally[passed ? "passed" : "failed"] += 1;
  return passed;
}

check("Types", "node_modules/typescript/bin/tsc", ["-p", "."]);
check("Lint", "node_modules/@biomejs/biome/bin/biome", ["check", "--diagnostic-level=error", "."]);
const built = check("Build", "build/build.ts", []);
// The browser has the machine to itself: beside the other tests a person's keys would outrun a page that starves.
const before = tally.passed + tally.failed;
countTests("!e2e", built);
countTests("e2e", built);
if (tally.passed + tally.failed === before) {
  console.error("No test ran.");
  tally.failed += 1;
}

console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

/** Counts the tests of one project, or of all but one (`!e2e`). Arguments go on to vitest: `npm test -- test/unit/letter` runs a part. */
function countTests(project: string, withBuild: boolean): void {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-tests-"));
  const report = join(folder, "report.json");
  try {
    const passed = run(
      project === "e2e" ? "Tests end to end" : "Tests",
      "node_modules/vitest/vitest.mjs",
      [
        "run",
        `--project=${project}`,
        "--passWithNoTests",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
        ...process.argv.slice(2),
      ],
      withBuild ? { FOURFOLD_BUILT: "1" } : {},
    );
    const counted = readReport(report);
    tally.passed += counted.passed;
    // A file that could not even be loaded has no tests to count, and vitest may fail for other reasons still.
    tally.failed += counted.failed === 0 && !passed ? 1 : counted.failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): Tally {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
    if (typeof numPassedTests !== "number" || typeof numFailedTests !== "number")
      throw new Error("no counts");
    return { passed: numPassedTests, failed: numFailedTests };
  } catch (error) {
    console.error(`The tests left no report: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}
