import type { Selectable } from "kysely";
import { FourfoldError } from "../../../shared/errors.ts";
import { isEarly, isFinal } from "../../../shared/letter/kinds/kinds.ts";
import {
  type DispatchEvent,
  mayHappen,
  type SendingMethod,
  stateAfter,
} from "../../../shared/referrals/desk.ts";
import type { LoopState } from "../../../shared/referrals/loop.ts";
import { acknowledgementDueOn } from "../../../shared/referrals/targets.ts";
import { localDateOf, localInstantOf } from "../clock.ts";
import type { Writable } from "../database/access.ts";
import type { Tables } from "../database/tables.ts";
import { type AuditAction, appendAudit } from "../records/audit.ts";
import {
  type Dispatch,
  dispatchesOfLetter,
  findDispatch,
  recordEvent,
  sendingDueOn,
} from "../records/dispatches.ts";
import { appendLoopEvent, findLoop, followLetters } from "../records/loops.ts";
import { supersededBy } from "../records/superseding.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { meetLetters } from "./desk.ts";
import { notFound } from "./refusals.ts";

/** Recording at the desk: each is one entry in the send log, one in the audit, and what follows from them, or nothing at all. */

type Change = Partial<Selectable<Tables["dispatches"]>>;

interface Recording {
  readonly event: DispatchEvent;
  readonly action: AuditAction;
  readonly at?: string | undefined;
  readonly method?: SendingMethod | undefined;
  readonly person?: string | undefined;
  readonly words?: string | undefined;
  /** For the audit: how, never to whom or why. */
  readonly detail?: Readonly<Record<string, string | boolean>>;
  /** What the event changes of a dispatch, beside its state. */
  change(dispatch: Dispatch, at: string, writable: Writable): Change | Promise<Change>;
}

const deedWords: Readonly<Record<DispatchEvent, string>> = {
  printed: "printed",
  reprinted: "printed as a copy",
  sent: "sent",
  failed: "marked as failed",
  acknowledged: "acknowledged",
  voided: "made void",
};

const stateWords: Readonly<Record<Dispatch["state"], string>> = {
  toPrint: "is still to be printed",
  toSend: "is printed and still to be sent",
  awaitingAcknowledgement: "was sent",
  closed: "is closed",
  void: "is void",
};

function refuseState(dispatch: Dispatch, event: DispatchEvent): FourfoldError {
  return new FourfoldError({
    code: dispatch.state === "void" ? "letterVoid" : "conflict",
    message: `Letter ${dispatch.letterNumber} ${stateWords[dispatch.state]}: it cannot be ${deedWords[event]}. Nothing was recorded.`,
    action: "Look at its log; somebody else may have recorded something meanwhile.",
  });
}

/** One that came back after its correction was signed does not go out again. */
async function refuseSuperseded(writable: Writable, { letter_id, letterNumber }: Dispatch): Promise<void> {
  const amending = await supersededBy(writable, letter_id);
  if (amending === undefined) return;
  throw new FourfoldError({
    code: "letterVoid",
    message: `Letter ${amending} took the place of letter ${letterNumber}. Nothing was recorded.`,
    action: `Print and send letter ${amending}, and make this one void.`,
  });
}

function refuseTime(letterNumber: string, message: string): FourfoldError {
  return new FourfoldError({
    code: "badInput",
    field: "at",
    message: `Letter ${letterNumber}: ${message}. Nothing was recorded.`,
    action: "Correct the date and time.",
  });
}

/** Clocks of two workstations differ a little. */
const toleratedMilliseconds = 5 * 60_000;

function checkTime(dispatch: Dispatch, event: DispatchEvent, at: string, now: Date): void {
  const when = Date.parse(at);
  if (when > now.getTime() + toleratedMilliseconds) {
    throw refuseTime(dispatch.letterNumber, "the time lies in the future");
  }
  if (when < Date.parse(dispatch.signedAt) - toleratedMilliseconds) {
    throw refuseTime(dispatch.letterNumber, "the time lies before its signature");
  }
  if (
    event === "acknowledged" &&
    dispatch.sent_at !== null &&
    when < Date.parse(dispatch.sent_at) - toleratedMilliseconds
  ) {
    throw refuseTime(dispatch.letterNumber, "it cannot be acknowledged before it was sent");
  }
}

/** A copy for somebody else, a summary or an addendum moves no loop; an early letter keeps it open. */
function loopAfter(dispatch: Dispatch, event: DispatchEvent): LoopState | undefined {
  if (dispatch.is_carbon_copy === 1 || !(isEarly(dispatch.kind) || isFinal(dispatch.kind))) return undefined;
  if (event === "sent") return isEarly(dispatch.kind) ? "interimSent" : "outcomeSent";
  if (event === "acknowledged") return isFinal(dispatch.kind) ? "acknowledged" : undefined;
  const wasOut = dispatch.state === "awaitingAcknowledgement" || dispatch.state === "closed";
  return (event === "failed" || event === "voided") && wasOut ? "seen" : undefined;
}

