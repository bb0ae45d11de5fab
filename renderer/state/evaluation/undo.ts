import type { Answer } from "../../../shared/evaluation/evaluation.ts";

/** One item before and after a change; `null` is no answer. */
export interface UndoChange {
  readonly itemId: string;
  readonly before: Answer | null;
  readonly after: Answer | null;
}

interface UndoStep {
  readonly changes: readonly UndoChange[];
  /** Keys typed into the same field make one step. */
  readonly mergeKey?: string;
}

export interface UndoHistory {
  record(changes: readonly UndoChange[], mergeKey?: string): void;
  /** The next key typed begins a new step. */
  seal(): void;
  undo(): readonly UndoChange[] | undefined;
  redo(): readonly UndoChange[] | undefined;
}

const deepestHistory = 300;

export function createUndoHistory(): UndoHistory {
  let done: UndoStep[] = [];
  let undone: UndoStep[] = [];
  let open = false;
  return {
    record(changes, mergeKey) {
      undone = [];
      const last = done.at(-1);
      const first = changes[0];
      const previous = last?.changes[0];
      if (open && mergeKey !== undefined && last?.mergeKey === mergeKey && first && previous) {
        done[done.length - 1] = { mergeKey, changes: [{ ...first, before: previous.before }] };
        return;
      }
      done = [...done, mergeKey === undefined ? { changes } : { changes, mergeKey }].slice(-deepestHistory);
      open = mergeKey !== undefined;
    },
    seal() {
      open = false;
    },
    undo() {
      open = false;
      const step = done.pop();
      if (step === undefined) return undefined;
      undone.push(step);
      return step.changes;
    },
    redo() {
      open = false;
      const step = undone.pop();
      if (step === undefined) return undefined;
      done.push(step);
      return step.changes;
    },
  };
}
