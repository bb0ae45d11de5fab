import { findingsOf } from "../../../electron/backend/letters/attachments.ts";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { compose, type LetterFrame } from "../../../shared/letter/compose.ts";
import { type LetterDocument, plainText, type Sentence } from "../../../shared/letter/document.ts";
import { completeCase } from "../../unit/backend/cases.ts";

/** The letter that the rows write, and its text as somebody else would have to write it. */

const evaluation = completeCase();
const frame: LetterFrame = {
  practice: { name: "Made-Up Pain Clinic", addressLines: ["1 Nowhere Road", "Inventon"], paper: "letter" },
  letterDate: "2025-03-10",
  letterNumber: "2025-000001",
  signer: { displayName: "Dr Wilhelmina Brack", credentials: "MD" },
  signedAt: "10 Mar 2025 at 16:42 (UTC-05:00)",
  status: "signed",
};

export function composeLetter(): LetterDocument {
  return compose(evaluation, frame);
}

const signedAt = new Date("2025-03-10T21:42:07Z");

/** Composes the letter and writes it as signing does, with its findings attached. */
export function writeSigned(letterId = "11111111-2222-4333-8444-555555555555"): Promise<Uint8Array> {
  const document = composeLetter();
  const { practice, signer = { displayName: "" } } = frame;
  const attachments = findingsOf({ letterId, evaluation, document, practice, signer, signedAt });
  return writeLetterPdf(document, { paper: "letter", createdAt: signedAt, attachments });
}

const joined = (sentences: readonly Sentence[]) => sentences.map(plainText).join(" ");

export interface Paragraph {
  readonly text: string;
  readonly isHeading?: boolean;
}

/** Headings and paragraphs in order; a table's row is one paragraph. */
export function paragraphsOf(letter: LetterDocument): readonly Paragraph[] {
  const {
    letterhead,
    addressee,
    reference,
    salutation,
    opening,
    urgent = [],
    sections,
    closing,
    footer,
  } = letter;
  const plain = (texts: readonly string[]) => texts.map((text): Paragraph => ({ text }));
  return [
    ...plain([letterhead.name, ...letterhead.lines, addressee.name, ...addressee.lines]),
    ...plain([joined(reference), plainText(salutation), joined(opening), joined(urgent)]),
    ...sections.flatMap(({ heading, blocks }): readonly Paragraph[] => [
      { text: heading, isHeading: true },
      ...plain(
        blocks.flatMap((block) => {
          if (block.kind === "paragraph") return [`${block.lead ?? ""} ${joined(block.sentences)}`];
          if (block.kind === "table") return block.rows.map((row) => row.map(plainText).join("  "));
          if (block.kind === "figure") return [];
          return block.items.map(plainText);
        }),
      ),
    ]),
    ...plain([joined(closing), footer.confidentiality, footer.disclaimer]),
  ].filter(({ text }) => text.trim() !== "");
}
