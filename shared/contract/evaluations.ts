import { z } from "zod";
import { calendarDate, clinicianSchema, patientSchema, referralSchema } from "../evaluation/people.ts";
import { answerSchema } from "./answers.ts";
import { clinical, id, instant, operation } from "./operation.ts";

/** One evaluation: opened, answered, followed up. */

const openEvaluation = z
  .object({
    evaluationId: id,
    patientId: id,
    patient: patientSchema,
    referrer: clinicianSchema,
    referral: referralSchema,
    visitDate: calendarDate,
    answers: z.record(z.string(), answerSchema),
    /** Counts the saves; the window sends it back so that a lost update is noticed. */
    revision: z.number().int(),
    savedAt: instant.optional(),
    signedLetterId: id.optional(),
    /** The signed visit that this one follows. */
    followUpOf: z
      .object({ visitDate: calendarDate, answers: z.record(z.string(), answerSchema) })
      .strict()
      .optional(),
  })
  .strict();
export type OpenEvaluation = z.infer<typeof openEvaluation>;

export const evaluationOperations = {
  "evaluation.open": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: openEvaluation,
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** A whole case at once: referral, evaluation and answers in one transaction, or nothing. */
  "evaluation.record": operation({
    input: z
      .object({
        patient: z.union([z.object({ existingId: id }).strict(), z.object({ new: patientSchema }).strict()]),
        referrer: clinicianSchema,
        referral: referralSchema,
        visitDate: calendarDate,
        answers: z.record(z.string().max(80), answerSchema),
      })
      .strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** All changes are stored in one transaction or none is. `answer: null` removes the row. */
  "evaluation.saveAnswers": operation({
    input: z
      .object({
        evaluationId: id,
        changes: z
          .array(z.object({ itemId: z.string().max(80), answer: answerSchema.nullable() }).strict())
          .min(1)
          .max(500),
      })
      .strict(),
    output: z.object({ revision: z.number().int(), savedAt: instant }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /**
   * Begins the next visit of the same referral, from a signed evaluation. What may be carried forward is in it, marked until
   * somebody confirms it.
   */
  "evaluation.followUp": operation({
    input: z.object({ evaluationId: id, visitDate: calendarDate }).strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Earlier evaluations of the same patient, the latest first. */
  "evaluation.earlier": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z
      .object({
        evaluations: z.array(
          z
            .object({
              evaluationId: id,
              visitDate: calendarDate,
              isSigned: z.boolean(),
              answers: z.record(z.string(), answerSchema),
            })
            .strict(),
        ),
      })
      .strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
} as const;
