import { writeFileSync } from "node:fs";
import { setUpJsonSchema } from "../../shared/setUp/setUpFile.ts";

/** Writes the JSON Schema of set-up files anew, after the program's own check was changed. */
writeFileSync(
  new URL("./set-up.schema.json", import.meta.url),
  `${JSON.stringify(setUpJsonSchema(), null, 2)}\n`,
);
