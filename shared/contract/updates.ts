import { z } from "zod";
import { instant, nothing, operation } from "./operation.ts";

/** Where an update stands. Answered by the main process, which is the only one that may reach for a feed. */

const reason = { message: z.string(), action: z.string() };

export const updateState = z.discriminatedUnion("state", [
  /** Nothing is looked for. */
  z.object({ state: z.literal("off"), ...reason }).strict(),
  /** On, and nobody has looked yet. */
  z.object({ state: z.literal("notLooked"), feed: z.string() }).strict(),
  z.object({ state: z.literal("looking"), feed: z.string() }).strict(),
  z.object({ state: z.literal("upToDate"), feed: z.string(), lookedAt: instant }).strict(),
  z
    .object({
      state: z.literal("fetching"),
      feed: z.string(),
      version: z.string(),
      /** 0 to 1. */
      share: z.number().min(0).max(1),
    })
    .strict(),
  /** Fetched and checked; put in place when Fourfold is closed. */
  z.object({ state: z.literal("waiting"), feed: z.string(), version: z.string() }).strict(),
  /** Not possible here, or what was offered was not taken. */
  z
    .object({
      state: z.literal("refused"),
      feed: z.string().optional(),
      lookedAt: instant.optional(),
      ...reason,
    })
    .strict(),
]);
export type UpdateState = z.infer<typeof updateState>;

export const updateOperations = {
  "window.updateState": operation({
    input: nothing,
    output: updateState,
    allowed: "anybody",
    answeredBy: "main",
  }),
  /** Looks now, and fetches what is newer. Resolves when that has come to an end. */
  "window.lookForUpdate": operation({
    input: nothing,
    output: updateState,
    allowed: "anybody",
    answeredBy: "main",
  }),
  /** Closes Fourfold, puts the update in place and opens it again; refused while an evaluation is open. */
  "window.installUpdate": operation({
    input: z.object({ evaluationOpen: z.boolean(), allSaved: z.boolean() }).strict(),
    output: nothing,
    allowed: "anybody",
    answeredBy: "main",
  }),
} as const;
