import { z } from "zod";

/** How a practice wants its letters. What it leaves open is as every letter is. */

/** Sections of a letter that a practice may put in its own order; all before them stand where they always stand. */
export const evidenceSections = [
  "history",
  "physical",
  "neurological",
  "records",
  "instruments",
  "coordination",
] as const;
export type EvidenceSection = (typeof evidenceSections)[number];

/** besideAddress: in the window of the envelope, left of the practice's name; right: opposite, at the sheet's right margin. */
export const logoPlaces = ["right", "besideAddress"] as const;
export type LogoPlace = (typeof logoPlaces)[number];

/** title: "Dear Dr Brackwater"; fullName: "Dear Ona Brackwater". */
export const salutations = ["title", "fullName"] as const;

const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize("NFC").replace(/\s+/g, " ").trim())
    .refine((value) => value !== "", { message: "must not be empty" });

export const letterSettingsSchema = z
  .object({
    logoPlace: z.enum(logoPlaces).optional(),
    salutation: z.enum(salutations).optional(),
    /** Before the signature: "Sincerely,". */
    closing: words(60).optional(),
    /** At the foot of every page: office hours, web address. */
    footer: words(160).optional(),
    /** Instead of the standing notice of confidentiality. */
    confidentiality: words(400).optional(),
    evidenceOrder: z
      .array(z.enum(evidenceSections))
      .refine((order) => order.length === evidenceSections.length && new Set(order).size === order.length, {
        message: "must name each section of the evidence once",
      })
      .optional(),
    /** The patient's name in the names of files; without it they hold the number of the letter alone. */
    namesInFiles: z.boolean().optional(),
    /** Whether a signed letter carries its findings for programs; it does unless this is false. */
    attachFindings: z.boolean().optional(),
  })
  .strict();
export type LetterSettings = z.infer<typeof letterSettingsSchema>;
