import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach } from "vitest";
import { runCommandLine } from "../../../electron/command-line/main.ts";
import { allItems } from "../../../shared/checklist/index.ts";

/** Runs commands in this process, with streams and folders of their own. */

export const password = "a long enough passphrase";

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

export function afterwards(cleanup: () => void): void {
  cleanups.push(cleanup);
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-command-"));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

class Collected extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

export async function run(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = { FOURFOLD_PASSWORD: password },
): Promise<Outcome> {
  const [output, errors] = [new Collected(), new Collected()];
  const code = await runCommandLine(argv, {
    environment,
    output,
    errors,
    now: () => new Date("2025-03-12T15:00:00Z"),
    workFactor: { N: 2 ** 10, p: 1 },
  });
  return { code, output: output.text, errors: errors.text };
}

/** Every file below a folder with its bytes. */
export function filesIn(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(name, readFileSync(path));
  }
  return files;
}

/** An invented case with a little of each part. */
export function sampleCase() {
  return {
    format: "fourfold-case/1",
    patient: {
      givenNames: "Harlan",
      familyName: "Quillfeather",
      dateOfBirth: "1982-09-14",
      sexAtBirth: "male",
      mrn: "FIC-0001",
    },
    referrer: { title: "Dr", givenNames: "Ona", familyName: "Brackwater", specialty: "primary care" },
    referral: { date: "2025-03-03", question: "Is an injection appropriate?", urgency: "soon" },
    visitDate: "2025-03-10",
    answers: {
      "HX.CC": "Left leg pain like an electric wire",
      "HX.NRS.NOW": 6,
      "HX.NRS.LEAST": 3,
      "HX.NRS.AVG": 7,
      "HX.NRS.WORST": 9,
      "PLAN.DX": [{ diagnosis: "Left L5 radiculopathy", certainty: "most likely", side: "left" }],
      "PLAN.ANSWER": "Yes, an injection is appropriate.",
    } as Record<string, unknown>,
  };
}
export type SampleCase = ReturnType<typeof sampleCase>;

/** The sample with the answers that no reason replaces: it can be signed with a waiver of the others. */
export function signableCase(): SampleCase {
  const content = sampleCase();
  for (const item of allItems) {
    if (item.neverWaived !== true || item.when !== undefined) continue;
    const answer = item.kind === "repeat" ? [] : item.id.startsWith("RF.") ? "no" : "none";
    if (item.requirement === "required") content.answers[item.id] ??= answer;
  }
  return content;
}

/** Arguments that sign the sample. */
export const signing = ["--sign", "--waive", "Seen as an emergency"] as const;

export function writeCase(folder: string, content: unknown = sampleCase(), name = "case.json"): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

export interface Places {
  readonly folder: string;
  readonly data: string;
  readonly out: string;
}

export function places(): Places {
  const folder = temporaryFolder();
  return { folder, data: join(folder, "data"), out: join(folder, "letter.pdf") };
}

export function letterArguments(
  { folder, data, out }: Places,
  content?: unknown,
  ...more: string[]
): string[] {
  return ["letter", "--case", writeCase(folder, content), "--data-dir", data, "--out", out, ...more];
}
