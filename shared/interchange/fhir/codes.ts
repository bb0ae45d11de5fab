import type { Coding } from "fhir/r4";
import { checklist } from "../../checklist/index.ts";

/** Names under which Fourfold's own things go in FHIR, and those of the code systems that it borrows from. */

/** Codes of the choices: the words of the checklist. */
export const choiceSystem = "urn:fourfold:choice";
/** Ids of the checklist's items. */
export const itemSystem = "urn:fourfold:item";
/** Numbers of letters and identifiers of referrals, as the practice gives them. */
export const letterSystem = "urn:fourfold:letter";
export const referralSystem = "urn:fourfold:referral";
export const recordNumberSystem = "urn:fourfold:record-number";

export const questionnaireUrl = "urn:fourfold:questionnaire:evaluation";
/** The questionnaire in this version of the checklist. */
export const questionnaireCanonical = `${questionnaireUrl}|${checklist.version}`;

export const loinc = "http://loinc.org";
/** LOINC 11488-4: what the letter is. */
export const consultNote: Coding = { system: loinc, code: "11488-4", display: "Consult note" };

export const npiSystem = "http://hl7.org/fhir/sid/us-npi";

/** Ids of the parts and groups of the checklist, and of what stands beside an answer, within the questionnaire. */
export const partLink = (id: string) => `part:${id}`;
export const groupLink = (id: string) => `group:${id}`;
/** A field of a record, a side of a pair, a row of a grid. */
export const within = (linkId: string, id: string) => `${linkId}/${id}`;
export const beside = (itemId: string, what: Beside) => `${itemId}#${what}`;

/** What an answer may hold beside its value. */
export const besideAnswers = ["note", "notDone", "waived", "carriedFrom", "filled"] as const;
export type Beside = (typeof besideAnswers)[number];

/** Says of a list that it is answered by "there are none". */
export const noRows = "none";
