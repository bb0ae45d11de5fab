import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { sectionHeadings, sectionIds } from "../../../shared/letter/document.ts";
import { elements, readPdf } from "./readPdf.ts";
import { paragraph, sampleLetter, sections, table } from "./sampleLetter.ts";

const createdAt = new Date("2025-03-10T21:42:00Z");
const options = { paper: "letter", createdAt } as const;

function draft() {
  const { signature: _, letterNumber: __, ...letter } = sampleLetter();
  return { ...letter, status: "draft" as const };
}

describe("the file of a letter", () => {
  it("is tagged PDF/A-2a that declares PDF/UA-1, with title and language", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    expect(pdf.isMarked).toBe(true);
    expect(pdf.language).toBe("en-US");
    expect(pdf.title).toBe("Consultation letter 2025-000017");
    expect(pdf.raw).toContain("<pdfaid:part>2</pdfaid:part>");
    expect(pdf.raw).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
    expect(pdf.raw).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(pdf.raw).toContain("/DisplayDocTitle true");
    expect(pdf.raw).toContain("/OutputIntents");
  });

  it("says nothing about the patient outside the pages", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    // Page content is compressed: whatever stands here in plain bytes is the file's own description.
    for (const word of ["Quillfeather", "FIC-0001", "1982", "radiculopathy"])
      expect(pdf.raw).not.toContain(word);
    expect(pdf.outline.join(" ")).not.toContain("Quillfeather");
  });

  it("embeds every font", async () => {
    const { raw } = await readPdf(await writeLetterPdf(sampleLetter(), options));
    const count = (text: string) => raw.split(text).length - 1;
    expect(count("/Type /FontDescriptor")).toBeGreaterThanOrEqual(4);
    expect(count("/FontFile2")).toBe(count("/Type /FontDescriptor"));
    expect(count("/Subtype /Type0")).toBe(count("/Type /FontDescriptor"));
    expect(count("/Subtype /Type1")).toBe(0);
  });

  it("is the same bytes for the same letter, whatever was written before", async () => {
    const hash = async () =>
      createHash("sha256")
        .update(await writeLetterPdf(sampleLetter(), options))
        .digest("hex");
    const first = await hash();
    const other = {
      ...sampleLetter(),
      sections: sections({ history: [paragraph("ﬁ office ´ é ǵ µg ∆ x̄ i̇ ﬄ.")] }),
    };
    await writeLetterPdf(other, { ...options, paper: "a4" });
    expect(await hash()).toBe(first);
  });

  it("differs by its date", async () => {
    const first = await writeLetterPdf(sampleLetter(), options);
    const second = await writeLetterPdf(sampleLetter(), {
      ...options,
      createdAt: new Date("2025-03-11T00:00:00Z"),
    });
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it("carries attachments as PDF/A-3a", async () => {
    const bytes = new TextEncoder().encode('{"resourceType":"QuestionnaireResponse"}');
    const attachments = [
      {
        name: "evaluation.json",
        mimeType: "application/fhir+json",
        bytes,
        description: "The findings as FHIR",
        relationship: "Source" as const,
      },
    ];
    const written = await writeLetterPdf(sampleLetter(), { ...options, attachments });
    const again = await writeLetterPdf(sampleLetter(), { ...options, attachments });
    expect(Buffer.compare(written, again)).toBe(0);
    const pdf = await readPdf(written);
    expect(pdf.raw).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(pdf.raw).toContain("/AFRelationship /Source");
    expect(Buffer.from(pdf.attachments.get("evaluation.json") ?? []).toString()).toContain(
      "QuestionnaireResponse",
    );
  });

  it.each([
    ["letter", 612, 792],
    ["a4", 595.28, 841.89],
  ] as const)("has sheets of %s size", async (paper, width, height) => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), { ...options, paper }));
    for (const page of pdf.pages) {
      expect(page.width).toBeCloseTo(width, 1);
      expect(page.height).toBeCloseTo(height, 1);
    }
  });
});

