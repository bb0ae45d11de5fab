import { create } from "zustand";

/**
 * What was typed into forms that are not saved as they are typed. Kept in memory while the person looks at something else or
 * the window is locked; dropped when the form was sent or another person signs in. Never written to disk.
 */
interface Drafts {
  readonly values: Readonly<Record<string, unknown>>;
  keep(key: string, value: unknown): void;
  drop(key: string): void;
  clearAll(): void;
}

export const useDrafts = create<Drafts>()((set) => ({
  values: {},
  keep: (key, value) => set((state) => ({ values: { ...state.values, [key]: value } })),
  drop: (key) =>
    set((state) => {
      const { [key]: _dropped, ...values } = state.values;
      return { values };
    }),
  clearAll: () => set({ values: {} }),
}));

/** The draft as it was left, of the type that the same form stored. Does not follow later changes. */
export function readDraft<Values>(key: string): Values | undefined {
  return useDrafts.getState().values[key] as Values | undefined;
}
