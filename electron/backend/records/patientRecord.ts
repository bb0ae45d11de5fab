import type { Selectable } from "kysely";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { type Patient, type Signer, signerSchema } from "../../../shared/evaluation/people.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import type { Readable } from "../database/access.ts";
import type { Tables } from "../database/tables.ts";
import { findEvaluation } from "./evaluations.ts";
import { readLoopEvents } from "./loops.ts";
import { findPatient } from "./patients.ts";

/** All that the store holds of one patient, for whoever may have it. */

export interface RecordedLetter {
  readonly id: string;
  readonly letterNumber: string;
  readonly kind: LetterKind;
  /** Instant with the local offset. */
  readonly signedAt: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly signer: Signer;
  readonly evaluation: Evaluation;
  readonly document: LetterDocument;
  readonly copies: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
}

export interface RecordedEvaluation {
  readonly evaluationId: string;
  readonly evaluation: Evaluation;
  readonly isSigned: boolean;
  /** UTC instant. */
  readonly savedAt?: string;
  readonly steps: Awaited<ReturnType<typeof readLoopEvents>>;
}

export interface WholeRecord {
  readonly patientId: string;
  readonly patient: Patient;
  readonly evaluations: readonly RecordedEvaluation[];
  readonly letters: readonly RecordedLetter[];
  /** To whom letters were printed, sent and acknowledged: the account of disclosures. */
  readonly sendLog: readonly SendEntry[];
}

export async function readWholeRecord(
  readable: Readable,
  patientId: string,
): Promise<WholeRecord | undefined> {
  const patient = await findPatient(readable, patientId);
  if (patient === undefined) return undefined;
  const ids = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select("evaluations.id")
    .where("referrals.patient_id", "=", patientId)
    .where("evaluations.discarded_at", "is", null)
    .orderBy("evaluations.visit_date")
    .orderBy("evaluations.created_at")
    .execute();
  const evaluations: RecordedEvaluation[] = [];
  for (const { id } of ids) {
    const stored = await findEvaluation(readable, id);
    if (stored === undefined) continue;
    evaluations.push({
      evaluationId: id,
      evaluation: stored.evaluation,
      isSigned: stored.signedLetterId !== undefined,
      ...(stored.savedAt === undefined ? {} : { savedAt: stored.savedAt }),
      steps: await readLoopEvents(readable, id),
    });
  }
  return {
    patientId,
    patient,
    evaluations,
    letters: await lettersOf(readable, patientId),
    sendLog: await sendLogOf(readable, patientId),
  };
}

async function lettersOf(readable: Readable, patientId: string): Promise<RecordedLetter[]> {
  const rows = await readable
    .selectFrom("letters")
    .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .selectAll("letters")
    .where("referrals.patient_id", "=", patientId)
    .orderBy("letters.letter_number")
    .execute();
  const letters: RecordedLetter[] = [];
  for (const row of rows) {
    const copies = await readable
      .selectFrom("letter_copies")
      .select(["sha256", "bytes"])
      .where("letter_id", "=", row.id)
      .orderBy("position")
      .execute();
    letters.push({ ...toLetter(row), copies });
  }
  return letters;
}

function toLetter(row: Selectable<Tables["letters"]>): Omit<RecordedLetter, "copies"> {
  return {
    id: row.id,
    letterNumber: row.letter_number,
    kind: row.kind,
    signedAt: row.signed_at,
    sha256: row.sha256,
    bytes: row.bytes,
    signer: signerSchema.parse(JSON.parse(row.signer_json)),
    evaluation: JSON.parse(row.evaluation_json) as Evaluation,
    document: JSON.parse(row.document_json) as LetterDocument,
  };
}

export interface SendEntry {
  readonly letterNumber: string;
  readonly recipient: string;
  readonly event: string;
  readonly happenedAt: string;
  readonly method: string | null;
  readonly person: string | null;
}

function sendLogOf(readable: Readable, patientId: string): Promise<SendEntry[]> {
  return readable
    .selectFrom("dispatch_events")
    .innerJoin("dispatches", "dispatches.id", "dispatch_events.dispatch_id")
    .innerJoin("letters", "letters.id", "dispatches.letter_id")
    .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .select([
      "letters.letter_number as letterNumber",
      "dispatches.recipient as recipient",
      "dispatch_events.event as event",
      "dispatch_events.happened_at as happenedAt",
      "dispatch_events.method as method",
      "dispatch_events.person as person",
    ])
    .where("referrals.patient_id", "=", patientId)
    .orderBy("dispatch_events.number")
    .execute();
}
