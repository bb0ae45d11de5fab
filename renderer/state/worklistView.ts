import { create } from "zustand";
import type { WorklistRow } from "../../shared/contract.ts";

/** How the worklist was left, so that coming back from an evaluation finds the same tab and row. */
interface WorklistView {
  /** Absent until somebody chose: the first stage that holds anything is shown. */
  readonly stage: WorklistRow["stage"] | undefined;
  readonly evaluationId: string | undefined;
  showStage(stage: WorklistRow["stage"]): void;
  select(evaluationId: string | undefined): void;
}

export const useWorklistView = create<WorklistView>()((set) => ({
  stage: undefined,
  evaluationId: undefined,
  showStage: (stage) => set({ stage, evaluationId: undefined }),
  select: (evaluationId) => set({ evaluationId }),
}));
