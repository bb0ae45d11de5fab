import { type Selectable, sql } from "kysely";
import { z } from "zod";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import type { DeskState, DispatchEvent, SendingMethod } from "../../../shared/referrals/desk.ts";
import { letterDueOn } from "../../../shared/referrals/targets.ts";
import type { Readable, Writable } from "../database/access.ts";
import { foldName } from "../database/search.ts";
import type { Tables } from "../database/tables.ts";

/** A letter and one person whom it goes to. Each letter has one for its recipient and one for each of its copies. */
export type Dispatch = Selectable<Tables["dispatches"]> & {
  readonly letterNumber: string;
  readonly evaluationId: string;
  readonly signedAt: string;
};

const addresseeSchema = z.object({ name: z.string() });

/** What of a signed letter the desk must know; its document is read once for it. */
const letterFacts = (readable: Readable) =>
  readable
    .selectFrom("letters")
    .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
    .select([
      "letters.id as letterId",
      "letters.evaluation_id as evaluationId",
      "letters.letter_number as letterNumber",
      "letters.account_id as accountId",
      "letters.kind as kind",
      "letters.sha256 as sha256",
      "letters.signed_at as signedAt",
      "letters.cited_letter_id as citedLetterId",
      "evaluations.visit_date as visitDate",
      sql<string>`json_extract(letters.document_json, '$.addressee')`.as("addressee"),
      sql<0 | 1>`json_type(letters.document_json, '$.urgent') IS NOT NULL`.as("isUrgent"),
    ]);

interface Timing {
  readonly kind: LetterKind;
  readonly visitDate: string;
  readonly signedAt: string;
  readonly isUrgent: 0 | 1;
}

function dueOnOf({ kind, visitDate, signedAt, isUrgent }: Timing): string {
  return letterDueOn({
    kind,
    visitDate,
    letterDate: signedAt.slice(0, 10),
    isUrgent: isUrgent === 1 || kind === "urgent",
  });
}

/** By when the letter was to be sent, for one that came back. */
export async function sendingDueOn(readable: Readable, letterId: string): Promise<string> {
  return dueOnOf(await letterFacts(readable).where("letters.id", "=", letterId).executeTakeFirstOrThrow());
}

/** Letters and copies that the desk has not met yet. Looked for in indexes alone, because every look at the desk does. */
export async function hasNewLetters(readable: Readable): Promise<boolean> {
  const letter = await readable
    .selectFrom("letters")
    .select("letters.id")
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("dispatches").select("dispatches.id").whereRef("letter_id", "=", "letters.id"))),
    )
    .limit(1)
    .executeTakeFirst();
  return letter !== undefined;
}

/** A letter that the desk has just met. */
export interface MetLetter {
  readonly letterId: string;
  readonly letterNumber: string;
  readonly evaluationId: string;
  readonly kind: LetterKind;
  readonly citedLetterId: string | null;
  /** Who signed it. */
  readonly accountId: string;
}

/**
 * Gives every letter that was signed since the last look its dispatches. A letter is signed with its copies in one transaction,
 * so those of a new letter are all there.
 * @returns the new letters in the order of their numbers.
 */
export async function meetNewLetters(
  writable: Writable,
  newId: () => string,
  at: string,
): Promise<readonly MetLetter[]> {
  const letters = await letterFacts(writable)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("dispatches").select("dispatches.id").whereRef("letter_id", "=", "letters.id"))),
    )
    .orderBy("letters.letter_number")
    .execute();
  for (const letter of letters) {
    const copies = await writable
      .selectFrom("letter_copies")
      .select(["id", "sha256", "recipient_json"])
      .where("letter_id", "=", letter.letterId)
      .orderBy("position")
      .execute();
    const shared = {
      letter_id: letter.letterId,
      kind: letter.kind,
      version: await versionOf(writable, letter.kind, letter.citedLetterId),
      state: "toPrint" as const,
      due_on: dueOnOf(letter),
      attempts: 0,
      created_at: at,
    };
    const recipients = [
      { copy_id: null, sha256: letter.sha256, addressee: letter.addressee, is_carbon_copy: 0 as const },
      ...copies.map((copy) => ({
        copy_id: copy.id,
        sha256: copy.sha256,
        addressee: copy.recipient_json,
        is_carbon_copy: 1 as const,
      })),
    ];
    for (const { addressee, ...recipient } of recipients) {
      const { name } = addresseeSchema.parse(JSON.parse(addressee));
      await writable
        .insertInto("dispatches")
        .values({ id: newId(), ...shared, ...recipient, recipient: name, recipient_key: foldName(name) })
        .execute();
    }
  }
  return letters;
}

