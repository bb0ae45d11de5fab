import type { Choice } from "./kinds.ts";

/**
 * Value sets that several items share. Codes are stored and never change; labels and phrases may read better.
 * Clinical reference 0.3.
 */

/** Makes choices whose code is also what is read on screen and in the letter. */
export const choicesOf = (...codes: readonly string[]): readonly Choice[] => codes.map((code) => ({ code }));

/** Only "no" says that something is absent: "unknown" and "not asked" stay open questions. */
export const yesNo = [
  { code: "yes", label: "Yes" },
  { code: "no", label: "No" },
  { code: "unknown", label: "Unknown" },
  { code: "not asked", label: "Not asked" },
] as const satisfies readonly Choice[];

/** For marks beside an examination finding, where "unknown" has no meaning. */
export const plainYesNo = [
  { code: "yes", label: "Yes" },
  { code: "no", label: "No" },
] as const satisfies readonly Choice[];

export const laterality = [
  { code: "left", label: "Left" },
  { code: "right", label: "Right" },
  { code: "bilateral", label: "Both sides", phrase: "both sides" },
  { code: "midline", label: "Midline", phrase: "midline" },
  { code: "not applicable", label: "Not applicable" },
] as const satisfies readonly Choice[];

/** One side of the body, or both; for targets that have no midline. */
export const sides = [
  { code: "left", label: "Left" },
  { code: "right", label: "Right" },
  { code: "bilateral", label: "Both sides", phrase: "both sides" },
] as const satisfies readonly Choice[];

export const testResult = [
  { code: "negative", label: "Negative" },
  { code: "positive", label: "Positive" },
  { code: "equivocal", label: "Equivocal" },
] as const satisfies readonly Choice[];

/** Where a provocative test hurts: only the usual pain counts as reproduction. */
export const testPain = [
  { code: "usual pain", label: "Usual pain", phrase: "reproduces the usual pain" },
  { code: "pain elsewhere", label: "Pain elsewhere", phrase: "hurts elsewhere" },
] as const satisfies readonly Choice[];

/** Medical Research Council scale of muscle strength, with the half grades in use. */
export const strengthGrades = [
  { code: "0", label: "0", phrase: "0/5" },
  { code: "1", label: "1", phrase: "1/5" },
  { code: "2", label: "2", phrase: "2/5" },
  { code: "3", label: "3", phrase: "3/5" },
  { code: "4-", label: "4-", phrase: "4-/5" },
  { code: "4", label: "4", phrase: "4/5" },
  { code: "4+", label: "4+", phrase: "4+/5" },
  { code: "5", label: "5", phrase: "5/5" },
  { code: "NT", label: "Not testable", phrase: "not testable" },
] as const satisfies readonly Choice[];

/** Order of the strength grades, for comparison only: the scale is ordinal and is never averaged. */
export const strengthOrdinal: Readonly<Record<string, number>> = {
  "0": 0,
  "1": 1,
  "2": 2,
  "3": 3,
  "4-": 3.7,
  "4": 4,
  "4+": 4.3,
  "5": 5,
};

/** Grade 1 is any alteration: reduced or hypersensitive. */
export const sensationGrades = [
  { code: "0", label: "0 absent", phrase: "absent" },
  { code: "1", label: "1 altered", phrase: "altered" },
  { code: "2", label: "2 normal", phrase: "normal" },
  { code: "NT", label: "Not testable", phrase: "not testable" },
] as const satisfies readonly Choice[];

/** Tendon reflexes. Grading words are general knowledge, to be confirmed by the practice's physician. */
export const reflexGrades = [
  { code: "0", label: "0 absent", phrase: "absent" },
  { code: "1+", label: "1+ reduced", phrase: "1+" },
  { code: "2+", label: "2+ normal", phrase: "2+" },
  { code: "3+", label: "3+ brisk", phrase: "3+" },
  { code: "4+", label: "4+ very brisk with clonus", phrase: "4+ with clonus" },
] as const satisfies readonly Choice[];

