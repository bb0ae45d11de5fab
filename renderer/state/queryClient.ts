import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { FourfoldError } from "../../shared/errors.ts";

type Listener = () => void;
let onSignedOut: Listener = () => {};

/** Called when the backend answers that nobody is signed in although this window thought so. */
export function whenSessionEnded(listener: Listener): void {
  onSignedOut = listener;
}

function watch(error: unknown): void {
  if (error instanceof FourfoldError && error.code === "notSignedIn") onSignedOut();
}

/** The backend is on this machine: being offline means nothing to it, and a refusal does not change by asking again. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: { networkMode: "always", retry: false, refetchOnWindowFocus: true, staleTime: 0 },
    mutations: { networkMode: "always", retry: false },
  },
});
