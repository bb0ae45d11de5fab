import PDFDocument from "pdfkit";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { drawPlacement, type LetterPictures, layOut } from "./render/layout.ts";
import { type Paper, sheets } from "./render/paper.ts";
import { Sheet } from "./render/sheet.ts";
import { universalAccess } from "./render/xmp.ts";

export interface LetterAttachment {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly description: string;
  /** What it is to the letter: what it was made from, or the same in another form. */
  readonly relationship: "Source" | "Alternative";
}

export interface LetterPdfOptions {
  readonly paper: Paper;
  /** Printed nowhere; the creation date in the file. The same letter and date give the same bytes. */
  readonly createdAt: Date;
  readonly attachments?: readonly LetterAttachment[];
  /** The practice's logo and the signer's signature. */
  readonly pictures?: LetterPictures;
}

/**
 * Writes a letter as tagged PDF/A with all fonts embedded: PDF/A-2a, or PDF/A-3a where something is attached; it also
 * declares PDF/UA-1. The file's own description (title, dates) holds nothing about the patient.
 */
export async function writeLetterPdf(letter: LetterDocument, options: LetterPdfOptions): Promise<Uint8Array> {
  const { paper, createdAt, attachments = [], pictures = {} } = options;
  const layout = layOut(letter, paper, pictures);
  const { width, height } = sheets[paper];
  const pdf = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: attachments.length === 0 ? "PDF/A-2a" : "PDF/A-3a",
    tagged: true,
    lang: letter.language,
    displayTitle: true,
    // No default font: every face is one that is embedded.
    font: "",
    info: {
      Title: titleOf(letter),
      Creator: "Fourfold",
      Producer: "Fourfold",
      CreationDate: createdAt,
    },
  });
  const written = collect(pdf);
  pdf.appendXML(universalAccess);

  const sheet = new Sheet(pdf);
  sheet.begin(layout.root);
  for (const [index, page] of layout.pages.entries()) {
    pdf.addPage();
    layout.furniture.drawBefore(sheet, index + 1);
    if (index === 0) layout.furniture.drawAddresses(sheet);
    for (const placement of page) {
      if (placement.block.outline !== undefined && placement.from === 0) {
        pdf.outline.addItem(placement.block.outline);
      }
      drawPlacement(sheet, placement, layout.setting);
    }
    layout.furniture.drawAfter(sheet, index + 1, layout.pages.length);
  }
  for (const { name, mimeType, bytes, description, relationship } of attachments) {
    // pdfkit also takes any Uint8Array; its types know Buffer alone.
    pdf.file(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      name,
      type: mimeType,
      description,
      creationDate: createdAt,
      modifiedDate: createdAt,
      relationship,
    } as PDFKit.Mixins.PDFAttachmentOptions);
  }
  pdf.end();
  return written;
}

/** Says what the file is and not about whom; pdfkit copies it into XML as it stands. */
function titleOf(letter: LetterDocument): string {
  const title =
    letter.letterNumber === undefined ? `${letter.title}, draft` : `${letter.title} ${letter.letterNumber}`;
  return title.replace(/[<>&]/g, " ").trim();
}

function collect(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on("error", reject);
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
}
