import type { DeskRow } from "../../../shared/contract.ts";
import type { DeskState, DispatchEvent } from "../../../shared/referrals/desk.ts";
import { mayHappen } from "../../../shared/referrals/desk.ts";

export const tabLabels: Readonly<Record<DeskState, string>> = {
  toPrint: "To print",
  toSend: "To send",
  awaitingAcknowledgement: "Awaiting acknowledgement",
  closed: "Closed",
  void: "Void",
};

/** What an empty tab says, and what would bring something into it. */
export const emptyWords: Readonly<Record<DeskState, string>> = {
  toPrint: "No signed letter is waiting to be printed. A letter appears here when it is signed.",
  toSend: "No printed letter is waiting to be sent.",
  awaitingAcknowledgement: "No sent letter is waiting to be acknowledged.",
  closed: "Nothing is closed yet.",
  void: "No letter was made void.",
};

/** What the bar offers, each with its key. */
export const actions = [
  { id: "print", label: "Print", keys: "P", event: "printed" },
  { id: "sent", label: "Record as sent", keys: "S", event: "sent" },
  { id: "acknowledged", label: "Acknowledged", keys: "A", event: "acknowledged" },
  { id: "failed", label: "Did not go", keys: "F", event: "failed" },
  { id: "copy", label: "Print a COPY", keys: "C", event: "reprinted" },
  { id: "void", label: "Make void", keys: "V", event: "voided" },
] as const satisfies readonly { id: string; label: string; keys: string; event: DispatchEvent }[];
export type ActionId = (typeof actions)[number]["id"];

export function actionsOf(tab: DeskState) {
  return actions.filter(({ event }) => mayHappen(event, tab));
}

/** The rows chosen, the one that the keys stand on, and where a stretch began. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly anchor: string | undefined;
}

export const noSelection: Selection = { chosen: new Set(), current: undefined, anchor: undefined };

function indexOf(rows: readonly DeskRow[], dispatchId: string | undefined): number {
  const found = rows.findIndex((row) => row.dispatchId === dispatchId);
  return found === -1 ? 0 : found;
}

export function currentIndex(rows: readonly DeskRow[], { current }: Selection): number {
  return indexOf(rows, current);
}

/** Moves to a row. With `extend` everything between it and where the stretch began is chosen, and nothing else. */
export function moveTo(
  rows: readonly DeskRow[],
  selection: Selection,
  index: number,
  extend: boolean,
): Selection {
  const target = rows[Math.min(Math.max(index, 0), rows.length - 1)];
  if (target === undefined) return noSelection;
  if (!extend) return { ...selection, current: target.dispatchId, anchor: target.dispatchId };
  const from = indexOf(rows, selection.anchor ?? selection.current);
  const to = indexOf(rows, target.dispatchId);
  const stretch = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return {
    chosen: new Set(stretch.map(({ dispatchId }) => dispatchId)),
    current: target.dispatchId,
    anchor: rows[from]?.dispatchId,
  };
}

export function toggle(selection: Selection, dispatchId: string): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(dispatchId)) chosen.add(dispatchId);
  return { chosen, current: dispatchId, anchor: dispatchId };
}

export function chooseAll(rows: readonly DeskRow[], selection: Selection): Selection {
  return { ...selection, chosen: new Set(rows.map(({ dispatchId }) => dispatchId)) };
}

/** What an action is done to: the chosen rows, or without any the one that the keys stand on. Rows that are gone do not count. */
export function targetsOf(rows: readonly DeskRow[], selection: Selection): readonly DeskRow[] {
  const chosen = rows.filter(({ dispatchId }) => selection.chosen.has(dispatchId));
  if (chosen.length > 0) return chosen;
  const current = rows[currentIndex(rows, selection)];
  return current === undefined ? [] : [current];
}

/** "1 letter", "20 letters" */
export function letterCount(count: number): string {
  return count === 1 ? "1 letter" : `${count} letters`;
}
