import type { FaceName } from "../fonts.ts";

/** One way to set text: size and distance of lines in points, a face for plain, strong and emphasised runs, a colour. */
export interface TextStyle {
  readonly size: number;
  readonly leading: number;
  readonly plain: FaceName;
  readonly strong: FaceName;
  readonly emphasis: FaceName;
  readonly color: string;
}

/** All read well when printed or faxed in grey; each has a contrast of at least 4.5 to 1 on white. */
export const colors = {
  text: "#000000",
  accent: "#1f3f66",
  quiet: "#4a4f57",
  rule: "#8a929c",
  hairline: "#c3c9d1",
  /** The one exception: it lies under the text and must not hide it. */
  watermark: "#e8eaee",
} as const;

const serif = { plain: "text", strong: "textStrong", emphasis: "textEmphasis" } as const;
const sans = { plain: "display", strong: "displayStrong", emphasis: "displayEmphasis" } as const;
const sansStrong = { plain: "displayStrong", strong: "displayStrong", emphasis: "displayStrong" } as const;

/** What stands around the body is of one size in every letter: windows and margins have theirs. */
export const styles = {
  letterheadName: { ...sansStrong, size: 13, leading: 16, color: colors.accent },
  letterhead: { ...sans, size: 10, leading: 12.4, color: colors.text },
  recipient: { ...sans, size: 10.5, leading: 12.6, color: colors.text },
  running: { ...sans, size: 9, leading: 11, color: colors.quiet },
  smallPrint: { ...sans, size: 7.5, leading: 9.2, color: colors.quiet },
} as const satisfies Record<string, TextStyle>;

/** Sizes of the body, from the most readable to the smallest that is ever printed, in points. */
export const bodySizes = [11, 10.5, 10] as const;
export type BodySize = (typeof bodySizes)[number];
const smallestTable = 10;

/** The styles of the body. */
export type BodyStyles = Readonly<
  Record<
    "body" | "reference" | "heading" | "tableHead" | "table" | "urgent" | "signature" | "signatureName",
    TextStyle
  >
>;

function bodyStyles(size: BodySize): BodyStyles {
  // Beside the serif the sans looks half a size larger than it is.
  const table = Math.max(smallestTable, size - 0.5);
  const style = (face: Pick<TextStyle, "plain" | "strong" | "emphasis">, points: number, spread: number) => ({
    ...face,
    size: points,
    leading: points * spread,
    color: colors.text,
  });
  return {
    body: style(serif, size, 1.32),
    reference: style(sansStrong, size + 1, 1.31),
    heading: { ...style(sansStrong, size + 1.5, 1.3), color: colors.accent },
    tableHead: { ...style(sansStrong, table, 1.24), color: colors.accent },
    table: style(sans, table, 1.24),
    urgent: style(serif, size, 1.32),
    signature: style(sans, Math.max(smallestTable, size - 0.5), 1.32),
    signatureName: style(sansStrong, size + 1, 1.31),
  };
}

const stylesBySize: Readonly<Record<BodySize, BodyStyles>> = {
  11: bodyStyles(11),
  10.5: bodyStyles(10.5),
  10: bodyStyles(10),
};

export function bodyStylesOf(size: BodySize): BodyStyles {
  return stylesBySize[size];
}

/** How generously lines and blocks are spaced. */
export interface Density {
  /** Factor on the distance between lines. */
  readonly leading: number;
  /** Factor on the space between blocks. */
  readonly gap: number;
  /** Above and below the text of a table row, in points. */
  readonly rowPadding: number;
}

/** How a letter is set as a whole: one size, one spacing, one margin on all its pages. */
export interface Setting {
  readonly size: BodySize;
  readonly density: Density;
  readonly margins: Margins;
}

/** Between the text and the edges of the sheet, in points. The running header and the footer stand within them. */
export interface Margins {
  readonly side: number;
  /** Of pages after the first, whose text begins below the windows of the envelope. */
  readonly top: number;
  readonly foot: number;
}

const inch = 72;
const roomy: Density = { leading: 1, gap: 1, rowPadding: 3.2 };
const usual: Density = { leading: 1, gap: 0.75, rowPadding: 2.6 };
const close: Density = { leading: 0.96, gap: 0.7, rowPadding: 2.2 };
const closer: Density = { leading: 0.93, gap: 0.6, rowPadding: 1.8 };
const tight: Density = { leading: 0.9, gap: 0.5, rowPadding: 1.4 };
const tightest: Density = { leading: 0.88, gap: 0.35, rowPadding: 1 };
const packed: Density = { leading: 0.865, gap: 0.3, rowPadding: 0.8 };

/** For a summary alone, which must fit on one page whatever it says. */
const crammed: Density = { leading: 0.85, gap: 0.25, rowPadding: 0.4 };

const full: Margins = { side: inch, top: inch, foot: inch };
const lower: Margins = { side: inch, top: 0.92 * inch, foot: 0.75 * inch };
/** For letters that no other setting brings to four pages. */
const narrow: Margins = { side: 0.85 * inch, top: 0.9 * inch, foot: 0.75 * inch };

const narrowest: Margins = { side: 0.7 * inch, top: 0.9 * inch, foot: 0.65 * inch };

function set(size: BodySize, margins: Margins, ...spacings: readonly Density[]): readonly Setting[] {
  return spacings.map((density) => ({ size, density, margins }));
}

/** From the most readable to the smallest and tightest; the first that serves is taken. */
export const settings: readonly Setting[] = [
  ...set(11, full, roomy, usual, close),
  ...set(10.5, full, roomy, usual, close, closer),
  ...set(10.5, lower, close, closer),
  ...set(10, full, roomy, usual, close, closer, tight),
  ...set(10, lower, close, closer, tight, tightest),
  ...set(10, narrow, closer, tight, tightest, packed),
];

/** Further ones for a letter that must not have a second page. */
export const settingsOfOnePage: readonly Setting[] = [...settings, ...set(10, narrowest, packed, crammed)];
