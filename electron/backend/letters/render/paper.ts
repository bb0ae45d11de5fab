/**
 * The sheet: sizes and places in points (1/72 inch) from its top left corner. The first page is folded into a #10
 * double-window envelope, so that what stands above the body is the two addresses and nothing else.
 */

export type Paper = "letter" | "a4";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const inch = 72;

export const sheets: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
};

/** What the return-address window shows. */
export const returnWindow: Rectangle = {
  x: 0.5 * inch,
  y: 0.5 * inch,
  width: 3.5 * inch,
  height: 0.79 * inch,
};

/** What the recipient's window shows. */
export const recipientWindow: Rectangle = {
  x: 0.5 * inch,
  y: 2.042 * inch,
  width: 3.5 * inch,
  height: 0.875 * inch,
};

/** Between a window's edge and what it shows: envelopes are not filled to the point. */
export const windowInset = 3;

/** Where the body of the first page begins, below both windows. */
export const firstBodyTop = 3.375 * inch;

/** Of the running header of later pages, which stands above their text. */
export const headerBaseline = 46;
export const headerRule = 53;

/** Distance of the footer's last line from the lower edge: outside what desktop printers cannot reach. */
export const footerMargin = 20;
