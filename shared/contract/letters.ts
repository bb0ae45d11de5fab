import { z } from "zod";
import type { LetterDocument } from "../letter/document.ts";
import { bytes, clinical, everyRole, id, instant, operation, paper, password } from "./operation.ts";

/** The letter: composed, checked, signed, read. */

const readinessEntry = z
  .object({
    /**
     * missing: a required item, to be answered or waived; contradiction: a broken rule; blocker: cannot be signed over;
     * question: answers that rarely go together, which may be right and stand in nobody's way.
     */
    kind: z.enum(["missing", "contradiction", "blocker", "question"]),
    /** A blocker that goes when its item is answered, and in no other way. */
    cannotBeWaived: z.literal(true).optional(),
    itemId: z.string().optional(),
    message: z.string(),
  })
  .strict();
export type ReadinessEntry = z.infer<typeof readinessEntry>;

const letterRow = z
  .object({
    letterId: id,
    letterNumber: z.string(),
    evaluationId: id,
    signedAt: instant,
    signedBy: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    byteLength: z.number().int(),
  })
  .strict();
export type LetterRow = z.infer<typeof letterRow>;

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

export const letterOperations = {
  "letter.preview": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z
      .object({ document: z.custom<LetterDocument>(isObject), readiness: z.array(readinessEntry) })
      .strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  "letter.sign": operation({
    input: z
      .object({
        evaluationId: id,
        password,
        paper,
        /** Why required items stay unanswered: each of them is waived for this reason as the letter is signed. */
        incompleteReason: z.string().trim().min(3).max(500).optional(),
      })
      .strict(),
    output: letterRow,
    allowed: clinical,
    answeredBy: "backend",
  }),
  "letter.list": operation({
    input: z.object({ evaluationId: id.optional() }).strict(),
    output: z.object({ letters: z.array(letterRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The stored bytes of a signed letter; their SHA-256 is checked first. */
  "letter.read": operation({
    input: z.object({ letterId: id }).strict(),
    output: z.object({ bytes, fileName: z.string() }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The letter as it stands, marked DRAFT; nothing is stored. */
  "letter.draft": operation({
    input: z.object({ evaluationId: id, paper }).strict(),
    output: z.object({ bytes, fileName: z.string() }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
} as const;
