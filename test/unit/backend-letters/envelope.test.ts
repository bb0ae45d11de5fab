import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { readPdf, type TextItem } from "./readPdf.ts";
import { sampleLetter } from "./sampleLetter.ts";

/** A #10 double-window envelope, in points from the sheet's top left corner. */
const windows = {
  letterhead: { left: 36, top: 36, right: 36 + 252, bottom: 36 + 56.88 },
  recipient: { left: 36, top: 147.02, right: 36 + 252, bottom: 147.02 + 63 },
};
const bodyTop = 243;

async function firstPage(letter: LetterDocument, paper: "letter" | "a4"): Promise<readonly TextItem[]> {
  const pdf = await readPdf(
    await writeLetterPdf(letter, { paper, createdAt: new Date("2025-03-10T21:42:00Z") }),
  );
  return pdf.pages[0]?.items ?? [];
}

function isInside(
  item: TextItem,
  window: { left: number; top: number; right: number; bottom: number },
): boolean {
  // From the height of a capital above the baseline to the depth of a g below it.
  return (
    item.x >= window.left &&
    item.x + item.width <= window.right + 0.01 &&
    item.y - item.size * 0.7 >= window.top &&
    item.y + item.size * 0.25 <= window.bottom + 0.01
  );
}

const addresses: [string, Partial<LetterDocument>][] = [
  ["of usual length", {}],
  [
    "of five and six lines",
    {
      letterhead: {
        name: "Larkmoor Interventional Pain and Spine",
        lines: [
          "Building C, third floor",
          "1200 Sample Avenue, Suite 4",
          "Anytown, NY 10001-1234",
          "Phone 555-0110, Fax 555-0111",
        ],
      },
      addressee: {
        name: "Ona Brackwater, MD",
        lines: [
          "Made-Up Family Medicine",
          "Medical Office Building, Suite 12",
          "45 Example Street",
          "Anytown, NY 10002-9876",
        ],
      },
    },
  ],
  [
    "too long for a line",
    {
      letterhead: {
        name: "The Very Long Name of an Interventional Pain Practice with Several Founders and Partners",
        lines: [
          "A street whose name was given in honour of a person with many names 1200, Suite 4",
          "Anytown, NY 10001",
        ],
      },
      addressee: {
        name: "Maximiliana Konstantinopoulou-Featherstonehaugh, MD, PhD, MPH, FACP, FAAFP, FAAPMR",
        lines: [
          "Associated Physicians for Family and Community Medicine of the Greater Metropolitan Area",
          "Medical Office Building of the Regional Hospital, second floor, corridor to the left",
          "Anytown, NY 10002",
        ],
      },
    },
  ],
  [
    "in Greek and Vietnamese",
    { addressee: { name: "Dr Ελένη Παπαδοπούλου", lines: ["Phòng khám Nguyễn Thị Hồng"] } },
  ],
];

describe.each(addresses)("addresses %s", (_, changes) => {
  it.each(["letter", "a4"] as const)("stand in their windows and nothing else does, on %s", async (paper) => {
    const letter = sampleLetter(changes);
    const items = await firstPage(letter, paper);
    const above = items.filter((item) => item.text.trim() !== "" && item.y < bodyTop);
    const inLetterhead = above.filter((item) => isInside(item, windows.letterhead));
    const inRecipient = above.filter((item) => isInside(item, windows.recipient));
    expect(above.length).toBe(inLetterhead.length + inRecipient.length);
    const squeezed = (text: string) => text.replace(/\s+/g, "");
    const words = (found: readonly TextItem[]) => squeezed(found.map((item) => item.text).join(""));
    expect(words(inLetterhead)).toBe(squeezed([letter.letterhead.name, ...letter.letterhead.lines].join("")));
    expect(words(inRecipient)).toBe(
      squeezed([letter.addressee.name, ...letter.addressee.lines].join("")).toUpperCase(),
    );
    expect(new Set(inRecipient.map((item) => Math.round(item.y))).size).toBeLessThanOrEqual(5);
  });
});

describe("the body", () => {
  it("begins three and three eighths inches from the top, with the date", async () => {
    const items = await firstPage(sampleLetter(), "letter");
    const [first] = items.filter((item) => item.y > 220);
    expect(first?.text).toContain("10 Mar 2025");
    expect((first?.y ?? 0) - (first?.size ?? 0)).toBeGreaterThanOrEqual(bodyTop - 3);
    expect((first?.y ?? 0) - (first?.size ?? 0)).toBeLessThan(bodyTop + 6);
  });
});
