import PDFDocument from "pdfkit";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { collectPdf } from "./collectPdf.ts";
import { drawLines, fitLines } from "./render/addressBlock.ts";
import { sheets } from "./render/paper.ts";
import { Sheet } from "./render/sheet.ts";
import { styles } from "./render/styles.ts";

export interface CopyCover {
  readonly practice: Practice;
  readonly letterNumber: string;
  /** Calendar date. */
  readonly signedOn: string;
  readonly recipient: string;
  readonly sha256: string;
  /** Calendar date. */
  readonly copiedOn: string;
  readonly copiedBy: string;
  readonly createdAt: Date;
}

const margin = 72;

/**
 * The page before a letter that is printed once more. It says what follows and how to tell that it is the same; the letter itself
 * is never written anew. It names the recipient and no patient.
 */
export async function writeCopyCover(cover: CopyCover): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = sheets[cover.practice.paper];
  const pdf = new PDFDocument({
    size: [width, height],
    margin: 0,
    font: "",
    info: {
      Title: `Copy of letter ${cover.letterNumber}`,
      Creator: "Fourfold",
      Producer: "Fourfold",
      CreationDate: cover.createdAt,
    },
  });
  const written = collectPdf(pdf);
  const sheet = new Sheet(pdf);
  const column = { x: margin, width: width - 2 * margin };
  const place = (y: number, tall: number) => ({ ...column, y, height: tall });
  const draw = (text: string, style: (typeof styles)[keyof typeof styles], y: number, tall: number) =>
    drawLines(sheet, fitLines([{ text, style }], place(y, tall)), place(y, tall));

  drawLines(
    sheet,
    fitLines(
      [cover.practice.name, ...cover.practice.addressLines].map((text, index) => ({
        text,
        style: index === 0 ? styles.letterheadName : styles.letterhead,
      })),
      place(margin, 70),
    ),
    place(margin, 70),
  );
  const title = place(margin + 110, 72);
  drawLines(
    sheet,
    fitLines([{ text: "COPY", style: { ...styles.letterheadName, size: 54, leading: 64 } }], title),
    title,
  );
  sheet.rule(margin, margin + 190, column.width, 1, styles.running.color);
  const facts: readonly (readonly [string, string])[] = [
    ["Letter", cover.letterNumber],
    ["Signed", cover.signedOn],
    ["Addressed to", cover.recipient],
    ["Copied", `${cover.copiedOn} by ${cover.copiedBy}`],
    ["SHA-256", cover.sha256],
  ];
  let y = margin + 210;
  for (const [label, value] of facts) {
    draw(label, styles.smallPrint, y, 12);
    draw(value, styles.letterhead, y + 10, 28);
    y += 44;
  }
  draw(
    "The pages that follow are the letter as it was signed, byte for byte. Nothing of it was written anew.",
    styles.letterhead,
    y + 12,
    60,
  );
  pdf.end();
  return written;
}