/** 1, and one more for each letter that it corrects in turn. */
async function versionOf(
  readable: Readable,
  kind: LetterKind,
  citedLetterId: string | null,
): Promise<number> {
  if (kind !== "amended" || citedLetterId === null) return 1;
  const cited = await readable
    .selectFrom("dispatches")
    .select("version")
    .where("letter_id", "=", citedLetterId)
    .limit(1)
    .executeTakeFirst();
  return (cited?.version ?? 1) + 1;
}

const withLetter = (readable: Readable) =>
  readable
    .selectFrom("dispatches")
    .innerJoin("letters", "letters.id", "dispatches.letter_id")
    .selectAll("dispatches")
    .select([
      "letters.letter_number as letterNumber",
      "letters.evaluation_id as evaluationId",
      "letters.signed_at as signedAt",
    ]);

export async function findDispatch(readable: Readable, dispatchId: string): Promise<Dispatch | undefined> {
  return withLetter(readable).where("dispatches.id", "=", dispatchId).executeTakeFirst();
}

/** What was done with the letter itself, its copies left aside. One that the desk has not met yet is to be printed. */
export async function deskStateOf(readable: Readable, letterId: string): Promise<DeskState> {
  const row = await readable
    .selectFrom("dispatches")
    .select("state")
    .where("letter_id", "=", letterId)
    .where("is_carbon_copy", "=", 0)
    .executeTakeFirst();
  return row?.state ?? "toPrint";
}

export async function dispatchesOfLetter(readable: Readable, letterId: string): Promise<Dispatch[]> {
  return withLetter(readable)
    .where("dispatches.letter_id", "=", letterId)
    .orderBy("dispatches.is_carbon_copy")
    .orderBy("dispatches.recipient")
    .execute();
}

export interface LogEntry {
  readonly event: DispatchEvent;
  readonly happenedAt: string;
  readonly method?: SendingMethod;
  readonly person?: string;
  readonly words?: string;
  readonly attempt: number;
  readonly accountId: string;
  readonly at: string;
}

/** Writes the entry of the log and what it amounts to; the caller has checked that it may happen. */
export async function recordEvent(
  writable: Writable,
  dispatch: Dispatch,
  entry: LogEntry,
  change: Partial<Selectable<Tables["dispatches"]>>,
): Promise<void> {
  await writable
    .insertInto("dispatch_events")
    .values({
      dispatch_id: dispatch.id,
      event: entry.event,
      happened_at: entry.happenedAt,
      method: entry.method ?? null,
      person: entry.person ?? null,
      words: entry.words ?? null,
      attempt: entry.attempt,
      sha256: dispatch.sha256,
      account_id: entry.accountId,
      at: entry.at,
    })
    .execute();
  if (Object.keys(change).length === 0) return;
  await writable.updateTable("dispatches").set(change).where("id", "=", dispatch.id).execute();
}

export interface StoredFile {
  readonly letterNumber: string;
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The bytes for this recipient: those of the copy, or of the letter itself. */
export async function findDispatchBytes(
  readable: Readable,
  dispatch: Pick<Dispatch, "letter_id" | "copy_id" | "letterNumber">,
): Promise<StoredFile | undefined> {
  const row =
    dispatch.copy_id === null
      ? await readable
          .selectFrom("letters")
          .select(["sha256", "bytes"])
          .where("id", "=", dispatch.letter_id)
          .executeTakeFirst()
      : await readable
          .selectFrom("letter_copies")
          .select(["sha256", "bytes"])
          .where("id", "=", dispatch.copy_id)
          .executeTakeFirst();
  if (row === undefined) return undefined;
  // A Buffer's class would not survive the way to another process; plain bytes do.
  return {
    letterNumber: dispatch.letterNumber,
    sha256: row.sha256,
    bytes: new Uint8Array(row.bytes),
  };
}

/** Name and address of the recipient, as the letter bears them. */
export async function findAddressee(
  readable: Readable,
  dispatch: Pick<Dispatch, "letter_id" | "copy_id">,
): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const { json } =
    dispatch.copy_id === null
      ? await readable
          .selectFrom("letters")
          .select(sql<string>`json_extract(document_json, '$.addressee')`.as("json"))
          .where("id", "=", dispatch.letter_id)
          .executeTakeFirstOrThrow()
      : await readable
          .selectFrom("letter_copies")
          .select("recipient_json as json")
          .where("id", "=", dispatch.copy_id)
          .executeTakeFirstOrThrow();
  return addresseeSchema.extend({ lines: z.array(z.string()) }).parse(JSON.parse(json));
}
