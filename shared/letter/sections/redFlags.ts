import { allItems } from "../../checklist/index.ts";
import type { Sentence, Source } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { americanSpelling, dateText, inline } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, type Phrase, phrase, sentence, words } from "../phrase.ts";

/** Every red-flag question of the screen, in its order. */
export const redFlagIds: readonly string[] = allItems
  .filter((item) => item.id.startsWith("RF.") && item.kind === "single")
  .map((item) => item.id);

/** A flag by its name, with what was found in brackets; the note then counts as printed. */
export function flagPhrase(findings: Findings, id: string): Phrase {
  const name = inline(americanSpelling(findings.label(id)));
  const note = findings.note(id);
  if (note === undefined) return from(name, id);
  return phrase(`${name} (${inline(note)})`, fromItem(id), fromItem(id, "note"));
}

/** Says what the screen for red flags showed; silent when none was asked. */
export function redFlagSentences(
  { findings, isBrief }: LetterContext,
  boxed: ReadonlySet<string> = new Set(),
): readonly Sentence[] {
  const by = (code: string) => redFlagIds.filter((id) => findings.code(id) === code);
  const [present, absent, unknown, skipped] = [by("yes"), by("no"), by("unknown"), by("not asked")];
  const sources = (ids: readonly string[]): readonly Source[] => ids.map((id) => fromItem(id));
  const onset = boxed.has("RF.CES.ONSET") ? undefined : findings.date("RF.CES.ONSET");
  const [above, here] = [present.filter((id) => boxed.has(id)), present.filter((id) => !boxed.has(id))];
  if (isBrief === true && above.length > 0 && above.length + absent.length === redFlagIds.length) {
    const named = above.length === 1 ? "the one named above" : "those named above";
    return [sentence(phrase(`There is no red flag but ${named}`, ...sources([...above, ...absent])))];
  }
  const said: Sentence[] = [
    ...(above.length === 0
      ? []
      : [
          sentence(
            phrase(
              above.length === 1 ? "Red flag: the one named above" : "Red flags: those named above",
              ...sources(above),
            ),
          ),
        ]),
    ...listSentences(
      above.length > 0 ? "Also:" : here.length === 1 ? "Red flag:" : "Red flags:",
      here.map((id) => flagPhrase(findings, id)),
      { again: "Also:" },
    ),
  ];
  if (onset !== undefined) {
    said.push(
      sentence(
        from(
          `These began or worsened ${onset.length === 10 ? "on" : "in"} ${dateText(onset)}`,
          "RF.CES.ONSET",
        ),
      ),
    );
  }
  if (absent.length > 0) {
    const complete = absent.length === redFlagIds.length;
    const text = complete
      ? "No red flags were found on screening"
      : present.length > 0
        ? "None of the other red flags asked was present"
        : absent.length === 1
          ? "The one red flag asked was not present"
          : "Of the red flags asked, none was present";
    said.push(sentence(phrase(text, ...sources(absent))));
  }
  const names = (ids: readonly string[]) => ids.map((id) => flagPhrase(findings, id));
  said.push(...listSentences("Red flags not known:", names(unknown)));
  if (skipped.length > 3) {
    said.push(sentence(words`${phrase("The remaining red flags were not asked", ...sources(skipped))}`));
  } else said.push(...listSentences("Red flags not asked:", names(skipped)));
  return said;
}
