import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import { samples } from "../../../shared/samples/index.ts";
import { localDateOf } from "../clock.ts";
import type { SignedInContext } from "./context.ts";
import { evaluationHandlers } from "./evaluations.ts";
import { referralHandlers } from "./referrals.ts";

/** Fills a new practice with invented patients, through the same handlers that the window uses. */
export async function fillWithInventedPatients(context: SignedInContext): Promise<void> {
  const today = localDateOf(context.now());
  for (const sample of samples) {
    const { patient, referrer, referral, visitDate, answers } = parseCaseFile(JSON.stringify(sample), today);
    const { evaluationId } = await referralHandlers["referral.create"](
      { patient: { new: patient }, referrer: { new: referrer }, referral, visitDate },
      context,
    );
    const changes = Object.entries(answers).map(([itemId, answer]) => ({ itemId, answer }));
    if (changes.length > 0) {
      await evaluationHandlers["evaluation.saveAnswers"]({ evaluationId, changes }, context);
    }
  }
}