export const cervicalLevels = ["C0-1", "C1-2", "C2-3", "C3-4", "C4-5", "C5-6", "C6-7", "C7-T1"] as const;
export const thoracicLevels = [
  "T1-2",
  "T2-3",
  "T3-4",
  "T4-5",
  "T5-6",
  "T6-7",
  "T7-8",
  "T8-9",
  "T9-10",
  "T10-11",
  "T11-12",
  "T12-L1",
] as const;
export const lumbarLevels = ["L1-2", "L2-3", "L3-4", "L4-5", "L5-S1"] as const;
export const spinalLevels = [...cervicalLevels, ...thoracicLevels, ...lumbarLevels, "SIJ"] as const;
export const levelChoices: readonly Choice[] = spinalLevels.map((level) =>
  level === "SIJ"
    ? { code: level, label: "Sacroiliac joint", phrase: "sacroiliac joint" }
    : { code: level, label: level },
);

/** Roots with a sensory key point. "S4-5" is one: it is examined as one. */
export const nerveRoots = [
  "C5",
  "C6",
  "C7",
  "C8",
  "T1",
  "L1",
  "L2",
  "L3",
  "L4",
  "L5",
  "S1",
  "S2",
  "S3",
  "S4-5",
] as const;
export const rootChoices: readonly Choice[] = nerveRoots.map((root) => ({ code: root, label: root }));

/** Does an imaging finding explain the pain? */
export const concordance = [
  { code: "concordant", label: "Concordant", phrase: "matches the pain" },
  { code: "partly concordant", label: "Partly concordant", phrase: "matches the pain in part" },
  { code: "discordant", label: "Discordant", phrase: "does not match the pain" },
  { code: "incidental-likely", label: "Probably incidental", phrase: "is probably incidental" },
  { code: "not assessed", label: "Not assessed", phrase: "was not judged against the pain" },
] as const satisfies readonly Choice[];

/** Response to a treatment, in bands of relief. */
export const treatmentResponse = [
  { code: "none", label: "None", phrase: "no relief" },
  { code: "<30 %", label: "< 30 %", phrase: "less than 30 % relief" },
  { code: "30-49 %", label: "30-49 %", phrase: "30-49 % relief" },
  { code: "50-79 %", label: "50-79 %", phrase: "50-79 % relief" },
  { code: ">=80 %", label: "≥ 80 %", phrase: "at least 80 % relief" },
  { code: "helped", label: "Helped, amount not known", phrase: "relief, amount not stated" },
  { code: "helped in part", label: "Helped in part", phrase: "some relief, amount not stated" },
  { code: "worse", label: "Worse", phrase: "worse with it" },
  {
    code: "stopped-side effects",
    label: "Stopped, side effects",
    phrase: "stopped because of side effects",
  },
] as const satisfies readonly Choice[];

export const durationUnits = choicesOf("hours", "days", "weeks", "months");

export const imageGuidance = [
  { code: "fluoroscopy", label: "Fluoroscopy" },
  { code: "CT", label: "CT" },
  { code: "ultrasound", label: "Ultrasound" },
  { code: "none", label: "None", phrase: "no image guidance" },
] as const satisfies readonly Choice[];

/** Who a recommendation is for. */
export const responsibleParties = [
  { code: "pain clinic", label: "Pain clinic" },
  { code: "referring clinician", label: "Referring clinician", phrase: "you" },
  { code: "PCP", label: "Primary care clinician", phrase: "the primary care clinician" },
  { code: "PT", label: "Physical therapist", phrase: "the physical therapist" },
  { code: "psychology", label: "Psychologist", phrase: "the psychologist" },
  { code: "surgeon", label: "Surgeon", phrase: "the surgeon" },
  { code: "patient", label: "Patient", phrase: "the patient" },
] as const satisfies readonly Choice[];
