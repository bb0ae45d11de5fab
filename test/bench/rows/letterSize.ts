import { atMost, type Row } from "../row.ts";
import { face, writeBare } from "./letterAgainstPdfkit.ts";
import { composeLetter, paragraphsOf, writeSigned } from "./letterText.ts";

const kilo = 1024;

export const letterSize: Row = {
  name: "letter file with its findings, against bare pdfkit's file of the same text",
  run: async () => {
    const [text, strong] = [
      face("400Regular/SourceSerif4_400Regular.ttf"),
      face("600SemiBold/SourceSerif4_600SemiBold.ttf"),
    ];
    const ours = (await writeSigned()).length;
    const bare = await writeBare(paragraphsOf(composeLetter()), text, strong);
    const detail = `${(ours / kilo).toFixed(0)} KB against ${(bare / kilo).toFixed(0)} KB`;
    return atMost(5, ours / bare, "x", detail);
  },
};
