import { z } from "zod";
import { roles, signerSchema } from "../evaluation/people.ts";
import {
  accountName,
  everyRole,
  id,
  instant,
  newPassword,
  nothing,
  operation,
  password,
} from "./operation.ts";
import { account } from "./store.ts";

/** Who may sign in, with which role, and the keys that let them. */

const administrators = ["administrator"] as const;

const accountRow = account
  .extend({
    /** withoutPassword: its key was lost or never made; a reset gives it one. */
    state: z.enum(["enabled", "disabled", "withoutPassword"]),
    createdAt: instant,
    lastSignedInAt: instant.optional(),
  })
  .strict();
export type AccountRow = z.infer<typeof accountRow>;

/** What an administrator enters of an account. */
export const accountEntry = z
  .object({
    accountName,
    role: z.enum(roles),
    /** Beside the role: an administrator by role is one in any case. */
    isAdministrator: z.boolean(),
    signer: signerSchema,
  })
  .strict();

export const accountOperations = {
  "accounts.list": operation({
    input: nothing,
    output: z.object({ accounts: z.array(accountRow) }).strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** The password given is good for choosing another one only; `password` is the administrator's own, asked again. */
  "accounts.add": operation({
    input: accountEntry.extend({ temporaryPassword: newPassword, password }).strict(),
    output: account,
    allowed: administrators,
    answeredBy: "backend",
  }),
  "accounts.change": operation({
    input: accountEntry.extend({ accountId: id }).strict(),
    output: account,
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** Takes the account's key away. Accounts are never deleted: letters and the audit refer to them. */
  "accounts.disable": operation({
    input: z.object({ accountId: id }).strict(),
    output: nothing,
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** A new temporary password; a disabled account is enabled by it. */
  "accounts.resetPassword": operation({
    input: z.object({ accountId: id, temporaryPassword: newPassword, password }).strict(),
    output: nothing,
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** One's own password. The only thing that a temporary password is good for. */
  "session.changePassword": operation({
    input: z.object({ password, newPassword }).strict(),
    output: account,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Makes a new recovery key and shows it; the old one works until `recoveryKey.replace`. */
  "recoveryKey.prepare": operation({
    input: z.object({ password }).strict(),
    output: z.object({ recoveryKey: z.string() }).strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** Puts the prepared key in the place of the old one, which then opens nothing. */
  "recoveryKey.replace": operation({
    input: nothing,
    output: nothing,
    allowed: administrators,
    answeredBy: "backend",
  }),
} as const;
