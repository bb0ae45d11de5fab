import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenStore } from "../../electron/backend/database/open.ts";
import { type Backend, openBackend } from "../../electron/backend/index.ts";
import { StoreKeeper } from "../../electron/backend/keeper.ts";
import type { OperationInput, OperationName, OperationOutput } from "../../shared/contract.ts";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../shared/evaluation/evaluation.ts";
import { cheapWork, password, setUpInput } from "../unit/backend/values.ts";

/** A practice on disk for one row, as the released program has it; taken away afterwards. */
export async function withPractice<Result>(
  work: (backend: Backend, dataFolder: string) => Promise<Result>,
  fill: (store: OpenStore) => void = () => {},
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-bench-"));
  const dataFolder = join(folder, "data");
  const options = { dataFolder, workFactor: cheapWork, now: () => new Date(), newId: randomUUID };
  const keeper = new StoreKeeper(options);
  try {
    await keeper.setUp(setUpInput, async ({ store }) => fill(store));
  } finally {
    keeper.close();
  }
  const backend = openBackend({ ...options, checkOutputs: false });
  try {
    await ask(backend, "session.signIn", { accountName: "brack", password });
    return await work(backend, dataFolder);
  } finally {
    backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function ask<Name extends OperationName>(
  backend: Backend,
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const reply = await backend.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

/** The complete invented case F1. */
export function completeCase(): Evaluation {
  const file = new URL("../fixtures/cases/case-f1.json", import.meta.url);
  return parseCaseFile(readFileSync(file, "utf8"), "2025-03-10");
}

export async function recordCase(backend: Backend, evaluation: Evaluation): Promise<string> {
  const { patient, answers, ...rest } = evaluation;
  const input = { ...rest, patient: { new: patient }, answers: { ...answers } };
  return (await ask(backend, "evaluation.record", input)).evaluationId;
}
