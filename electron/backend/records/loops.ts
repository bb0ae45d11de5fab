import type { LoopEvent } from "../../../shared/contract/desk.ts";
import { signerSchema } from "../../../shared/evaluation/people.ts";
import { isEarly } from "../../../shared/letter/kinds/kinds.ts";
import { type LoopState, loopStateOf } from "../../../shared/referrals/loop.ts";
import type { Readable, Writable } from "../database/access.ts";
import type { Tables } from "../database/tables.ts";
import { lastCorrection } from "./amendments.ts";
import { withoutEmpty } from "./rows.ts";

/** Where the loop of a visit stands, with what a step must know. */
export interface Loop {
  readonly evaluationId: string;
  readonly referralId: string;
  readonly state: LoopState;
  readonly stage: Tables["evaluations"]["stage"];
  readonly revision: number;
  readonly visitDate: string;
  readonly referralDate: string;
  /** Of the visit that this one follows. */
  readonly earlierVisitDate: string | null;
}

/** From the signature on, an evaluation's stage follows its letters. */
const letterStages = ["letterToSend", "awaitingAcknowledgement", "closed"] as const;
export type LetterStage = (typeof letterStages)[number];

export function isLetterStage(stage: Tables["evaluations"]["stage"]): stage is LetterStage {
  return (letterStages as readonly string[]).includes(stage);
}

export async function findLoop(readable: Readable, evaluationId: string): Promise<Loop | undefined> {
  const row = await readable
    .selectFrom("evaluations")
    .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
    .leftJoin("evaluations as earlier", "earlier.id", "evaluations.follows_evaluation_id")
    .select([
      "evaluations.id as evaluationId",
      "earlier.visit_date as earlierVisitDate",
      "referrals.id as referralId",
      "evaluations.stage as stage",
      "evaluations.revision as revision",
      "evaluations.visit_date as visitDate",
      "referrals.date as referralDate",
    ])
    .where("evaluations.id", "=", evaluationId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const last = await readable
    .selectFrom("referral_events")
    .select("state")
    .where("evaluation_id", "=", evaluationId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return { ...row, state: loopStateOf(last?.state, isLetterStage(row.stage)) };
}

export interface NewLoopEvent {
  readonly referralId: string;
  readonly evaluationId: string;
  readonly state: LoopState;
  readonly onDate?: string | undefined;
  readonly reason?: string | undefined;
  readonly letterId?: string;
  readonly accountId: string;
  readonly at: string;
}

export async function appendLoopEvent(writable: Writable, event: NewLoopEvent): Promise<void> {
  await writable
    .insertInto("referral_events")
    .values({
      referral_id: event.referralId,
      evaluation_id: event.evaluationId,
      state: event.state,
      on_date: event.onDate ?? null,
      reason: event.reason ?? null,
      letter_id: event.letterId ?? null,
      account_id: event.accountId,
      at: event.at,
    })
    .execute();
}

/** The latest first. */
export async function readLoopEvents(readable: Readable, evaluationId: string): Promise<LoopEvent[]> {
  const rows = await readable
    .selectFrom("referral_events")
    .leftJoin("accounts", "accounts.id", "referral_events.account_id")
    .leftJoin("letters", "letters.id", "referral_events.letter_id")
    .select([
      "referral_events.state as state",
      "referral_events.on_date as onDate",
      "referral_events.reason as reason",
      "letters.letter_number as letterNumber",
      "accounts.signer_json as signerJson",
      "referral_events.at as recordedAt",
    ])
    .where("referral_events.evaluation_id", "=", evaluationId)
    .orderBy("referral_events.number", "desc")
    .execute();
  return rows.map(({ signerJson, ...row }) =>
    withoutEmpty({
      ...row,
      recordedBy: signerJson === null ? null : signerSchema.parse(JSON.parse(signerJson)).displayName,
    }),
  );
}

/** Whose letter was signed has been seen: that is recorded, as of the visit, where nobody at the desk did. */
export async function noteSeen(writable: Writable, evaluationId: string): Promise<void> {
  const loop = await findLoop(writable, evaluationId);
  if (loop === undefined || !isLetterStage(loop.stage)) return;
  const last = await writable
    .selectFrom("referral_events")
    .select("state")
    .where("evaluation_id", "=", evaluationId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (loop.state !== "seen" || last?.state === "seen") return;
  const letter = await writable
    .selectFrom("letters")
    .select(["id", "account_id", "signed_at"])
    .where("evaluation_id", "=", evaluationId)
    .orderBy("letter_number", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  await appendLoopEvent(writable, {
    referralId: loop.referralId,
    evaluationId,
    state: "seen",
    onDate: loop.visitDate,
    letterId: letter.id,
    accountId: letter.account_id,
    at: letter.signed_at,
  });
}

/**
 * The stage of an evaluation as its letters have it: there is one to send, one whose receipt is awaited, or none of either. What
 * goes out before the evaluation is finished does not count, a void letter counts as none, and nobody asks whether a letter that
 * was corrected arrived.
 */
export async function stageByLetters(readable: Readable, evaluationId: string): Promise<LetterStage> {
  const dispatches = await readable
    .selectFrom("dispatches")
    .innerJoin("letters", "letters.id", "dispatches.letter_id")
    .select(["dispatches.state", "dispatches.kind"])
    .where("letters.evaluation_id", "=", evaluationId)
    .execute();
  const states = dispatches
    .filter(({ kind, state }) => !isEarly(kind) && state !== "void")
    .map(({ state }) => state);
  if (states.some((state) => state === "toPrint" || state === "toSend")) return "letterToSend";
  // Once corrected, its loop goes on with the amended letter.
  if ((await lastCorrection(readable, evaluationId)) !== evaluationId) return "closed";
  if (states.length === 0) return "letterToSend";
  return states.includes("awaitingAcknowledgement") ? "awaitingAcknowledgement" : "closed";
}

/** Moves the evaluation where its letters are; one that is not signed stays where it is. */
export async function followLetters(writable: Writable, evaluationId: string): Promise<void> {
  const loop = await findLoop(writable, evaluationId);
  if (loop === undefined || !isLetterStage(loop.stage)) return;
  const stage = await stageByLetters(writable, evaluationId);
  if (stage === loop.stage) return;
  await writable.updateTable("evaluations").set({ stage }).where("id", "=", evaluationId).execute();
}
