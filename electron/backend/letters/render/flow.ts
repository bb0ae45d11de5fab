import type {
  Block,
  LetterDocument,
  Section,
  SectionId,
  Sentence,
} from "../../../../shared/letter/document.ts";
import { dateText } from "../../../../shared/letter/grammar.ts";
import type { Picture } from "../pictures/picture.ts";
import { type FlowBlock, framePadding, node, type StructureNode } from "./blocks.ts";
import { closingBlocks } from "./closing.ts";
import { figureBlocks, paragraphGap, textsOf } from "./figureFlow.ts";
import { breakLines, type StyledText } from "./lines.ts";
import { paragraphBlock } from "./paragraph.ts";
import { joined, styled } from "./styled.ts";
import type { BodyStyles, TextStyle } from "./styles.ts";
import { tableBlocks } from "./table.ts";

/** Sections that the referring physician must see without turning the page. */
export const firstPageSections: readonly SectionId[] = [
  "answer",
  "impression",
  "problems",
  "recommendations",
];

const listIndent = 17;

type Paragraph = Extract<Block, { kind: "paragraph" }>;

/** The body of the letter, from the date to the copies, as blocks for a column of the given width. */
export function flowOf(
  letter: LetterDocument,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  signatureImage?: Picture,
): FlowBlock[] {
  const text = (
    tag: "P" | "H1",
    texts: readonly StyledText[],
    style: TextStyle,
    before: number,
    more: Partial<FlowBlock> = {},
  ): FlowBlock => paragraphBlock(node(tag, root), texts, style, before, width, more);

  const [subject, ...about] = letter.reference;
  const quoted = about.filter(isEmphasised);
  const facts = about.filter((sentence) => !isEmphasised(sentence));
  const { body } = styles;
  const isOnePage = letter.kind === "summary";

  return [
    text("P", [{ text: dateText(letter.letterDate), face: body.plain }], body, 0),
    ...urgentBlock(letter, root, width, styles),
    ...(subject === undefined
      ? []
      : [text("H1", styled(subject.runs, styles.reference), styles.reference, 9, { keepWithNext: true })]),
    ...(isOnePage && about.length > 0
      ? [text("P", joined(about, body), body, 1)]
      : [
          ...(facts.length === 0 ? [] : [text("P", joined(facts, body), body, 1)]),
          ...quoted.map((sentence) => text("P", styled(sentence.runs, body), body, 1)),
        ]),
    ...(isOnePage
      ? [text("P", joined([letter.salutation, ...letter.opening], body), body, 9)]
      : [
          text("P", styled(letter.salutation.runs, body), body, 9),
          ...(letter.opening.length === 0 ? [] : [text("P", joined(letter.opening, body), body, 5)]),
        ]),
    ...letter.sections.flatMap((section) => sectionBlocks(section, root, width, styles, isOnePage)),
    ...closingBlocks(letter, root, width, styles, signatureImage),
  ];
}

function isEmphasised(sentence: Sentence): boolean {
  return sentence.runs.length > 0 && sentence.runs.every((run) => run.style === "emphasis");
}

function urgentBlock(
  letter: LetterDocument,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
): FlowBlock[] {
  if (letter.urgent === undefined || letter.urgent.length === 0) return [];
  const style = styles.urgent;
  const texts = joined(letter.urgent, style);
  const labelled = /^urgent|^emergency/i.test(texts[0]?.text ?? "")
    ? texts
    : [{ text: "URGENT. ", face: style.strong }, ...texts];
  const inner = width - 2 * framePadding;
  return [
    {
      kind: "whole",
      framed: true,
      before: 9,
      firstPage: true,
      boxes: [
        {
          node: node("P", root),
          lines: breakLines(labelled, style.size, inner),
          style,
          x: framePadding,
          width: inner,
          align: "start",
        },
      ],
    },
  ];
}

function sectionBlocks(
  section: Section,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  runsIn: boolean,
): FlowBlock[] {
  if (section.blocks.length === 0) return [];
  const firstPage = firstPageSections.includes(section.id);
  const marked = (blocks: readonly FlowBlock[]) =>
    blocks.map((block, index): FlowBlock => {
      if (!firstPage) return block;
      if (block.header === undefined) return { ...block, firstPage };
      // Of what is to be done the first page shows as many rows as it can, rather one than none; the last row is never alone.
      const isFirst = blocks[index - 1] === block.header;
      const isLastButOne =
        blocks[index + 1]?.header === block.header && blocks[index + 2]?.header !== block.header;
      return { ...block, firstPage, keepWithNext: isLastButOne && !isFirst };
    });
  const [opening, ...others] = section.blocks;
  if (runsIn && opening?.kind === "paragraph") {
    const begun = runInBlock(section.heading, opening, root, width, styles);
    return marked([begun, ...contentBlocks(others, root, width, styles, paragraphGap)]);
  }
  const heading = paragraphBlock(
    node("H2", root),
    [{ text: section.heading, face: styles.heading.plain }],
    styles.heading,
    10,
    width,
    { kind: "whole", keepWithNext: true, outline: section.heading },
  );
  return marked([heading, ...contentBlocks(section.blocks, root, width, styles)]);
}

