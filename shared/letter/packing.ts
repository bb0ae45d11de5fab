import type { Sentence } from "./document.ts";
import { wordCount } from "./grammar.ts";
import { listed, type Part, type Phrase, sentence, textOf, together, words } from "./phrase.ts";

/** Longest sentence that the letter aims at; clinical reference 4.2. */
export const longestSentence = 25;

/** Divides phrases into runs that each fit beside `reserved` words in one sentence. A single long phrase stands alone. */
export function portions(
  phrases: readonly Phrase[],
  reserved = 0,
  limit = longestSentence,
): readonly (readonly Phrase[])[] {
  const found: Phrase[][] = [];
  let length = 0;
  for (const part of phrases) {
    const size = wordCount(textOf(part));
    const current = found.at(-1);
    if (current === undefined || length + size + reserved > limit) {
      found.push([part]);
      length = size;
    } else {
      current.push(part);
      length += size + 1;
    }
  }
  return found;
}

/** "Lead a, b and c." in as many sentences as the words need; those after the first open with `again`. */
export function listSentences(
  lead: Part,
  phrases: readonly Phrase[],
  options: { readonly again?: Part; readonly after?: Part; readonly limit?: number } = {},
): readonly Sentence[] {
  const { again = lead, after } = options;
  const reserved = wordCount(textOf(words`${lead} ${after}`));
  return portions(phrases, reserved, options.limit).map((part, index) =>
    sentence(words`${index === 0 ? lead : again} ${listed(part)} ${after}`),
  );
}

/** "A, b and c were negative." with the verb in the right number, in as many sentences as the words need. */
export function subjectSentences(
  subjects: readonly Phrase[],
  verbs: { readonly one: string; readonly many: string },
  after: Part,
): readonly Sentence[] {
  return portions(subjects, wordCount(textOf(words`${verbs.many} ${after}`))).map((part) =>
    sentence(words`${listed(part)} ${part.length === 1 ? verbs.one : verbs.many} ${after}`),
  );
}

/** Clauses joined by semicolons, broken into sentences where they grow too long. */
export function clauseSentences(
  clauses: readonly Phrase[],
  lead: Part = "",
  again: Part = lead,
): readonly Sentence[] {
  return portions(clauses, wordCount(textOf(words`${lead}`))).map((part, index) =>
    sentence(words`${index === 0 ? lead : again} ${together(part, "; ")}`),
  );
}
