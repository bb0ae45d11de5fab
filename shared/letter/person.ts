import type { Clinician, Patient } from "../evaluation/people.ts";

/** How the patient is spoken of: as stated, else by sex at birth, else by name and "they". */
export interface Person {
  /** "Mr Quillfeather", or the full name where no title is known. */
  readonly name: string;
  readonly fullName: string;
  readonly he: "he" | "she" | "they";
  readonly He: "He" | "She" | "They";
  readonly him: "him" | "her" | "them";
  readonly his: "his" | "her" | "their";
  readonly His: "His" | "Her" | "Their";
  readonly is: "is" | "are";
  readonly was: "was" | "were";
  readonly has: "has" | "have";
  readonly does: "does" | "do";
  /** The verb in the present tense that goes with the pronoun: "sits" or "sit". */
  verb(infinitive: string): string;
}

/** Third person singular of a regular verb. */
export function thirdPerson(infinitive: string): string {
  const [verb = "", ...after] = infinitive.split(" ");
  const conjugated = /(?:s|x|z|ch|sh|o)$/.test(verb)
    ? `${verb}es`
    : /[^aeiou]y$/.test(verb)
      ? `${verb.slice(0, -1)}ies`
      : `${verb}s`;
  return [conjugated, ...after].join(" ");
}

const forms = {
  he: { He: "He", him: "him", his: "his", His: "His", title: "Mr" },
  she: { He: "She", him: "her", his: "her", His: "Her", title: "Ms" },
  they: { He: "They", him: "them", his: "their", His: "Their", title: "" },
} as const;

function pronounOf(patient: Patient): "he" | "she" | "they" {
  if (patient.gender === "man") return "he";
  if (patient.gender === "woman") return "she";
  if (patient.gender !== undefined) return "they";
  if (patient.sexAtBirth === "male") return "he";
  return patient.sexAtBirth === "female" ? "she" : "they";
}

export function personOf(patient: Patient): Person {
  const he = pronounOf(patient);
  const { title, ...pronouns } = forms[he];
  const fullName = `${patient.givenNames} ${patient.familyName}`.trim();
  const many = he === "they";
  return {
    ...pronouns,
    he,
    fullName,
    name: title === "" ? fullName : `${title} ${patient.familyName}`,
    is: many ? "are" : "is",
    was: many ? "were" : "was",
    has: many ? "have" : "has",
    does: many ? "do" : "does",
    verb: (infinitive) => (many ? infinitive : thirdPerson(infinitive)),
  };
}

const medicalDegree = /\b(?:M\.?D|D\.?O|M\.?B\.?,? ?B\.?S|MBChB|D\.?C|D\.?P\.?M|Ph\.?D|Psy\.?D)\b/i;

/** "Dr Brackwater", or given and family name where no title is known. */
export function salutationName(clinician: Clinician): string {
  const title = clinician.title ?? (medicalDegree.test(clinician.credentials ?? "") ? "Dr" : undefined);
  if (title) return `${title} ${clinician.familyName}`;
  return [clinician.givenNames, clinician.familyName].filter(Boolean).join(" ");
}

/** As on the envelope: "Dr Ona Brackwater, MD"; a title is not doubled by a degree. */
export function envelopeName(clinician: Clinician): string {
  // A degree stands instead of the title, where the given name makes the line read as a name.
  if (!clinician.givenNames) return salutationName(clinician);
  const title = clinician.credentials ? undefined : clinician.title;
  const name = [title, clinician.givenNames, clinician.familyName].filter(Boolean).join(" ");
  return clinician.credentials ? `${name}, ${clinician.credentials}` : name;
}
