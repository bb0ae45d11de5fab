import { type PasswordOwner, passwordProblem } from "../../../shared/accounts/passwordRule.ts";
import type { Account, AccountRow, ParsedInput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { localInstantOf } from "../clock.ts";
import {
  changeAccount,
  disableAccount,
  findAccount,
  lastSignIns,
  listAccounts,
  nameIsTaken,
  notePassword,
  type StoredAccount,
} from "../records/accounts.ts";
import { appendAudit } from "../records/audit.ts";
import { auditFrame, type Context, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { notFound } from "./refusals.ts";

/** @throws FourfoldError `badInput` naming the field, with what is wrong with the password. */
export function requireGoodPassword(
  password: string,
  owner: PasswordOwner,
  field: string,
  { policy }: Context,
): void {
  const problem = passwordProblem(password, owner, policy.values.passwordMinimumLength);
  if (problem === undefined) return;
  throw new FourfoldError({
    code: "badInput",
    field,
    message: `The password ${problem}.`,
    action: "Choose another one: a few unrelated words are easy to keep and hard to guess.",
  });
}

async function accountOrRefuse(context: SignedInContext, accountId: string): Promise<StoredAccount> {
  const found = await findAccount(context.session.store.read, accountId);
  if (found === undefined) throw notFound("account", "accountId");
  return found;
}

/** Somebody must be left who can care for the accounts, and has a key to sign in with. */
async function requireAnotherAdministrator(context: SignedInContext, accountId: string): Promise<void> {
  const withKey = new Set(context.session.keys.identities().map((identity) => identity.accountId));
  const others = (await listAccounts(context.session.store.read)).filter(
    ({ account, disabledAt }) =>
      account.id !== accountId &&
      account.isAdministrator &&
      disabledAt === undefined &&
      withKey.has(account.id),
  );
  if (others.length > 0) return;
  throw new FourfoldError({
    code: "conflict",
    message: "This is the last administrator of the practice.",
    action: "Make another account an administrator first.",
  });
}

/** The fields in which an account differs from what was entered. */
function changedFields(before: Account, entered: ParsedInput<"accounts.change">): readonly string[] {
  const fields = ["accountName", "role", "isAdministrator", "signer"] as const;
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(entered[field]));
}

async function change(context: SignedInContext, input: ParsedInput<"accounts.change">): Promise<Account> {
  const { store, keys } = context.session;
  const isAdministrator = input.isAdministrator || input.role === "administrator";
  const entered = { ...input, isAdministrator };
  const { account: before } = await accountOrRefuse(context, input.accountId);
  if (before.isAdministrator && !isAdministrator) {
    await requireAnotherAdministrator(context, before.id);
  }
  const wanted = input.accountName.toLowerCase();
  const others = await listAccounts(store.read);
  const isTaken = others.some(
    ({ account }) => account.id !== before.id && account.accountName.toLowerCase() === wanted,
  );
  if (isTaken) throw nameIsTaken();
  const fields = changedFields(before, entered);
  if (fields.length === 0) return before;
  await store.write(async (writable) => {
    await changeAccount(writable, before.id, entered);
    await appendAudit(writable, {
      ...auditFrame(context),
      action: "account.changed",
      subjectId: before.id,
      detail: { fields, role: entered.role, isAdministrator },
    });
    // Last in the transaction: a key file that cannot be written takes the other changes back.
    if (fields.includes("accountName")) keys.rename(before.id, input.accountName);
  });
  if (before.id === context.session.account.id) return context.keeper.refreshAccount();
  return (await accountOrRefuse(context, before.id)).account;
}

function stateOf({ account, disabledAt }: StoredAccount, withKey: ReadonlySet<string>): AccountRow["state"] {
  if (disabledAt !== undefined) return "disabled";
  return withKey.has(account.id) ? "enabled" : "withoutPassword";
}

export const accountHandlers: Pick<
  SignedInHandlers,
  | "accounts.list"
  | "accounts.add"
  | "accounts.change"
  | "accounts.disable"
  | "accounts.resetPassword"
  | "session.changePassword"
  | "recoveryKey.prepare"
  | "recoveryKey.replace"
> = {
  "accounts.list": async (_input, { session }) => {
    const { store, keys } = session;
    const signIns = await lastSignIns(store.read);
    const withKey = new Set(keys.identities().map(({ accountId }) => accountId));
    const accounts = (await listAccounts(store.read)).map((stored): AccountRow => {
      const lastSignedInAt = signIns.get(stored.account.id);
      return {
        ...stored.account,
        state: stateOf(stored, withKey),
        createdAt: stored.createdAt,
        ...(lastSignedInAt === undefined ? {} : { lastSignedInAt }),
      };
    });
    return { accounts };
  },

  "accounts.add": async ({ temporaryPassword, password, ...entered }, context) => {
    const { accountName, role, signer } = entered;
    requireGoodPassword(
      temporaryPassword,
      { accountName, displayName: signer.displayName },
      "temporaryPassword",
      context,
    );
    await context.keeper.confirmPassword(password);
    const account: Account = {
      id: context.newId(),
      accountName,
      role,
      isAdministrator: entered.isAdministrator || role === "administrator",
      mustChangePassword: true,
      signer,
    };
    await context.keeper.addAccount(account, temporaryPassword);
    return account;
  },

  "accounts.change": (input, context) => change(context, input),

  "accounts.disable": async ({ accountId }, context) => {
    const { session } = context;
    const { account, disabledAt } = await accountOrRefuse(context, accountId);
    if (account.isAdministrator) await requireAnotherAdministrator(context, accountId);
    if (accountId === session.account.id) {
      throw new FourfoldError({
        code: "conflict",
        message: "You are signed in with this account.",
        action: "Ask another administrator to disable it.",
      });
    }
    if (disabledAt !== undefined) return {};
    const frame = auditFrame(context);
    await session.store.write(async (writable) => {
      await disableAccount(writable, accountId, frame.at);
      await appendAudit(writable, { ...frame, action: "account.disabled", subjectId: accountId });
      session.keys.remove([accountId]);
    });
    return {};
  },

  "accounts.resetPassword": async ({ accountId, temporaryPassword, password }, context) => {
    const { store, keys, account: author } = context.session;
    const { account, disabledAt } = await accountOrRefuse(context, accountId);
    if (accountId === author.id) {
      throw new FourfoldError({
        code: "conflict",
        message: "This is your own account.",
        action: "Change your password under My account.",
      });
    }
    requireGoodPassword(
      temporaryPassword,
      { accountName: account.accountName, displayName: account.signer.displayName },
      "temporaryPassword",
      context,
    );
    await context.keeper.confirmPassword(password);
    // First that it is temporary, then the key: in no order of events does a given password open more than it should.
    await store.write(async (writable) => {
      await notePassword(writable, accountId, { isTemporary: true });
      await appendAudit(writable, {
        ...auditFrame(context),
        action: "account.passwordReset",
        subjectId: accountId,
        detail: { wasDisabled: disabledAt !== undefined },
      });
    });
    await keys.put({ accountId, accountName: account.accountName }, temporaryPassword);
    context.keeper.forgetAttempts(accountId);
    return {};
  },

  "session.changePassword": async ({ password, newPassword }, context) => {
    const { store, keys, account } = context.session;
    await context.keeper.confirmPassword(password);
    if (newPassword.normalize("NFC") === password.normalize("NFC")) {
      throw new FourfoldError({
        code: "badInput",
        field: "newPassword",
        message: "The new password is the old one.",
        action: "Choose another one.",
      });
    }
    const owner = { accountName: account.accountName, displayName: account.signer.displayName };
    requireGoodPassword(newPassword, owner, "newPassword", context);
    // First the key: if the rest fails, the new password is in force and is asked to be changed once more.
    await keys.put({ accountId: account.id, accountName: account.accountName }, newPassword);
    await store.write(async (writable) => {
      await notePassword(writable, account.id, { isTemporary: false });
      await appendAudit(writable, {
        at: localInstantOf(context.now()),
        accountId: account.id,
        action: "session.passwordChanged",
      });
    });
    return context.keeper.refreshAccount();
  },

  "recoveryKey.prepare": async ({ password }, context) => {
    await context.keeper.confirmPassword(password);
    return { recoveryKey: context.session.keys.prepareRecovery() };
  },

  "recoveryKey.replace": async (_input, context) => {
    await context.session.store.write(async (writable) => {
      await appendAudit(writable, { ...auditFrame(context), action: "recoveryKey.replaced" });
      context.session.keys.replaceRecovery();
    });
    return {};
  },
};
