import { z } from "zod";
import type { LetterDocument } from "../letter/document.ts";
import { id, instant, nothing, operation } from "./operation.ts";

/** Looking into an evaluation in an emergency, without being clinical: with a reason, for a short time, recorded loudly. */

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

const emergencyRow = z
  .object({
    id,
    evaluationId: id,
    patientName: z.string(),
    who: z.string(),
    at: instant,
    until: instant,
    reason: z.string(),
    /** Whoever had the access cannot settle it. */
    isOwn: z.boolean(),
  })
  .strict();
export type EmergencyRow = z.infer<typeof emergencyRow>;

export const emergencyOperations = {
  "session.emergencyAccess": operation({
    input: z.object({ evaluationId: id, reason: z.string().trim().min(10).max(500) }).strict(),
    output: z.object({ until: instant }).strict(),
    allowed: ["staff", "administrator"],
    answeredBy: "backend",
  }),
  /** What is recorded, in the sentences of a draft or of the signed letter, while the access lasts. */
  "emergency.read": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z.object({ document: z.custom<LetterDocument>(isObject), until: instant }).strict(),
    allowed: ["staff", "administrator"],
    answeredBy: "backend",
  }),
  /** Accesses that nobody has acknowledged, the latest first. */
  "emergency.list": operation({
    input: nothing,
    output: z.object({ accesses: z.array(emergencyRow) }).strict(),
    allowed: ["physician", "administrator"],
    answeredBy: "backend",
  }),
  "emergency.acknowledge": operation({
    input: z.object({ id }).strict(),
    output: nothing,
    allowed: ["physician", "administrator"],
    answeredBy: "backend",
  }),
} as const;
