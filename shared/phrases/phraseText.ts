/**
 * The text of a phrase: words with fields to fill, `{name}` for free words or `{name: left | right}` for a choice.
 * A field that nobody has filled stays in the answer as it is written here, so that it can be found again later.
 */

export const longestFieldName = 40;
export const longestChoice = 80;

export interface PhraseField {
  /** Position of the opening brace, in UTF-16 units as the page counts them. */
  readonly start: number;
  /** Position behind the closing brace. */
  readonly end: number;
  readonly name: string;
  /** Empty where free words are asked for; otherwise at least two. */
  readonly choices: readonly string[];
}

const braces = /\{([^{}\n]*)\}/g;

/** The fields of a text in their order. What is in braces and is no field is left alone: it is the physician's own text. */
export function fieldsOf(text: string): readonly PhraseField[] {
  // Most texts have none: a look at one character is all that they cost.
  if (!text.includes("{")) return [];
  const fields: PhraseField[] = [];
  for (const match of text.matchAll(braces)) {
    const read = readField(match[1] ?? "");
    if (typeof read === "string") continue;
    fields.push({ start: match.index, end: match.index + match[0].length, ...read });
  }
  return fields;
}

/** Why the text cannot be a phrase, as words that follow "Text"; absent when nothing is wrong with its fields. */
export function fieldProblem(text: string): string | undefined {
  for (const match of text.matchAll(braces)) {
    const read = readField(match[1] ?? "");
    if (typeof read === "string") return read;
  }
  const rest = text.replace(braces, "");
  if (rest.includes("{")) return "has a “{” without its “}”: a field is closed on the line on which it opens";
  if (rest.includes("}")) return "has a “}” without its “{”";
  return undefined;
}

/** What stands between the braces, or why it is no field. */
function readField(inside: string): Pick<PhraseField, "name" | "choices"> | string {
  const colon = inside.indexOf(":");
  const name = (colon === -1 ? inside : inside.slice(0, colon)).trim();
  if (name === "") return "has a field without a name: write {name}";
  if (name.length > longestFieldName) {
    return `has a field whose name is longer than ${longestFieldName} characters`;
  }
  if (colon === -1) {
    return name.includes("|")
      ? "has choices without a name before them: write {side: left | right}"
      : { name, choices: [] };
  }
  if (name.includes("|")) return "has choices without a name before them: write {side: left | right}";
  const choices = inside
    .slice(colon + 1)
    .split("|")
    .map((choice) => choice.trim());
  if (choices.length < 2) return "has a field with fewer than two choices: write {side: left | right}";
  if (choices.includes("")) return "has a field with an empty choice: write {side: left | right}";
  if (new Set(choices).size < choices.length) return "has a field that offers the same choice twice";
  if (choices.some((choice) => choice.length > longestChoice)) {
    return `has a choice that is longer than ${longestChoice} characters`;
  }
  return { name, choices };
}

/** How a field is written; what `fieldsOf` reads back. */
export function writeField(name: string, choices: readonly string[] = []): string {
  return choices.length === 0 ? `{${name}}` : `{${name}: ${choices.join(" | ")}}`;
}
