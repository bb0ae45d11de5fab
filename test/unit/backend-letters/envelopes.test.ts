import { describe, expect, test } from "vitest";
import { writeCopyCover } from "../../../electron/backend/letters/copyCover.ts";
import {
  envelopeForms,
  labelPlace,
  labelSheets,
  writeEnvelopes,
} from "../../../electron/backend/letters/envelopes.ts";
import { readPdf, type TextItem } from "./readPdf.ts";

/** What a line covers: letters reach about four fifths of their size above the baseline, one fifth below. */
const top = ({ y, size }: TextItem) => y - 0.8 * size;
const bottom = ({ y, size }: TextItem) => y + 0.2 * size;

const practice = {
  name: "Halden Spine and Pain Clinic",
  addressLines: ["12 Harbor Street", "Halden, NY 10001"],
  paper: "letter" as const,
};
const ona = {
  name: "Dr Ona Brackwater",
  lines: ["Made-Up Family Medicine", "1 Nowhere Road", "Inventon, NY 10002"],
};
const long = {
  name: "Dr Maximiliana Theodora Featherstonehaugh-Cholmondeley of the Northern Shore and Beyond",
  lines: Array.from(
    { length: 4 },
    (_line, index) => `Line ${index + 1} of an address that goes on ${"and on ".repeat(9)}`,
  ),
};
const createdAt = new Date("2025-03-10T15:00:00Z");

describe.each(["number10", "dl"] as const)("a plain envelope, %s", (format) => {
  const form = envelopeForms[format];

  test.each([
    ["an ordinary address", ona],
    ["one with everything at its longest", long],
  ])("%s stands where the machines of the postal service read it", async (_case, addressee) => {
    const bytes = await writeEnvelopes(
      { practice, addressees: [addressee] },
      { format, firstLabel: 1, createdAt },
    );
    const { pages } = await readPdf(bytes);
    expect(pages.length).toBe(1);
    const page = pages[0];
    expect(page?.width).toBeCloseTo(form.width, 0);
    expect(page?.height).toBeCloseTo(form.height, 0);
    const recipient = page?.items.filter(({ x }) => x >= form.recipient.x - 1) ?? [];
    expect(
      recipient
        .map(({ text }) => text)
        .join(" ")
        .toUpperCase(),
    ).toContain("DR ");
    for (const item of recipient) {
      const { x, width } = item;
      expect(top(item)).toBeGreaterThanOrEqual(form.recipient.y - 1);
      expect(bottom(item)).toBeLessThanOrEqual(form.recipient.y + form.recipient.height + 1);
      // Half an inch at the sides and five eighths below stay free.
      expect(x + width).toBeLessThanOrEqual(form.width - 36 + 0.5);
      expect(form.height - bottom(item)).toBeGreaterThanOrEqual(45);
    }
    const sender = page?.items.filter(({ x }) => x < form.recipient.x - 1) ?? [];
    for (const item of sender) expect(bottom(item)).toBeLessThan(form.recipient.y);
  });

  test("one page for each recipient", async () => {
    const bytes = await writeEnvelopes(
      { practice, addressees: [ona, long, ona] },
      { format, firstLabel: 1, createdAt },
    );
    expect((await readPdf(bytes)).pages.length).toBe(3);
  });
});

describe.each(["letter", "a4"] as const)("a sheet of labels, %s", (paper) => {
  const sheet = labelSheets[paper];
  const perSheet = sheet.columns * sheet.rows;

  test("begins with the first label that is left and goes on to the next sheet", async () => {
    const bytes = await writeEnvelopes(
      { practice: { ...practice, paper }, addressees: [ona, ona, long] },
      { format: "labels", firstLabel: perSheet - 1, createdAt },
    );
    const { pages } = await readPdf(bytes);
    expect(pages.length).toBe(2);
    const place = labelPlace(sheet, perSheet - 2);
    for (const item of pages[0]?.items ?? []) {
      expect(item.x).toBeGreaterThanOrEqual(place.x - 0.5);
      expect(top(item)).toBeGreaterThanOrEqual(place.y - 0.5);
      expect(bottom(item)).toBeLessThanOrEqual(place.y + place.height + 0.5);
    }
    const first = labelPlace(sheet, 0);
    for (const item of pages[1]?.items ?? []) {
      expect(item.x + item.width).toBeLessThanOrEqual(first.x + first.width + 0.5);
      expect(bottom(item)).toBeLessThanOrEqual(first.y + first.height + 0.5);
    }
  });

  test("refuses a label that the sheet has not", async () => {
    await expect(
      writeEnvelopes(
        { practice: { ...practice, paper }, addressees: [ona] },
        { format: "labels", firstLabel: perSheet + 1, createdAt },
      ),
    ).rejects.toMatchObject({ code: "badInput", field: "firstLabel" });
  });
});

test("the cover of a COPY says which letter, when and by whom, and nothing of the patient", async () => {
  const sha256 = "0123456789abcdef".repeat(4);
  const bytes = await writeCopyCover({
    practice,
    letterNumber: "2025-000001",
    signedOn: "2025-03-10",
    recipient: ona.name,
    sha256,
    copiedOn: "2025-04-01",
    copiedBy: "Ilse Quent",
    createdAt,
  });
  const { pages } = await readPdf(bytes);
  expect(pages.length).toBe(1);
  const text = pages[0]?.items.map((item) => item.text).join(" ") ?? "";
  for (const words of ["COPY", "2025-000001", "2025-03-10", ona.name, "2025-04-01 by Ilse Quent"]) {
    expect(text).toContain(words);
  }
  expect(text.replaceAll(" ", "")).toContain(sha256);
});
