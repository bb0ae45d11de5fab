import { useQuery } from "@tanstack/react-query";
import type { UpkeepStatus } from "../../shared/contract.ts";
import type { FourfoldError } from "../../shared/errors.ts";
import { call } from "./bridge.ts";
import { queryClient } from "./queryClient.ts";

const whileRunning = 500;
const otherwise = 60_000;

/** Backups, checks and what stands in the way of changes; followed closely while one is under way. */
export function useUpkeep() {
  return useQuery<UpkeepStatus, FourfoldError>({
    queryKey: ["upkeep.status", {}, ""],
    queryFn: () => call("upkeep.status", {}),
    refetchInterval: ({ state: { data } }) =>
      data?.backup.running !== undefined || data?.check.running !== undefined || data?.audit.checking === true
        ? whileRunning
        : otherwise,
  });
}

/** Begins a backup or the full check; its progress shows in the status. */
export async function beginUpkeep(what: "backup.start" | "integrity.start"): Promise<void> {
  await call(what, {});
  await queryClient.invalidateQueries({ queryKey: ["upkeep.status"] });
}
