import { z } from "zod";
import { letterKinds } from "../letter/kinds/kinds.ts";
import { everyRole, id, nothing, operation, paper } from "./operation.ts";

/** What the main process answers itself, because it needs a window or a dialog. */

export const windowOperations = {
  /** Asks where to, then writes the PDF there. `savedTo` is absent when the person cancelled. */
  "window.saveLetter": operation({
    input: z.union([
      z.object({ letterId: id, copyId: id.optional() }).strict(),
      z.object({ draftOf: id, kind: z.enum(letterKinds).optional(), paper }).strict(),
    ]),
    output: z.object({ savedTo: z.string().optional() }).strict(),
    allowed: everyRole,
    answeredBy: "main",
  }),
  /** The page's answer to "window.closing": everything that was typed has been handed over. */
  "window.readyToClose": operation({
    input: nothing,
    output: nothing,
    allowed: "anybody",
    answeredBy: "main",
  }),
  /** Asks for a folder; absent when the person cancelled. */
  "window.chooseFolder": operation({
    input: z.object({ purpose: z.enum(["backupsTo", "restoreFrom", "saveTo"]) }).strict(),
    output: z.object({ folder: z.string().optional() }).strict(),
    // Before anybody is signed in, a backup is looked for.
    allowed: "anybody",
    answeredBy: "main",
  }),
  "window.about": operation({
    input: nothing,
    output: z.object({ version: z.string(), runtime: z.string(), logFolder: z.string() }).strict(),
    allowed: "anybody",
    answeredBy: "main",
  }),
} as const;
