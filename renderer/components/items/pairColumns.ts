import type { CellKind, Field, Item } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { valueAt } from "../../state/evaluation/binding.ts";
import { bothSides, type PairItem } from "./sides.ts";

/** The main finding of an entry comes first in every row; further fields get a column each. */
export interface Column {
  readonly id: string;
  readonly label: string;
}

/** A side that was not testable, or a reason that stands there already. */
export function asksForReason(item: PairItem, value: AnswerValue | undefined): boolean {
  const { entry } = item;
  if (entry.kind !== "record") return false;
  const main = entry.fields[0]?.id ?? "";
  return bothSides.some(
    (side) => valueAt(value, [side, "reason"]) !== undefined || valueAt(value, [side, main]) === "NT",
  );
}

/** Columns of all the pairs together: the main finding, then every further field once. */
export function columnsOf(items: readonly Item[]): readonly Column[] {
  const pairs = items.filter((item): item is PairItem => item.kind === "pair");
  const mains = new Set<string>();
  const further = new Map<string, string>();
  for (const { entry } of pairs) {
    if (entry.kind !== "record") continue;
    const [main, ...rest] = entry.fields;
    if (main !== undefined) mains.add(main.label);
    for (const field of rest) if (!further.has(field.id)) further.set(field.id, field.label);
  }
  const [only] = mains;
  return [
    { id: "#main", label: mains.size === 1 && only !== undefined ? only : "Finding" },
    ...[...further].map(([id, label]) => ({ id, label })),
  ];
}

export function cellOf(
  item: PairItem,
  column: Column,
  index: number,
): { readonly kind: CellKind | Field; readonly fieldId?: string } | undefined {
  if (item.entry.kind !== "record") return index === 0 ? { kind: item.entry } : undefined;
  const [main, ...rest] = item.entry.fields;
  const field = index === 0 ? main : rest.find((candidate) => candidate.id === column.id);
  return field === undefined ? undefined : { kind: field, fieldId: field.id };
}
