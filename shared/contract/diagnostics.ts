import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { instant, nothing, operation } from "./operation.ts";

/** What IT may be told of a store, with or without a key: states, sizes and counts, never a name. */

const bytesAndCount = { files: z.number().int(), bytes: z.number().int() };

export const storeReport = z
  .object({
    state: z.enum(["absent", "closed", "open", "unusable"]),
    problem: z.enum(errorCodes).optional(),
    onNetwork: z.boolean(),
    /** Of the disk that holds the data folder; absent where it cannot be told. */
    freeBytes: z.number().int().optional(),
    /** Files that Fourfold itself names; all others are counted only. */
    files: z.array(z.object({ name: z.string(), bytes: z.number().int(), changedAt: instant }).strict()),
    /** Copies beside the store: kept before a restore or an update. */
    copies: z.object(bytesAndCount).strict(),
    otherFiles: z.object(bytesAndCount).strict(),
    /** How many accounts have a key; absent where the key file cannot be read. */
    accounts: z.number().int().optional(),
    programSchema: z.number().int(),
    /** The rest needs the key: it is there while somebody is signed in, or where a password was given. */
    schema: z.number().int().optional(),
    counts: z
      .object({
        patients: z.number().int(),
        evaluations: z.number().int(),
        letters: z.number().int(),
        auditEntries: z.number().int(),
      })
      .strict()
      .optional(),
    readOnly: z.enum(errorCodes).optional(),
    backup: z
      .object({
        schedule: z.string(),
        keep: z.number().int(),
        folderChosen: z.boolean(),
        lastAt: instant.optional(),
        lastBytes: z.number().int().optional(),
        failingSince: instant.optional(),
        failing: z.enum(errorCodes).optional(),
        overdue: z.boolean(),
      })
      .strict()
      .optional(),
    check: z
      .object({
        at: instant.optional(),
        ok: z.boolean(),
        lines: z.array(z.object({ check: z.string(), ok: z.boolean() }).strict()),
      })
      .strict()
      .optional(),
  })
  .strict();
export type StoreReport = z.infer<typeof storeReport>;

export const diagnosticOperations = {
  "store.report": operation({
    input: nothing,
    output: storeReport,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  /** Asks where to, then writes the diagnostic file there. `savedTo` is absent when the person cancelled. */
  "window.saveDiagnostics": operation({
    input: nothing,
    output: z.object({ savedTo: z.string().optional() }).strict(),
    allowed: "anybody",
    answeredBy: "main",
  }),
} as const;
