import type { z } from "zod";
import { FourfoldError } from "../../shared/errors.ts";

/** Words for the first thing that is wrong with an input: the field, and what is allowed. Never what was typed. */

type Issue = z.core.$ZodIssue;

const nothingStored = "Correct it and try again. Nothing was stored.";

export function badInput(error: z.ZodError): FourfoldError {
  const first = error.issues[0];
  const { path, message } = first === undefined ? { path: [], message: "is not valid" } : describe(first);
  const field = path.map(String).join(".");
  return new FourfoldError({
    code: "badInput",
    ...(field === "" ? {} : { field }),
    message: `${field === "" ? "The input" : field} ${message}.`,
    action: nothingStored,
  });
}

/** For an input that a schema could not be held against at all, with what it threw. */
export function unreadable(fault: unknown): FourfoldError {
  return new FourfoldError({
    code: "badInput",
    // Nested beyond what the stack holds; or an object that cannot be compared with a number stands where a length is.
    message: fault instanceof RangeError ? "The input is nested too deeply." : "The input is not valid.",
    action: nothingStored,
  });
}

interface Described {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "yes or no",
  array: "a list",
  object: "an object",
  record: "an object",
};

function describe(issue: Issue): Described {
  const { path } = issue;
  switch (issue.code) {
    case "invalid_type":
      return { path, message: `must be ${typeWords[issue.expected] ?? issue.expected}` };
    case "invalid_value":
      return { path, message: `must be one of: ${issue.values.map(String).join(", ")}` };
    case "too_small":
      return { path, message: sized(issue.origin, "at least", Number(issue.minimum)) };
    case "too_big":
      return { path, message: sized(issue.origin, "at most", Number(issue.maximum)) };
    case "unrecognized_keys":
      return { path, message: "holds a field that is not known" };
    case "invalid_format":
      return { path, message: formatWords[issue.format] ?? fromSchema(issue.message) };
    case "invalid_union":
      return describeUnion(issue);
    case "custom":
      return { path, message: fromSchema(issue.message) };
    default:
      return { path, message: "is not valid" };
  }
}

const formatWords: Readonly<Record<string, string>> = {
  uuid: "must be an identifier that Fourfold gave out",
  datetime: "must be an instant such as 2025-03-10T16:42:07.123Z",
};

/** The contract's own messages are written to follow the field's name. */
function fromSchema(message: string): string {
  return /^(must|may|is|has) /.test(message) ? message : "is not valid";
}

function sized(origin: string, bound: string, limit: number): string {
  const plural = limit === 1 ? "" : "s";
  if (origin === "string") return `must have ${bound} ${limit} character${plural}`;
  if (origin === "array") return `must have ${bound} ${limit} entr${limit === 1 ? "y" : "ies"}`;
  return `must be ${bound} ${limit}`;
}

/** Of several forms that are allowed, speaks of the one that was meant: the one that fits furthest into the input. */
function describeUnion(issue: Extract<Issue, { code: "invalid_union" }>): Described {
  let best: Described | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const branch of issue.errors) {
    const first = branch[0];
    if (first === undefined) continue;
    const inner = describe(first);
    const deeper = best === undefined || inner.path.length > best.path.length;
    const simpler = inner.path.length === best?.path.length && branch.length < fewest;
    if (deeper || simpler) {
      best = inner;
      fewest = branch.length;
    }
  }
  if (best === undefined) return { path: issue.path, message: "is not one of the allowed forms" };
  return { path: [...issue.path, ...best.path], message: best.message };
}
