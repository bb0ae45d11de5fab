import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsOf } from "../../../electron/backend/letters/attachments.ts";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { layOut } from "../../../electron/backend/letters/render/layout.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { compose } from "../../../shared/letter/compose.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { edgeNames, fixture, fixtureNames, frame } from "../letter/support.ts";
import { isOnPath, outputOf } from "./pdfTools.ts";

/** What programs by others make of the files: their structure, fonts and attachments, and whether they are sound. */

const signer = { displayName: "Perpetua Inkwell", credentials: "MD", npi: "1234567893" };
const signedAt = new Date("2026-03-10T21:42:00Z");
const papers = ["letter", "a4"] as const;

function letterOf(evaluation: Evaluation, kind: LetterKind = "consultation"): LetterDocument {
  return compose(evaluation, {
    ...frame,
    kind,
    cites: { letterNumber: "2026-000001", letterDate: evaluation.visitDate, reason: "The side was wrong" },
    addendum: "The laboratory called.",
    letterDate: evaluation.visitDate,
    letterNumber: "2026-000012",
    status: "signed",
    signer,
    signedAt: "10 Mar 2026 at 16:42 (UTC-05:00)",
  });
}

function written(evaluation: Evaluation, paper: (typeof papers)[number], kind?: LetterKind) {
  const document = letterOf(evaluation, kind);
  const attachments = findingsOf({
    letterId: "0197f0d2-0000-7000-8000-000000000001",
    evaluation,
    document,
    practice: frame.practice,
    signer,
    signedAt,
  });
  return writeLetterPdf(document, { paper, createdAt: signedAt, attachments });
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe.each([...fixtureNames, ...edgeNames])("the file of %s", (name) => {
  it.each(papers)("is the same to the byte each time, on %s", async (paper) => {
    const [first, second] = [await written(fixture(name), paper), await written(fixture(name), paper)];
    expect(hashOf(first)).toBe(hashOf(second));
  });
});

describe.each(["case-f1", "case-f2", "case-f3", "case-f4", "case-f5", "case-f6"])(
  "the summary of %s",
  (name) => {
    it.each(papers)("has one page, in 10 points or more, on %s", (paper) => {
      const { pages, setting } = layOut(letterOf(fixture(`${name}.json`), "summary"), paper);
      expect(pages).toHaveLength(1);
      expect(setting.size).toBeGreaterThanOrEqual(10);
      expect(setting.margins.side).toBeGreaterThanOrEqual(0.7 * 72);
    });
  },
);

const tools = ["pdfinfo", "pdffonts", "pdfdetach", "qpdf"] as const;
const missing = tools.filter((tool) => !isOnPath(tool));
if (missing.length > 0) {
  console.log(
    `Not run: the check of letters by other programs, for ${missing.join(", ")} is not on this machine.`,
  );
}

describe.skipIf(missing.length > 0)("other programs", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "fourfold-structure-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function fileOf(name: string, paper: (typeof papers)[number], kind?: LetterKind): Promise<string> {
    const path = join(folder, `${basename(name)}-${kind ?? "full"}-${paper}.pdf`);
    writeFileSync(path, await written(fixture(name), paper, kind));
    return path;
  }

  const cases = [
    ...fixtureNames.flatMap((name) => papers.map((paper) => [name, paper, "consultation"] as const)),
    ...edgeNames.map((name) => [name, "letter", "consultation"] as const),
    ...(["summary", "interim", "urgent", "addendum", "amended"] as const).map(
      (kind) => ["case-f3.json", "letter", kind] as const,
    ),
  ];

  it.each(cases)(
    "find %s on %s (%s) sound, tagged, with its fonts and attachments",
    async (name, paper, kind) => {
      const path = await fileOf(name, paper, kind);
      const letter = letterOf(fixture(name), kind);
      expect(outputOf("qpdf", "--check", path)).toContain("No syntax or stream encoding errors found");

      const facts = outputOf("pdfinfo", path);
      expect(facts).toMatch(/^Tagged:\s+yes$/m);
      expect(facts).toContain("PDF version:     1.7");
      const structure = outputOf("pdfinfo", "-struct", path);
      const count = (tag: string) => structure.match(new RegExp(`^ *${tag}\\b`, "gm"))?.length ?? 0;
      expect(count("H1")).toBe(1);
      expect(count("H2")).toBe(letter.sections.length);
      const tables = letter.sections.flatMap(({ blocks }) =>
        blocks.filter((block) => block.kind === "table"),
      );
      expect(count("Table")).toBe(tables.length);
      expect(count("TR")).toBe(tables.reduce((sum, { rows }) => sum + rows.length + 1, 0));
      const figures = letter.sections.flatMap(({ blocks }) =>
        blocks.filter((block) => block.kind === "figure"),
      );
      expect(count("Figure")).toBe(figures.length);

      const fonts = outputOf("pdffonts", path).trim().split("\n").slice(2);
      expect(fonts.length).toBeGreaterThan(2);
      for (const font of fonts) expect(font).toMatch(/\byes yes yes\b/);

      const attached = outputOf("pdfdetach", "-list", path);
      expect(attached).toContain("evaluation.json");
      expect(attached).toContain("evaluation.fhir.json");
    },
  );

  it("see a file that is cut off", async () => {
    const path = join(folder, "cut.pdf");
    const whole = await written(fixture("case-f1.json"), "letter");
    writeFileSync(path, whole.subarray(0, Math.floor(whole.length / 2)));
    expect(() => outputOf("qpdf", "--check", path)).toThrow();
  });
});
