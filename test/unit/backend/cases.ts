import { readFileSync } from "node:fs";
import type { Backend } from "../../../electron/backend/index.ts";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { ask } from "./ask.ts";

/** The whole invented case F1: complete, ready to be signed. */
export function completeCase(): Evaluation {
  const url = new URL("../../fixtures/cases/case-f1.json", import.meta.url);
  return parseCaseFile(readFileSync(url, "utf8"), "2025-03-10");
}

/** Stores a case; of the complete one unless another is given. */
export async function record(backend: Backend, evaluation = completeCase()): Promise<string> {
  const { patient, answers, ...rest } = evaluation;
  const input = { ...rest, patient: { new: patient }, answers: { ...answers } };
  return (await ask(backend, "evaluation.record", input)).evaluationId;
}
