import { z } from "zod";
import { letterSettingsSchema } from "./letterSettings.ts";

/**
 * The people and the referral around an evaluation: shapes shared by the store, the case file and the screens.
 * All strings are trimmed and NFC-normalised on entry, so that search and the letter see one form of a name.
 */

const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.normalize("NFC").trim());
const requiredText = (max: number) =>
  text(max).refine((value) => value.length > 0, { message: "must not be empty" });

/** A plain calendar date that exists: "2024-02-29" yes, "2025-02-29" no. */
export const calendarDate = z
  .string()
  .refine(isCalendarDate, { message: "must be a date such as 2025-03-10" });

export function isCalendarDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1850 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export const sexesAtBirth = ["female", "male", "intersex", "unknown"] as const;
export const genders = ["woman", "man", "non-binary", "other", "not stated"] as const;

export const patientSchema = z
  .object({
    givenNames: requiredText(120),
    familyName: requiredText(120),
    dateOfBirth: calendarDate,
    sexAtBirth: z.enum(sexesAtBirth),
    gender: z.enum(genders).optional(),
    mrn: requiredText(40),
    phone: text(40).optional(),
    language: text(60).optional(),
    interpreterNeeded: z.boolean().optional(),
  })
  .strict();
export type Patient = z.infer<typeof patientSchema>;

export const referrerSpecialties = [
  "primary care",
  "spine/back surgery",
  "orthopaedic surgery",
  "neurology",
  "rheumatology",
  "other",
] as const;

/** NPI: ten digits whose Luhn sum, with the prefix 80840, ends in 0. Ten zeros stand for an invented person. */
export function isNationalProviderIdentifier(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  if (value === "0000000000") return true;
  const digits = `80840${value}`.split("").map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const nationalProviderIdentifier = z.string().refine(isNationalProviderIdentifier, {
  message: "must be a valid NPI: ten digits with a correct check digit",
});

export const clinicianSchema = z
  .object({
    givenNames: text(120).optional(),
    familyName: requiredText(120),
    /** As in the salutation: "Dr". */
    title: text(20).optional(),
    credentials: text(60).optional(),
    specialty: z.enum(referrerSpecialties),
    /** Required words when the specialty is "other". */
    specialtyOther: text(80).optional(),
    practice: text(160).optional(),
    addressLines: z.array(text(80)).max(3).optional(),
    phone: text(40).optional(),
    fax: text(40).optional(),
    secureAddress: text(160).optional(),
    npi: nationalProviderIdentifier.optional(),
  })
  .strict();
export type Clinician = z.infer<typeof clinicianSchema>;

export const urgencies = ["routine", "soon", "urgent", "emergency"] as const;

export const referralSchema = z
  .object({
    date: calendarDate,
    identifier: text(60).optional(),
    question: requiredText(1000),
    urgency: z.enum(urgencies),
    /** The primary care clinician, where somebody else refers. */
    primaryCare: clinicianSchema.optional(),
  })
  .strict();
export type Referral = z.infer<typeof referralSchema>;

export const practiceSchema = z
  .object({
    name: requiredText(120),
    addressLines: z.array(requiredText(80)).min(1).max(3),
    phone: text(40).optional(),
    fax: text(40).optional(),
    paper: z.enum(["letter", "a4"]),
    letter: letterSettingsSchema.optional(),
  })
  .strict();
export type Practice = z.infer<typeof practiceSchema>;

export const roles = ["physician", "staff", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Who signs: printed under the letter. */
export const signerSchema = z
  .object({
    displayName: requiredText(120),
    credentials: text(60).optional(),
    npi: nationalProviderIdentifier.optional(),
  })
  .strict();
export type Signer = z.infer<typeof signerSchema>;
