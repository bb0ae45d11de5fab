/** A phrase is called by a semicolon and its abbreviation, as a word of its own: ";slr". */

export const shortestAbbreviation = 2;
export const longestAbbreviation = 20;

/** As it is stored and compared: without case. */
export function foldAbbreviation(typed: string): string {
  return typed.normalize("NFC").toLowerCase();
}

const call = /(?:^|[\s(/])(;)([\p{L}\p{N}]*)$/u;
/** The longest call with the character before it; an abbreviation may be outside of the basic plane. */
const reach = 2 * longestAbbreviation + 2;

export interface Call {
  /** Position of the semicolon. */
  readonly start: number;
  /** What stands between the semicolon and the caret, folded; empty right after the semicolon. */
  readonly typed: string;
}

/** The call that ends at the caret. A semicolon that follows a word ("pain; worse") is punctuation. */
export function callBefore(text: string, caret: number): Call | undefined {
  const before = text.slice(Math.max(0, caret - reach), caret);
  if (!before.includes(";")) return undefined;
  const match = call.exec(before);
  if (match === null) return undefined;
  const word = match[2] ?? "";
  // Without what stands before it, a semicolon at the very edge of the slice may belong to a longer word.
  const start = caret - word.length - 1;
  if (start > 0 && !/[\s(/]/.test(text[start - 1] ?? "")) return undefined;
  return { start, typed: foldAbbreviation(word) };
}
