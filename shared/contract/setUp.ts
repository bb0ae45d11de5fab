import { z } from "zod";
import { setUpFileSchema } from "../setUp/setUpFile.ts";
import { nothing, operation } from "./operation.ts";

/** What IT prepared for the first run. Answered by the main process, which knows the command line and the system's folders. */
export const setUpOperations = {
  "window.setUpFile": operation({
    input: nothing,
    output: z
      .object({
        /** Where the file is, or was looked for because the command line named it. Absent where there is none. */
        place: z.string().optional(),
        file: setUpFileSchema.optional(),
        /** Why nothing of it is used. */
        problem: z.object({ message: z.string(), action: z.string() }).strict().optional(),
      })
      .strict(),
    allowed: "anybody",
    answeredBy: "main",
  }),
} as const;
