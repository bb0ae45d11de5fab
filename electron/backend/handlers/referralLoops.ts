import type { ParsedInput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import {
  type LoopStep,
  loopStateNames,
  needsDate,
  needsReason,
  nextSteps,
} from "../../../shared/referrals/loop.ts";
import { localDateOf } from "../clock.ts";
import type { Writable } from "../database/access.ts";
import { appendAudit } from "../records/audit.ts";
import { advanceEvaluation } from "../records/evaluations.ts";
import { appendLoopEvent, findLoop, isLetterStage, type Loop, readLoopEvents } from "../records/loops.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { notFound } from "./refusals.ts";

/** The loop of a referral as the desk records it: accepted, declined, scheduled, seen, no-show, cancelled. */

function refuse(field: string, message: string, action: string): FourfoldError {
  return new FourfoldError({ code: "badInput", field, message, action });
}

interface Recorded {
  readonly onDate?: string;
  readonly reason?: string;
}

/** @throws FourfoldError where something is missing or cannot be. */
function checkStep(input: ParsedInput<"referral.recordStep">, loop: Loop, today: string): Recorded {
  const { step, onDate, reason = "" } = input;
  if (!nextSteps(loop.state).includes(step)) {
    throw new FourfoldError({
      code: "conflict",
      message: `The referral is “${loopStateNames[loop.state]}”: “${loopStateNames[step]}” cannot follow. Nothing was recorded.`,
      action: "Look at its history; somebody else may have recorded something meanwhile.",
    });
  }
  if (needsReason(step) && reason.length < 3) {
    throw refuse("reason", "A reason is needed, for the referring physician will ask for it.", "Say why.");
  }
  const date = needsDate(step) ? (onDate ?? (step === "scheduled" ? undefined : today)) : undefined;
  if (step === "scheduled" && date === undefined) {
    throw refuse("onDate", "The date of the appointment is needed.", "Enter the date.");
  }
  if (date !== undefined) checkDate(step, date, loop, today);
  return {
    ...(date === undefined ? {} : { onDate: date }),
    ...(reason === "" ? {} : { reason }),
  };
}

function checkDate(step: LoopStep, date: string, loop: Loop, today: string): void {
  if (date < loop.referralDate) {
    throw refuse("onDate", `The date lies before the referral of ${loop.referralDate}.`, "Correct the date.");
  }
  if (loop.earlierVisitDate !== null && date < loop.earlierVisitDate) {
    throw refuse(
      "onDate",
      `The date lies before the earlier visit of ${loop.earlierVisitDate}.`,
      "Correct the date.",
    );
  }
  if (step !== "scheduled" && date > today) {
    throw refuse("onDate", "The date lies in the future: it has not happened yet.", "Correct the date.");
  }
}

async function recordStep(
  writable: Writable,
  input: ParsedInput<"referral.recordStep">,
  context: SignedInContext,
): Promise<{ state: LoopStep }> {
  const loop = await findLoop(writable, input.evaluationId);
  if (loop === undefined) throw notFound("referral", "evaluationId");
  const frame = auditFrame(context);
  const recorded = checkStep(input, loop, localDateOf(context.now()));
  await appendLoopEvent(writable, {
    referralId: loop.referralId,
    evaluationId: loop.evaluationId,
    state: input.step,
    ...recorded,
    accountId: context.session.account.id,
    at: frame.at,
  });
  const movesVisit = input.step === "scheduled" || input.step === "seen";
  if (movesVisit && recorded.onDate !== undefined && !isLetterStage(loop.stage)) {
    await advanceEvaluation(writable, loop.evaluationId, {
      revision: loop.revision + 1,
      visitDate: recorded.onDate,
    });
  }
  await appendAudit(writable, {
    ...frame,
    action: "referral.stepRecorded",
    subjectId: loop.evaluationId,
    detail: { step: input.step },
  });
  return { state: input.step };
}

export const referralLoopHandlers: Pick<SignedInHandlers, "referral.loop" | "referral.recordStep"> = {
  "referral.loop": async ({ evaluationId }, { session }) => {
    const { read } = session.store;
    const loop = await findLoop(read, evaluationId);
    if (loop === undefined) throw notFound("referral", "evaluationId");
    return {
      state: loop.state,
      next: [...nextSteps(loop.state)],
      visitDate: loop.visitDate,
      events: await readLoopEvents(read, evaluationId),
    };
  },

  "referral.recordStep": (input, context) =>
    context.session.store.write((writable) => recordStep(writable, input, context)),
};
