import { useMemo } from "react";
import { shortestPassword } from "../../shared/accounts/passwordRule.ts";
import type { OperationName, OperationOutput } from "../../shared/contract.ts";
import { valuesOf } from "../../shared/policy/merge.ts";
import type { PolicyValues } from "../../shared/policy/policies.ts";
import { listen } from "./bridge.ts";
import { useRead } from "./queries.ts";
import { queryClient } from "./queryClient.ts";

export type PolicyStatus = OperationOutput<"policy.status">;

/** What shows differently when a policy changes. */
const stale: readonly OperationName[] = [
  "policy.status",
  "practice.read",
  "upkeep.status",
  "backup.list",
  "letter.preview",
  "window.updateState",
];

/** Follows what administrators decide while the window is open; returns the function that stops. */
export function followPolicy(): () => void {
  return listen("policy.changed", () => {
    for (const name of stale) void queryClient.invalidateQueries({ queryKey: [name] });
  });
}

const nothing: PolicyValues = {};

/** What is governed; undefined until it is known. */
export function usePolicyValues(): PolicyValues | undefined {
  const { data, error } = useRead("policy.status", {});
  // One object as long as nothing changes, so that a form can depend on it.
  return useMemo(() => {
    // What the backend cannot tell it does not enforce either: the screen goes on without.
    if (error) return nothing;
    return data && valuesOf(data.entries);
  }, [data, error]);
}

/** How many characters a new password has at least. */
export function useShortestPassword(): number {
  return usePolicyValues()?.passwordMinimumLength ?? shortestPassword;
}
