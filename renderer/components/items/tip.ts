import type { Item } from "../../../shared/checklist/kinds.ts";

/** Shown on pointing at the help of an item: the whole of it, and how accurate the test is said to be. */
export function tipOf({ help, accuracy }: Item): string {
  return [help, accuracy].filter((part) => part !== undefined).join(". ");
}
