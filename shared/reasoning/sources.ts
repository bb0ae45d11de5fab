import { articleStatements } from "./articleStatements.ts";
import { references } from "./references.ts";

/** What the rules and the items of the evaluation rest on, so that whoever reads "Ref11" can look it up. */
export interface Source {
  /** As it is cited: "Ref11", or "T09" for a statement of the founding article. */
  readonly id: string;
  readonly title: string;
  /** Authors or organisation; absent for a statement of the article. */
  readonly by?: string;
  /** Year or years; absent where the source bears none. */
  readonly year?: string;
  /** Journal and pages, or the site on which it is found. Text, never opened by itself. */
  readonly where: string;
}

const byId: ReadonlyMap<string, Source> = new Map(
  [...references, ...articleStatements].map((one) => [one.id, one]),
);

export function findSource(id: string): Source | undefined {
  return byId.get(id);
}

/** Ids cited in the words of a source, "Ref1; hours of each anaesthetic GK", each once and in their order. */
export function citedIn(words: string): readonly string[] {
  return [...new Set(words.match(/\b(?:Ref\d+|T\d\d)\b/g) ?? [])];
}

/** The sources that a rule or an item names. Whatever it cites is in the list (a test sees to it). */
export function sourcesOf(cited: { readonly source: string }): readonly Source[] {
  return citedIn(cited.source).flatMap((id) => byId.get(id) ?? []);
}

/** One line to read or to copy: "BMJ Best Practice. Cauda equina syndrome: diagnosis approach. bestpractice.bmj.com." */
export function citation({ by, title, year, where }: Source): string {
  return [by, year === undefined ? title : `${title} (${year})`, where]
    .filter((part) => part !== undefined)
    .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`))
    .join(" ");
}
