import type { ContactPoint, HumanName, Identifier, Organization, Patient, Practitioner } from "fhir/r4";
import type { Clinician, Patient as Person, Practice, Signer } from "../../evaluation/people.ts";
import { npiSystem, recordNumberSystem } from "./codes.ts";

/** People and the practice as FHIR R4 resources; each is given its id by the bundle. */

const administrativeGenders = {
  female: "female",
  male: "male",
  intersex: "other",
  unknown: "unknown",
} as const;

export function patientResource(patient: Person, id: string): Patient {
  const { givenNames, familyName, dateOfBirth, sexAtBirth, mrn, phone, language } = patient;
  return {
    resourceType: "Patient",
    id,
    identifier: [
      {
        use: "usual",
        type: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v2-0203", code: "MR" }] },
        system: recordNumberSystem,
        value: mrn,
      },
    ],
    name: [nameOf(familyName, givenNames)],
    gender: administrativeGenders[sexAtBirth],
    birthDate: dateOfBirth,
    ...(phone ? { telecom: [{ system: "phone", value: phone }] } : {}),
    ...(language ? { communication: [{ language: { text: language }, preferred: true }] } : {}),
  };
}

export function clinicianResource(clinician: Clinician, id: string): Practitioner {
  const { givenNames, familyName, title, credentials, addressLines = [], phone, fax, npi } = clinician;
  return {
    resourceType: "Practitioner",
    id,
    ...identified(npi),
    name: [
      {
        ...nameOf(familyName, givenNames),
        ...(title ? { prefix: [title] } : {}),
        ...(credentials ? { suffix: [credentials] } : {}),
      },
    ],
    ...reached(phone, fax),
    ...(addressLines.length === 0 ? {} : { address: [{ line: [...addressLines] }] }),
  };
}

export function signerResource({ displayName, credentials, npi }: Signer, id: string): Practitioner {
  return {
    resourceType: "Practitioner",
    id,
    ...identified(npi),
    name: [{ text: displayName, ...(credentials ? { suffix: [credentials] } : {}) }],
  };
}

export function organizationResource({ name, addressLines, phone, fax }: Practice, id: string): Organization {
  return {
    resourceType: "Organization",
    id,
    name,
    ...reached(phone, fax),
    address: [{ line: [...addressLines] }],
  };
}

function nameOf(family: string, given: string | undefined): HumanName {
  const givenNames = given?.split(/\s+/).filter((each) => each !== "") ?? [];
  return { family, ...(givenNames.length === 0 ? {} : { given: givenNames }) };
}

function identified(npi: string | undefined): { readonly identifier?: Identifier[] } {
  return npi === undefined ? {} : { identifier: [{ system: npiSystem, value: npi }] };
}

function reached(phone: string | undefined, fax: string | undefined): { readonly telecom?: ContactPoint[] } {
  const telecom: ContactPoint[] = [
    ...(phone ? [{ system: "phone" as const, value: phone }] : []),
    ...(fax ? [{ system: "fax" as const, value: fax }] : []),
  ];
  return telecom.length === 0 ? {} : { telecom };
}
