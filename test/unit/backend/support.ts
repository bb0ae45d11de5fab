import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, vi } from "vitest";
import { type Backend, type BackendOptions, openBackend } from "../../../electron/backend/index.ts";
import type { OperationInput } from "../../../shared/contract.ts";
import type { ErrorCode, ErrorReport } from "../../../shared/errors.ts";
import { ask } from "./ask.ts";
import { cheapWork, referralInput, setUpInput } from "./values.ts";

export * from "./ask.ts";
export * from "./values.ts";

/** Real encrypted stores in folders of their own, taken away after each test. */

// Keys are dear to make and some tests start processes: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-test-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function afterwards(cleanup: () => void): void {
  cleanups.push(cleanup);
}

export function open(dataFolder: string, options: Partial<BackendOptions> = {}): Backend {
  const backend = openBackend({
    dataFolder,
    workFactor: cheapWork,
    checkOutputs: true,
    onFault: (note) => {
      throw new Error(
        `Unexpected fault in ${note.operation}: ${note.kind} ${note.code ?? ""}\n${note.frames.join("\n")}`,
      );
    },
    ...options,
  });
  cleanups.push(() => backend.close());
  return backend;
}

/** The error that the operation must give. */
export async function refusal(
  backend: Backend,
  name: string,
  input: unknown,
  code: ErrorCode,
): Promise<ErrorReport> {
  const reply = await backend.dispatch(name, input);
  if (reply.ok) throw new Error(`${name} was allowed, expected ${code}`);
  expect(reply.error.code, reply.error.message).toBe(code);
  return reply.error;
}

export interface Practice {
  readonly backend: Backend;
  readonly dataFolder: string;
  readonly recoveryKey: string;
}

/** A practice that is set up, with its physician signed in. */
export async function practice(options: Partial<BackendOptions> = {}): Promise<Practice> {
  const dataFolder = temporaryFolder();
  const backend = open(dataFolder, options);
  const { recoveryKey } = await ask(backend, "store.setUp", setUpInput);
  return { backend, dataFolder, recoveryKey };
}

export async function newEvaluation(backend: Backend, input = referralInput): Promise<string> {
  return (await ask(backend, "referral.create", input)).evaluationId;
}

export function save(backend: Backend, evaluationId: string, itemId: string, value: unknown) {
  const input = { evaluationId, changes: [{ itemId, answer: { value } }] };
  return ask(backend, "evaluation.saveAnswers", input as OperationInput<"evaluation.saveAnswers">);
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

export const databaseIn = (dataFolder: string) => join(dataFolder, "store", "fourfold.db");
export const keyFileIn = (dataFolder: string) => join(dataFolder, "store", "keys.json");
