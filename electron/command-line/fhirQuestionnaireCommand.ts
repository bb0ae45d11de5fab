import { questionnaire } from "../../shared/interchange/fhir/questionnaire.ts";
import { readArguments } from "./arguments.ts";
import { exitCodes } from "./failures.ts";
import { type Surroundings, write } from "./surroundings.ts";

/** Prints the checklist as a FHIR R4 Questionnaire. */
export async function runFhirQuestionnaire(
  argv: readonly string[],
  { output }: Surroundings,
): Promise<number> {
  readArguments("fhir-questionnaire", argv, { json: { type: "boolean" } });
  await write(output, `${JSON.stringify(questionnaire(), null, 2)}\n`);
  return exitCodes.done;
}
