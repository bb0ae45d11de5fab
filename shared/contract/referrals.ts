import { z } from "zod";
import { calendarDate, clinicianSchema, patientSchema, referralSchema } from "../evaluation/people.ts";
import { loopStates } from "../referrals/loop.ts";
import { everyRole, id, nothing, operation } from "./operation.ts";

/** The directories of people, referrals, and the worklist that they make. */

export const worklistStages = [
  "referred",
  "inEvaluation",
  "readyToSign",
  "letterToSend",
  "awaitingAcknowledgement",
  "closed",
] as const;

const worklistRow = z
  .object({
    evaluationId: id,
    patientName: z.string(),
    dateOfBirth: calendarDate,
    mrn: z.string(),
    referrerName: z.string(),
    question: z.string(),
    urgency: z.string(),
    referralDate: calendarDate,
    visitDate: calendarDate,
    stage: z.enum(worklistStages),
    loopState: z.enum(loopStates),
    /** By when the letter is to be sent or, once it is, its receipt asked after. */
    dueOn: calendarDate.optional(),
    /** A red-flag item of this evaluation is answered "yes". */
    redFlag: z.boolean(),
    owner: z.string(),
    letterId: id.optional(),
    /** A later visit of a referral that was answered before. */
    followUp: z.literal(true).optional(),
    /** Corrects a letter that is signed. */
    amends: z.literal(true).optional(),
  })
  .strict();
export type WorklistRow = z.infer<typeof worklistRow>;

const patientRow = z.object({ id, patient: patientSchema }).strict();
const referrerRow = z.object({ id, referrer: clinicianSchema }).strict();

export const referralOperations = {
  "patients.search": operation({
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(200) }).strict(),
    output: z.object({ patients: z.array(patientRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Patients with the same MRN, or the same date of birth and a like name. */
  "patients.likely": operation({
    input: z
      .object({ familyName: z.string(), givenNames: z.string(), dateOfBirth: z.string(), mrn: z.string() })
      .strict(),
    output: z.object({ patients: z.array(patientRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referrers.search": operation({
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(200) }).strict(),
    output: z.object({ referrers: z.array(referrerRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referral.create": operation({
    input: z
      .object({
        patient: z.union([z.object({ existingId: id }).strict(), z.object({ new: patientSchema }).strict()]),
        referrer: z.union([
          z.object({ existingId: id }).strict(),
          z.object({ new: clinicianSchema }).strict(),
        ]),
        referral: referralSchema,
        visitDate: calendarDate,
      })
      .strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referral.update": operation({
    input: z
      .object({
        evaluationId: id,
        patient: patientSchema,
        referrer: clinicianSchema,
        referral: referralSchema,
        visitDate: calendarDate,
      })
      .strict(),
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "worklist.list": operation({
    input: nothing,
    output: z.object({ rows: z.array(worklistRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
} as const;
