import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import {
  type Block,
  type LetterDocument,
  plainText,
  type Sentence,
} from "../../../shared/letter/document.ts";
import { findBrowser } from "../../stand-in/chromium.ts";
import { atLeast, inTurns, milliseconds, percentile, type Row } from "../row.ts";
import { composeLetter } from "./letterText.ts";

const rounds = 15;

const require = createRequire(import.meta.url);
const faces = [
  ["letter", 400, "normal", "source-serif-4/400Regular/SourceSerif4_400Regular.ttf"],
  ["letter", 600, "normal", "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf"],
  ["letter", 400, "italic", "source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf"],
  ["heading", 400, "normal", "source-sans-3/400Regular/SourceSans3_400Regular.ttf"],
  ["heading", 600, "normal", "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf"],
] as const;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const spoken = (sentences: readonly Sentence[]) => sentences.map((one) => escaped(plainText(one))).join(" ");
const tag = (name: string, content: string) => `<${name}>${content}</${name}>`;

function blockAsHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return tag("p", spoken(block.sentences));
    case "table": {
      const head = block.columns.map(({ label }) => tag("th", escaped(label))).join("");
      const rows = block.rows.map((row) => tag("tr", row.map((cell) => tag("td", spoken([cell]))).join("")));
      return tag("table", tag("tr", head) + rows.join(""));
    }
    case "figure":
      return "";
    default:
      return tag("ol", block.items.map((item) => tag("li", spoken([item]))).join(""));
  }
}

/** The letter as a page: the same words, tables and embedded faces; without its figures, which is in Chromium's favour. */
function pageOf(letter: LetterDocument): string {
  const fontFaces = faces.map(([family, weight, style, path]) => {
    const bytes = readFileSync(require.resolve(`@expo-google-fonts/${path}`)).toString("base64");
    return `@font-face{font-family:${family};font-weight:${weight};font-style:${style};src:url(data:font/ttf;base64,${bytes})}`;
  });
  const style = `${fontFaces.join("")}body{font:10.5pt letter}h2,table{font-family:heading}@page{margin:1in}`;
  const sections = letter.sections.map(
    ({ heading, blocks }) => tag("h2", escaped(heading)) + blocks.map(blockAsHtml).join(""),
  );
  const opening = tag("p", spoken([...letter.reference, letter.salutation, ...letter.opening]));
  const closing = tag("p", spoken(letter.closing));
  return `<!doctype html><html lang="en"><title>Letter</title><style>${style}</style><body>${opening}${sections.join("")}${closing}</body></html>`;
}

/** A Chromium is started, shows the text, prints it tagged, and ends; where one runs already, see the detail. */
export const letterAgainstChromium: Row = {
  name: "letter composed and written: times faster than Chromium printing it (median)",
  run: async () => {
    const found = await findBrowser();
    if (found === undefined) throw new Error("No Chromium is on this machine to compare with.");
    const launch = () => chromium.launch({ executablePath: found.executable, args: ["--no-sandbox"] });
    const html = pageOf(composeLetter());
    const createdAt = new Date("2025-03-10T21:42:07Z");
    const running = await launch();
    const write = () => writeLetterPdf(composeLetter(), { paper: "letter", createdAt });
    // The bound is that of a program at work, which has written letters before.
    for (let round = 0; round < 40; round += 1) await write();
    const print = async (browser: Awaited<ReturnType<typeof launch>>) => {
      const page = await browser.newPage();
      await page.setContent(html);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.pdf({ format: "Letter", tagged: true });
      await page.close();
    };
    try {
      const [ours = [], cold = [], warm = []] = await inTurns(rounds, 2, [
        write,
        async () => {
          const browser = await launch();
          await print(browser);
          await browser.close();
        },
        () => print(running),
      ]);
      const [letter, started, inRunning] = [ours, cold, warm].map((samples) => percentile(samples, 0.5)) as [
        number,
        number,
        number,
      ];
      const slow = [ours, cold].map((samples) => milliseconds(percentile(samples, 0.95))).join(" and ");
      const detail = `${milliseconds(letter)} against ${milliseconds(started)} started for it, ${milliseconds(inRunning)} in a running one; p95 ${slow}`;
      return atLeast(10, started / letter, "x", detail);
    } finally {
      await running.close();
    }
  },
};
