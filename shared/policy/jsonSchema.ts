import { feedPattern, folderPattern, longestPath, type PolicyKind, timePattern } from "./kinds.ts";
import { policyKeys, policyOf } from "./policies.ts";

/** The JSON Schema of a policy file, for editors and for IT's own checks. It says no more than the program itself checks. */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Policies of Fourfold",
    description:
      "A policy that stands here is in force and locked; one that does not is left to the practice.",
    type: "object",
    properties: {
      $schema: { type: "string" },
      $comment: { type: "string" },
      ...Object.fromEntries(
        policyKeys.map((key) => {
          const { kind, label, explanation, otherwise, example } = policyOf(key);
          const description = `${label}. ${explanation} Without it: ${otherwise}`;
          return [key, { description, ...constraints(kind), examples: [example] }];
        }),
      ),
    },
    additionalProperties: false,
  };
}

function constraints(kind: PolicyKind): Readonly<Record<string, unknown>> {
  switch (kind.type) {
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: "integer", minimum: kind.min, maximum: kind.max };
    case "choice":
      return { type: "string", enum: kind.choices.map(({ code }) => code) };
    case "text":
      return { type: "string", minLength: 1, maxLength: kind.max };
    case "lines":
      return {
        type: "array",
        items: { type: "string", minLength: 1, maxLength: kind.max },
        minItems: 1,
        maxItems: kind.most,
      };
    case "time":
      return { type: "string", pattern: timePattern };
    case "folder":
      return { type: "string", maxLength: longestPath, pattern: folderPattern };
    case "feed":
      return { type: "string", maxLength: longestPath, pattern: feedPattern };
  }
}
