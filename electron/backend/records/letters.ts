import type { LetterRow } from "../../../shared/contract.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { type Signer, signerSchema } from "../../../shared/evaluation/people.ts";
import type { LetterAddressee, LetterDocument } from "../../../shared/letter/document.ts";
import type { Edit } from "../../../shared/letter/edits.ts";
import { isFinal, type LetterKind, letterKinds } from "../../../shared/letter/kinds/kinds.ts";
import type { Readable, Writable } from "../database/access.ts";

/** The same letter, addressed to somebody else. */
export interface SignedCopy {
  readonly id: string;
  readonly recipient: LetterAddressee;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** All that is kept of a signed letter; none of it ever changes. */
export interface SignedLetter {
  readonly id: string;
  readonly letterNumber: string;
  readonly evaluationId: string;
  readonly kind: LetterKind;
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
  readonly cited?: { readonly letterId: string; readonly reason?: string };
  readonly edits: readonly Edit[];
  readonly copies: readonly SignedCopy[];
}

export const finalKinds: readonly LetterKind[] = letterKinds.filter(isFinal);

/** The next number of the year: "2026-000001". Numbers are never used twice, not even those of letters that were erased. */
export async function nextLetterNumber(readable: Readable, letterDate: string): Promise<string> {
  const year = letterDate.slice(0, 4);
  const last = async (table: "letters" | "erased_letters") =>
    (
      await readable
        .selectFrom(table)
        .select("letter_number")
        .where("letter_number", ">=", `${year}-`)
        .where("letter_number", "<", `${year}.`)
        .orderBy("letter_number", "desc")
        .limit(1)
        .executeTakeFirst()
    )?.letter_number;
  const numbers = [await last("letters"), await last("erased_letters")];
  const count = Math.max(...numbers.map((number) => Number(number?.slice(year.length + 1) ?? 0)));
  return `${year}-${String(count + 1).padStart(6, "0")}`;
}

export async function addLetter(writable: Writable, letter: SignedLetter): Promise<void> {
  await writable
    .insertInto("letters")
    .values({
      id: letter.id,
      letter_number: letter.letterNumber,
      evaluation_id: letter.evaluationId,
      kind: letter.kind,
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
      cited_letter_id: letter.cited?.letterId ?? null,
      cited_reason: letter.cited?.reason ?? null,
      edits_json: letter.edits.length === 0 ? null : JSON.stringify(letter.edits),
    })
    .execute();
  for (const [index, copy] of letter.copies.entries()) {
    await writable
      .insertInto("letter_copies")
      .values({
        id: copy.id,
        letter_id: letter.id,
        position: index + 1,
        recipient_json: JSON.stringify(copy.recipient),
        sha256: copy.sha256,
        byte_length: copy.bytes.length,
        bytes: copy.bytes,
      })
      .execute();
  }
}

/** Signed letters with those that they cite and are corrected by, the latest first. */
function letterQuery(readable: Readable) {
  return readable
    .selectFrom("letters")
    .leftJoin("letters as cited", "cited.id", "letters.cited_letter_id")
    .leftJoin("letters as amending", (join) =>
      join.onRef("amending.cited_letter_id", "=", "letters.id").on("amending.kind", "=", "amended"),
    )
    .select([
      "letters.id as id",
      "letters.letter_number as letterNumber",
      "letters.evaluation_id as evaluationId",
      "letters.kind as kind",
      "letters.signed_at as signedAt",
      "letters.signer_json as signerJson",
      "letters.sha256 as sha256",
      "letters.byte_length as byteLength",
      "letters.cited_reason as reason",
      "cited.id as citedId",
      "cited.letter_number as citedNumber",
      "cited.signed_at as citedAt",
      "amending.id as amendingId",
      "amending.letter_number as amendingNumber",
      "amending.signed_at as amendingAt",
    ])
    .orderBy("letters.letter_number", "desc");
}

type LetterQueryRow = Awaited<ReturnType<ReturnType<typeof letterQuery>["execute"]>>[number];
type CopyRow = LetterRow["copies"][number];

function other(letterId: string | null, letterNumber: string | null, signedAt: string | null) {
  if (letterId === null || letterNumber === null || signedAt === null) return undefined;
  return { letterId, letterNumber, letterDate: signedAt.slice(0, 10) };
}

function toRow(row: LetterQueryRow, copies: readonly CopyRow[]): LetterRow {
  const cites = other(row.citedId, row.citedNumber, row.citedAt);
  const amendedBy = other(row.amendingId, row.amendingNumber, row.amendingAt);
  return {
    letterId: row.id,
    letterNumber: row.letterNumber,
    evaluationId: row.evaluationId,
    kind: row.kind,
    signedAt: row.signedAt,
    signedBy: signerSchema.parse(JSON.parse(row.signerJson)).displayName,
    sha256: row.sha256,
    byteLength: row.byteLength,
    ...(cites === undefined ? {} : { cites }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(amendedBy === undefined ? {} : { amendedBy }),
    copies: [...copies],
  };
}

export async function listLetters(readable: Readable, evaluationId?: string): Promise<LetterRow[]> {
  const all = letterQuery(readable);
  const rows = await (evaluationId === undefined
    ? all
    : all.where("letters.evaluation_id", "=", evaluationId)
  ).execute();
  const copies = await readCopies(readable, evaluationId);
  return rows.map((row) => toRow(row, copies.get(row.id) ?? []));
}

async function readCopies(
  readable: Readable,
  evaluationId?: string,
): Promise<ReadonlyMap<string, readonly CopyRow[]>> {
  let query = readable
    .selectFrom("letter_copies")
    .innerJoin("letters", "letters.id", "letter_copies.letter_id")
    .select([
      "letter_copies.id as id",
      "letter_copies.letter_id as letterId",
      "letter_copies.recipient_json as recipientJson",
      "letter_copies.sha256 as sha256",
      "letter_copies.byte_length as byteLength",
    ])
    .orderBy("letter_copies.position");
  if (evaluationId !== undefined) query = query.where("letters.evaluation_id", "=", evaluationId);
  const found = new Map<string, CopyRow[]>();
  for (const row of await query.execute()) {
    const { name, lines } = JSON.parse(row.recipientJson) as LetterAddressee;
    const copy = {
      copyId: row.id,
      recipient: { name, lines: [...lines] },
      sha256: row.sha256,
      byteLength: row.byteLength,
    };
    found.set(row.letterId, [...(found.get(row.letterId) ?? []), copy]);
  }
  return found;
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

/** The letter as it was signed, with what the list says of it. */
export async function findLetter(
  readable: Readable,
  letterId: string,
): Promise<{ readonly letter: LetterRow; readonly document: LetterDocument } | undefined> {
  const row = await readable
    .selectFrom("letters")
    .select(["evaluation_id", "document_json"])
    .where("id", "=", letterId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const letter = (await listLetters(readable, row.evaluation_id)).find((one) => one.letterId === letterId);
  return letter && { letter, document: JSON.parse(row.document_json) as LetterDocument };
}

/** The evaluation as it was when the letter was signed. */
export async function findSignedEvaluation(
  readable: Readable,
  letterId: string,
): Promise<Evaluation | undefined> {
  const row = await readable
    .selectFrom("letters")
    .select("evaluation_json")
    .where("id", "=", letterId)
    .executeTakeFirst();
  return row && (JSON.parse(row.evaluation_json) as Evaluation);
}

export interface StoredBytes {
  readonly letterNumber: string;
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Of the letter, or of one of its copies. */
export async function findLetterBytes(
  readable: Readable,
  letterId: string,
  copyId?: string,
): Promise<StoredBytes | undefined> {
  const row = await (copyId === undefined
    ? readable
        .selectFrom("letters")
        .select(["letters.letter_number", "letters.sha256", "letters.bytes"])
        .where("letters.id", "=", letterId)
        .executeTakeFirst()
    : readable
        .selectFrom("letter_copies")
        .innerJoin("letters", "letters.id", "letter_copies.letter_id")
        .select(["letters.letter_number", "letter_copies.sha256", "letter_copies.bytes"])
        .where("letter_copies.id", "=", copyId)
        .where("letters.id", "=", letterId)
        .executeTakeFirst());
  if (row === undefined) return undefined;
  // A Buffer's class would not survive the way to another process; plain bytes do.
  return { letterNumber: row.letter_number, sha256: row.sha256, bytes: new Uint8Array(row.bytes) };
}
