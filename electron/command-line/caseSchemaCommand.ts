import { caseFileSchema } from "../../shared/evaluation/caseFile.ts";
import { readArguments } from "./arguments.ts";
import { exitCodes } from "./failures.ts";
import { type Surroundings, write } from "./surroundings.ts";

/** Prints the JSON Schema of a case file. */
export async function runCaseSchema(argv: readonly string[], { output }: Surroundings): Promise<number> {
  readArguments("case-schema", argv, { json: { type: "boolean" } });
  await write(output, `${JSON.stringify(caseFileSchema(), null, 2)}\n`);
  return exitCodes.done;
}
