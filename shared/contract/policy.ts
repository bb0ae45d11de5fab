import { z } from "zod";
import { sourceIds } from "../policy/merge.ts";
import { type PolicyKey, policyKeys } from "../policy/policies.ts";
import { nothing, operation } from "./operation.ts";

/** What administrators have decided for this computer. Everybody may see it: also a form before the first sign-in obeys it. */

const source = z.enum(sourceIds);
const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);

export const policyInForce = z
  .object({
    entries: z.array(
      z
        .object({
          key: z.enum(policyKeys as [PolicyKey, ...PolicyKey[]]),
          value,
          source,
          isLastKnown: z.literal(true).optional(),
          stoodAside: z.array(source).optional(),
        })
        .strict(),
    ),
    problems: z.array(
      z
        .object({
          source: source.optional(),
          key: z.string().optional(),
          message: z.string(),
          action: z.string(),
        })
        .strict(),
    ),
    sources: z.array(
      z.object({ id: source, place: z.string(), state: z.enum(["absent", "read", "unreadable"]) }).strict(),
    ),
  })
  .strict();

export const policyOperations = {
  "policy.status": operation({
    input: nothing,
    output: policyInForce,
    allowed: "anybody",
    answeredBy: "backend",
  }),
} as const;
