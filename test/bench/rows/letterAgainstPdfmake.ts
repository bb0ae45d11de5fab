import { createRequire } from "node:module";
import { atMost, inTurns, milliseconds, percentile, type Row } from "../row.ts";
import { composeLetter, type Paragraph, paragraphsOf, writeSigned } from "./letterText.ts";

const rounds = 30;

const require = createRequire(import.meta.url);
const file = (path: string) => require.resolve(`@expo-google-fonts/source-serif-4/${path}`);

/** The part of pdfmake that is used; its types describe the browser's. */
interface PdfMake {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  setLocalAccessPolicy(allow: (path: string) => boolean): void;
  createPdf(definition: unknown): { getBuffer(): Promise<Uint8Array> };
}

/** The same text by pdfmake: a heading or paragraph each, the same embedded faces, no tags, no tables, no furniture. */
function definitionOf(paragraphs: readonly Paragraph[]) {
  return {
    pageSize: "LETTER",
    pageMargins: 72,
    defaultStyle: { font: "Letter", fontSize: 10.5 },
    content: paragraphs.map(({ text, isHeading }) => ({
      text,
      bold: isHeading === true,
      margin: [0, 0, 0, 5],
    })),
  };
}

export const letterAgainstPdfmake: Row = {
  name: "letter composed, written and its findings attached, against pdfmake (p95)",
  run: async () => {
    const pdfmake = require("pdfmake") as PdfMake;
    const [normal, bold] = [
      file("400Regular/SourceSerif4_400Regular.ttf"),
      file("600SemiBold/SourceSerif4_600SemiBold.ttf"),
    ];
    pdfmake.setFonts({ Letter: { normal, bold, italics: normal, bolditalics: bold } });
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
    const paragraphs = paragraphsOf(composeLetter());
    const [ours = [], theirs = []] = await inTurns(rounds, 8, [
      () => writeSigned(),
      () => pdfmake.createPdf(definitionOf(paragraphs)).getBuffer(),
    ]);
    const [letter, other] = [percentile(ours, 0.95), percentile(theirs, 0.95)];
    const medians = [ours, theirs].map((samples) => milliseconds(percentile(samples, 0.5)));
    const detail = `${milliseconds(letter)} against ${milliseconds(other)}; medians ${medians.join(" and ")}`;
    return atMost(1, letter / other, "x", detail);
  },
};
