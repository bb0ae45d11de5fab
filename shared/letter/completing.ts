import { checklist, partOf } from "../checklist/index.ts";
import type { Item, PartId } from "../checklist/kinds.ts";
import type { Block, Section, SectionId, Sentence, Source } from "./document.ts";
import { plainText } from "./document.ts";
import type { Findings } from "./findings.ts";
import { plainSentences } from "./generic.ts";
import { americanSpelling, inline, sentenceCase, splitSentences, wordCount } from "./grammar.ts";
import { listSentences } from "./packing.ts";
import { from, fromItem, paragraph, sentence, typed } from "./phrase.ts";
import { sentencesOfBlock } from "./plain.ts";

/**
 * An answered item is never lost. After the sections have said what they have words for, this adds, in the section of
 * its part, a plain sentence for each remaining answer, the reasons of what was not done, and every note.
 */

const homeOf: Readonly<Record<PartId, SectionId>> = {
  referral: "history",
  history: "history",
  physical: "physical",
  neurological: "neurological",
  records: "records",
  plan: "followUp",
};

const homeOfGroup: readonly (readonly [RegExp, SectionId])[] = [
  [/^INS\./, "instruments"],
  [/^HX\.(?:MED|ALG|PDMP)/, "medication"],
  [/^PLAN\.(?:PROC|SEQ)/, "procedure"],
  [/^PLAN\.(?:DX|MECH|PROG)/, "impression"],
  [/^PLAN\.COORD/, "coordination"],
];

function sectionFor(id: string): SectionId {
  return homeOfGroup.find(([pattern]) => pattern.test(id))?.[1] ?? homeOf[partOf(id)];
}

/** Items with an answer that counts and that a reader is told, in the order of the checklist. */
export function answeredItems(findings: Findings): readonly Item[] {
  return checklist.parts
    .flatMap((part) => part.groups)
    .flatMap((group): readonly Item[] => group.items)
    .filter(
      (item) =>
        item.heldIn === undefined &&
        item.neverPrinted !== true &&
        item.kind !== "computed" &&
        (findings.has(item.id) || findings.notDone(item.id) !== undefined),
    );
}

function sourcesIn(blocks: readonly Block[]): readonly Source[] {
  return blocks.flatMap(sentencesOfBlock).flatMap((said) => said.sources);
}

export function completed(
  sections: readonly Section[],
  elsewhere: readonly Sentence[],
  findings: Findings,
): readonly Section[] {
  const said = new Set(
    [
      ...sections.flatMap((section) => sourcesIn(section.blocks)),
      ...elsewhere.flatMap(({ sources }) => sources),
    ]
      .filter((source) => "item" in source)
      .map((source) => source.item),
  );
  const unsaidItems = answeredItems(findings).filter((item) => !said.has(item.id));
  const withRest = sections.map((section) => {
    const mine = unsaidItems.filter((item) => sectionFor(item.id) === section.id);
    if (mine.length === 0) return section;
    const rest = [
      ...mine
        .filter((item) => findings.has(item.id) && !isOpen(findings, item))
        .flatMap((item) => plainSentences(findings, item)),
      ...openQuestions(findings, mine),
      ...notDoneSentences(findings, mine),
    ];
    const blocks = isPlaceholder(section) ? [] : section.blocks;
    return { ...section, blocks: [...blocks, ...paragraph(rest)] };
  });
  return withNotes(withRest, elsewhere, findings);
}

/** "Nothing recorded" gives way to whatever is recorded after all. */
function isPlaceholder(section: Section): boolean {
  return sourcesIn(section.blocks).every((source) => "fixed" in source && source.fixed.startsWith("none:"));
}

function isOpen(findings: Findings, item: Item): boolean {
  const code = item.kind === "single" ? findings.code(item.id) : undefined;
  return code === "unknown" || code === "not asked";
}

/** "Not known: x and y." for questions that were left open. */
function openQuestions(findings: Findings, items: readonly Item[]): readonly Sentence[] {
  return (["unknown", "not asked"] as const).flatMap((code) => {
    const open = items.filter((item) => isOpen(findings, item) && findings.code(item.id) === code);
    const lead = code === "unknown" ? "Not known:" : "Not asked:";
    return listSentences(
      lead,
      open.map((item) => from(inline(americanSpelling(item.label)), item.id)),
    );
  });
}

const reasonWords: Readonly<Record<string, string>> = {
  pain: "because of pain",
  refused: "as it was declined",
  unsafe: "as it was not safe",
  telehealth: "as the visit was by telehealth",
  emergency: "because of the emergency",
};

const namedAtMost = 6;

/** "physical examination": two parts that were cut short do not say the same sentence. */
function partName(items: readonly Item[]): string {
  const part = checklist.parts.find(({ groups }) =>
    groups.some((group) => group.items.some((item) => item === items[0])),
  );
  return inline(part?.label ?? "examination");
}

