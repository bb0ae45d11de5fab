import { create } from "zustand";

export type DialogName = "findAnything" | "shortcuts" | "about";

interface Dialogs {
  readonly open: DialogName | undefined;
  show(name: DialogName): void;
  close(): void;
}

/** The dialogs that belong to the whole window; one at a time. */
export const useDialogs = create<Dialogs>()((set) => ({
  open: undefined,
  show: (name) => set({ open: name }),
  close: () => set({ open: undefined }),
}));
