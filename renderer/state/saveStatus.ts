import { create } from "zustand";

/** What the status bar says about the last answer. `savedAt` is the backend's acknowledgement, an ISO instant. */
export type SaveState =
  | { readonly kind: "nothingToSave" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly savedAt: string }
  | { readonly kind: "waiting"; readonly message: string };

interface SaveStatus {
  readonly state: SaveState;
  report(state: SaveState): void;
}

export const useSaveStatus = create<SaveStatus>()((set) => ({
  state: { kind: "nothingToSave" },
  report: (state) => set({ state }),
}));
