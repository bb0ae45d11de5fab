import type { Block, Cell, Section, SectionId, Sentence } from "./document.ts";
import type { Findings } from "./findings.ts";
import { textOf } from "./phrase.ts";
import { isAntithrombotic, prescriberOf } from "./sections/antithrombotics.ts";

/**
 * No line of the letter tells anybody to interrupt an antithrombotic without its prescriber (clinical reference 3.6,
 * ATC-1), whoever wrote the line. Applies to what the reader acts on; the history of what was done stays as it is.
 */
const actedOn: ReadonlySet<SectionId> = new Set([
  "answer",
  "recommendations",
  "medication",
  "procedure",
  "followUp",
  "result",
  "addendum",
]);

const interrupts = /\b(?:stop|hold|discontinu|withhold|interrupt|paus|ceas)\w*/i;
const confirms = /\bconfirm/i;

export function guardAntithrombotics(sections: readonly Section[], findings: Findings): readonly Section[] {
  return sections.map((section) =>
    actedOn.has(section.id)
      ? { ...section, blocks: section.blocks.map((block) => guarded(block, findings)) }
      : section,
  );
}

function guarded(block: Block, findings: Findings): Block {
  switch (block.kind) {
    case "paragraph":
      return { ...block, sentences: block.sentences.map((said) => confirmed(said, findings)) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map((said): Cell => confirmed(said, findings))) };
    case "figure":
      return block;
    default:
      return { ...block, items: block.items.map((said) => confirmed(said, findings)) };
  }
}

function confirmed<S extends Sentence>(said: S, findings: Findings): S {
  const text = textOf({ runs: said.runs, sources: said.sources });
  if (!interrupts.test(text) || !isAntithrombotic(text) || confirms.test(text)) return said;
  const last = said.runs.at(-1);
  if (last === undefined) return said;
  const ending = /[.!?]$/.exec(last.text)?.[0] ?? "";
  const body = ending === "" ? last.text : last.text.slice(0, -1);
  const words = `${body} (to be confirmed with ${prescriberOf(findings, text)})${ending}`;
  return {
    ...said,
    runs: said.runs.with(-1, { ...last, text: words }),
    sources: [...said.sources, { rule: "ATC-1" }],
  };
}
