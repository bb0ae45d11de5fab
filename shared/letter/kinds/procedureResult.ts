import { type Pathway, pathwaysOf } from "../../reasoning/pathways/index.ts";
import type { Block, Section, Sentence } from "../document.ts";
import type { Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { inline, lowerFirst, onDate, withFullStop } from "../grammar.ts";
import { type Phrase, paragraph, phrase, sentence, words } from "../phrase.ts";
import { procedures } from "../sections/intervalHistory.ts";
import { diaries } from "../sections/procedure.ts";

/** What the procedure brought in figures, and what follows from that. */
export function procedureResultBlocks(context: LetterContext): readonly Block[] {
  const { evaluation, findings } = context;
  const told = [
    ...(findings.isNone("HX.INT.PROC") ? [] : procedures(context)),
    ...(findings.isNone("BLK.DIARY") ? [] : diaries(findings)),
  ];
  const judged = pathwaysOf(evaluation).flatMap(judgement);
  return [...paragraph(told), ...paragraph(judged)];
}

/** Told once: what stands under the result is taken out of the sections that hold it in other letters. */
export function withoutResult(section: Section): Section {
  const isTold = ({ sources }: Sentence) =>
    sources.length > 0 &&
    sources.every(
      (source) => "item" in source && (source.item === "BLK.DIARY" || source.item === "HX.INT.PROC"),
    );
  if (section.id !== "procedure" && section.id !== "history") return section;
  const blocks = section.blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== "paragraph") return [block];
    const sentences = block.sentences.filter((said) => !isTold(said));
    return sentences.length === 0 ? [] : [{ ...block, sentences }];
  });
  return { ...section, blocks };
}

/** The procedure that the letter follows: the latest that was done, "a procedure on 3 Apr 2025 (left L5 injection)". */
export function latestProcedure({ findings }: LetterContext): Phrase | undefined {
  const [done] = latestFirst(findings.rows("HX.INT.PROC"));
  if (done !== undefined) {
    const [name, date] = [done.phrase("procedure"), done.code("date")];
    return words`a procedure${date === undefined ? "" : ` ${onDate(date)}`} (${name})`;
  }
  const [block] = latestFirst(findings.rows("BLK.DIARY"));
  if (block === undefined) return undefined;
  const date = block.code("date");
  const name =
    block.peek("block") === "other" ? phrase("a block", block.source) : words`the ${block.phrase("block")}`;
  return words`${name}${date === undefined ? "" : ` ${onDate(date)}`}`;
}

function latestFirst(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => String(b.peek("date") ?? "").localeCompare(String(a.peek("date") ?? "")));
}

const ablation = "radiofrequency ablation";

/** What each state of a pathway means for the reader; states that no block led to say nothing here. */
const meaning: Readonly<Partial<Record<Pathway["state"], string>>> = {
  "MBB1 negative": `the first medial branch block was negative, which speaks against ${ablation} there`,
  "MBB2 needed": `the first medial branch block was positive; a second one must confirm it before ${ablation}`,
  "MBB2 negative": `the second medial branch block did not confirm the first, which speaks against ${ablation} there`,
  "RFA eligible": `both medial branch blocks were positive, and the criteria for ${ablation} are met`,
  "diagnostic block negative": "the block was negative, which speaks against the joint as the source",
  "eligible for therapeutic injection":
    "the diagnostic block was positive, and the criteria for a therapeutic injection are met",
  "repeat eligible": "the criteria for repeating the treatment are met",
  "repeat not met": "the criteria for repeating the treatment are not met",
};

function judgement(pathway: Pathway): readonly Sentence[] {
  if ((pathway.blocks ?? []).length === 0 && !pathway.state.startsWith("repeat")) return [];
  const sources = [
    { rule: pathway.ruleId } as const,
    ...pathway.items.filter((item) => item === "BLK.DIARY" || item === "HX.INTV").map((item) => ({ item })),
  ];
  const said = meaning[pathway.state];
  if (said === undefined) {
    return pathway.state === "insufficient data"
      ? [sentence(phrase(withFullStop(pathway.text.replaceAll(" %", "%")), ...sources))]
      : [];
  }
  return [
    sentence(phrase(`${pathway.title}: ${said} (${pathway.payer} criteria)`, ...sources)),
    sentence(phrase(`Next step: ${inline(lowerFirst(pathway.nextStep))}`, ...sources)),
  ];
}
