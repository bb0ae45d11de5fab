import PDFDocument from "pdfkit";
import { FourfoldError } from "../../../shared/errors.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { collectPdf } from "./collectPdf.ts";
import { drawLines, fitLines } from "./render/addressBlock.ts";
import { type Paper, type Rectangle, sheets } from "./render/paper.ts";
import { Sheet } from "./render/sheet.ts";
import { styles } from "./render/styles.ts";

/** Envelopes without windows, and sheets of address labels. For window envelopes the letter itself bears the addresses. */

export interface EnvelopeAddressee {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface EnvelopeOptions {
  readonly format: "number10" | "dl" | "labels";
  /** The first label of the sheet that is still there, from 1. */
  readonly firstLabel: number;
  readonly createdAt: Date;
}

const inch = 72;
const millimetre = inch / 25.4;

interface EnvelopeForm {
  readonly width: number;
  readonly height: number;
  readonly sender: Rectangle;
  /** Within what the postal service's machines read: at least 5/8 inch above the lower edge, 1/2 inch from the sides. */
  readonly recipient: Rectangle;
}

/** Envelopes lie with their flap at the top and go in with the long edge. */
export const envelopeForms: Readonly<Record<"number10" | "dl", EnvelopeForm>> = {
  number10: {
    width: 9.5 * inch,
    height: 4.125 * inch,
    sender: { x: 0.4 * inch, y: 0.35 * inch, width: 3.6 * inch, height: 1.1 * inch },
    recipient: { x: 4 * inch, y: 1.9 * inch, width: 5 * inch, height: 1.55 * inch },
  },
  dl: {
    width: 220 * millimetre,
    height: 110 * millimetre,
    sender: { x: 10 * millimetre, y: 9 * millimetre, width: 90 * millimetre, height: 28 * millimetre },
    recipient: { x: 100 * millimetre, y: 50 * millimetre, width: 107 * millimetre, height: 40 * millimetre },
  },
};

export interface LabelSheet {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columnPitch: number;
  readonly rowPitch: number;
}

/** US Letter: 30 labels of 1 by 2 5/8 inches (Avery 5160). A4: 21 of 63.5 by 38.1 mm (Avery L7160). */
export const labelSheets: Readonly<Record<Paper, LabelSheet>> = {
  letter: {
    columns: 3,
    rows: 10,
    left: 0.1875 * inch,
    top: 0.5 * inch,
    width: 2.625 * inch,
    height: 1 * inch,
    columnPitch: 2.75 * inch,
    rowPitch: 1 * inch,
  },
  a4: {
    columns: 3,
    rows: 7,
    left: 7.2 * millimetre,
    top: 15.1 * millimetre,
    width: 63.5 * millimetre,
    height: 38.1 * millimetre,
    columnPitch: 66 * millimetre,
    rowPitch: 38.1 * millimetre,
  },
};

/** Kept free inside a label: printers feed a sheet a little askew. */
const labelInset = 7;

/** Where the label with this number lies, counted from 0 along the rows. */
export function labelPlace(sheet: LabelSheet, index: number): Rectangle {
  const column = index % sheet.columns;
  const row = Math.floor(index / sheet.columns);
  return {
    x: sheet.left + column * sheet.columnPitch + labelInset,
    y: sheet.top + row * sheet.rowPitch + labelInset / 2,
    width: sheet.width - 2 * labelInset,
    height: sheet.height - labelInset,
  };
}

/** One page for each envelope, or as many sheets of labels as it takes. */
export async function writeEnvelopes(
  {
    practice,
    addressees,
  }: { readonly practice: Practice; readonly addressees: readonly EnvelopeAddressee[] },
  { format, firstLabel, createdAt }: EnvelopeOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = new PDFDocument({
    margin: 0,
    autoFirstPage: false,
    font: "",
    info: {
      Title: format === "labels" ? "Address labels" : "Envelopes",
      Creator: "Fourfold",
      Producer: "Fourfold",
      CreationDate: createdAt,
    },
  });
  const written = collectPdf(pdf);
  const sheet = new Sheet(pdf);
  if (format === "labels") drawLabels(pdf, sheet, practice.paper, addressees, firstLabel);
  else drawEnvelopes(pdf, sheet, envelopeForms[format], practice, addressees);
  pdf.end();
  return written;
}

/** As the postal service reads it: capitals, the name first. */
function recipientTexts({ name, lines }: EnvelopeAddressee) {
  return [name, ...lines]
    .map((line) => line.trim().toUpperCase().normalize("NFC"))
    .filter((line) => line !== "")
    .map((text) => ({ text, style: { ...styles.recipient, size: 11.5, leading: 14 } }));
}

function drawEnvelopes(
  pdf: PDFKit.PDFDocument,
  sheet: Sheet,
  form: EnvelopeForm,
  practice: Practice,
  addressees: readonly EnvelopeAddressee[],
): void {
  const sender = [practice.name, ...practice.addressLines].map((text, index) => ({
    text,
    style: index === 0 ? { ...styles.letterheadName, size: 11, leading: 13.5 } : styles.letterhead,
  }));
  const senderLines = fitLines(sender, form.sender);
  for (const addressee of addressees) {
    pdf.addPage({ size: [form.width, form.height], margin: 0 });
    drawLines(sheet, senderLines, form.sender);
    drawLines(sheet, fitLines(recipientTexts(addressee), form.recipient), form.recipient);
  }
}

function drawLabels(
  pdf: PDFKit.PDFDocument,
  sheet: Sheet,
  paper: Paper,
  addressees: readonly EnvelopeAddressee[],
  firstLabel: number,
): void {
  const labels = labelSheets[paper];
  const perSheet = labels.columns * labels.rows;
  if (firstLabel > perSheet) {
    throw new FourfoldError({
      code: "badInput",
      field: "firstLabel",
      message: `A sheet has ${perSheet} labels: the first one cannot be number ${firstLabel}.`,
      action: "Count from the upper left corner along the rows.",
    });
  }
  const { width, height } = sheets[paper];
  for (const [number, addressee] of addressees.entries()) {
    const index = number + firstLabel - 1;
    if (number === 0 || index % perSheet === 0) pdf.addPage({ size: [width, height], margin: 0 });
    const place = labelPlace(labels, index % perSheet);
    drawLines(sheet, fitLines(recipientTexts(addressee), place), place, "middle");
  }
}
