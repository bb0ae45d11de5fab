import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { readPdf, type TextItem } from "./readPdf.ts";
import { sampleLetter } from "./sampleLetter.ts";

const millimetre = 72 / 25.4;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A #10 double-window envelope, in points from the sheet's top left corner. */
const number10 = {
  letterhead: { left: 36, top: 36, right: 36 + 252, bottom: 36 + 56.88 },
  recipient: { left: 36, top: 147.02, right: 36 + 252, bottom: 147.02 + 63 },
};

/**
 * Windows of DL envelopes (110 x 220 mm), 20 mm from the left, as British and German standards have them: distance of the
 * window from the upper edge of the envelope and its height, in millimetres.
 */
const dlWindows = [
  { top: 110 - 18 - 35, height: 35 },
  { top: 110 - 15 - 45, height: 45 },
];
/** A sheet folded in three leaves this much room in its envelope, below or above and at the sides, in millimetres. */
const play = { down: 110 - 297 / 3, across: 220 - 210 };

/** What a DL window shows of the sheet when it lies so many millimetres below and right of the envelope's corner. */
function shownBy(window: (typeof dlWindows)[number], down: number, across: number): Box {
  return {
    left: (20 - across) * millimetre,
    right: (110 - across) * millimetre,
    top: (window.top - down) * millimetre,
    bottom: (window.top + window.height - down) * millimetre,
  };
}

const everShown: readonly Box[] = dlWindows.flatMap((window) =>
  [0, play.down / 2, play.down].flatMap((down) =>
    [0, play.across].map((across) => shownBy(window, down, across)),
  ),
);
/** What all of them show. */
const dl = {
  letterhead: number10.letterhead,
  recipient: {
    left: Math.max(...everShown.map(({ left }) => left)),
    right: Math.min(...everShown.map(({ right }) => right)),
    top: Math.max(...everShown.map(({ top }) => top)),
    bottom: Math.min(...everShown.map(({ bottom }) => bottom)),
  },
};

const windowsOf = { letter: number10, a4: dl };
const bodyTopOf = { letter: 243, a4: 95 * millimetre };

async function firstPage(letter: LetterDocument, paper: "letter" | "a4"): Promise<readonly TextItem[]> {
  const pdf = await readPdf(
    await writeLetterPdf(letter, { paper, createdAt: new Date("2025-03-10T21:42:00Z") }),
  );
  return pdf.pages[0]?.items ?? [];
}

function isInside(item: TextItem, window: Box): boolean {
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
    const above = items.filter((item) => item.text.trim() !== "" && item.y < bodyTopOf[paper]);
    const inLetterhead = above.filter((item) => isInside(item, windowsOf[paper].letterhead));
    const inRecipient = above.filter((item) => isInside(item, windowsOf[paper].recipient));
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
  it.each([
    ["letter", 243],
    ["a4", 95 * millimetre],
  ] as const)("begins below every window, with the date, on %s", async (paper, bodyTop) => {
    const items = await firstPage(sampleLetter(), paper);
    const [first] = items.filter((item) => item.y > 235);
    expect(first?.text).toContain("10 Mar 2025");
    expect((first?.y ?? 0) - (first?.size ?? 0)).toBeGreaterThanOrEqual(bodyTop - 3);
    expect((first?.y ?? 0) - (first?.size ?? 0)).toBeLessThan(bodyTop + 6);
  });

  it("is never seen through a DL window, however the sheet lies behind it", async () => {
    const items = await firstPage(sampleLetter(), "a4");
    const recipient = items.filter((item) => isInside(item, dl.recipient));
    for (const shown of everShown) {
      const seen = items.filter(
        (item) =>
          item.text.trim() !== "" &&
          item.x < shown.right &&
          item.x + item.width > shown.left &&
          item.y > shown.top &&
          item.y - item.size * 0.7 < shown.bottom,
      );
      expect(seen).toEqual(recipient.filter((item) => item.text.trim() !== ""));
    }
  });
});
