import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { layOut } from "../../../electron/backend/letters/render/layout.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { compose } from "../../../shared/letter/compose.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { sectionHeadings } from "../../../shared/letter/document.ts";
import { fixture, fixtureNames, frame } from "../letter/support.ts";
import { elements, type PdfContent, readPdf } from "./readPdf.ts";

/** The criteria of the clinical reference, 4.3, that need the file itself. */

const createdAt = new Date("2025-03-10T21:42:00Z");

function letterOf(evaluation: Evaluation, status: "draft" | "signed"): LetterDocument {
  return compose(evaluation, {
    ...frame,
    letterDate: evaluation.visitDate,
    status,
    ...(status === "draft"
      ? {}
      : {
          letterNumber: "L-2025-00012",
          signer: { displayName: "Perpetua Inkwell", credentials: "MD", npi: "1234567893" },
          signedAt: "10 Mar 2025 at 16:42 (UTC-05:00)",
        }),
  });
}

const written = async (letter: LetterDocument) =>
  readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));

/** What the first page must show; whoever must act does not turn the page. */
const ofFirstPage = ["answer", "impression", "problems", "recommendations"] as const;

/** An urgent box, two likely generators, eight problems and seven recommendations are more than one page holds. */
const moreThanOnePage: ReadonlySet<string> = new Set(["case-f3.json"]);

function faultsOf(pdf: PdfContent, letter: LetterDocument, { patient }: Evaluation): readonly string[] {
  const faults: string[] = [];
  const [first] = pdf.pages;
  const text = first?.text ?? "";
  if (text.length <= 500) faults.push("L01 the first page has hardly any text that can be copied");
  for (const [index, page] of pdf.pages.entries()) {
    const label = `Page ${index + 1} of ${pdf.pages.length}`;
    for (const part of [patient.familyName, letter.running.dateOfBirth, patient.mrn, label]) {
      if (!page.text.includes(part)) faults.push(`L03 page ${index + 1} lacks “${part}”`);
    }
    if (!page.text.includes(`Rules version ${letter.footer.rulesVersion}`)) {
      faults.push(`L23 page ${index + 1} lacks the version of the rules`);
    }
    if ((letter.status === "draft") !== /\bDRAFT\b/.test(page.text)) {
      faults.push(`L24 page ${index + 1} does not show whether it is a draft`);
    }
    const small = page.items.filter(({ text: words, size }) => words.trim() !== "" && size < 6.9);
    if (small.length > 0) faults.push(`L26 page ${index + 1} has text of ${small[0]?.size} points`);
  }
  if (!pdf.pages.at(-1)?.text.includes("does not replace professional judgment")) {
    faults.push("L23 the last page lacks the disclaimer");
  }
  if (letter.urgent !== undefined) {
    const body = text.slice(text.search(/\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}/));
    if (!/^.{0,40}Urgent:/.test(body)) faults.push("L17 the urgent box does not open the letter");
    if (!/phoned/.test(body.slice(0, 300)))
      faults.push("L17 who was phoned does not stand in the first 300 characters");
  }
  const headings = pdf.pages.flatMap((page) => elements(page, "H2").map(({ text: words }) => words));
  if (headings.join() !== letter.sections.map(({ heading }) => heading).join()) faults.push("L06 headings");
  if (!pdf.isMarked || pdf.language !== letter.language) faults.push("L26 tags or language");
  if (!/\/FontFile[23]/.test(pdf.raw) || /\/BaseFont \/(?:Helvetica|Times|Courier)/.test(pdf.raw)) {
    faults.push("L26 a font is not embedded");
  }
  const told = [pdf.title, ...pdf.raw.matchAll(/\/(?:Subject|Keywords|Author) \(([^)]*)\)/g)].join(" ");
  for (const part of [patient.familyName, patient.mrn, patient.dateOfBirth]) {
    if (told.includes(part)) faults.push("L27 the file’s description tells who the patient is");
  }
  return faults;
}

