import { policyJsonSchema } from "../../shared/policy/jsonSchema.ts";
import { policyKeys, policyOf } from "../../shared/policy/policies.ts";
import { adml, admx } from "./groupPolicy.ts";
import { guideTable } from "./guideTable.ts";
import { mobileConfiguration } from "./managedPreferences.ts";

/** Every file that is made from the list of policies, by its path in the project; a test holds what is committed to it. */
export function policyFiles(): Readonly<Record<string, string>> {
  return {
    "build/policy/fourfold.admx": admx(),
    "build/policy/en-US/fourfold.adml": adml(),
    "build/policy/policy.schema.json": json(policyJsonSchema()),
    "build/policy/policy.example.json": json({
      $schema: "./policy.schema.json",
      ...Object.fromEntries(policyKeys.map((key) => [key, policyOf(key).example])),
    }),
    "build/policy/fourfold.mobileconfig": mobileConfiguration(),
  };
}

const begin = "<!-- made from the list of policies: begin -->";
const end = "<!-- made from the list of policies: end -->";
export const guidePath = "build/guide/policies.md";

/** The guide with the part that is made from the list as it is now. */
export function guideWithTable(guide: string): string {
  const from = guide.indexOf(begin);
  const to = guide.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${guidePath} has lost the marks around its list of policies.`);
  return `${guide.slice(0, from + begin.length)}\n\n${guideTable()}\n${guide.slice(to)}`;
}

const longestLine = 110;

/** As the project's formatter has it: a list of plain values stands on one line where it fits. */
function json(value: unknown): string {
  const spread = JSON.stringify(value, null, 2);
  const tidy = spread.replace(/^(.*)\[\n([^[\]{}]*)\n\s*\](,?)$/gm, (whole, before, items, after) => {
    const line = `${before}[${items.trim().replace(/\n\s*/g, " ")}]${after}`;
    return line.length <= longestLine ? line : whole;
  });
  return `${tidy.replace(/\[\n\s*(\[[^[\]\n]*\])\n\s*\]/g, "[$1]")}\n`;
}
