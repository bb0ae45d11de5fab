import { pictureOf } from "../../shared/reasoning/picture.ts";
import { localDateOf } from "../backend/clock.ts";
import { readArguments } from "./arguments.ts";
import { exitCodes } from "./failures.ts";
import { readCase } from "./inputFiles.ts";
import { pictureInWords } from "./pictureText.ts";
import { type Surroundings, write } from "./surroundings.ts";

/** Prints what the findings of a case suggest, and on what each statement rests. Stores nothing. */
export async function runReason(argv: readonly string[], { output, now }: Surroundings): Promise<number> {
  const given = readArguments("reason", argv, {
    case: { type: "string", required: true },
    json: { type: "boolean" },
  });
  const picture = pictureOf(readCase(given.required("case"), localDateOf(now())));
  await write(
    output,
    given.has("json") ? `${JSON.stringify(picture, openAsNull, 2)}\n` : pictureInWords(picture),
  );
  return exitCodes.done;
}

/** What cannot be said yet is an answer of its own: it stands as null and is not left out. */
function openAsNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}
