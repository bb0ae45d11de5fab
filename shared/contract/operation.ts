import { z } from "zod";
import { roles } from "../evaluation/people.ts";

/** What every operation of the contract is made of. */

export interface Operation<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** "anybody" may call before sign-in; otherwise the signed-in account must hold one of the roles. */
  readonly allowed: "anybody" | readonly (typeof roles)[number][];
  /** `main` answers what needs a window or a dialog; all else is the backend's. */
  readonly answeredBy: "backend" | "main";
}

export function operation<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Operation<Input, Output>,
): Operation<Input, Output> {
  return definition;
}

export const everyRole = roles;
export const clinical = ["physician"] as const;

export const id = z.string().uuid();
/** UTC instant with milliseconds, "2025-03-10T16:42:07.123Z". */
export const instant = z.string().datetime({ offset: true });
export const bytes = z.instanceof(Uint8Array);
export const nothing = z.object({}).strict();
export const paper = z.enum(["letter", "a4"]);

export const password = z.string().min(1).max(1024);
/** The rule for new passwords; a managed policy may ask for more. */
export const newPassword = z
  .string()
  .min(12, "must have at least 12 characters")
  .max(1024, "must have at most 1024 characters");
export const accountName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}._-]+$/u, "may hold letters, digits, dot, dash and underscore");
export const recoveryKey = z.string().max(200);
