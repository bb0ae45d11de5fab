import { z } from "zod";
import { practiceSchema } from "../evaluation/people.ts";
import { phraseSchema } from "../phrases/phrase.ts";
import { everyRole, id, instant, nothing, operation } from "./operation.ts";

/** What a practice keeps for itself: its letterhead and its phrases. */

const phraseRow = phraseSchema.extend({ id, changedAt: instant, changedBy: z.string() }).strict();
export type PhraseRow = z.infer<typeof phraseRow>;

export const practiceOperations = {
  "practice.read": operation({
    input: nothing,
    output: practiceSchema,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "practice.save": operation({
    input: practiceSchema,
    output: nothing,
    allowed: ["administrator", "physician"],
    answeredBy: "backend",
  }),
  /** What the account can call: its own phrases and the practice's. */
  "phrases.list": operation({
    input: nothing,
    output: z.object({ phrases: z.array(phraseRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Adds, or changes the one with this id. The practice's phrases are kept by physicians and administrators. */
  "phrases.save": operation({
    input: phraseSchema.extend({ id: id.optional() }).strict(),
    output: z.object({ id }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "phrases.remove": operation({
    input: z.object({ id }).strict(),
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
} as const;
