import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { advisoriesFrom, type LockFile, type Manifest, offlineFindings } from "../../audit/rules.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"));
const manifest = read("package.json") as Manifest;
const lock = read("package-lock.json") as LockFile;

test("every package that is installed is at one exact version, with its hash, under a licence of the list", () => {
  expect(offlineFindings(manifest, lock)).toEqual([]);
});

const path = "node_modules/kysely";
const sound = lock.packages[path];
test.each([
  [{ ...sound, integrity: "sha1-x" }, "has no SHA-512"],
  [{ ...sound, resolved: "https://example.org/kysely.tgz" }, "comes from"],
  [{ ...sound, version: "^0.29.9" }, "has the version"],
  [{ ...sound, license: "GPL-3.0" }, "is not on the list"],
  [{ ...sound, license: "(MIT AND GPL-3.0)" }, "is not on the list"],
  [{ ...sound, license: "MPL-2.0" }, "is not on the list"],
  [{ ...sound, hasInstallScript: true }, "runs a script"],
])("a package of which that does not hold is found: %#", (changed, words) => {
  const findings = offlineFindings(manifest, { ...lock, packages: { ...lock.packages, [path]: changed } });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toContain(`${path}: `);
  expect(findings[0]).toContain(words);
});

test.each(["^1.0.0", "latest", "~1.2.3", "git+https://example.org/x.git", "1.x", "npm:other@^1.0.0"])(
  "a dependency asked for as “%s” is found",
  (version) => {
    const findings = offlineFindings({ ...manifest, dependencies: { kysely: version } }, lock);
    expect(findings).toEqual([`kysely: “${version}” is not one exact version`]);
  },
);

const report = (high: number, critical: number) =>
  JSON.stringify({ auditReportVersion: 2, metadata: { vulnerabilities: { moderate: 3, high, critical } } });
test.each([
  [report(0, 0), "none"],
  [report(1, 0), "found"],
  [report(0, 2), "found"],
  ['{"message": "405 Method Not Allowed", "error": {"summary": "", "detail": ""}}', "unreachable"],
  ["", "unreachable"],
  ["<html>", "unreachable"],
])("what npm says is understood: %#", (output, outcome) => {
  expect(advisoriesFrom(output).outcome).toBe(outcome);
});
