import type { Block, Sentence, Source } from "../document.ts";
import type { LetterContext } from "../frame.ts";
import { inline, splitSentences } from "../grammar.ts";
import { paragraph, phrase, sentence, textOf } from "../phrase.ts";
import { diagnosisName, isArguedAtOnce, rankedDiagnoses } from "./impression.ts";

/**
 * What was weighed for and against each diagnosis, after the evidence of all four parts. What the impression on the first
 * page says already is not said again.
 */
export function weighingBlocks({ findings }: LetterContext): readonly Block[] {
  const sentences = rankedDiagnoses(findings).flatMap(({ row }): readonly Sentence[] => {
    const name = inline(textOf(diagnosisName(row)));
    const pro = isArguedAtOnce(findings, row) ? undefined : row.words("evidenceFor");
    const con = row.words("evidenceAgainst");
    return [
      ...argument(`For ${name}:`, pro, row.source),
      ...argument(pro === undefined ? `Against ${name}:` : "Against it:", con, row.source),
    ];
  });
  return paragraph(sentences, "Diagnoses weighed");
}

function argument(lead: string, text: string | undefined, source: Source): readonly Sentence[] {
  if (text === undefined) return [];
  const [first, ...rest] = splitSentences(text);
  if (first === undefined) return [];
  return [
    sentence(phrase(`${lead} ${inline(first)}`, source)),
    ...rest.map((said) => sentence(phrase(said, source))),
  ];
}
