import { createHash } from "node:crypto";
import { isCarried } from "../../../shared/evaluation/carryForward.ts";
import { toCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Answer, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { patientBundle } from "../../../shared/interchange/fhir/patientBundle.ts";
import { namedUuid } from "../letters/attachments.ts";
import type { RecordedEvaluation, WholeRecord } from "../records/patientRecord.ts";

/** One patient's record as files: for people (PDF), for Fourfold (case files) and for any other system (FHIR). */

export interface RecordFile {
  /** With forward slashes; without patient data. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const about = `One patient's record from Fourfold. These files are not encrypted and hold patient data: keep them where only
those who may see them can, and delete them when they are no longer needed.

letters/       every signed letter and copy, byte for byte as it was signed (PDF)
evaluations/   every evaluation as JSON: a Fourfold case file
record.fhir.json  all of it as a FHIR R4 Bundle (collection), the letters inside it
record.json    the patient, the steps of each referral, and to whom letters went
manifest.json  each file with its size and SHA-256; of a letter also the SHA-256 that was noted when it was signed
`;

export const manifestName = "manifest.json";

export function recordFiles(record: WholeRecord, practice: Practice, at: Date): RecordFile[] {
  const letters = record.letters.flatMap(({ letterNumber, bytes, sha256, copies }) => [
    { name: `letters/letter-${letterNumber}.pdf`, bytes, signedSha256: sha256 },
    ...copies.map((copy, index) => ({
      name: `letters/letter-${letterNumber}-copy-${index + 1}.pdf`,
      bytes: copy.bytes,
      signedSha256: copy.sha256,
    })),
  ]);
  const files: (RecordFile & { readonly signedSha256?: string })[] = [
    { name: "README.txt", bytes: utf8(about) },
    ...letters,
    ...record.evaluations.map(({ evaluation }, index) => ({
      name: `evaluations/evaluation-${index + 1}-${evaluation.visitDate}.json`,
      bytes: json(toCaseFile(found(evaluation))),
    })),
    { name: "record.fhir.json", bytes: json(bundleOf(record, practice, at)) },
    { name: "record.json", bytes: json(summaryOf(record)) },
  ];
  const manifest = {
    format: "fourfold-record/1",
    reference: record.patientId,
    exportedAt: at.toISOString(),
    files: files.map(({ name, bytes, signedSha256 }) => ({
      name,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...(signedSha256 === undefined ? {} : { signedSha256 }),
    })),
  };
  return [...files, { name: manifestName, bytes: json(manifest) }];
}

/** What was found at this visit: without what an earlier one only offers, and without marks of the form. */
function found(evaluation: Evaluation): Evaluation {
  const answers = Object.entries(evaluation.answers).flatMap(([itemId, answer]): [string, Answer][] => {
    const { filled: _mark, ...said } = answer;
    return isCarried(answer) || Object.keys(said).length === 0 ? [] : [[itemId, said]];
  });
  return { ...evaluation, answers: Object.fromEntries(answers) };
}

function bundleOf(record: WholeRecord, practice: Practice, at: Date) {
  const { patientId, patient, letters, evaluations } = record;
  return patientBundle({
    patientId,
    patient,
    practice,
    letters: letters.map(({ id, evaluation, document, signer, signedAt, bytes }) => ({
      letterId: id,
      evaluation,
      document,
      signer,
      signedAt: new Date(signedAt).toISOString(),
      pdf: Buffer.from(bytes).toString("base64"),
    })),
    open: evaluations
      .filter(({ isSigned }) => !isSigned)
      .map(({ evaluationId, evaluation, savedAt }) => ({
        evaluationId,
        evaluation,
        changedAt: savedAt ?? at.toISOString(),
      })),
    at: at.toISOString(),
    idOf: namedUuid,
  });
}

function summaryOf({ patientId, patient, evaluations, letters, sendLog }: WholeRecord) {
  return {
    reference: patientId,
    patient,
    evaluations: evaluations.map(describe),
    letters: letters.map(({ letterNumber, kind, signedAt, signer, sha256 }) => ({
      letterNumber,
      kind,
      signedAt,
      signedBy: signer.displayName,
      sha256,
    })),
    sent: sendLog,
  };
}

function describe({ evaluation: { visitDate, referral, referrer }, isSigned, steps }: RecordedEvaluation) {
  return { visitDate, isSigned, referral, referrer, steps };
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => utf8(`${JSON.stringify(value, null, 2)}\n`);
