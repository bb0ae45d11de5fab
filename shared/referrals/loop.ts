/**
 * The referral loop (clinical reference 4.4; CMS50, 360X): from the day on which a referral is received to the day on which the
 * referring physician has acknowledged the answer. An interim letter keeps it open; only an acknowledged outcome closes it.
 */

export const loopStates = [
  "received",
  "accepted",
  "declined",
  "scheduled",
  "seen",
  "interimSent",
  "outcomeSent",
  "acknowledged",
  "cancelled",
  "noShow",
] as const;
export type LoopState = (typeof loopStates)[number];

export const loopStateNames: Readonly<Record<LoopState, string>> = {
  received: "Received",
  accepted: "Accepted",
  declined: "Declined",
  scheduled: "Scheduled",
  seen: "Seen",
  interimSent: "Interim letter sent",
  outcomeSent: "Outcome sent",
  acknowledged: "Acknowledged",
  cancelled: "Cancelled",
  noShow: "No-show",
};

/** What somebody at the desk records; the letters record the rest by being sent and acknowledged. */
export const loopSteps = ["accepted", "declined", "scheduled", "seen", "noShow", "cancelled"] as const;
export type LoopStep = (typeof loopSteps)[number];

const stepsFrom: Readonly<Record<LoopState, readonly LoopStep[]>> = {
  received: ["accepted", "scheduled", "seen", "declined", "cancelled"],
  accepted: ["scheduled", "seen", "declined", "cancelled"],
  scheduled: ["seen", "scheduled", "noShow", "cancelled"],
  noShow: ["scheduled", "cancelled"],
  // Somebody may have thought again.
  declined: ["accepted"],
  cancelled: ["accepted", "scheduled"],
  seen: [],
  interimSent: [],
  outcomeSent: [],
  acknowledged: [],
};

/** What can happen next at the desk, the usual first. */
export function nextSteps(state: LoopState): readonly LoopStep[] {
  return stepsFrom[state];
}

/** A reason is asked where the referring physician will ask for one. */
export function needsReason(step: LoopStep): boolean {
  return step === "declined" || step === "cancelled";
}

export function needsDate(step: LoopStep): boolean {
  return step === "scheduled" || step === "seen" || step === "noShow";
}

/** Nothing more is expected from the practice. */
export function isOver(state: LoopState): boolean {
  return state === "declined" || state === "cancelled" || state === "acknowledged";
}

/**
 * Where the loop stands.
 * @param recorded the state of the latest event; absent where none was recorded.
 * @param isSigned whether the visit's letter is signed: then the patient was seen, whoever forgot to say so.
 */
export function loopStateOf(recorded: LoopState | undefined, isSigned: boolean): LoopState {
  const state = recorded ?? "received";
  const isBefore = ["received", "accepted", "scheduled", "noShow"].includes(state);
  return isSigned && isBefore ? "seen" : state;
}
