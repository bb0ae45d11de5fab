import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PolicyKey } from "../../../shared/policy/policies.ts";
import { usePolicyValues } from "../../state/policy.ts";
import classes from "./Managed.module.css";

/** How a field shows that a policy has set it: it can be reached and read, and not changed. */
export interface Managed {
  readonly isManaged: boolean;
  /** Goes in the place of the field's description, which it holds. */
  readonly describe: (description?: string) => ReactNode;
}

export function useManaged(key: PolicyKey): Managed {
  const values = usePolicyValues();
  const isManaged = values?.[key] !== undefined;
  return {
    isManaged,
    describe: (description) => (isManaged ? <ManagedNote description={description} /> : description),
  };
}

/** Part of the description of a field, so that it is read out with it. */
function ManagedNote({ description }: { readonly description: string | undefined }) {
  return (
    <>
      {description}
      <span className={classes.note} data-managed>
        <IconLock size={13} aria-hidden />
        Managed by a policy and locked
      </span>
    </>
  );
}
