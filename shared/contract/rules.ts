import { z } from "zod";
import { calendarDate } from "../evaluation/people.ts";
import { ruleDecisionKinds } from "../reasoning/practiceRules.ts";
import { clinical, everyRole, nothing, operation } from "./operation.ts";

/** What the practice made of the rules of the clinical picture. The rules themselves are part of the program. */

const ruleDecision = z
  .object({
    ruleId: z.string(),
    decision: z.enum(ruleDecisionKinds),
    reason: z.string().optional(),
    fingerprint: z.string(),
    date: calendarDate,
    by: z.string(),
  })
  .strict();

export const ruleOperations = {
  /** Every decision that was ever made, the oldest first. */
  "rules.read": operation({
    input: nothing,
    output: z.object({ decisions: z.array(ruleDecision) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** One more decision; physicians make it, in their own name. A rule is switched off for a reason. */
  "rules.decide": operation({
    input: z
      .object({
        ruleId: z.string().max(40),
        decision: z.enum(ruleDecisionKinds),
        reason: z.string().trim().max(500).optional(),
      })
      .strict(),
    output: nothing,
    allowed: clinical,
    answeredBy: "backend",
  }),
} as const;
