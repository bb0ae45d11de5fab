import type {
  Block,
  LetterDocument,
  Section,
  SectionId,
  Sentence,
} from "../../../../shared/letter/document.ts";
import { dateText } from "../../../../shared/letter/grammar.ts";
import type { Picture } from "../pictures/picture.ts";
import { type FlowBlock, fittedSize, framePadding, node, type StructureNode } from "./blocks.ts";
import { figureBlocks, paragraphGap } from "./figureFlow.ts";
import { breakLines, type StyledText } from "./lines.ts";
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

/** A signature is at most so large, in points. */
const signatureBox = { width: 170, height: 44 };

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
  ): FlowBlock => paragraph(node(tag, root), texts, style, before, width, more);

  const [subject, ...about] = letter.reference;
  const quoted = about.filter(isEmphasised);
  const facts = about.filter((sentence) => !isEmphasised(sentence));
  const { body } = styles;

  return [
    text("P", [{ text: dateText(letter.letterDate), face: body.plain }], body, 0),
    ...urgentBlock(letter, root, width, styles),
    ...(subject === undefined
      ? []
      : [text("H1", styled(subject.runs, styles.reference), styles.reference, 9, { keepWithNext: true })]),
    ...(facts.length === 0 ? [] : [text("P", joined(facts, body), body, 1)]),
    ...quoted.map((sentence) => text("P", styled(sentence.runs, body), body, 1)),
    text("P", styled(letter.salutation.runs, body), body, 9),
    ...(letter.opening.length === 0 ? [] : [text("P", joined(letter.opening, body), body, 5)]),
    ...letter.sections.flatMap((section) => sectionBlocks(section, root, width, styles)),
    ...closingBlocks(letter, root, width, styles, signatureImage),
  ];
}

function isEmphasised(sentence: Sentence): boolean {
  return sentence.runs.length > 0 && sentence.runs.every((run) => run.style === "emphasis");
}

function paragraph(
  leaf: StructureNode,
  texts: readonly StyledText[],
  style: TextStyle,
  before: number,
  width: number,
  more: Partial<FlowBlock> = {},
): FlowBlock {
  const lines = breakLines(texts, style.size, width);
  return {
    kind: "text",
    boxes: [{ node: leaf, lines, style, x: 0, width, align: "start" }],
    before,
    ...more,
  };
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
): FlowBlock[] {
  if (section.blocks.length === 0) return [];
  const heading = paragraph(
    node("H2", root),
    [{ text: section.heading, face: styles.heading.plain }],
    styles.heading,
    10,
    width,
    { kind: "whole", keepWithNext: true, outline: section.heading },
  );
  const firstPage = firstPageSections.includes(section.id);
  return [heading, ...contentBlocks(section.blocks, root, width, styles)].map((block) =>
    firstPage ? { ...block, firstPage } : block,
  );
}

/** A figure and the paragraphs after it stand side by side as far as it reaches down. */
function contentBlocks(
  blocks: readonly Block[],
  root: StructureNode,
  width: number,
  styles: BodyStyles,
): FlowBlock[] {
  const flowed: FlowBlock[] = [];
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index];
    if (block === undefined) break;
    if (block.kind === "figure") {
      const paragraphs = leadingParagraphs(blocks.slice(index + 1)).map((each) =>
        paragraphTexts(each, styles),
      );
      const before = spaceAfter(blocks[index - 1]);
      const placed = figureBlocks(block, paragraphs, root, { width, before, style: styles.body });
      flowed.push(...placed.blocks);
      index += 1 + placed.paragraphsTaken;
    } else {
      flowed.push(...blocksOf(block, root, width, styles, spaceAfter(blocks[index - 1])));
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
      return [paragraph(node("P", root), paragraphTexts(block, styles), styles.body, before, width)];
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

/** The close, the signature and the copies. The close and the signature stay together. */
function closingBlocks(
  letter: LetterDocument,
  root: StructureNode,
  width: number,
  styles: BodyStyles,
  signatureImage?: Picture,
): FlowBlock[] {
  const line = (text: string, style: TextStyle, before: number, more: Partial<FlowBlock> = {}) =>
    paragraph(node("P", root), [{ text, face: style.plain }], style, before, width, {
      kind: "whole",
      ...more,
    });
  const sentences = letter.closing.slice(0, -1);
  const close = letter.closing.at(-1);
  const blocks: FlowBlock[] = [];
  if (sentences.length > 0) {
    const texts = joined(sentences, styles.body);
    blocks.push(paragraph(node("P", root), texts, styles.body, 10, width, { keepWithNext: true }));
  }
  if (close !== undefined) {
    const texts = styled(close.runs, styles.body);
    blocks.push(
      paragraph(node("P", root), texts, styles.body, 8, width, { kind: "whole", keepWithNext: true }),
    );
  }
  const { signature } = letter;
  // The first copy stays with the signature: a last page does not begin with it alone.
  const hasCopies = letter.copies.length > 0;
  if (signature === undefined) {
    blocks.push(line("Draft. Not signed and not for release.", styles.signatureName, 10));
  } else {
    const name = signature.credentials ? `${signature.name}, ${signature.credentials}` : signature.name;
    if (signatureImage !== undefined) {
      const alternative = `Signature of ${signature.name}`;
      blocks.push({
        kind: "whole",
        boxes: [],
        before: 6,
        keepWithNext: true,
        picture: {
          node: node("Figure", root, { alternative }),
          picture: signatureImage,
          ...fittedSize(signatureImage, signatureBox.width, signatureBox.height),
        },
      });
    }
    blocks.push(
      line(name, styles.signatureName, signatureImage === undefined ? 10 : 2, { keepWithNext: true }),
      line(
        `Electronically signed by ${name} on ${signature.signedAt}${signature.npi === undefined ? "" : `, NPI ${signature.npi}`}`,
        styles.signature,
        1,
        { keepWithNext: hasCopies },
      ),
    );
  }
  for (const [index, copy] of letter.copies.entries()) {
    blocks.push(line(`cc: ${[copy.name, ...copy.lines].join(", ")}`, styles.signature, index === 0 ? 10 : 1));
  }
  return blocks;
}
