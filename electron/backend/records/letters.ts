import type { LetterRow } from "../../../shared/contract.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { type Signer, signerSchema } from "../../../shared/evaluation/people.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import type { Readable, Writable } from "../database/access.ts";

/** All that is kept of a signed letter; none of it ever changes. */
export interface SignedLetter {
  readonly id: string;
  readonly letterNumber: string;
  readonly evaluationId: string;
  readonly signedAt: string;
  readonly accountId: string;
  readonly signer: Signer;
  readonly paper: "letter" | "a4";
  readonly incompleteReason?: string;
  readonly checklistVersion: string;
  readonly rulesVersion: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly evaluation: Evaluation;
  readonly document: LetterDocument;
}

/** The next number of the year: "2026-000001". Numbers are never used twice, since letters are never deleted. */
export async function nextLetterNumber(readable: Readable, letterDate: string): Promise<string> {
  const year = letterDate.slice(0, 4);
  const last = await readable
    .selectFrom("letters")
    .select("letter_number")
    .where("letter_number", ">=", `${year}-`)
    .where("letter_number", "<", `${year}.`)
    .orderBy("letter_number", "desc")
    .limit(1)
    .executeTakeFirst();
  const count = last === undefined ? 0 : Number(last.letter_number.slice(year.length + 1));
  return `${year}-${String(count + 1).padStart(6, "0")}`;
}

export async function addLetter(writable: Writable, letter: SignedLetter): Promise<void> {
  await writable
    .insertInto("letters")
    .values({
      id: letter.id,
      letter_number: letter.letterNumber,
      evaluation_id: letter.evaluationId,
      signed_at: letter.signedAt,
      account_id: letter.accountId,
      signer_json: JSON.stringify(letter.signer),
      paper: letter.paper,
      incomplete_reason: letter.incompleteReason ?? null,
      checklist_version: letter.checklistVersion,
      rules_version: letter.rulesVersion,
      sha256: letter.sha256,
      byte_length: letter.bytes.length,
      evaluation_json: JSON.stringify(letter.evaluation),
      document_json: JSON.stringify(letter.document),
      bytes: letter.bytes,
    })
    .execute();
}

export async function listLetters(readable: Readable, evaluationId?: string): Promise<LetterRow[]> {
  let query = readable
    .selectFrom("letters")
    .select(["id", "letter_number", "evaluation_id", "signed_at", "signer_json", "sha256", "byte_length"])
    .orderBy("letter_number", "desc");
  if (evaluationId !== undefined) query = query.where("evaluation_id", "=", evaluationId);
  return (await query.execute()).map((row) => ({
    letterId: row.id,
    letterNumber: row.letter_number,
    evaluationId: row.evaluation_id,
    signedAt: row.signed_at,
    signedBy: signerSchema.parse(JSON.parse(row.signer_json)).displayName,
    sha256: row.sha256,
    byteLength: row.byte_length,
  }));
}

/** The letter as it was signed. */
export async function findLetterDocument(
  readable: Readable,
  letterId: string,
): Promise<LetterDocument | undefined> {
  const row = await readable
    .selectFrom("letters")
    .select("document_json")
    .where("id", "=", letterId)
    .executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.document_json) as LetterDocument);
}

export interface StoredBytes {
  readonly letterNumber: string;
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export async function findLetterBytes(
  readable: Readable,
  letterId: string,
): Promise<StoredBytes | undefined> {
  const row = await readable
    .selectFrom("letters")
    .select(["letter_number", "sha256", "bytes"])
    .where("id", "=", letterId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // A Buffer's class would not survive the way to another process; plain bytes do.
  return { letterNumber: row.letter_number, sha256: row.sha256, bytes: new Uint8Array(row.bytes) };
}