describe.each(fixtureNames)("the file of %s", (name) => {
  const evaluation = fixture(name);
  it("L01, L03, L06, L17, L23, L24, L26, L27: fails none, signed or not", async () => {
    for (const status of ["signed", "draft"] as const) {
      const letter = letterOf(evaluation, status);
      expect(faultsOf(await written(letter), letter, evaluation)).toEqual([]);
    }
  });

  it("L02: has at most four pages, and on the first what the reader must act on", () => {
    const { pages } = layOut(letterOf(evaluation, "signed"), "letter");
    expect(pages.length).toBeLessThanOrEqual(4);
    const headings =
      pages[0]?.flatMap(({ block }) => (block.outline === undefined ? [] : [block.outline])) ?? [];
    expect(headings.slice(0, ofFirstPage.length)).toEqual(ofFirstPage.map((id) => sectionHeadings[id]));
    const strayed = pages
      .slice(1)
      .flat()
      .some(({ block }) => block.firstPage);
    expect(strayed).toBe(moreThanOnePage.has(name));
  });
});

describe("case F1", () => {
  const evaluation = fixture("case-f1.json");
  const letter = letterOf(evaluation, "signed");

  it.each(["letter", "a4"] as const)(
    "is set in 10 points or more, with an inch at both sides, on %s paper",
    (paper) => {
      const { setting, pages } = layOut(letter, paper);
      expect(setting.size).toBeGreaterThanOrEqual(10);
      expect(setting.margins.side).toBe(72);
      expect(Math.min(setting.margins.top, setting.margins.foot)).toBeGreaterThanOrEqual(54);
      expect(pages.length).toBeLessThanOrEqual(4);
    },
  );

  it("answers the question in the first three lines after the salutation and the thanks", async () => {
    const pdf = await written(letter);
    const lines = linesOf(pdf.pages[0]?.items ?? []);
    const at = lines.findIndex((line) => line.startsWith("Answer to your question"));
    expect(lines.slice(at + 1, at + 4).join(" ")).toMatch(/Yes, an injection.*Surgery is not needed now/);
  });
});

function linesOf(items: PdfContent["pages"][number]["items"]): readonly string[] {
  const lines = new Map<number, string>();
  for (const { text, y } of items) {
    const line = Math.round(y);
    lines.set(line, `${lines.get(line) ?? ""}${text}`);
  }
  return [...lines.values()];
}

describe("a broken file", () => {
  const evaluation = fixture("case-f6.json");
  const letter = letterOf(evaluation, "signed");
  const pdfOf = async () => written(letter);
  const withPages = (pdf: PdfContent, change: (text: string) => string): PdfContent => ({
    ...pdf,
    pages: pdf.pages.map((page) => ({ ...page, text: change(page.text) })),
  });
  const small = (pdf: PdfContent): PdfContent => ({
    ...pdf,
    pages: pdf.pages.map((page) => ({ ...page, items: page.items.map((item) => ({ ...item, size: 6 })) })),
  });

  it.each<readonly [string, (pdf: PdfContent) => PdfContent]>([
    ["L01", (pdf) => withPages(pdf, () => "")],
    ["L03", (pdf) => withPages(pdf, (text) => text.replaceAll("Varnhagen", "V."))],
    ["L03", (pdf) => withPages(pdf, (text) => text.replace(/Page \d/, "Page"))],
    [
      "L06",
      (pdf) => ({
        ...pdf,
        pages: pdf.pages.map(({ structure: _, ...page }) => ({ ...page, structure: undefined })),
      }),
    ],
    ["L17", (pdf) => withPages(pdf, (text) => text.replace("Urgent:", "Well:"))],
    ["L17", (pdf) => withPages(pdf, (text) => text.replace("phoned", "thought of"))],
    ["L23", (pdf) => withPages(pdf, (text) => text.replace("Rules version", ""))],
    ["L23", (pdf) => withPages(pdf, (text) => text.replace("does not replace", ""))],
    ["L24", (pdf) => withPages(pdf, (text) => `DRAFT ${text}`)],
    ["L26", (pdf) => ({ ...pdf, isMarked: false })],
    ["L26", (pdf) => ({ ...pdf, language: "" })],
    ["L26", (pdf) => ({ ...pdf, raw: pdf.raw.replaceAll("FontFile", "File") })],
    ["L26", small],
    ["L27", (pdf) => ({ ...pdf, title: "Varnhagen" })],
  ])("fails %s", async (id, breaks) => {
    const faults = faultsOf(breaks(await pdfOf()), letter, evaluation);
    expect(faults.some((fault) => fault.startsWith(id))).toBe(true);
  });
});
