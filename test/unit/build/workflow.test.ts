import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { releaseRequest } from "../../../build/package/release.ts";
import { projectFolder } from "../../../build/vite/node.ts";

// Its declarations are not on this machine; what it reads is checked below.
const { load } = createRequire(import.meta.url)("js-yaml");

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const matrixEntry = z.object({ platform: z.string(), arch: z.string(), runner: z.string() });
const job = z.object({
  env: z.record(z.string(), z.string()).optional(),
  strategy: z.object({ matrix: z.object({ include: z.array(matrixEntry) }) }).optional(),
  steps: z.array(step),
});
const workflow = z
  .object({ jobs: z.record(z.string(), job) })
  .parse(load(readFileSync(join(projectFolder, ".github/workflows/release.yml"), "utf8")));
const jobs = Object.values(workflow.jobs);
const commands = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
const { scripts } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));

/** What prepares the service's machine; all else is ours. */
const preparations = [
  /^sudo apt-get update && sudo apt-get install --yes( [a-z0-9-]+)+$/,
  /^printenv KEY \| gpg --batch --import$/,
  /^printenv KEY > "\$FOURFOLD_UPDATE_KEY"$/,
  /^npm ci --no-audit --no-fund$/,
  /^bash \.ci\/run$/,
];

test("every step is one of package.json's scripts, or prepares the machine", () => {
  const others = commands.filter((command) => !preparations.some((pattern) => pattern.test(command)));
  for (const command of others) {
    const [, name = ""] = /^npm run ([\w:-]+)( -- .+)?$/.exec(command) ?? [];
    expect(Object.keys(scripts), command).toContain(name);
  }
});

test.each(["pack:check", "release", "sbom", "licenses", "update-feed", "sums"])(
  "npm run %s is a step",
  (name) => {
    expect(commands.some((command) => new RegExp(`^npm run ${name}( |$)`).test(command))).toBe(true);
  },
);

test("each build asks the release for what it knows, on a machine that can make it; every system is built", () => {
  const hosts: Readonly<Record<string, NodeJS.Platform>> = {
    "ubuntu-latest": "linux",
    "windows-latest": "win32",
    "macos-latest": "darwin",
  };
  const entries = jobs.flatMap(({ strategy }) => strategy?.matrix.include ?? []);
  const template = commands.find((command) => command.startsWith("npm run release -- ")) ?? "";
  const requests = entries.map(({ platform, arch, runner }) => {
    const line = template
      .replace("npm run release -- ", "")
      .replace(/\$\{\{ matrix\.(platform|arch) \}\}/g, (_whole, name) => (name === "arch" ? arch : platform));
    return releaseRequest(line.split(" "), hosts[runner] ?? "aix");
  });
  const built = requests.map(({ target, formats }) => `${target.system} ${target.processor}: ${formats}`);
  expect(built).toEqual([
    "windows x64: exe,msi",
    "windows arm64: exe,msi",
    "mac x64: dmg,zip",
    "mac arm64: dmg,zip",
    "linux x64: deb,rpm,AppImage",
    "linux arm64: deb,rpm,AppImage",
  ]);
});

test("every variable of signing reaches the build, and the guide tells of it", () => {
  const source = readFileSync(join(projectFolder, "build/package/signing.ts"), "utf8");
  const guide = readFileSync(join(projectFolder, "build/guide/building.md"), "utf8");
  const variables = [...new Set(source.match(/\b(FOURFOLD_SIGN|APPLE_API)_[A-Z_]+\b/g))];
  const given = Object.keys(jobs.find(({ strategy }) => strategy !== undefined)?.env ?? {});
  expect(given.sort()).toEqual([...variables, "FOURFOLD_UPDATE_TRUST"].sort());
  expect(variables.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

test("secrets are only in the environment of steps, never in their commands", () => {
  expect(commands.filter((command) => command.includes("secrets."))).toEqual([]);
});

test("the build machine's own entry is there", () => {
  const entry = readFileSync(join(projectFolder, ".ci/run"), "utf8");
  expect(entry).toMatch(/^npm ci /m);
  expect(entry).toMatch(/^npm test /m);
});
