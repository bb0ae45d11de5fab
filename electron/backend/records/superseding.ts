import type { DeskState } from "../../../shared/referrals/desk.ts";
import type { Readable, Writable } from "../database/access.ts";
import { appendAudit } from "./audit.ts";
import { dispatchesOfLetter, type MetLetter, recordEvent } from "./dispatches.ts";

/** Letters that an amended letter took the place of: the one that it corrects, and a summary of that one. */

const isUnsent = (state: DeskState) => state === "toPrint" || state === "toSend";

/**
 * What was not sent when its correction was signed goes nowhere any more, and says so in its log. What was sent stays sent, but
 * nobody asks after its receipt: the amended letter is asked after.
 * @param met letters that the desk has just met.
 * @returns evaluations whose letters are concerned.
 */
export async function voidSuperseded(
  writable: Writable,
  met: readonly MetLetter[],
  at: string,
): Promise<readonly string[]> {
  const concerned: string[] = [];
  for (const { kind, citedLetterId, letterNumber, accountId } of met) {
    if (kind !== "amended" || citedLetterId === null) continue;
    const summaries = await writable
      .selectFrom("letters")
      .select("id")
      .where("cited_letter_id", "=", citedLetterId)
      .where("kind", "=", "summary")
      .execute();
    for (const letterId of [citedLetterId, ...summaries.map(({ id }) => id)]) {
      for (const dispatch of await dispatchesOfLetter(writable, letterId)) {
        concerned.push(dispatch.evaluationId);
        if (dispatch.state === "awaitingAcknowledgement") {
          await writable
            .updateTable("dispatches")
            .set({ due_on: null })
            .where("id", "=", dispatch.id)
            .execute();
        }
        if (!isUnsent(dispatch.state)) continue;
        const words = `Letter ${letterNumber} took its place.`;
        await recordEvent(
          writable,
          dispatch,
          { event: "voided", happenedAt: at, words, attempt: dispatch.attempts, accountId, at },
          { state: "void", due_on: null },
        );
        await appendAudit(writable, {
          at,
          accountId,
          action: "letter.voided",
          subjectId: letterId,
          detail: { dispatch: dispatch.id, letterNumber: dispatch.letterNumber, amendedBy: letterNumber },
        });
      }
    }
  }
  return [...new Set(concerned)];
}

/** The number of the amended letter in whose favor this one, or the letter that it sums up, goes nowhere any more. */
export async function supersededBy(readable: Readable, letterId: string): Promise<string | undefined> {
  const row = await readable
    .selectFrom("letters")
    .innerJoin("letters as amending", (join) =>
      join
        .on("amending.kind", "=", "amended")
        .on(({ eb, or, and }) =>
          or([
            eb("amending.cited_letter_id", "=", eb.ref("letters.id")),
            and([
              eb("letters.kind", "=", "summary"),
              eb("amending.cited_letter_id", "=", eb.ref("letters.cited_letter_id")),
            ]),
          ]),
        ),
    )
    .select("amending.letter_number as letterNumber")
    .where("letters.id", "=", letterId)
    .executeTakeFirst();
  return row?.letterNumber;
}
