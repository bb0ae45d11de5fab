/** What becomes of a signed letter: printed, sent, acknowledged. */

export const deskStates = ["toPrint", "toSend", "awaitingAcknowledgement", "closed", "void"] as const;
export type DeskState = (typeof deskStates)[number];

/** How a letter leaves the practice. */
export const sendingMethods = ["post", "fax", "handOver", "secureMail", "portal"] as const;
export type SendingMethod = (typeof sendingMethods)[number];

export const methodNames: Readonly<Record<SendingMethod, string>> = {
  post: "Posted",
  fax: "Faxed",
  handOver: "Handed over",
  secureMail: "Secure mail",
  portal: "Portal",
};

/** The entries of the send log. */
export const dispatchEvents = ["printed", "reprinted", "sent", "failed", "acknowledged", "voided"] as const;
export type DispatchEvent = (typeof dispatchEvents)[number];

/** What may be done with a letter in this state. */
const allowed: Readonly<Record<DeskState, readonly DispatchEvent[]>> = {
  toPrint: ["printed", "sent", "failed", "voided"],
  toSend: ["reprinted", "sent", "failed", "voided"],
  awaitingAcknowledgement: ["reprinted", "failed", "acknowledged", "voided"],
  closed: ["reprinted", "voided"],
  // A void letter is kept and can be read; it goes nowhere.
  void: [],
};

export function mayHappen(event: DispatchEvent, state: DeskState): boolean {
  return allowed[state].includes(event);
}

export interface Happening {
  readonly event: DispatchEvent;
  /** Whether whoever it goes to is asked to acknowledge it: the referrer is, somebody who gets a copy is not. */
  readonly asksAcknowledgement: boolean;
  /** Whether there is paper to send: what was never printed, or was spoiled in the printer, is to be printed. */
  readonly isPrinted: boolean;
}

/** The state after something happened; the log keeps how it came there. */
export function stateAfter(
  state: DeskState,
  { event, asksAcknowledgement, isPrinted }: Happening,
): DeskState {
  switch (event) {
    case "printed":
      return "toSend";
    case "reprinted":
      return state;
    case "sent":
      return asksAcknowledgement ? "awaitingAcknowledgement" : "closed";
    case "failed":
      return isPrinted ? "toSend" : "toPrint";
    case "acknowledged":
      return "closed";
    case "voided":
      return "void";
  }
}
