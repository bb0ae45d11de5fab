import { readFileSync, statSync } from "node:fs";
import type { z } from "zod";
import { FourfoldError } from "../../shared/errors.ts";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../shared/evaluation/evaluation.ts";
import { practiceSchema, signerSchema } from "../../shared/evaluation/people.ts";
import { badArgument } from "./failures.ts";

const largest = 20 * 1024 * 1024;

/** @param today calendar date on which the letter is written. */
export function readCase(path: string, today: string): Evaluation {
  return parseCaseFile(readText(path, "--case"), today);
}

/** Who writes: for a store that is made by this run. The letter names what nobody told it as not entered. */
const practiceFileSchema = practiceSchema
  .extend({ paper: practiceSchema.shape.paper.default("letter"), signer: signerSchema.optional() })
  .strict();
export type PracticeFile = z.infer<typeof practiceFileSchema>;

export const unknownPractice: PracticeFile = {
  name: "Practice details not entered",
  addressLines: ["Address not entered"],
  paper: "letter",
};

export function readPracticeFile(path: string): PracticeFile {
  let json: unknown;
  try {
    json = JSON.parse(readText(path, "--practice"));
  } catch (fault) {
    if (fault instanceof FourfoldError) throw fault;
    throw badArgument("--practice", "the file is not complete JSON; it may be cut off");
  }
  const parsed = practiceFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = ["practice", ...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join(".");
  const message = issue?.message.replace(/^Invalid input: /, "") ?? "is not valid";
  throw badArgument(field, unknown === undefined ? message : "is not known here");
}

function readText(path: string, option: string): string {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > largest) throw badArgument(option, "the file is larger than 20 MB");
    bytes = readFileSync(path);
  } catch (fault) {
    if (fault instanceof FourfoldError) throw fault;
    throw badArgument(option, `the file cannot be read (${reasonOf(fault)})`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badArgument(option, "the file is not text in UTF-8");
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  EISDIR: "it is a folder",
};

function reasonOf(fault: unknown): string {
  const code = typeof fault === "object" && fault !== null && "code" in fault ? String(fault.code) : "";
  return reasons[code] ?? (code || "unknown reason");
}
