import type { AnybodyHandlers } from "./context.ts";
import { fillWithInventedPatients } from "./inventedPatients.ts";

export const sessionHandlers: AnybodyHandlers = {
  "store.status": (_input, context) => context.keeper.status(),

  "store.setUp": (input, context) =>
    context.keeper.setUp(input, async (session) => {
      if (input.withInventedPatients) await fillWithInventedPatients({ ...context, session });
    }),

  "session.signIn": (input, context) => context.keeper.signIn(input.accountName, input.password),

  "session.recover": (input, context) =>
    context.keeper.recover(input.accountName, input.recoveryKey, input.newPassword),

  "session.current": (_input, context) => {
    const session = context.keeper.session;
    return session === undefined ? {} : { account: session.account };
  },

  "session.lock": async (_input, context) => {
    await context.keeper.lock();
    return {};
  },
};
