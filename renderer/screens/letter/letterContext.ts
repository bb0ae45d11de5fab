import { createContext } from "react";
import type { Sentence } from "../../../shared/letter/document.ts";
import type { Passage } from "../../../shared/letter/edits.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import type { PassageChange } from "./useLetterChange.ts";

/** What can be done with a sentence of the letter that is shown. */
export interface SheetActions {
  readonly evaluationId: string;
  readonly kind: LetterKind;
  onGoToItem(itemId: string): void;
  /** The sentence under the pointer or the focus, for the box that names its sources. */
  onLookAt(sentence: Sentence, passage: Passage | undefined): void;
  /** Begins to edit a passage with the caret at a character of its text. */
  onEdit(passage: Passage, caret: number): void;
  /** Where the caret goes in a passage whose editing has just begun here; asked once. */
  takeCaret(passageKey: string): number | undefined;
  /** The passage is edited no longer; the focus goes back to it once the letter shows this revision of the draft. */
  onLeave(passageKey: string, revision?: number): void;
  /** Resolves with the revision of the draft. */
  onChange(passageKey: string, change: PassageChange): Promise<number>;
}

const unreachable = () => {
  throw new Error("This part of a letter is drawn outside of a letter");
};

export const SheetContext = createContext<SheetActions>({
  evaluationId: "",
  kind: "consultation",
  onGoToItem: unreachable,
  onLookAt: unreachable,
  onEdit: unreachable,
  takeCaret: unreachable,
  onLeave: unreachable,
  onChange: unreachable,
});

/** The passage that a sentence belongs to; none where nothing may be edited. */
export const PassageContext = createContext<Passage | undefined>(undefined);
