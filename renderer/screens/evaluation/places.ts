import { create } from "zustand";
import type { PartId } from "../../../shared/checklist/kinds.ts";

export type View = PartId | "letter";

/** The views in their order, with the number that Alt and a digit jumps to. */
export const views: readonly {
  readonly view: View;
  readonly key: string;
  readonly number?: string;
  readonly label: string;
}[] = [
  { view: "referral", key: "Alt+0", label: "Referral" },
  { view: "history", key: "Alt+1", number: "1", label: "History" },
  { view: "physical", key: "Alt+2", number: "2", label: "Physical examination" },
  { view: "neurological", key: "Alt+3", number: "3", label: "Neurological examination" },
  { view: "records", key: "Alt+4", number: "4", label: "Records and imaging" },
  { view: "plan", key: "Alt+5", label: "Impression and plan" },
  { view: "letter", key: "Alt+6", label: "Letter" },
];

interface GroupPlaces {
  /** Evaluation and part -> the group that was looked at last, so that a lock or another part does not lose the place. */
  readonly groups: Readonly<Record<string, string>>;
  remember(evaluationId: string, partId: PartId, groupId: string): void;
}

export const useGroupPlaces = create<GroupPlaces>()((set) => ({
  groups: {},
  remember: (evaluationId, partId, groupId) =>
    set((state) => ({ groups: { ...state.groups, [`${evaluationId}/${partId}`]: groupId } })),
}));
