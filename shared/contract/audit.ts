import { z } from "zod";
import { auditGroupIds } from "../audit/groups.ts";
import { calendarDate } from "../evaluation/people.ts";
import { id, instant, nothing, operation } from "./operation.ts";

/** The audit log as an administrator reads and exports it. */

const administrators = ["administrator"] as const;

const filter = z
  .object({
    accountId: id.optional(),
    group: z.enum(auditGroupIds).optional(),
    /** A letter number, a patient's MRN, an account name or an id. */
    subject: z.string().trim().min(1).max(80).optional(),
    /** Calendar dates on the wall of the practice when it happened; both days belong to the range. */
    from: calendarDate.optional(),
    to: calendarDate.optional(),
  })
  .strict();
export type AuditFilter = z.infer<typeof filter>;

const sequence = z.number().int().min(1);
export const auditFormats = ["csv", "jsonLines"] as const;

const row = z
  .object({
    sequence,
    at: instant,
    /** The name of whoever did it; absent for what the program did by itself. */
    who: z.string().optional(),
    action: z.string(),
    /** One sentence: "Dr Holloway signed letter 2026-000012". Names no patient. */
    words: z.string(),
    /** What it was done to, for the screen: a patient, a letter, an account. */
    subject: z.string().optional(),
  })
  .strict();
export type AuditListRow = z.infer<typeof row>;

const chain = z
  .object({
    state: z.enum(["checking", "whole", "broken"]),
    /** How many entries were found to form one chain so far. */
    entries: z.number().int(),
    /** Where the chain breaks: "entry 12 was changed". */
    problem: z.string().optional(),
  })
  .strict();
export type AuditChainState = z.infer<typeof chain>;

export const auditOperations = {
  /** The latest first; `next` goes into `before` for the page after. */
  "audit.list": operation({
    input: z
      .object({ filter, before: sequence.optional(), limit: z.number().int().min(1).max(200) })
      .strict(),
    output: z.object({ rows: z.array(row), next: sequence.optional() }).strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** Everybody who is or was able to do something. */
  "audit.people": operation({
    input: nothing,
    output: z.object({ people: z.array(z.object({ accountId: id, name: z.string() }).strict()) }).strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** What the check found that began at sign-in; `again` begins another. */
  "audit.chain": operation({
    input: z.object({ again: z.boolean().optional() }).strict(),
    output: chain,
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** A stretch of the log as text, the earliest first. The first stretch (without `after`) is noted in the log itself. */
  "audit.export": operation({
    input: z.object({ filter, format: z.enum(auditFormats), after: sequence.optional() }).strict(),
    output: z.object({ text: z.string(), next: sequence.optional() }).strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** Asks where to, then writes the log there. `savedTo` is absent when the person cancelled. */
  "window.exportAudit": operation({
    input: z.object({ filter, format: z.enum(auditFormats) }).strict(),
    output: z.object({ savedTo: z.string().optional() }).strict(),
    allowed: administrators,
    answeredBy: "main",
  }),
} as const;
