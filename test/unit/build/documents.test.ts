import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type BundledPackage, packageListName } from "../../../build/build.ts";
import { shippedComponents } from "../../../build/package/components.ts";
import { exitCodes } from "../../../build/package/failure.ts";
import { licencesText } from "../../../build/package/licenses.ts";
import { bomOf } from "../../../build/package/sbom.ts";
import { packedFolders, shippedPackages } from "../../../build/package/shipped.ts";
import { writeSums } from "../../../build/package/sums.ts";
import { projectFolder } from "../../../build/vite/node.ts";

let folder: string;
let distFolder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fourfold-documents-"));
  // A build leaves this list; here with one package inside the page, one font and one that needs another.
  const bundled: BundledPackage[] = [
    "react",
    "@expo-google-fonts/source-sans-3",
    "react-dom",
    "scheduler",
  ].map((name) => ({
    name,
    version: "as installed",
    folder: `node_modules/${name}`,
  }));
  distFolder = join(folder, "dist");
  mkdirSync(distFolder);
  writeFileSync(join(distFolder, packageListName), JSON.stringify(bundled));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** CycloneDX 1.6, as far as we write it; its published schema asks for the same names and patterns. */
const licence = z.union([
  z.strictObject({
    license: z.union([z.strictObject({ id: z.string().min(2) }), z.strictObject({ name: z.string() })]),
  }),
  z.strictObject({ expression: z.string() }),
]);
const component = z.strictObject({
  type: z.enum(["application", "framework", "library"]),
  "bom-ref": z.string().min(1),
  name: z.string().min(1),
  version: z.string().min(1),
  purl: z
    .string()
    .regex(/^pkg:(npm|github|generic)\//)
    .optional(),
  licenses: z.array(licence).length(1),
  hashes: z
    .array(z.strictObject({ alg: z.literal("SHA-512"), content: z.string().regex(/^[0-9a-f]{128}$/) }))
    .optional(),
  externalReferences: z.array(z.strictObject({ type: z.literal("distribution"), url: z.url() })).optional(),
});
const bomSchema = z.strictObject({
  $schema: z.literal("http://cyclonedx.org/schema/bom-1.6.schema.json"),
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.literal("1.6"),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.int().min(1),
  metadata: z.strictObject({ timestamp: z.iso.datetime(), component }),
  components: z.array(component),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

test("the bill of materials has the shape of CycloneDX, and every reference leads somewhere", () => {
  const bom = bomSchema.parse(
    JSON.parse(JSON.stringify(bomOf(shippedComponents(distFolder), "1.2.3", new Date()))),
  );
  const references = [...bom.components, bom.metadata.component].map((one) => one["bom-ref"]);
  expect(new Set(references).size).toBe(references.length);
  expect(bom.dependencies.map(({ ref }) => ref).sort()).toEqual([...references].sort());
  for (const { dependsOn } of bom.dependencies) {
    expect(new Set(dependsOn).size).toBe(dependsOn.length);
    expect(dependsOn.filter((ref) => !references.includes(ref))).toEqual([]);
  }
  const scheduler = bom.components.find(({ name }) => name === "scheduler");
  const reactDom = bom.components.find(({ name }) => name === "react-dom");
  expect(bom.dependencies.find(({ ref }) => ref === reactDom?.["bom-ref"])?.dependsOn).toContain(
    scheduler?.["bom-ref"],
  );
});

test("it names every package that is packed, every one that is bundled, the runtime and the database, once", () => {
  const { components } = bomOf(shippedComponents(distFolder), "1.2.3", new Date());
  const packages = shippedPackages(distFolder);
  expect(packages.filter(({ how }) => how === "packed").map((one) => one.folder)).toEqual(packedFolders());
  expect(components).toHaveLength(packages.length + 3);
  for (const { name, version } of packages)
    expect(components).toContainEqual(expect.objectContaining({ name, version }));
  for (const name of ["electron", "SQLite", "SQLite3 Multiple Ciphers", "better-sqlite3-multiple-ciphers"]) {
    expect(components.filter((one) => one.name === name)).toHaveLength(1);
  }
  // What only builds and tests is not shipped.
  expect(components.map(({ name }) => name)).not.toContain("vitest");
});

test("the same content has the same serial number, another version another one", () => {
  const components = shippedComponents(distFolder);
  const number = (version: string, at: number) => bomOf(components, version, new Date(at)).serialNumber;
  expect(number("1.2.3", 0)).toBe(number("1.2.3", 1000));
  expect(number("1.2.3", 0)).not.toBe(number("1.2.4", 0));
});

test("every component has the text of its licence", () => {
  const components = shippedComponents(distFolder);
  const text = licencesText(components);
  for (const { name, version, licenceText } of components) {
    expect(licenceText.length).toBeGreaterThan(50);
    expect(text).toContain(`\n${name} ${version}\n`);
  }
  expect(text).toMatch(/SIL OPEN FONT LICENSE/i);
});

test.skipIf(spawnSync("sha256sum", ["--version"], { stdio: "ignore" }).error !== undefined)(
  "sha256sum verifies the sums, however files are named, and notices a change (skipped where it is not on this machine)",
  async () => {
    const delivered = join(folder, "delivered");
    mkdirSync(join(delivered, "inner"), { recursive: true });
    writeFileSync(join(delivered, "Fourfold-1.2.3-windows-x64.exe"), "an installer");
    writeFileSync(join(delivered, "inner/ä file with spaces.txt"), "text");
    writeFileSync(join(delivered, ".unfinished-1-x"), "half of something");
    await writeSums(delivered, undefined);
    const verify = () =>
      spawnSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: delivered }).status;
    expect(verify()).toBe(0);
    expect(readFileSync(join(delivered, "SHA256SUMS"), "utf8")).not.toContain("unfinished");
    writeFileSync(join(delivered, "Fourfold-1.2.3-windows-x64.exe"), "another installer");
    expect(verify()).toBe(1);
  },
);

test("there is nothing to sum in an empty folder, and no list is left", async () => {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  await expect(writeSums(empty, undefined)).rejects.toMatchObject({ kind: "badArguments" });
  expect(existsSync(join(empty, "SHA256SUMS"))).toBe(false);
});

test("a script that is given what it does not know says so and ends with its code", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--experimental-strip-types", join(projectFolder, "build/package/sums.ts"), "--folder", "x"],
    { encoding: "utf8" },
  );
  expect(status).toBe(exitCodes.badArguments);
  expect(stderr).toMatch(/--folder/);
});
