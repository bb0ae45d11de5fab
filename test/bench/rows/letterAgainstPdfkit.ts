import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { atMost, inTurns, milliseconds, percentile, type Row } from "../row.ts";
import { composeLetter, type Paragraph, paragraphsOf, writeSigned } from "./letterText.ts";

const rounds = 60;

const require = createRequire(import.meta.url);
export const face = (path: string) =>
  readFileSync(require.resolve(`@expo-google-fonts/source-serif-4/${path}`));

/** The same text by pdfkit alone: its own line breaks, the same embedded faces, no tags, no tables, no furniture. */
export function writeBare(paragraphs: readonly Paragraph[], text: Buffer, strong: Buffer): Promise<number> {
  const pdf = new PDFDocument({ size: "LETTER", margin: 72 });
  let length = 0;
  const written = new Promise<number>((resolve, reject) => {
    pdf.on("data", (part: Uint8Array) => {
      length += part.length;
    });
    pdf.on("end", () => resolve(length));
    pdf.on("error", reject);
  });
  pdf.registerFont("text", text);
  pdf.registerFont("strong", strong);
  for (const paragraph of paragraphs) {
    pdf
      .font(paragraph.isHeading ? "strong" : "text")
      .fontSize(10.5)
      .text(paragraph.text)
      .moveDown(0.4);
  }
  pdf.end();
  return written;
}

export const letterAgainstPdfkit: Row = {
  name: "letter composed, written and its findings attached, against bare pdfkit (p95)",
  run: async () => {
    const paragraphs = paragraphsOf(composeLetter());
    const [text, strong] = [
      face("400Regular/SourceSerif4_400Regular.ttf"),
      face("600SemiBold/SourceSerif4_600SemiBold.ttf"),
    ];
    const [ours = [], theirs = []] = await inTurns(rounds, 10, [
      () => writeSigned(),
      () => writeBare(paragraphs, text, strong),
    ]);
    const [letter, bare] = [percentile(ours, 0.95), percentile(theirs, 0.95)];
    const medians = [ours, theirs].map((samples) => milliseconds(percentile(samples, 0.5)));
    const detail = `${milliseconds(letter)} against ${milliseconds(bare)}; medians ${medians.join(" and ")}`;
    return atMost(2, letter / bare, "x", detail);
  },
};
