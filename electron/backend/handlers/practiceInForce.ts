import { FourfoldError } from "../../../shared/errors.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { governPractice, practiceAgainst } from "../../../shared/policy/governed.ts";
import { lockedByPolicy } from "../../../shared/policy/permissions.ts";
import { readPractice } from "../records/practice.ts";
import type { Context, SignedInContext } from "./context.ts";

/** The practice and its letterhead as they are in force: what it set itself, and above that what policies set. */
export async function practiceInForce({ session, policy }: SignedInContext): Promise<Practice> {
  return governPractice(await readPractice(session.store.read), policy.values);
}

/** @throws FourfoldError `notAllowed` when the practice is entered otherwise than a policy has it. */
export function requirePracticeOfPolicy(entered: Practice, { policy }: Context): void {
  const key = practiceAgainst(entered, policy.values);
  if (key !== undefined) throw new FourfoldError(lockedByPolicy(key, "practice"));
}
