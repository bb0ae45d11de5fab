import { kindWords } from "../../shared/policy/kinds.ts";
import { type PolicyArea, policyAreas, policyKeys, policyOf } from "../../shared/policy/policies.ts";

/** Every policy for the guide: what it does, what it takes, what is so without it. */
export function guideTable(): string {
  return (Object.keys(policyAreas) as PolicyArea[])
    .map((area) => {
      const keys = policyKeys.filter((key) => policyOf(key).area === area);
      return `### ${policyAreas[area]}\n\n${keys.map(entry).join("\n")}`;
    })
    .join("\n");
}

function entry(key: (typeof policyKeys)[number]): string {
  const { kind, label, explanation, otherwise, takesEffect, example } = policyOf(key);
  const facts = [
    `- Value: ${kindWords(kind)}. Registry: ${registryType[kind.type]}.`,
    `- Without it: ${otherwise}`,
    `- Counts: ${takesEffect === "at once" ? "at once" : "from the next start"}. Example: \`${JSON.stringify(example)}\``,
  ];
  return `**\`${key}\`: ${label}.** ${explanation}\n\n${facts.join("\n")}\n`;
}

const registryType = {
  boolean: "REG_DWORD, 1 or 0",
  integer: "REG_DWORD",
  choice: "REG_SZ",
  text: "REG_SZ",
  lines: "REG_MULTI_SZ",
  folder: "REG_SZ or REG_EXPAND_SZ",
  time: "REG_SZ",
  feed: "REG_SZ or REG_EXPAND_SZ",
} as const;