/** What was not examined, by reason; a long list is said as "the rest". */
function notDoneSentences(findings: Findings, items: readonly Item[]): readonly Sentence[] {
  const reasons = new Map<string, Item[]>();
  for (const item of items) {
    const reason = findings.notDone(item.id);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), item]);
  }
  return [...reasons].flatMap(([reason, left]) => {
    const why = reasonWords[reason] ?? "";
    const ids = left.map((item) => item.id);
    if (left.length > namedAtMost) {
      return [sentence(from(`The rest of the ${partName(left)} was not done, ${why}`, ...ids))];
    }
    return listSentences(
      `Not done, ${why}:`,
      left.map((item) => from(inline(americanSpelling(item.label)), item.id)),
    );
  });
}

/** Puts each note that nobody printed after the last sentence made from its item. */
function withNotes(
  sections: readonly Section[],
  elsewhere: readonly Sentence[],
  findings: Findings,
): readonly Section[] {
  const printed = new Set(
    [
      ...sections.flatMap((section) => sourcesIn(section.blocks)),
      ...elsewhere.flatMap(({ sources }) => sources),
    ].flatMap((source) => ("item" in source && source.part === "note" ? [source.item] : [])),
  );
  return checklist.parts
    .flatMap((part) => part.groups)
    .flatMap((group): readonly Item[] => group.items)
    .filter((item) => item.neverPrinted !== true && !printed.has(item.id))
    .filter((item) => findings.note(item.id) !== undefined)
    .reduce((current, item) => withNote(current, item, findings.note(item.id) ?? ""), sections);
}

function mentions(said: Sentence, id: string): boolean {
  return said.sources.some((source) => "item" in source && source.item === id);
}

function withNote(sections: readonly Section[], item: Item, note: string): readonly Section[] {
  const source = fromItem(item.id, "note");
  const label = sentenceCase(americanSpelling(item.label));
  const place = sections.findLastIndex((section) =>
    section.blocks.some((block) => sentencesOfBlock(block).some((said) => mentions(said, item.id))),
  );
  const home = place === -1 ? sections.findIndex((section) => section.id === sectionFor(item.id)) : place;
  return sections.map((section, index) => {
    if (index !== home) return section;
    if (place === -1) {
      const blocks = isPlaceholder(section) ? [] : section.blocks;
      return { ...section, blocks: [...blocks, ...paragraph(typed(note, source, `${label}:`))] };
    }
    const at = section.blocks.findLastIndex((block) =>
      sentencesOfBlock(block).some((said) => mentions(said, item.id)),
    );
    const block = section.blocks[at];
    if (block === undefined) return section;
    if (block.kind !== "paragraph") {
      const added = paragraph(typed(note, source, `${label}:`));
      const next = section.blocks[at + 1];
      // Notes on one table share the paragraph under it.
      if (next?.kind === "paragraph" && next.sentences.every((said) => isNote(said))) {
        const joined: Block = { ...next, sentences: [...next.sentences, ...sentencesIn(added)] };
        return {
          ...section,
          blocks: [...section.blocks.slice(0, at + 1), joined, ...section.blocks.slice(at + 2)],
        };
      }
      return {
        ...section,
        blocks: [...section.blocks.slice(0, at + 1), ...added, ...section.blocks.slice(at + 1)],
      };
    }
    const after = block.sentences.findLastIndex((said) => mentions(said, item.id));
    const target = block.sentences[after];
    if (target === undefined) return section;
    const alone = target.sources.every((made) => "item" in made && made.item === item.id);
    const merged = alone ? inBrackets(target, note, source) : undefined;
    const own = alone || wordCount(note) >= 7;
    const repeated = repeatedNote(block.sentences, note, source);
    if (repeated !== undefined) {
      return { ...section, blocks: section.blocks.with(at, { ...block, sentences: repeated }) };
    }
    const sentences =
      merged === undefined
        ? block.sentences.toSpliced(after + 1, 0, ...typed(note, source, own ? "" : `${label}:`))
        : block.sentences.with(after, merged);
    return { ...section, blocks: section.blocks.with(at, { ...block, sentences }) };
  });
}

const longestAside = 8;

/** A short note is an aside of the sentence that it belongs to: "Lying eases it (the only thing that does)." */
function inBrackets(said: Sentence, note: string, source: Source): Sentence | undefined {
  const last = said.runs.at(-1);
  if (last === undefined || wordCount(note) > longestAside || splitSentences(note).length !== 1)
    return undefined;
  if (!/[^)”]\.$/.test(last.text)) return undefined;
  const text = `${last.text.slice(0, -1)} (${inline(note)}).`;
  return { runs: said.runs.with(-1, { ...last, text }), sources: [...said.sources, source] };
}

/** The same note on several items is printed once, for all of them. */
function repeatedNote(
  sentences: readonly Sentence[],
  note: string,
  source: Source,
): readonly Sentence[] | undefined {
  const [only, ...more] = splitSentences(note);
  const at = more.length > 0 ? -1 : sentences.findIndex((said) => isNote(said) && plainText(said) === only);
  const found = sentences[at];
  return found === undefined
    ? undefined
    : sentences.with(at, { ...found, sources: [...found.sources, source] });
}

function isNote(said: Sentence): boolean {
  return said.sources.every((source) => "item" in source && source.part === "note");
}

function sentencesIn(blocks: readonly Block[]): readonly Sentence[] {
  return blocks.flatMap(sentencesOfBlock);
}
