import { create } from "zustand";
import type { PartId } from "../../shared/checklist/kinds.ts";

export type SettingsSection =
  | "phrases"
  | "practice"
  | "rules"
  | "myAccount"
  | "accounts"
  | "backup"
  | "audit"
  | "patientData"
  | "policy"
  | "about";

/** Where the window is. The address bar is not used: there is one window and no history of patients in it. */
export type Place =
  | { readonly screen: "worklist" }
  | {
      readonly screen: "letters";
      /** Looked for at once, in all tabs. */
      readonly find?: string;
    }
  | { readonly screen: "newReferral" }
  | { readonly screen: "settings"; readonly section?: SettingsSection }
  | {
      readonly screen: "evaluation";
      readonly evaluationId: string;
      readonly view: PartId | "letter";
      /** Brings this item into view and puts the focus on it. */
      readonly itemId?: string;
    };

interface Navigation {
  readonly place: Place;
  go(place: Place): void;
}

export const useNavigation = create<Navigation>()((set) => ({
  place: { screen: "worklist" },
  go: (place) => set({ place }),
}));
