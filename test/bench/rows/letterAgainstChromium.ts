import { chromium } from "playwright-core";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { findBrowser } from "../../stand-in/chromium.ts";
import { atLeast, inTurns, milliseconds, percentile, type Row } from "../row.ts";
import { composeLetter, type Paragraph, paragraphsOf } from "./letterText.ts";

const rounds = 8;

function pageOf(paragraphs: readonly Paragraph[]): string {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const body = paragraphs.map(({ text, isHeading }) =>
    isHeading ? `<h2>${escaped(text)}</h2>` : `<p>${escaped(text)}</p>`,
  );
  return `<!doctype html><html lang="en"><title>Letter</title><body style="font: 10.5pt serif">${body.join("\n")}</body></html>`;
}

/** A Chromium is started, shows the text, prints it tagged, and ends; where one runs already, see the detail. */
export const letterAgainstChromium: Row = {
  name: "letter composed and written: times faster than Chromium printing it (p95)",
  run: async () => {
    const found = await findBrowser();
    if (found === undefined) throw new Error("No Chromium is on this machine to compare with.");
    const launch = () => chromium.launch({ executablePath: found.executable, args: ["--no-sandbox"] });
    const html = pageOf(paragraphsOf(composeLetter()));
    const createdAt = new Date("2025-03-10T21:42:07Z");
    const running = await launch();
    const print = async (browser: Awaited<ReturnType<typeof launch>>) => {
      const page = await browser.newPage();
      await page.setContent(html);
      await page.pdf({ format: "Letter", tagged: true });
      await page.close();
    };
    try {
      const [ours = [], cold = [], warm = []] = await inTurns(rounds, 2, [
        () => writeLetterPdf(composeLetter(), { paper: "letter", createdAt }),
        async () => {
          const browser = await launch();
          await print(browser);
          await browser.close();
        },
        () => print(running),
      ]);
      const [letter, started] = [percentile(ours, 0.95), percentile(cold, 0.95)];
      const inRunning = milliseconds(percentile(warm, 0.95));
      const detail = `${milliseconds(letter)} against ${milliseconds(started)} started for it, ${inRunning} in a running one`;
      return atLeast(10, started / letter, "x", detail);
    } finally {
      await running.close();
    }
  },
};
