import type { Bundle, BundleEntry, FhirResource } from "fhir/r4";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import type { Patient, Practice, Signer } from "../../evaluation/people.ts";
import type { LetterDocument } from "../../letter/document.ts";
import { letterBundle } from "./bundle.ts";
import { patientResource } from "./people.ts";
import { questionnaireResponse } from "./response.ts";

export interface LetterOfPatient {
  readonly letterId: string;
  readonly evaluation: Evaluation;
  readonly document: LetterDocument;
  readonly signer: Signer;
  /** UTC instant of signing. */
  readonly signedAt: string;
  /** The PDF in base64. */
  readonly pdf: string;
}

export interface OpenVisit {
  readonly evaluationId: string;
  readonly evaluation: Evaluation;
  /** UTC instant of the last change. */
  readonly changedAt: string;
}

export interface PatientRecord {
  readonly patientId: string;
  readonly patient: Patient;
  readonly practice: Practice;
  readonly letters: readonly LetterOfPatient[];
  /** Evaluations whose letter is not signed. */
  readonly open: readonly OpenVisit[];
  /** UTC instant of the export. */
  readonly at: string;
  /** A UUID that is always the same for the same name within the same scope. */
  readonly idOf: (scope: string, name: string) => string;
}

/**
 * All of one patient as a FHIR R4 collection: what each signed letter's own document holds, with its PDF, and the findings of
 * evaluations that are not signed yet. Patient and practice are in it once.
 */
export function patientBundle(record: PatientRecord): Bundle {
  const { patientId, patient, practice, letters, open, at, idOf } = record;
  const ofPatient = new Set(["patient", "practice"]);
  const subjectId = idOf(patientId, "patient");
  const resources = new Map<string, FhirResource>([[subjectId, patientResource(patient, subjectId)]]);
  for (const { letterId, evaluation, document, signer, signedAt, pdf } of letters) {
    const bundle = letterBundle(evaluation, {
      practice,
      signer,
      signedAt,
      letter: document,
      pdf,
      idOf: (name) => idOf(ofPatient.has(name) ? patientId : letterId, name),
    });
    for (const { resource } of bundle.entry ?? []) {
      const id = resource?.id ?? "";
      // A bundle of FHIR's own types holds resources of FHIR only; its type leaves room for others.
      if (resource !== undefined && !resources.has(id)) resources.set(id, resource as FhirResource);
    }
  }
  for (const { evaluationId, evaluation, changedAt } of open) {
    const id = idOf(evaluationId, "findings");
    const subject = { reference: `urn:uuid:${subjectId}` };
    resources.set(
      id,
      questionnaireResponse(evaluation.answers, { id, status: "in-progress", subject, authored: changedAt }),
    );
  }
  const entry = [...resources].map(
    ([id, resource]): BundleEntry => ({ fullUrl: `urn:uuid:${id}`, resource }),
  );
  return { resourceType: "Bundle", id: idOf(patientId, "record"), type: "collection", timestamp: at, entry };
}
