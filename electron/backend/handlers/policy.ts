import type { PolicyEntry } from "../../../shared/policy/merge.ts";
import type { AnybodyHandlers } from "./context.ts";

/** What administrators have decided for this computer, where from, and what of it cannot be used. */
export const policyHandlers: Pick<AnybodyHandlers, "policy.status"> = {
  "policy.status": (_input, { policy }) => {
    const { entries, problems, sources } = policy.inForce;
    return { entries: entries.map(entryOf), problems: [...problems], sources: [...sources] };
  },
};

function entryOf({ value, stoodAside, ...entry }: PolicyEntry) {
  return {
    ...entry,
    value: typeof value === "object" ? [...value] : value,
    ...(stoodAside === undefined ? {} : { stoodAside: [...stoodAside] }),
  };
}
