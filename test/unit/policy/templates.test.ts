import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { guidePath, guideWithTable, policyFiles } from "../../../build/policy/files.ts";
import { projectFolder } from "../../../build/vite/node.ts";
import { preferenceDomain } from "../../../electron/policy/sources.ts";
import { policyKeys, policyOf } from "../../../shared/policy/policies.ts";
import { readValues } from "../../../shared/policy/reading.ts";

const read = (path: string) => readFileSync(join(projectFolder, path), "utf8");
const admx = read("build/policy/fourfold.admx");
const adml = read("build/policy/en-US/fourfold.adml");
const schema = JSON.parse(read("build/policy/policy.schema.json"));
const example = JSON.parse(read("build/policy/policy.example.json"));
const mobileconfig = read("build/policy/fourfold.mobileconfig");
const guide = read(guidePath);

/** All values of an attribute, in the order of the text. */
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? "");

describe("the files for IT", () => {
  test.each(Object.entries(policyFiles()))("%s is made from the list as it is now", (path, text) => {
    expect(read(path), "run: node --experimental-strip-types build/policy/write.ts").toBe(text);
  });

  test("the guide's list is made from the list as it is now", () => {
    expect(guideWithTable(guide), "run: node --experimental-strip-types build/policy/write.ts").toBe(guide);
  });

  test("every policy is in the templates, the JSON Schema, the example, the profile and the guide, and nothing else is", () => {
    const registryValues = all(admx, /valueName="([^"]+)"/g);
    expect(registryValues.toSorted()).toEqual(policyKeys.toSorted());
    expect(all(admx, /<policy name="([^"]+)"/g)).toEqual(policyKeys);
    expect(Object.keys(schema.properties)).toEqual(["$schema", "$comment", ...policyKeys]);
    expect(Object.keys(example)).toEqual(["$schema", ...policyKeys]);
    const keysOfProfile = all(mobileconfig, /<key>([^<]+)<\/key>/g).filter(
      (key) => !key.startsWith("Payload"),
    );
    expect(keysOfProfile).toEqual(policyKeys);
    expect(all(guide, /^\*\*`([^`]+)`/gm).toSorted()).toEqual(policyKeys.toSorted());
  });

  test("the example is one that can be rolled out", () => {
    expect(readValues(example).problems).toEqual([]);
  });

  test("the profile names the domain that the app reads", () => {
    expect(all(mobileconfig, /<key>PayloadType<\/key>\s*<string>([^<]+)<\/string>/g)).toContain(
      preferenceDomain,
    );
    expect(read("build/package/configuration.ts")).toContain(preferenceDomain);
  });
});

describe("the templates of the group policy editor", () => {
  const schemaOfParts = readFileSync(join(import.meta.dirname, "admxParts.xsd"), "utf8");
  const validate = (fileName: string, contents: string) =>
    validateXML({ xml: [{ fileName, contents }], schema: [schemaOfParts] });

  test.each([
    ["fourfold.admx", admx],
    ["fourfold.adml", adml],
  ])("%s is valid", async (name, text) => {
    const { valid, errors } = await validate(name, text);
    expect(errors.map(({ message }) => message)).toEqual([]);
    expect(valid).toBe(true);
  });

  test.each<[string, string | RegExp, string]>([
    ["a policy twice", 'name="backupTime"', 'name="backupFolder"'],
    ["a category that is not there", 'parentCategory ref="Area_data"', 'parentCategory ref="Area_none"'],
    ["a system that is not there", 'supportedOn ref="SUPPORTED_FOURFOLD"', 'supportedOn ref="OTHER"'],
    ["a switch without its off", /<disabledValue>[\s\S]*?<\/disabledValue>/, ""],
    ["a wrong class", 'class="Both"', 'class="All"'],
  ])("the schema refuses %s", async (_name, from, to) => {
    const broken = admx.replace(from, to);
    expect(broken).not.toBe(admx);
    expect((await validate("fourfold.admx", broken)).valid).toBe(false);
  });

  test("every text and presentation that is referred to is there, and none is left over", () => {
    const strings = all(adml, /<string id="([^"]+)"/g);
    expect(new Set(strings).size).toBe(strings.length);
    expect(new Set(all(admx, /\$\(string\.([^)]+)\)/g))).toEqual(new Set(strings));
    const presentations = all(adml, /<presentation id="([^"]+)"/g);
    expect(all(admx, /\$\(presentation\.([^)]+)\)/g)).toEqual(presentations);
    expect(all(adml, /refId="([^"]+)"/g), "each shows the value of its own policy").toEqual(presentations);
    expect(all(admx, /<(?:decimal|text|multiText|enum) id="([^"]+)"/g)).toEqual(presentations);
  });

  test.each(policyKeys)("%s is of the same kind and range as in the code", (key) => {
    const element = new RegExp(`<policy name="${key}"[\\s\\S]*?</policy>`).exec(admx)?.[0] ?? "";
    const { kind } = policyOf(key);
    switch (kind.type) {
      case "boolean":
        expect(all(element, /<decimal value="(\d)"/g)).toEqual(["1", "0"]);
        break;
      case "integer":
        expect(element).toContain(`minValue="${kind.min}" maxValue="${kind.max}"`);
        break;
      case "choice":
        expect(all(element, /<string>([^<]+)</g)).toEqual(kind.choices.map(({ code }) => code));
        break;
      case "lines":
        expect(element).toContain("<multiText ");
        break;
      default:
        expect(element).toContain("<text ");
    }
  });
});

describe("the JSON Schema", () => {
  test.each(policyKeys)("%s: its patterns are those that the program checks", (key) => {
    const { pattern, enum: choices, minimum, maximum } = schema.properties[key];
    if (pattern !== undefined) expect(new RegExp(pattern).test(String(policyOf(key).example))).toBe(true);
    for (const choice of choices ?? []) expect(readValues({ [key]: choice }).problems).toEqual([]);
    for (const [limit, beyond] of [
      [minimum, minimum - 1],
      [maximum, maximum + 1],
    ]) {
      if (limit === undefined) continue;
      expect(readValues({ [key]: limit }).problems).toEqual([]);
      expect(readValues({ [key]: beyond }).problems).toHaveLength(1);
    }
  });

  test("refuses unknown keys", () => {
    expect(schema.additionalProperties).toBe(false);
  });
});
