import { checklist } from "../../shared/checklist/index.ts";
import type { Item } from "../../shared/checklist/kinds.ts";
import { readArguments } from "./arguments.ts";
import { exitCodes } from "./failures.ts";
import { type Surroundings, write } from "./surroundings.ts";

/** Prints the checklist: as JSON for programs, else as a list to read. */
export async function runChecklist(argv: readonly string[], { output }: Surroundings): Promise<number> {
  const given = readArguments("checklist", argv, { json: { type: "boolean" } });
  await write(output, given.has("json") ? `${JSON.stringify(definition(), null, 2)}\n` : listing());
  return exitCodes.done;
}

/** The definition with, for each item, what it takes: `values`, `unit`, `range`, besides everything that it is made of. */
function definition() {
  return {
    ...checklist,
    parts: checklist.parts.map((part) => ({
      ...part,
      groups: part.groups.map((group) => ({ ...group, items: group.items.map(described) })),
    })),
  };
}

function described(item: Item) {
  const values = "choices" in item ? { values: item.choices.map((choice) => choice.code) } : {};
  const range = "min" in item ? { range: { min: item.min, max: item.max } } : {};
  return { ...item, ...values, ...range, required: item.requirement === "required" };
}

function listing(): string {
  const lines = checklist.parts.flatMap((part) => [
    part.label,
    ...part.groups.flatMap((group) => [
      `  ${group.label}`,
      ...group.items.map((item) => `    ${item.id.padEnd(20)} ${item.kind.padEnd(9)} ${item.label}`),
    ]),
    "",
  ]);
  return `Checklist ${checklist.version}\n\n${lines.join("\n")}`;
}