describe("the structure of a letter", () => {
  it("has one title and the section headings in their order, also as bookmarks", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    const expected = sectionIds.map((id) => sectionHeadings[id]);
    const headings = pdf.pages.flatMap((page) => elements(page, "H1", "H2"));
    expect(headings.map(({ text }) => text)).toEqual([
      "Re: Harlan Quillfeather, born 14 Sep 1982, MRN FIC-0001.",
      ...expected,
    ]);
    expect(headings.map(({ role }) => role)).toEqual(["H1", ...expected.map(() => "H2")]);
    expect(pdf.outline).toEqual(expected);
  });

  it("leaves out a section without content", async () => {
    const letter = { ...sampleLetter(), sections: sections({ instruments: [], coordination: [] }) };
    const pdf = await readPdf(await writeLetterPdf(letter, options));
    expect(pdf.outline).not.toContain("Instruments");
    expect(pdf.pages.map((page) => page.text).join(" ")).not.toContain("Coordination of care");
  });

  it("marks lists and tables, with header cells by column and row", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    const all = (role: string) => pdf.pages.flatMap((page) => elements(page, role)).map(({ text }) => text);
    expect(all("Lbl")).toEqual(["1.", "2.", "3.", "•", "•"]);
    expect(all("LBody")[2]).toBe("Oxycodone 20 mg a day (30 MME), begun for this episode.");
    expect(pdf.raw.split("/S /Table\n")).toHaveLength(1 + 3);
    expect(all("TH")).toContain("Great-toe extension (L5)");
    expect(all("TD")).toContain("4-");
    expect(pdf.raw).toContain("/Scope /Column");
    expect(pdf.raw).toContain("/Scope /Row");
    expect(pdf.raw).toContain("/Summary (Who does what, by when, why, and what makes it sooner)");
  });

  it("keeps what repeats on each page out of the tagged text", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    for (const page of pdf.pages) {
      const tagged = [...page.marked.values()].join(" ");
      expect(page.text).toContain("Confidential");
      expect(tagged).not.toContain("Confidential. Disclaimer and terms on the last page.");
      expect(tagged).not.toMatch(/Page \d+ of/);
    }
  });

  it("says the terms in full once, on the last page, as the last that is read; other pages point to them", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    const terms = "Confidential medical information";
    for (const page of pdf.pages.slice(0, -1)) {
      expect(page.text).toContain(
        "Confidential. Disclaimer and terms on the last page. Rules version 1.0.0.",
      );
      expect(page.text).not.toContain(terms);
    }
    const last = pdf.pages.at(-1);
    const paragraphs = last === undefined ? [] : elements(last, "P").map(({ text }) => text);
    expect(paragraphs.at(-1)).toMatch(new RegExp(`^${terms}.*Rules version 1\\.0\\.0\\.$`));
    expect(last?.text).not.toContain("on the last page");
  });

  it("repeats a table's header on the next page as furniture, and counts it once in the structure", async () => {
    const rows = Array.from({ length: 60 }, (_, row) => [`Row ${row} of many`, `Finding ${row}`, "negative"]);
    const letter = {
      ...sampleLetter(),
      sections: sections({ physical: [table(["Test", "Result", "Side"], rows)] }),
    };
    const pdf = await readPdf(await writeLetterPdf(letter, options));
    const withRows = pdf.pages.filter((page) => page.text.includes("of many"));
    expect(withRows.length).toBeGreaterThan(1);
    for (const page of withRows) expect(page.text).toContain("Test Result Side");
    const heads = pdf.pages.flatMap((page) => elements(page, "TH")).filter(({ text }) => text === "Result");
    expect(heads).toHaveLength(1);
  });
});

describe("every page", () => {
  it("names the patient, the date of birth, the MRN, the letter and the page", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    expect(pdf.pages.length).toBeGreaterThan(1);
    for (const [index, page] of pdf.pages.entries()) {
      expect(page.text).toContain("Harlan Quillfeather, born 14 Sep 1982, MRN FIC-0001");
      expect(page.text).toContain("Letter 2025-000017");
      expect(page.text).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
      expect(page.text).toContain("Rules version 1.0.0");
    }
  });

  it("holds text of at least 10 points in the body and nothing under 7 points", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    for (const { items, marked } of pdf.pages) {
      expect(Math.min(...items.map((item) => item.size))).toBeGreaterThanOrEqual(7);
      // The terms are small print though they are read.
      const tagged = [...marked.values()]
        .filter((text) => !text.trim().startsWith("Confidential medical"))
        .join(" ");
      const body = items.filter((item) => item.text.trim().length > 3 && tagged.includes(item.text));
      expect(Math.min(...body.map((item) => item.size))).toBeGreaterThanOrEqual(9);
    }
  });

  it("keeps the margins of one inch for the body", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    for (const page of pdf.pages) {
      for (const item of page.items) {
        expect(item.x).toBeGreaterThanOrEqual(72 - 0.01);
        // A space may hang over at the end of a line.
        expect(item.x + item.width).toBeLessThanOrEqual(page.width - 72 + 3.5);
      }
    }
  });

  it("says DRAFT across a draft and never on a signed letter", async () => {
    const signed = await readPdf(await writeLetterPdf(sampleLetter(), options));
    expect(signed.pages.map((page) => page.text).join(" ")).not.toMatch(/draft/i);
    expect(signed.title).not.toMatch(/draft/i);

    const unsigned = await readPdf(await writeLetterPdf(draft(), options));
    for (const page of unsigned.pages) {
      expect(page.text).toContain("DRAFT");
      expect([...page.marked.values()].join(" ")).not.toContain("DRAFT");
    }
    const text = unsigned.pages.map((page) => page.text).join(" ");
    expect(text).toContain("Not signed");
    expect(text).not.toContain("Electronically signed");
  });
});

describe("the end of a letter", () => {
  it("has the signature with name, credentials, time and NPI, then the copies", async () => {
    const pdf = await readPdf(await writeLetterPdf(sampleLetter(), options));
    const last = pdf.pages.at(-1)?.text ?? "";
    expect(last).toContain(
      "Sincerely, Ines Marlowe, MD Electronically signed by Ines Marlowe, MD on 10 Mar 2025 at 16:42 (UTC-05:00), NPI 1234567893",
    );
    expect(last).toContain("cc: Tomas Ellery, MD, Invented Primary Care, 9 Other Road, Anytown, NY 10003");
  });
});

describe("an urgent letter", () => {
  const urgent = [
    {
      runs: [
        { text: "Loss of bladder control: sent to the emergency department; Dr Brackwater phoned at 10:40." },
      ],
      sources: [{ fixed: "test" }],
    },
  ];

  it("says so before everything else in the body, in a frame", async () => {
    const pdf = await readPdf(await writeLetterPdf({ ...sampleLetter(), urgent }, options));
    const text = pdf.pages[0]?.text ?? "";
    const body = text.slice(text.indexOf("10 Mar 2025"));
    expect(body.indexOf("URGENT. Loss of bladder control")).toBeLessThan(body.indexOf("Re: "));
    expect(body.indexOf("phoned at 10:40")).toBeLessThan(300);
  });
});
