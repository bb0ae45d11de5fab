import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { parseCaseFile } from "../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../shared/evaluation/evaluation.ts";
import { projectFolder } from "./harness/runtime.ts";

/** After every date in the invented cases: what lies in the future is refused. */
const today = "2026-01-01";

/** An invented case of `test/fixtures/cases`, by the name of its file. */
export function storedCase(name: string): Evaluation {
  return parseCaseFile(readFileSync(join(projectFolder, `test/fixtures/cases/${name}.json`), "utf8"), today);
}

/** Stores an invented case in the practice that is signed in, as the command line does; resolves with the evaluation's id. */
export async function recordCase(
  page: Page,
  name: string,
  change: Record<string, unknown> = {},
): Promise<string> {
  const { patient, answers, ...rest } = storedCase(name);
  const input: Record<string, unknown> = {
    ...rest,
    patient: { new: patient },
    answers: { ...answers },
    ...change,
  };
  const reply = await page.evaluate(
    (given) => window.fourfold.call("evaluation.record", given as never),
    input,
  );
  if (!reply.ok) throw new Error(`${reply.error.field}: ${reply.error.message}`);
  return reply.value.evaluationId;
}
