import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { isFilled } from "../../../shared/evaluation/filled.ts";
import { type Binding, itemBinding, noteBinding, partBinding } from "./binding.ts";
import type { Draft, EvaluationState, OpenedEvaluation } from "./evaluationStore.ts";
import type { Structure } from "./structure.ts";

export const EvaluationContext = createContext<OpenedEvaluation | undefined>(undefined);

export function useOpenedEvaluation(): OpenedEvaluation {
  const opened = useContext(EvaluationContext);
  if (opened === undefined) throw new Error("This control is drawn outside of an evaluation");
  return opened;
}

/** The selector must return the same value for the same state, or the control draws itself at every key. */
export function useEvaluationState<Selected>(selector: (state: EvaluationState) => Selected): Selected {
  return useStore(useOpenedEvaluation().store, selector);
}

export function useReadOnly(): boolean {
  return useEvaluationState((state) => state.signedLetterId !== undefined);
}

export function useStructure(): Structure {
  const opened = useOpenedEvaluation();
  useEvaluationState((state) => state.structure);
  return opened.structure();
}

/** The binding of an item's whole value, or of a part of it; the same object as long as it means the same place. */
export function useBinding(itemId: string, ...keys: readonly (string | number)[]): Binding {
  const opened = useOpenedEvaluation();
  const joined = keys.join("/");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined keys stand for the keys
  return useMemo(
    () => (keys.length === 0 ? itemBinding(opened, itemId) : partBinding(opened, itemId, keys)),
    [opened, itemId, joined],
  );
}

export function useNoteBinding(itemId: string): Binding {
  const opened = useOpenedEvaluation();
  return useMemo(() => noteBinding(opened, itemId), [opened, itemId]);
}

export function useBindingValue(binding: Binding): AnswerValue | undefined {
  return useSyncExternalStore(binding.subscribe, binding.read);
}

export function useDraft(binding: Binding): Draft | undefined {
  return useSyncExternalStore(binding.subscribe, binding.draft);
}

/** Whether the item, or one side or row of it, was filled with normal and nobody has looked at it since. */
export function useUnconfirmed(itemId: string, place?: string): boolean {
  return useEvaluationState((state) => isFilled(state.evaluation.answers[itemId], place));
}
