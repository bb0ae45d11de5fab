import type { SignedInContext, SignedInHandlers } from "./context.ts";
import { evaluationHandlers } from "./evaluations.ts";
import { referralHandlers } from "./referrals.ts";

export const recordHandlers: Pick<SignedInHandlers, "evaluation.record"> = {
  /** What the window does in two steps, the referral and then its answers, as one change of the store. */
  "evaluation.record": ({ answers, referrer, ...referral }, context) =>
    context.session.store.write(async (writable) => {
      const { session } = context;
      const within: SignedInContext = {
        ...context,
        session: { ...session, store: { ...session.store, read: writable, write: (work) => work(writable) } },
      };
      const { evaluationId } = await referralHandlers["referral.create"](
        { ...referral, referrer: { new: referrer } },
        within,
      );
      const changes = Object.entries(answers).map(([itemId, answer]) => ({ itemId, answer }));
      if (changes.length > 0) {
        await evaluationHandlers["evaluation.saveAnswers"]({ evaluationId, changes }, within);
      }
      return { evaluationId };
    }),
};
