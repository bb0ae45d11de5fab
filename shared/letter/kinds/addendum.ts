import type { Block } from "../document.ts";
import { paragraph, standing, typed } from "../phrase.ts";

/** What the physician adds, a paragraph for each that was typed. */
export function addendumBlocks(text: string): readonly Block[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .flatMap((part) => paragraph(typed(part, standing("addendum"))));
}
