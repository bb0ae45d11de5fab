import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import packageFile from "../../../package.json" with { type: "json" };
import { allItems, checklist } from "../../../shared/checklist/index.ts";
import { run } from "./support.ts";

const program = join(import.meta.dirname, "../../../electron/command-line/main.ts");

/** The real program in a process of its own; `readFrom` may stop reading early. */
function start(argv: readonly string[], stopAfter = Number.POSITIVE_INFINITY) {
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...argv]);
    let [output, errors] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (output.length > stopAfter) child.stdout.destroy();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString("utf8");
    });
    child.on("close", (code) => resolve({ code, output, errors }));
  });
}

describe("the program", () => {
  it("prints all of a long output into a pipe and ends with 0", async () => {
    const { code, output, errors } = await start(["checklist", "--json"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(JSON.parse(output).version).toBe(checklist.version);
    expect(output.endsWith("}\n")).toBe(true);
  });

  it("ends quietly when its reader goes away", async () => {
    const { code, errors } = await start(["checklist", "--json"], 100);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });

  it("ends with 2 for an unknown command", async () => {
    const { code, output, errors } = await start(["evaluate"]);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toMatch(/^fourfold: evaluate: is not a command/);
  });
});

describe("--version and --help", () => {
  it("print to the output", async () => {
    expect(await run(["--version"])).toEqual({ code: 0, output: `${packageFile.version}\n`, errors: "" });
    for (const argv of [["--help"], ["help"], ["letter", "--help"], ["-h"]]) {
      const { code, output, errors } = await run(argv);
      expect({ code, errors }).toEqual({ code: 0, errors: "" });
      for (const word of [
        "checklist",
        "case-schema",
        "fhir-questionnaire",
        "letter",
        "verify",
        "FOURFOLD_PASSWORD",
        "Exit codes",
      ]) {
        expect(output).toContain(word);
      }
    }
  });
});

describe("checklist", () => {
  it("holds every item with what it takes", async () => {
    const { output } = await run(["checklist", "--json"]);
    const printed = JSON.parse(output) as typeof checklist;
    const items = printed.parts.flatMap((part) => part.groups.flatMap((group) => group.items));
    expect(items.map((item) => item.id)).toEqual(allItems.map((item) => item.id));
    for (const item of items) {
      expect(item).toMatchObject({
        id: expect.any(String),
        label: expect.any(String),
        source: expect.any(String),
      });
    }
    const pain = items.find((item) => item.id === "HX.NRS.NOW");
    expect(pain).toMatchObject({ kind: "scale", range: { min: 0, max: 10 } });
    const side = items.find((item) => item.id === "HX.SIDE");
    expect(side).toMatchObject({ kind: "single", values: expect.arrayContaining(["left", "right"]) });
  });

  it("is also a list to read", async () => {
    const { output } = await run(["checklist"]);
    expect(output).toContain("HX.CC");
    expect(output).toContain(`Checklist ${checklist.version}`);
  });
});

describe("fhir-questionnaire", () => {
  it("prints a FHIR Questionnaire of the version of the checklist", async () => {
    const { code, output } = await run(["fhir-questionnaire"]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ resourceType: "Questionnaire", version: checklist.version });
  });
});

describe("case-schema", () => {
  it("names the format and a property for each item that is answered", async () => {
    const { code, output } = await run(["case-schema"]);
    expect(code).toBe(0);
    const schema = JSON.parse(output);
    expect(schema.properties.format.const).toBe("fourfold-case/1");
    expect(Object.keys(schema.properties.answers.properties)).toContain("HX.NRS.NOW");
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["patient", "referrer", "referral", "visitDate", "answers"]),
    );
  });
});
