import { type FieldErrors, type FieldValues, type Resolver, set } from "react-hook-form";
import type { z } from "zod";

/** Field path ("patient.familyName") -> what is wrong with it, as a sentence. */
export type FieldProblems = Readonly<Record<string, string>>;

/** Lets a form be checked by a plain function that can be tested without a screen. */
export function resolverOf<Values extends FieldValues>(
  check: (values: Values) => FieldProblems,
): Resolver<Values> {
  return async (values) => {
    const problems = Object.entries(check(values));
    if (problems.length === 0) return { values, errors: {} };
    const errors: FieldErrors<Values> = {};
    for (const [path, message] of problems) set(errors, path, { type: "check", message });
    return { values: {}, errors };
  };
}

/**
 * What a schema of the contract has against an input, under the fields' own names. A path without a label of its own is
 * reported under the nearest path above it that has one (a line of an address under the address).
 */
export function problemsOf(
  schema: z.ZodType,
  input: unknown,
  labels: Readonly<Record<string, string>>,
  prefix = "",
): FieldProblems {
  const result = schema.safeParse(input);
  if (result.success) return {};
  const problems: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const segments = [...(prefix ? prefix.split(".") : []), ...issue.path.map(String)];
    while (segments.length > 0 && labels[segments.join(".")] === undefined) segments.pop();
    const path = segments.join(".");
    const label = labels[path];
    if (label !== undefined && problems[path] === undefined) problems[path] = `${label} ${wordsOf(issue)}.`;
  }
  return problems;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "custom":
      return issue.message;
    case "too_big":
      return issue.origin === "string"
        ? `must have at most ${issue.maximum} characters`
        : `must have at most ${issue.maximum} lines`;
    case "too_small":
      return issue.message.startsWith("must") ? issue.message : "must not be empty";
    case "invalid_type":
    case "invalid_value":
      return "must be chosen";
    default:
      return issue.message.startsWith("m") ? issue.message : "is not in the right form";
  }
}

/** An empty field is an absent one. */
export function orAbsent(text: string): string | undefined {
  return text.trim() === "" ? undefined : text;
}

/** The object without its undefined members, as the strict schemas want it. */
export function withoutAbsent<Shape extends object>(
  shape: Shape,
): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]: Exclude<Shape[Key], undefined>;
  };
}

/** Lines as typed into one field, without the empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 0);
}
