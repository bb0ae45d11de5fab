import { z } from "zod";
import { backupSettings } from "../contract/backup.ts";
import { retentionRuleSchema } from "../dataRights/retention.ts";
import { FourfoldError } from "../errors.ts";
import { practiceSchema, signerSchema } from "../evaluation/people.ts";

/**
 * The file with which IT answers the first run beforehand. It fills the form in; a person looks it over, chooses the password and
 * gets the recovery key. So the file holds no secret, and one that looks as if it did is refused.
 */

const accountName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}._-]+$/u, "may hold letters, digits, dot, dash and underscore");

export const setUpFileSchema = z
  .object({
    /** For editors and for whoever writes the file. */
    $schema: z.string().optional(),
    $comment: z.string().optional(),
    practice: practiceSchema.partial().optional(),
    firstAccount: signerSchema.partial().extend({ accountName: accountName.optional() }).strict().optional(),
    backup: backupSettings.optional(),
    retention: retentionRuleSchema.optional(),
  })
  .strict();
export type SetUpFile = z.infer<typeof setUpFileSchema>;

/** The JSON Schema for editors; the program's own check says the same and, beyond it, that address lines are not blank. */
export function setUpJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(setUpFileSchema, { io: "input" });
  return { $schema, title: "Set-up file of Fourfold", ...schema };
}

/** @throws FourfoldError `badInput` that names the field; then nothing of the file is used. */
export function readSetUpFile(text: string): SetUpFile {
  const content = parse(text);
  const secret = secretIn(content);
  if (secret !== undefined) {
    throw refused(
      secret,
      `“${secret}” looks like a secret. A set-up file holds none: the password is chosen by the person, and the recovery key is shown to that person alone.`,
    );
  }
  const parsed = setUpFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).join(".");
  if (issue?.code === "unrecognized_keys") {
    const field = [path, issue.keys[0] ?? ""].filter(Boolean).join(".");
    throw refused(field, `“${field}” is not known in a set-up file.`);
  }
  throw refused(path, `“${path || "the file"}” ${wordsOf(issue)}.`);
}

function parse(text: string): unknown {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw refused("", "The set-up file is not complete JSON; it may be cut off.");
  }
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content;
  throw refused("", "The set-up file holds no object, from { to }.");
}

const secretName =
  /pass(word|wd|phrase|code)?$|^pass|pwd|secret|token|recovery|private|^pin$|(^|[a-z_-])key$|^key|otp$/i;

/** The path of a name that a secret would have, anywhere in the file. */
function secretIn(content: unknown, path: readonly string[] = []): string | undefined {
  if (typeof content !== "object" || content === null || path.length > 20) return undefined;
  for (const [name, value] of Object.entries(content)) {
    const here = [...path, name];
    if (!Array.isArray(content) && secretName.test(name)) return here.join(".");
    const below = secretIn(value, here);
    if (below !== undefined) return below;
  }
  return undefined;
}

function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case "invalid_type":
      return `must be ${typeWords[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => `“${String(value)}”`).join(" or ")}`;
    case "too_small":
      return issue.message.startsWith("must") ? issue.message : `must have at least ${issue.minimum}`;
    case "too_big":
      return issue.message.startsWith("must") ? issue.message : `must have at most ${issue.maximum}`;
    case "custom":
    case "invalid_format":
      return issue.message;
    default:
      return "is not of the form that is needed there";
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function refused(field: string, message: string): FourfoldError {
  return new FourfoldError({
    code: "badInput",
    ...(field === "" ? {} : { field }),
    message,
    action: "Nothing of the file is used. IT corrects it; the practice can also be set up by hand.",
  });
}
