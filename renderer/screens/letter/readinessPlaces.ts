import type { ReadinessEntry } from "../../../shared/contract.ts";

/** Where something is mended that stands in the way of a signature. */
export type Destination =
  | { readonly to: "passage"; readonly key: string }
  | { readonly to: "item"; readonly itemId: string }
  | { readonly to: "section"; readonly section: string }
  | { readonly to: "copies" }
  | { readonly to: "addendum" };

/**
 * The nearest place first: the passage that was edited, the draft's own field, the finding, the section. What is about nothing in
 * particular leads nowhere.
 */
export function destinationOf({
  passageKey,
  part,
  itemId,
  section,
}: ReadinessEntry): Destination | undefined {
  if (passageKey !== undefined) return { to: "passage", key: passageKey };
  if (part !== undefined) return { to: part };
  if (itemId !== undefined) return { to: "item", itemId };
  return section === undefined ? undefined : { to: "section", section };
}
