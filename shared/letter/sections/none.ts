import type { Block } from "../document.ts";
import { paragraph, phrase, sentence, standing } from "../phrase.ts";

/** One honest sentence for a section about which nothing is recorded. It gives way when something turns up after all. */
export function none(name: string, text: string): readonly Block[] {
  return paragraph([sentence(phrase(text, standing(`none:${name}`)))]);
}
