import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { OperationInput, OperationName, OperationOutput } from "../../shared/contract.ts";
import type { FourfoldError } from "../../shared/errors.ts";
import { call } from "./bridge.ts";
import { asFourfoldError } from "./failures.ts";
import { queryClient } from "./queryClient.ts";

interface ReadOptions {
  /** False holds the question back until its input makes sense. */
  readonly enabled?: boolean;
  /** Shows the last answer while the next is on its way: for lists that follow typing. */
  readonly keepPrevious?: boolean;
  /** Anything whose change means that the answer may have changed. */
  readonly version?: string | undefined;
}

/** Reads through the contract; the answer is cached under the operation's name and input. */
export function useRead<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
  options: ReadOptions = {},
) {
  return useQuery<OperationOutput<Name>, FourfoldError>({
    queryKey: [name, input, options.version ?? ""],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Changes through the contract; the named reads are asked again after it. */
export function useChange<Name extends OperationName>(name: Name, staleAfterwards: readonly OperationName[]) {
  return useMutation<OperationOutput<Name>, FourfoldError, OperationInput<Name>>({
    mutationFn: async (input) => {
      try {
        return await call(name, input);
      } catch (error) {
        throw asFourfoldError(error);
      }
    },
    onSuccess: async () => {
      await Promise.all(staleAfterwards.map((stale) => queryClient.invalidateQueries({ queryKey: [stale] })));
    },
  });
}
