import { create } from "zustand";
import type { OperationInput, PrintResult } from "../../shared/contract.ts";
import type { FourfoldError } from "../../shared/errors.ts";
import { call, listen } from "./bridge.ts";
import { asFourfoldError } from "./failures.ts";
import { queryClient } from "./queryClient.ts";

interface Progress {
  readonly done: number;
  readonly total: number;
  readonly letterNumber: string;
}

interface Printing {
  /** Absent while nothing is printed. */
  readonly progress: Progress | undefined;
  readonly isCancelling: boolean;
  /** Of the last job, until somebody has read it. */
  readonly result: PrintResult | undefined;
  readonly error: FourfoldError | undefined;
  /** The printer chosen last, to be offered again. */
  readonly printer: string | undefined;
  print(input: OperationInput<"window.printLetters">): Promise<void>;
  cancel(): void;
  dismiss(): void;
}

/** The print job of this window. It goes on while somebody looks at another screen. */
export const usePrinting = create<Printing>()((set, get) => ({
  progress: undefined,
  isCancelling: false,
  result: undefined,
  error: undefined,
  printer: undefined,
  print: async (input) => {
    if (get().progress !== undefined) return;
    const total = input.dispatchIds.length;
    set({
      progress: { done: 0, total, letterNumber: "" },
      isCancelling: false,
      result: undefined,
      error: undefined,
      printer: input.printer,
    });
    const stop = listen("print.progress", (progress) => set({ progress }));
    try {
      set({ result: await call("window.printLetters", input) });
    } catch (error) {
      set({ error: asFourfoldError(error) });
    } finally {
      stop();
      set({ progress: undefined, isCancelling: false });
      for (const stale of ["desk.list", "desk.log"] as const) {
        void queryClient.invalidateQueries({ queryKey: [stale] });
      }
    }
  },
  cancel: () => {
    set({ isCancelling: true });
    void call("window.cancelPrinting", {});
  },
  dismiss: () => set({ result: undefined, error: undefined }),
}));
