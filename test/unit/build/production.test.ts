import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { asProduction } from "../../../build/build.ts";
import { packageFolder } from "../../../build/vite/shippedPackages.ts";
import { projectFolder } from "../architecture/sources.ts";

const before = process.env.NODE_ENV;
afterEach(() => {
  process.env.NODE_ENV = before;
});

test("a build inside a test run is for production, and leaves the run as it was", async () => {
  process.env.NODE_ENV = "test";
  expect(await asProduction(async () => process.env.NODE_ENV)).toBe("production");
  expect(process.env.NODE_ENV).toBe("test");
});

test("a build that fails leaves the environment as it was", async () => {
  delete process.env.NODE_ENV;
  await expect(asProduction(() => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  expect("NODE_ENV" in process.env).toBe(false);
});

const modules = join(projectFolder, "node_modules");
test.each([
  ["a module", join(modules, "react/cjs/react.production.js"), join(modules, "react")],
  ["a package with a scope", join(modules, "@mantine/core/esm/index.mjs"), join(modules, "@mantine/core")],
  [
    "a nested package",
    join(modules, "linebreak/node_modules/base64-js/lib/b64.js"),
    join(modules, "linebreak/node_modules/base64-js"),
  ],
  [
    "one that the bundler made",
    `\0${join(modules, "react/index.js")}?commonjs-module`,
    join(modules, "react"),
  ],
  ["our own", join(projectFolder, "shared/errors.ts"), undefined],
  ["the bundler's", "\0rolldown/runtime.js", undefined],
])("the package of a module: %s", (_name, id, expected) => {
  expect(packageFolder(id)).toBe(expected);
});
