import type { Block, LetterDocument, Sentence } from "./document.ts";
import { plainText } from "./document.ts";

/** The letter as plain text, for reading aloud, for search and for the command line. */
export function letterAsText(document: LetterDocument): string {
  const paragraph = (sentences: readonly Sentence[]) => sentences.map(plainText).join(" ");
  const people = (heading: string, list: LetterDocument["copies"]) =>
    list.length === 0
      ? []
      : [`${heading}: ${list.map(({ name, lines }) => [name, ...lines].join(", ")).join("; ")}`];
  const lines = [
    [document.letterhead.name, ...document.letterhead.lines].join("\n"),
    [document.addressee.name, ...document.addressee.lines].join("\n"),
    document.letterDate,
    ...(document.letterNumber === undefined ? [] : [document.letterNumber]),
    document.reference.map(plainText).join("\n"),
    ...(document.urgent === undefined ? [] : [paragraph(document.urgent)]),
    plainText(document.salutation),
    paragraph(document.opening),
    ...document.sections.flatMap((section) => [
      section.heading.toUpperCase(),
      ...section.blocks.map(blockAsText),
    ]),
    paragraph(document.closing),
    ...(document.signature === undefined
      ? []
      : [
          [
            `Electronically signed by ${[document.signature.name, document.signature.credentials].filter(Boolean).join(", ")} on ${document.signature.signedAt}`,
            ...(document.signature.npi === undefined ? [] : [`NPI ${document.signature.npi}`]),
          ].join("\n"),
        ]),
    ...people("Copies", document.copies),
    [
      ...(document.footer.practice === undefined ? [] : [document.footer.practice]),
      document.footer.confidentiality,
      document.footer.disclaimer,
      document.footer.rulesVersion,
    ].join("\n"),
  ];
  return `${lines.filter((line) => line !== "").join("\n\n")}\n`;
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `${block.lead === undefined ? "" : `${block.lead}. `}${block.sentences.map(plainText).join(" ")}`;
    case "numbered":
      return block.items.map((item, index) => `${index + 1}. ${plainText(item)}`).join("\n");
    case "bulleted":
      return block.items.map((item) => `- ${plainText(item)}`).join("\n");
    case "table":
      return [
        block.columns.map((column) => column.label).join(" | "),
        ...block.rows.map((row) => row.map(plainText).join(" | ")),
      ].join("\n");
    case "figure":
      // The sentences beside it say the same.
      return "";
  }
}

/** Every sentence and cell of the letter, in the order of reading. */
export function sentencesOf(document: LetterDocument): readonly Sentence[] {
  return [
    ...document.reference,
    ...(document.urgent ?? []),
    document.salutation,
    ...document.opening,
    ...document.sections.flatMap((section) => section.blocks.flatMap(sentencesOfBlock)),
    ...document.closing,
  ];
}

export function sentencesOfBlock(block: Block): readonly Sentence[] {
  switch (block.kind) {
    case "paragraph":
      return block.sentences;
    case "table":
      return block.rows.flat();
    case "figure":
      return [];
    default:
      return block.items;
  }
}
