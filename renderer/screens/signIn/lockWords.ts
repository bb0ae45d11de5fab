import type { SaveState } from "../../state/saveStatus.ts";
import type { LockReason } from "../../state/session.ts";

const why: Readonly<Record<LockReason, string>> = {
  asked: "",
  idle: "Nobody worked here for a while. ",
  system: "The workstation was locked. ",
  restarted: "The part of Fourfold that keeps the data had to start again. ",
  ended: "The session has ended. ",
};

/** What the lock screen says of the work: that it is saved only where the store has acknowledged all of it. */
export function lockWords(reason: LockReason, saving: SaveState): string {
  if (saving.kind === "saving" || saving.kind === "waiting") {
    return `${why[reason]}Not everything that was typed last is saved yet. It is kept in this window and saved as soon as you are back: do not close the window before.`;
  }
  return `${why[reason]}Your work is saved; the password brings you back to where you were.`;
}
