import { create } from "zustand";
import type { LetterKind } from "../../shared/letter/kinds/kinds.ts";

/** What the Letter screen of an evaluation shows, where that is not simply its letter. Outlives the lock and a look elsewhere. */
export type LetterView =
  /** The draft of what follows a signed letter. */
  | { readonly kind: LetterKind }
  /** A signed letter of the visit, or one of its copies, as it was signed. */
  | { readonly letterId: string; readonly copyId?: string };

interface LetterViews {
  readonly views: Readonly<Record<string, LetterView>>;
  /** Without a view: the letter as the evaluation has it. */
  show(evaluationId: string, view?: LetterView): void;
}

export const useLetterViews = create<LetterViews>()((set) => ({
  views: {},
  show: (evaluationId, view) =>
    set((state) => {
      const { [evaluationId]: _left, ...others } = state.views;
      return { views: view === undefined ? others : { ...others, [evaluationId]: view } };
    }),
}));