async function recordOne(
  writable: Writable,
  dispatch: Dispatch,
  recording: Recording,
  context: SignedInContext,
): Promise<void> {
  const { event } = recording;
  if (!mayHappen(event, dispatch.state)) throw refuseState(dispatch, event);
  if (event === "printed" || event === "sent") await refuseSuperseded(writable, dispatch);
  const frame = auditFrame(context);
  const accountId = context.session.account.id;
  const happenedAt = recording.at ?? frame.at;
  checkTime(dispatch, event, happenedAt, context.now());
  const change = await recording.change(dispatch, happenedAt, writable);
  const after = { ...dispatch, ...change };
  const state = stateAfter(dispatch.state, {
    event,
    asksAcknowledgement: dispatch.is_carbon_copy === 0,
    isPrinted: after.printed_at !== null,
  });
  await recordEvent(
    writable,
    dispatch,
    {
      event,
      happenedAt,
      ...(recording.method === undefined ? {} : { method: recording.method }),
      ...(recording.person === undefined ? {} : { person: recording.person }),
      ...(recording.words === undefined ? {} : { words: recording.words }),
      attempt: after.attempts,
      accountId,
      at: frame.at,
    },
    // What is closed or void is due no more.
    { ...change, state, ...(state === "closed" || state === "void" ? { due_on: null } : {}) },
  );
  await followLetters(writable, dispatch.evaluationId);
  const loopState = loopAfter(dispatch, event);
  if (loopState !== undefined) await moveLoop(writable, dispatch, loopState, recording, frame.at, accountId);
  await appendAudit(writable, {
    ...frame,
    action: recording.action,
    subjectId: dispatch.letter_id,
    detail: { dispatch: dispatch.id, letterNumber: dispatch.letterNumber, ...recording.detail },
  });
}

async function moveLoop(
  writable: Writable,
  dispatch: Dispatch,
  state: LoopState,
  recording: Recording,
  at: string,
  accountId: string,
): Promise<void> {
  const loop = await findLoop(writable, dispatch.evaluationId);
  if (loop === undefined) return;
  await appendLoopEvent(writable, {
    referralId: loop.referralId,
    evaluationId: dispatch.evaluationId,
    state,
    onDate: (recording.at ?? at).slice(0, 10),
    reason: recording.words,
    letterId: dispatch.letter_id,
    accountId,
    at,
  });
}

async function recordAll(
  context: SignedInContext,
  dispatchIds: readonly string[],
  recording: Recording,
): Promise<{ changed: number }> {
  const wanted = [...new Set(dispatchIds)];
  await context.session.store.write(async (writable) => {
    for (const dispatchId of wanted) {
      const dispatch = await findDispatch(writable, dispatchId);
      if (dispatch === undefined) throw notFound("letter", "dispatchIds");
      await recordOne(writable, dispatch, recording, context);
    }
  });
  return { changed: wanted.length };
}

/** An instant as the store keeps it: with the offset of this practice. */
const instantHere = (at: string | undefined) => (at === undefined ? undefined : localInstantOf(new Date(at)));

const printerWords = (printer: string | undefined) => printer || undefined;

export const deskRecordHandlers: Pick<
  SignedInHandlers,
  | "desk.recordPrinted"
  | "desk.reprint"
  | "desk.recordSent"
  | "desk.recordAcknowledged"
  | "desk.recordFailure"
  | "desk.void"
> = {
  "desk.recordPrinted": ({ dispatchIds, printer }, context) =>
    recordAll(context, dispatchIds, {
      event: "printed",
      action: "letter.printed",
      words: printerWords(printer),
      change: (_dispatch, at) => ({ printed_at: at, problem: null }),
    }),

  "desk.reprint": ({ dispatchIds, printer, withCover }, context) =>
    recordAll(context, dispatchIds, {
      event: "reprinted",
      action: "letter.reprinted",
      words: [withCover ? "COPY with cover" : "COPY", printer].filter(Boolean).join(", "),
      detail: { withCover },
      change: () => ({}),
    }),

  "desk.recordSent": ({ dispatchIds, method, at, by }, context) =>
    recordAll(context, dispatchIds, {
      event: "sent",
      action: "letter.sent",
      at: instantHere(at),
      method,
      person: by || context.session.account.signer.displayName,
      detail: { method },
      change: (dispatch, sentAt) => ({
        method,
        sent_at: sentAt,
        attempts: dispatch.attempts + 1,
        problem: null,
        due_on: dispatch.is_carbon_copy === 1 ? null : acknowledgementDueOn(localDateOf(new Date(sentAt))),
      }),
    }),

  "desk.recordAcknowledged": ({ dispatchIds, at, by }, context) =>
    recordAll(context, dispatchIds, {
      event: "acknowledged",
      action: "letter.acknowledged",
      at: instantHere(at),
      person: by || undefined,
      change: (_dispatch, acknowledgedAt) => ({ acknowledged_at: acknowledgedAt }),
    }),

  "desk.recordFailure": ({ dispatchIds, method, problem }, context) =>
    recordAll(context, dispatchIds, {
      event: "failed",
      action: "letter.failed",
      method,
      words: problem,
      detail: { method: method ?? "print" },
      change: async (dispatch, _at, writable) => ({
        problem,
        // What the printer spoiled is to be printed again.
        ...(method === undefined ? { printed_at: null } : {}),
        ...(dispatch.state === "awaitingAcknowledgement"
          ? { sent_at: null, due_on: await sendingDueOn(writable, dispatch.letter_id) }
          : { attempts: dispatch.attempts + (method === undefined ? 0 : 1) }),
      }),
    }),

  "desk.void": async ({ letterId, reason }, context) => {
    await meetLetters(context);
    const dispatches = await dispatchesOfLetter(context.session.store.read, letterId);
    if (dispatches.length === 0) throw notFound("letter", "letterId");
    const live = dispatches.filter(({ state }) => state !== "void");
    const [first] = dispatches;
    if (live.length === 0 && first !== undefined) throw refuseState(first, "voided");
    return recordAll(
      context,
      live.map(({ id }) => id),
      { event: "voided", action: "letter.voided", words: reason, change: () => ({}) },
    );
  },
};
