import { practiceToStore } from "../../../shared/policy/governed.ts";
import { requireGoodPassword } from "./accounts.ts";
import type { AnybodyHandlers } from "./context.ts";
import { fillWithInventedPatients } from "./inventedPatients.ts";

export const sessionHandlers: Pick<
  AnybodyHandlers,
  "store.status" | "store.setUp" | "session.signIn" | "session.recover" | "session.current" | "session.lock"
> = {
  "store.status": (_input, context) => context.keeper.status(),

  "store.setUp": (input, context) => {
    const { accountName, signer, password, withInventedPatients } = input;
    requireGoodPassword(password, { accountName, displayName: signer.displayName }, "password", context);
    // What a policy sets is not the practice's own; only what a practice cannot be without is stored as it was shown.
    const { name, addressLines, paper } = input.practice;
    const practice = practiceToStore(input.practice, { name, addressLines, paper }, context.policy.values);
    return context.keeper.setUp({ ...input, practice }, async (session) => {
      if (withInventedPatients) await fillWithInventedPatients({ ...context, session });
    });
  },

  "session.signIn": async (input, { keeper, upkeep }) => {
    const account = await keeper.signIn(input.accountName, input.password);
    upkeep.sessionBegan();
    return account;
  },

  "session.recover": ({ accountName, recoveryKey, newPassword }, context) => {
    requireGoodPassword(newPassword, { accountName }, "newPassword", context);
    return context.keeper.recover(accountName, recoveryKey, newPassword);
  },

  "session.current": (_input, context) => {
    const session = context.keeper.session;
    return session === undefined ? {} : { account: session.account };
  },

  "session.lock": async (_input, context) => {
    await context.keeper.lock();
    return {};
  },
};