/** On a page that must hold the whole letter, a heading opens the first line of its paragraph. */
function runInBlock(
  heading: string,
  opening: Paragraph,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
): FlowBlock {
  const { body } = styles;
  const style: TextStyle = { ...styles.heading, size: body.size, leading: body.leading };
  const head = breakLines([{ text: `${heading}. `, face: style.plain }], style.size, width);
  const x = (head[0]?.width ?? 0) + runInGap;
  const leaves = { heading: node("H2", root), text: node("P", root) };
  const [first, ...rest] = breakLines(paragraphTexts(opening, styles), body.size, width - x);
  const below = breakLines(textsOf(rest), body.size, width);
  const box = { node: leaves.text, style: body, align: "start" } as const;
  return {
    kind: "whole",
    before: 8,
    outline: heading,
    boxes: [
      { node: leaves.heading, lines: head, style, x: 0, width: x, align: "start" },
      { ...box, lines: first === undefined ? [] : [first], x, width: width - x },
      ...(below.length === 0 ? [] : [{ ...box, lines: below, x: 0, width, below: 1 }]),
    ],
  };
}

/** Between a heading and the words after it, in points. */
const runInGap = 5;

/** A figure and the paragraphs after it stand side by side as far as it reaches down. */
function contentBlocks(
  blocks: readonly Block[],
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  beforeFirst = spaceAfter(undefined),
): FlowBlock[] {
  const flowed: FlowBlock[] = [];
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index];
    if (block === undefined) break;
    if (block.kind === "figure") {
      const paragraphs = leadingParagraphs(blocks.slice(index + 1)).map((each) =>
        paragraphTexts(each, styles),
      );
      const before = index === 0 ? beforeFirst : spaceAfter(blocks[index - 1]);
      const placed = figureBlocks(block, paragraphs, root, { width, before, style: styles.body });
      flowed.push(...placed.blocks);
      index += 1 + placed.paragraphsTaken;
    } else {
      const before = index === 0 ? beforeFirst : spaceAfter(blocks[index - 1]);
      flowed.push(...blocksOf(block, root, width, styles, before));
      index += 1;
    }
  }
  return flowed;
}

function leadingParagraphs(blocks: readonly Block[]): readonly Paragraph[] {
  const end = blocks.findIndex((block) => block.kind !== "paragraph");
  return (end === -1 ? blocks : blocks.slice(0, end)).filter((block) => block.kind === "paragraph");
}

/** Between a block and the one after it; the first stands close under its heading. */
function spaceAfter(previous: Block | undefined): number {
  return previous === undefined ? 2 : previous.kind === "table" ? 8 : paragraphGap;
}

function blocksOf(
  block: Exclude<Block, { kind: "figure" }>,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  before: number,
): FlowBlock[] {
  switch (block.kind) {
    case "paragraph":
      return [paragraphBlock(node("P", root), paragraphTexts(block, styles), styles.body, before, width)];
    case "numbered":
    case "bulleted":
      return listBlocks(block, root, width, styles, before);
    case "table":
      return tableBlocks(block, root, width, styles);
  }
}

function paragraphTexts(block: Paragraph, styles: BodyStyles): StyledText[] {
  const texts = joined(block.sentences, styles.body);
  if (block.lead === undefined || block.lead === "") return texts;
  const lead = /[.:?!]$/.test(block.lead) ? block.lead : `${block.lead}.`;
  return [{ text: lead, face: styles.body.strong }, { text: " ", face: styles.body.plain }, ...texts];
}

function listBlocks(
  list: Extract<Block, { kind: "numbered" | "bulleted" }>,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  before: number,
): FlowBlock[] {
  const element = node("L", root);
  const style = styles.body;
  return list.items.map((item, index): FlowBlock => {
    const listItem = node("LI", element);
    const label = list.kind === "numbered" ? `${index + 1}.` : "•";
    return {
      kind: "text",
      before: index === 0 ? before : 1.5,
      boxes: [
        {
          node: node("Lbl", listItem),
          lines: breakLines([{ text: label, face: style.plain }], style.size, listIndent),
          style,
          x: 0,
          width: listIndent,
          align: "start",
        },
        {
          node: node("LBody", listItem),
          lines: breakLines(styled(item.runs, style), style.size, width - listIndent),
          style,
          x: listIndent,
          width: width - listIndent,
          align: "start",
        },
      ],
    };
  });
}
