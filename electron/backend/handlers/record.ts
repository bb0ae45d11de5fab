import type { ParsedInput } from "../../../shared/contract.ts";
import type { Writable } from "../database/access.ts";
import type { SignedInContext, SignedInHandlers } from "./context.ts";
import { saveChanges } from "./evaluations.ts";
import { createReferral } from "./referrals.ts";

/** What the window does in two steps, the referral and then its answers, in the one transaction given. */
export async function recordCase(
  writable: Writable,
  input: ParsedInput<"evaluation.record">,
  context: SignedInContext,
): Promise<{ evaluationId: string }> {
  const { answers, referrer, ...referral } = input;
  const created = await createReferral(writable, { ...referral, referrer: { new: referrer } }, context);
  const changes = Object.entries(answers).map(([itemId, answer]) => ({ itemId, answer }));
  if (changes.length > 0) await saveChanges(writable, created.evaluationId, changes, context);
  return created;
}

export const recordHandlers: Pick<SignedInHandlers, "evaluation.record"> = {
  "evaluation.record": (input, context) =>
    context.session.store.write((writable) => recordCase(writable, input, context)),
};
