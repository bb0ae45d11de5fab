import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { practiceSchema, roles, signerSchema } from "../evaluation/people.ts";
import { accountName, id, newPassword, nothing, operation, password, recoveryKey } from "./operation.ts";

/** The store as a whole, and who is signed in to it. */

export const account = z
  .object({
    id,
    accountName: z.string(),
    role: z.enum(roles),
    /** Beside the role: in a practice of one the physician is both. */
    isAdministrator: z.boolean(),
    /** The password was given by an administrator: nothing but choosing another one is allowed with it. */
    mustChangePassword: z.literal(true).optional(),
    signer: signerSchema,
  })
  .strict();
export type Account = z.infer<typeof account>;

const storeStatus = z
  .object({
    /** absent: first run; closed: nobody is signed in; open: somebody is; unusable: see `problem`. */
    state: z.enum(["absent", "closed", "open", "unusable"]),
    dataFolder: z.string(),
    accountNames: z.array(z.string()),
    problem: z
      .object({ code: z.enum(errorCodes), message: z.string(), action: z.string().optional() })
      .optional(),
  })
  .strict();
export type StoreStatus = z.infer<typeof storeStatus>;

export const storeOperations = {
  "store.status": operation({
    input: nothing,
    output: storeStatus,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "store.setUp": operation({
    input: z
      .object({
        practice: practiceSchema,
        accountName,
        password: newPassword,
        signer: signerSchema,
        /** Fills the new store with invented patients. */
        withInventedPatients: z.boolean(),
      })
      .strict(),
    output: z.object({ recoveryKey, account }).strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "session.signIn": operation({
    input: z.object({ accountName, password }).strict(),
    output: account,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  /** Opens with the recovery key and gives the named account a new password. */
  "session.recover": operation({
    input: z.object({ accountName, recoveryKey, newPassword }).strict(),
    output: account,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "session.current": operation({
    input: nothing,
    output: z.object({ account: account.optional() }).strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "session.lock": operation({ input: nothing, output: nothing, allowed: "anybody", answeredBy: "backend" }),
} as const;
