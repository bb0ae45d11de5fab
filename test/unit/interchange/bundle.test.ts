import type { Bundle, FhirResource, QuestionnaireResponse } from "fhir/r4";
import { describe, expect, it } from "vitest";
import { findingsOf, type SignedContent } from "../../../electron/backend/letters/attachments.ts";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { answersFrom } from "../../../shared/interchange/fhir/answers.ts";
import { released } from "../../../shared/interchange/released.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { caseNames, caseOf, schemaFaults } from "./support.ts";

const practice = { name: "Made-Up Pain Clinic", addressLines: ["1 Nowhere Road"], paper: "letter" } as const;
const signer = { displayName: "Perpetua Inkwell", credentials: "MD", npi: "1234567893" };

function signed(evaluation: Evaluation): SignedContent {
  const document = compose(evaluation, {
    practice: { ...practice, addressLines: [...practice.addressLines] },
    letterDate: evaluation.visitDate,
    letterNumber: "2025-000017",
    signer,
    signedAt: "10 Mar 2025 at 16:42 (UTC-05:00)",
    status: "signed",
  });
  return {
    letterId: "11111111-2222-4333-8444-555555555555",
    evaluation,
    document,
    practice: { ...practice, addressLines: [...practice.addressLines] },
    signer,
    signedAt: new Date("2025-03-10T21:42:00Z"),
  };
}

function attached(content: SignedContent): { readonly caseFile: string; readonly bundle: Bundle } {
  const [caseFile, bundle] = findingsOf(content).map(({ bytes }) => new TextDecoder().decode(bytes));
  return { caseFile: caseFile ?? "", bundle: JSON.parse(bundle ?? "") as Bundle };
}

const resourcesOf = (bundle: Bundle) =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource as FhirResource]));
function only<Type extends FhirResource["resourceType"]>(bundle: Bundle, type: Type) {
  return resourcesOf(bundle).filter(
    (resource): resource is Extract<FhirResource, { resourceType: Type }> => resource.resourceType === type,
  );
}

describe.each(caseNames)("the bundle of %s", (name) => {
  const evaluation = caseOf(name);
  const content = signed(evaluation);
  const { bundle, caseFile } = attached(content);

  it("is sound FHIR R4, whole and resource by resource", () => {
    expect(schemaFaults(bundle)).toEqual([]);
    for (const resource of resourcesOf(bundle)) expect(schemaFaults(resource)).toEqual([]);
  });

  it("is a document: Composition first, every reference found, each id once", () => {
    const urls = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(resourcesOf(bundle)[0]?.resourceType).toBe("Composition");
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls)
      expect(url).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]*)"/g)].map(([, url]) => url);
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(urls).toContain(reference);
  });

  it("holds the patient, the referral, each diagnosis, and the letter as a consult note", () => {
    const [patient] = only(bundle, "Patient");
    expect(patient?.identifier?.[0]?.value).toBe(evaluation.patient.mrn);
    expect(patient?.birthDate).toBe(evaluation.patient.dateOfBirth);
    const [request] = only(bundle, "ServiceRequest");
    expect(request?.reasonCode?.[0]?.text).toBe(evaluation.referral.question);
    const diagnoses = evaluation.answers["PLAN.DX"]?.value;
    expect(only(bundle, "Condition").length).toBe(Array.isArray(diagnoses) ? diagnoses.length : 0);
    const [letter] = only(bundle, "DocumentReference");
    expect(letter?.type?.coding?.[0]).toMatchObject({ system: "http://loinc.org", code: "11488-4" });
  });

  it("and the case file beside it hold the same answers: those that count", () => {
    const [response] = only(bundle, "QuestionnaireResponse");
    const shown = released(evaluation);
    expect(answersFrom(response as QuestionnaireResponse, evaluation)).toEqual(shown.answers);
    expect(parseCaseFile(caseFile, "2026-11-01").answers).toEqual(shown.answers);
  });

  it("is the same for the same letter, and another for another", () => {
    expect(attached(content)).toEqual({ bundle, caseFile });
    const other = attached({ ...content, letterId: "99999999-2222-4333-8444-555555555555" });
    expect(other.bundle.entry?.[0]?.fullUrl).not.toBe(bundle.entry?.[0]?.fullUrl);
  });
});

describe("scores", () => {
  it("stand as numbers, with LOINC's code where there is one", () => {
    const { bundle } = attached(signed(caseOf("case-f3.json")));
    const found = only(bundle, "Observation").map(({ code, valueInteger, valueQuantity }) => [
      code.coding?.map((coding) => coding.code).join(" "),
      valueInteger ?? valueQuantity?.value,
    ]);
    expect(found).toContainEqual(["44261-6 INS.PHQ9", 17]);
    expect(found).toContainEqual(["INS.PEG", 8]);
    expect(found).toContainEqual(["INS.PCS", 36]);
  });
});

describe("what is not the referrer's to read", () => {
  const evaluation = caseOf("case-f1.json");
  const changed: Evaluation = {
    ...evaluation,
    answers: {
      ...evaluation.answers,
      "HX.RAD": { waived: "the daughter interpreted badly" },
      "HX.SURG": { value: [], carriedFrom: "2024-01-07" },
      "HX.PMH.PREG": { value: "yes", note: "of an answer that is not asked of him" },
      "HX.MECH": { ...evaluation.answers["HX.MECH"], filled: true },
    },
  };
  it("stays behind: reasons for waiving, unconfirmed answers, answers that are not asked any more, marks", () => {
    const { bundle, caseFile } = attached(signed(changed));
    for (const text of [JSON.stringify(bundle), caseFile]) {
      for (const secret of ["daughter", "2024-01-07", "not asked of him", "filled"]) {
        expect(text).not.toContain(secret);
      }
    }
  });
});
