import type {
  Bundle,
  Composition,
  DocumentReference,
  FhirResource,
  Reference,
  ServiceRequest,
} from "fhir/r4";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import type { Practice, Signer } from "../../evaluation/people.ts";
import type { LetterDocument } from "../../letter/document.ts";
import { specialtyOf } from "../../letter/frame.ts";
import { released } from "../released.ts";
import { consultNote, letterSystem, referralSystem } from "./codes.ts";
import { conditions, scores } from "./findings.ts";
import { narrativeSections } from "./narrative.ts";
import { clinicianResource, organizationResource, patientResource, signerResource } from "./people.ts";
import { questionnaireResponse } from "./response.ts";

/** What a bundle is made from beside the evaluation. */
export interface BundleFrame {
  readonly practice: Practice;
  readonly signer: Signer;
  /** UTC instant of signing, "2025-03-10T21:42:00.000Z". */
  readonly signedAt: string;
  /** The letter as signed; it has a number. */
  readonly letter: LetterDocument;
  /** A UUID that is always the same for the same name within this letter. */
  readonly idOf: (name: string) => string;
  /** The PDF itself, in base64; absent in the bundle that the PDF carries. */
  readonly pdf?: string;
}

const urgencies = { routine: "routine", soon: "urgent", urgent: "urgent", emergency: "stat" } as const;

/**
 * A signed letter and its evaluation as a FHIR R4 document: the letter's text as Composition, then who and what it is about:
 * patient, physicians, practice, referral, diagnoses, scores, all findings, and where the letter itself is.
 */
export function letterBundle(evaluation: Evaluation, frame: BundleFrame): Bundle {
  const { practice, signer, signedAt, letter, idOf, pdf } = frame;
  const shown = released(evaluation);
  const { patient, referrer, referral, visitDate } = shown;
  const refer = (name: string): Reference => ({ reference: `urn:uuid:${idOf(name)}` });
  const [subject, author, custodian, requester] = ["patient", "author", "practice", "referrer"].map(
    refer,
  ) as [Reference, Reference, Reference, Reference];
  const letterNumber = letter.letterNumber ?? "";
  const request: ServiceRequest = {
    resourceType: "ServiceRequest",
    id: idOf("referral"),
    ...(referral.identifier ? { identifier: [{ system: referralSystem, value: referral.identifier }] } : {}),
    status: "completed",
    intent: "order",
    priority: urgencies[referral.urgency],
    code: { text: "Referral to interventional pain medicine" },
    subject,
    authoredOn: referral.date,
    requester,
    performer: [author],
    reasonCode: [{ text: referral.question }],
  };
  const response = questionnaireResponse(shown.answers, {
    id: idOf("findings"),
    status: "completed",
    subject,
    author,
    authored: signedAt,
  });
  const document: DocumentReference = {
    resourceType: "DocumentReference",
    id: idOf("letter"),
    masterIdentifier: { system: letterSystem, value: letterNumber },
    status: "current",
    docStatus: "final",
    type: { coding: [consultNote] },
    subject,
    date: signedAt,
    author: [author],
    custodian,
    content: [
      {
        attachment: {
          contentType: "application/pdf",
          language: letter.language,
          title: `${letter.title} ${letterNumber}`,
          creation: signedAt,
          ...(pdf === undefined ? {} : { data: pdf }),
        },
      },
    ],
    context: { period: { start: visitDate, end: visitDate }, related: [refer("referral")] },
  };
  const diagnoses = conditions(shown, subject, idOf);
  const observations = scores(shown, subject, idOf);
  const related = [...diagnoses, ...observations].map(({ id = "" }) => ({ reference: `urn:uuid:${id}` }));
  const composition: Composition = {
    resourceType: "Composition",
    id: idOf("composition"),
    identifier: { system: letterSystem, value: letterNumber },
    status: "final",
    type: { coding: [consultNote] },
    subject,
    date: signedAt,
    author: [author],
    title: letter.title,
    attester: [{ mode: "legal", time: signedAt, party: author }],
    custodian,
    section: [
      ...narrativeSections(letter),
      {
        title: "Findings and referral",
        entry: [refer("referral"), refer("findings"), ...related, refer("letter")],
      },
    ],
  };
  const specialty = specialtyOf(referrer);
  const resources: FhirResource[] = [
    composition,
    patientResource(patient, idOf("patient")),
    signerResource(signer, idOf("author")),
    organizationResource(practice, idOf("practice")),
    clinicianResource(referrer, idOf("referrer")),
    {
      resourceType: "PractitionerRole",
      id: idOf("referrer's role"),
      practitioner: requester,
      ...(referrer.practice ? { organization: { display: referrer.practice } } : {}),
      ...(specialty === "" ? {} : { specialty: [{ text: specialty }] }),
    },
    request,
    ...diagnoses,
    ...observations,
    response,
    document,
  ];
  return {
    resourceType: "Bundle",
    identifier: { system: letterSystem, value: letterNumber },
    type: "document",
    timestamp: signedAt,
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id ?? ""}`, resource })),
  };
}
