import { useSyncExternalStore } from "react";
import { create } from "zustand";
import { useAccount } from "../../../state/session.ts";

interface PanelState {
  /** Account -> whether it wants the panel open. Absent: the width of the window decides. */
  readonly wanted: Readonly<Record<string, boolean>>;
  want(accountId: string, open: boolean): void;
}

/** Remembered for as long as the window runs, for each account apart. */
const usePanelState = create<PanelState>()((set) => ({
  wanted: {},
  want: (accountId, open) => set((state) => ({ wanted: { ...state.wanted, [accountId]: open } })),
}));

/** Wide enough for the panel beside the items without being asked for. */
const roomy = "(min-width: 1500px)";
/** Narrower than this the panel lies over the items, because both do not fit beside each other. */
const narrow = "(max-width: 1279.98px)";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

export interface Panel {
  readonly open: boolean;
  /** Lies over the items. */
  readonly overlays: boolean;
  setOpen(open: boolean): void;
}

export function usePanel(): Panel {
  const { id } = useAccount();
  const wanted = usePanelState((state) => state.wanted[id]);
  const want = usePanelState((state) => state.want);
  const isRoomy = useMedia(roomy);
  const overlays = useMedia(narrow);
  return { open: wanted ?? isRoomy, overlays, setOpen: (open) => want(id, open) };
}
