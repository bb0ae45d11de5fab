/**
 * The text of a sentence as it is set: one Unicode form, one kind of space, no invisible characters, and for each glyph
 * one character, so that what is copied out of the PDF is what was put in.
 */

/** Where a line may also end, besides at spaces. Never in the input: format characters are removed first. */
export const breakMark = "\u200b";
export const hardSpace = "\u00a0";

/** Characters that the faces draw with the glyph of another: the other is printed. */
const twins: Readonly<Record<string, string>> = {
  "\u00b5": "\u03bc",
  "\u2206": "\u0394",
  "\u2010": "-",
  "\u2011": "-",
  "\u02bb": "\u2018",
  "\u02bc": "\u2019",
  "\u2215": "\u2044",
  "\u207c": "\u02ed",
  "\u03d5": "\u03c6",
  "\u202f": hardSpace,
  "\u2007": hardSpace,
};
const twinPattern = new RegExp(`[${Object.keys(twins).join("")}]`, "gu");

const units = "mg|mcg|μg|g|kg|mm|cm|m|mL|ml|MME|min|h|s|%|°|°C|kPa|mmHg|of 10|pt";
const numberWithUnit = new RegExp(`(\\d) (?=(?:${units})(?![\\p{L}\\d]))`, "gu");
const titleWithName = /\b(Dr|Mr|Mrs|Ms|Mx|Prof)(\.?) (?=\p{Lu})/gu;
const dayWithMonth = /\b(\d{1,2}) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)/g;
/** After a hyphen, dash or slash between words; never inside "L4-5", "1-2" or "4/5". */
const breakAfter = /(?<=\p{L}{2})[-–—/](?=\p{L}{2})/gu;

/** A text is set in several sizes before one is taken, and the same words stand in letter after letter. */
const prepared = new Map<string, string>();
const textsKept = 4000;

export function prepare(text: string): string {
  const known = prepared.get(text);
  if (known !== undefined) return known;
  const fresh = freshlyPrepared(text);
  if (prepared.size >= textsKept) prepared.clear();
  prepared.set(text, fresh);
  return fresh;
}

function freshlyPrepared(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(twinPattern, (character) => twins[character] ?? character)
    .replace(/\p{Cf}/gu, "")
    .replace(/[^\S\u00a0]+/g, " ")
    .replace(/\p{Cc}/gu, "")
    .replace(numberWithUnit, `$1${hardSpace}`)
    .replace(dayWithMonth, `$1${hardSpace}`)
    .replace(titleWithName, `$1$2${hardSpace}`)
    .replace(breakAfter, `$&${breakMark}`);
}

/** What is drawn: the marks that steered the line breaks are gone. */
export function drawn(text: string): string {
  return text.replaceAll(hardSpace, " ").replaceAll(breakMark, "");
}
