import { create } from "zustand";
import { useAccount } from "./session.ts";

interface FastKeys {
  /** Account -> whether one key answers a field and goes on to the next. */
  readonly wanted: Readonly<Record<string, boolean>>;
  want(accountId: string, on: boolean): void;
}

/** Remembered for as long as the window runs, for each account apart. */
const useFastKeysState = create<FastKeys>()((set) => ({
  wanted: {},
  want: (accountId, on) => set((state) => ({ wanted: { ...state.wanted, [accountId]: on } })),
}));

/**
 * With fast keys each choice has a key of its own, and one key answers a field and goes on to the next. Off until somebody
 * asks for it: a focus that moves by itself has to be expected.
 */
export function useFastKeys(): boolean {
  const { id } = useAccount();
  return useFastKeysState((state) => state.wanted[id] ?? false);
}

export function useFastKeysSwitch(): () => void {
  const { id } = useAccount();
  const want = useFastKeysState((state) => state.want);
  const on = useFastKeys();
  return () => want(id, !on);
}
