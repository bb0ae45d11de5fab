import type { DeskEntry, DeskRow } from "../../../shared/contract/desk.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import { type DeskState, deskStates } from "../../../shared/referrals/desk.ts";
import type { Readable } from "../database/access.ts";
import { foldMrn, foldName } from "../database/search.ts";
import { withoutEmpty } from "./rows.ts";

/** What is done is looked at by its newest; what is to be done is looked at whole. */
const mostDone = 500;
const mostOpen = 5000;

const isDone = (state: DeskState) => state === "closed" || state === "void";

/** Words of at least one letter or digit; each must be found somewhere in a row. */
function wordsOf(typed: string): readonly { readonly raw: string; readonly folded: string }[] {
  return typed
    .split(/\s+/)
    .map((word) => ({ raw: word.replace(/[%_\\]/g, ""), folded: foldName(word) }))
    .filter(({ folded }) => folded !== "");
}

function deskQuery(readable: Readable, find: string) {
  let query = readable
    .selectFrom("dispatches")
    .innerJoin("letters", "letters.id", "dispatches.letter_id")
    .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .innerJoin("patients", "patients.id", "referrals.patient_id");
  for (const { raw, folded } of wordsOf(find)) {
    query = query.where((where) =>
      where.or([
        // "1042" finds 2025-001042.
        where("letters.letter_number", "like", `%${raw}%`),
        where("patients.name_key", "like", `${folded}%`),
        where("patients.name_key", "like", `% ${folded}%`),
        where("patients.mrn_key", "like", `${foldMrn(raw)}%`),
        where("dispatches.recipient_key", "like", `${folded}%`),
        where("dispatches.recipient_key", "like", `% ${folded}%`),
      ]),
    );
  }
  return query;
}

export async function countDesk(readable: Readable, find: string): Promise<Record<DeskState, number>> {
  // Nothing of a letter or a patient is needed to count them all.
  const rows = await (wordsOf(find).length === 0
    ? readable
        .selectFrom("dispatches")
        .select("state")
        .select((select) => select.fn.countAll<number>().as("count"))
    : deskQuery(readable, find)
        .select("dispatches.state")
        .select((select) => select.fn.countAll<number>().as("count"))
  )
    .groupBy("dispatches.state")
    .execute();
  const counts = Object.fromEntries(deskStates.map((state) => [state, 0])) as Record<DeskState, number>;
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

/** What is open by its due date, the most pressing first; what is done by its number, the newest first. */
export async function listDesk(readable: Readable, tab: DeskState, find: string): Promise<DeskRow[]> {
  const query = deskQuery(readable, find)
    .where("dispatches.state", "=", tab)
    .select([
      "dispatches.id as dispatchId",
      "dispatches.letter_id as letterId",
      "letters.letter_number as letterNumber",
      "dispatches.kind as kind",
      "dispatches.version as version",
      "patients.given_names as givenNames",
      "patients.family_name as familyName",
      "patients.date_of_birth as dateOfBirth",
      "patients.mrn as mrn",
      "dispatches.recipient as recipient",
      "dispatches.is_carbon_copy as isCarbonCopy",
      "dispatches.state as state",
      "letters.signed_at as signedAt",
      "letters.signer_json as signerJson",
      "dispatches.due_on as dueOn",
      "dispatches.method as method",
      "dispatches.printed_at as printedAt",
      "dispatches.sent_at as sentAt",
      "dispatches.acknowledged_at as acknowledgedAt",
      "dispatches.attempts as attempts",
      "dispatches.problem as problem",
    ])
    // The letter that corrects this one, or the one that this one sums up.
    .select((select) =>
      select
        .selectFrom("letters as amending")
        .select("amending.letter_number")
        .where("amending.kind", "=", "amended")
        .where(({ eb, or, and }) =>
          or([
            eb("amending.cited_letter_id", "=", eb.ref("letters.id")),
            and([
              eb("letters.kind", "=", "summary"),
              eb("amending.cited_letter_id", "=", eb.ref("letters.cited_letter_id")),
            ]),
          ]),
        )
        .limit(1)
        .as("amendedBy"),
    );
  const ordered = isDone(tab)
    ? query.orderBy("letters.letter_number", "desc").limit(mostDone)
    : query.orderBy("dispatches.due_on").orderBy("letters.letter_number").limit(mostOpen);
  const rows = await ordered.orderBy("dispatches.is_carbon_copy").orderBy("dispatches.id").execute();
  return rows.map(({ givenNames, familyName, signerJson, isCarbonCopy, ...row }) =>
    withoutEmpty({
      ...row,
      patientName: `${familyName}, ${givenNames}`,
      isCarbonCopy: isCarbonCopy === 1,
      signedBy: signerSchema.parse(JSON.parse(signerJson)).displayName,
    }),
  );
}

/** The send log of a letter, all recipients together, the latest first. */
export async function readSendLog(readable: Readable, letterId: string): Promise<DeskEntry[]> {
  const rows = await readable
    .selectFrom("dispatch_events")
    .innerJoin("dispatches", "dispatches.id", "dispatch_events.dispatch_id")
    .innerJoin("accounts", "accounts.id", "dispatch_events.account_id")
    .select([
      "dispatches.recipient as recipient",
      "dispatch_events.event as event",
      "dispatch_events.happened_at as happenedAt",
      "dispatch_events.method as method",
      "dispatch_events.person as person",
      "dispatch_events.words as words",
      "dispatch_events.attempt as attempt",
      "dispatch_events.sha256 as sha256",
      "accounts.signer_json as signerJson",
      "dispatch_events.at as recordedAt",
    ])
    .where("dispatches.letter_id", "=", letterId)
    .orderBy("dispatch_events.number", "desc")
    .execute();
  return rows.map(({ signerJson, ...row }) =>
    withoutEmpty({ ...row, recordedBy: signerSchema.parse(JSON.parse(signerJson)).displayName }),
  );
}
