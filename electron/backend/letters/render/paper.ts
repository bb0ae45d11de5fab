/**
 * The sheet: sizes and places in points (1/72 inch) from its top left corner. The first page is folded into a
 * window envelope, so that what stands above the body is the two addresses and nothing else.
 */

export type Paper = "letter" | "a4";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const inch = 72;
const millimetre = inch / 25.4;

export const sheets: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
};

/** What the envelopes of a paper show of the first page. */
export interface EnvelopeWindows {
  /** The sender. */
  readonly returnAddress: Rectangle;
  readonly recipient: Rectangle;
  /** Where the body begins: below all that can show, however the sheet lies in its envelope. */
  readonly bodyTop: number;
  /** Right of this nothing shows. */
  readonly right: number;
}

/** A double-window envelope #10. */
const number10: EnvelopeWindows = {
  returnAddress: { x: 0.5 * inch, y: 0.5 * inch, width: 3.5 * inch, height: 0.79 * inch },
  recipient: { x: 0.5 * inch, y: 2.042 * inch, width: 3.5 * inch, height: 0.875 * inch },
  bodyTop: 3.375 * inch,
  right: 4 * inch,
};

/**
 * DL, 110 x 220 mm, whose window is 20 mm from the left and 18 mm from the lower edge, 90 x 35 mm (BS 4264), or 15 mm from the
 * lower edge and 45 mm high (DIN 680). A sheet folded in three lies up to 11 mm too high and 10 mm too far to the left in it: the recipient stands
 * where both windows always show it, the body where neither ever does. The sender keeps the place that it has in #10.
 */
const dl: EnvelopeWindows = {
  returnAddress: number10.returnAddress,
  recipient: { x: 20 * millimetre, y: 57 * millimetre, width: 80 * millimetre, height: 24 * millimetre },
  bodyTop: 95.5 * millimetre,
  right: 110 * millimetre,
};

export const windowsOf: Readonly<Record<Paper, EnvelopeWindows>> = { letter: number10, a4: dl };

/** Between a window's edge and what it shows: envelopes are not filled to the point. */
export const windowInset = 3;

/** Of the running header of later pages, which stands above their text. */
export const headerBaseline = 46;
export const headerRule = 53;

/** Distance of the footer's last line from the lower edge: outside what desktop printers cannot reach. */
export const footerMargin = 20;
