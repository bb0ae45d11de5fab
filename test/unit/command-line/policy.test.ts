import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { policyJsonSchema } from "../../../shared/policy/jsonSchema.ts";
import { letterArguments, password, places, run, signableCase, signing, temporaryFolder } from "./support.ts";

/** A policy file of its own, as the environment names it to what runs from its sources. */
function withPolicy(text: string) {
  const file = join(temporaryFolder(), "policy.json");
  writeFileSync(file, text);
  return { file, environment: { FOURFOLD_PASSWORD: password, FOURFOLD_POLICY_FILE: file } };
}

describe("policy", () => {
  it("prints what is in force and from where", async () => {
    const { file, environment } = withPolicy('{"idleLockMinutes": 5, "exportAllowed": false}');
    const { code, output, errors } = await run(["policy"], environment);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/^idleLockMinutes +5$/m);
    expect(output).toMatch(/^exportAllowed +false$/m);
    expect(output).toContain(`from ${file}`);
    expect(output).toContain(`${file}: read`);
  });

  it("prints the same for programs", async () => {
    const { file, environment } = withPolicy('{"idleLockMinutes": 5}');
    const { code, output } = await run(["policy", "--json"], environment);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({
      entries: [{ key: "idleLockMinutes", value: 5, source: "machineFile" }],
      problems: [],
      sources: [{ id: "machineFile", place: file, state: "read" }],
    });
  });

  it.each([
    ["an unknown key", '{"idleLockMinuts": 5}', 1, "“idleLockMinutes”"],
    ["a wrong type", '{"idleLockMinutes": "5"}', 1, "a whole number from 1 to 60"],
    ["broken JSON", '{"idleLockMinutes": 5', 1, "is not JSON"],
    ["50 MB", " ".repeat(50_000_000), 1, "too large"],
    ["a data folder on a share", '{"dataFolder": "\\\\\\\\server\\\\share"}', 3, "does not start with it"],
    [
      "a data folder on a share, with slashes",
      '{"dataFolder": "//server/share"}',
      3,
      "does not start with it",
    ],
  ])("says what is wrong with %s, with an exit code", async (_name, text, expected, words) => {
    const { environment } = withPolicy(text);
    const { code, output } = await run(["policy"], environment);
    expect(code).toBe(expected);
    expect(output).toContain(words);
    expect(output.length).toBeLessThan(2_000);
  });

  it("says that nothing is set where nothing is", async () => {
    const { code, output } = await run(["policy"], {
      FOURFOLD_POLICY_FILE: join(temporaryFolder(), "absent.json"),
    });
    expect(code).toBe(0);
    expect(output).toContain("No policies are in force");
    expect(output).toContain("nothing is set there");
  });

  it("looks at a file before it is rolled out, also one for another system", async () => {
    const right = withPolicy(
      '{"dataFolder": "%ProgramData%\\\\Fourfold", "backupFolder": "\\\\\\\\server\\\\b"}',
    ).file;
    expect((await run(["policy", "--check", right])).code).toBe(0);
    const wrong = withPolicy('{"dataFolder": "Fourfold", "idleLockMinutes": 0}').file;
    const { code, output } = await run(["policy", "--check", wrong]);
    expect(code).toBe(2);
    expect(output).toContain("“dataFolder” must be");
    expect(output).toContain("“idleLockMinutes” must be");
    const absent = await run(["policy", "--check", join(temporaryFolder(), "absent.json")]);
    expect(absent.code).toBe(2);
    expect(absent.errors).toContain("--check");
  });

  it("prints the JSON Schema", async () => {
    const { code, output } = await run(["policy", "--schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual(policyJsonSchema());
  });
});

describe("the other commands obey policies", () => {
  it("no letter is written as a file where that is switched off", async () => {
    const at = places();
    const { environment } = withPolicy('{"exportAllowed": false}');
    const { code, errors } = await run(letterArguments(at, signableCase(), ...signing), environment);
    expect(code).toBe(1);
    expect(errors).toContain("switched off on this computer by a policy");
  });

  it("a backup goes where the policy says, and nowhere else", async () => {
    const at = places();
    await run(letterArguments(at));
    const shelf = temporaryFolder();
    const { environment } = withPolicy(JSON.stringify({ backupFolder: shelf }));
    const elsewhere = await run(["backup", "--data-dir", at.data, "--to", temporaryFolder()], environment);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.errors).toContain("Folder for backups");
    const made = await run(["backup", "--data-dir", at.data], environment);
    expect(made).toMatchObject({ code: 0, errors: "" });
    expect(made.output).toContain(shelf);
  });

  it("a broken policy file stops none of them", async () => {
    const at = places();
    const { environment } = withPolicy("broken");
    expect((await run(letterArguments(at), environment)).code).toBe(0);
  });
});
