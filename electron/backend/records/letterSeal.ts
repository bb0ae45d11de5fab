import { createHash } from "node:crypto";
import type { Writable } from "../database/access.ts";

/**
 * The seal of a signed letter: one hash over all that is stored of it and of its copies. The audit keeps it, so that not only
 * the pages but also what is shown on screen of a letter, and who signed it and when, cannot be changed unnoticed.
 */

/** A row as the database gives it. */
export type Columns = Readonly<Record<string, unknown>>;

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Empty columns count for nothing: a column that a later version adds leaves the seals of earlier letters as they are. */
function contentOf(row: Columns): readonly (readonly [string, unknown])[] {
  return Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, value instanceof Uint8Array ? sha256(value) : value] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** @param copies in the order of their positions. */
export function sealOf(letter: Columns, copies: readonly Columns[]): string {
  return sha256(JSON.stringify([contentOf(letter), ...copies.map(contentOf)]));
}

/** The seal of a letter that was just stored, in the transaction given. */
export async function sealLetter(writable: Writable, letterId: string): Promise<string> {
  const letter = await writable
    .selectFrom("letters")
    .selectAll()
    .where("id", "=", letterId)
    .executeTakeFirstOrThrow();
  const copies = await writable
    .selectFrom("letter_copies")
    .selectAll()
    .where("letter_id", "=", letterId)
    .orderBy("position")
    .execute();
  return sealOf(letter, copies);
}
