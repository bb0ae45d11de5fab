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

export const styles = {
  body: { ...serif, size: 10, leading: 13.2, color: colors.text },
  reference: { ...sansStrong, size: 11, leading: 14.4, color: colors.text },
  heading: { ...sansStrong, size: 11.5, leading: 15, color: colors.accent },
  tableHead: { ...sansStrong, size: 9.5, leading: 11.8, color: colors.accent },
  table: { ...sans, size: 9.5, leading: 11.8, color: colors.text },
  urgent: { ...serif, plain: "textStrong", size: 10, leading: 13.2, color: colors.text },
  signature: { ...sans, size: 10, leading: 13.2, color: colors.text },
  signatureName: { ...sansStrong, size: 11, leading: 14.4, color: colors.text },
  letterheadName: { ...sansStrong, size: 13, leading: 16, color: colors.accent },
  letterhead: { ...sans, size: 10, leading: 12.4, color: colors.text },
  recipient: { ...sans, size: 10.5, leading: 12.6, color: colors.text },
  running: { ...sans, size: 9, leading: 11, color: colors.quiet },
  smallPrint: { ...sans, size: 7.5, leading: 9.2, color: colors.quiet },
} as const satisfies Record<string, TextStyle>;

/** How generously lines and blocks are spaced. A letter whose first page runs over a little is set tighter as a whole. */
export interface Density {
  /** Factor on the distance between lines. */
  readonly leading: number;
  /** Factor on the space between blocks. */
  readonly gap: number;
  /** Above and below the text of a table row, in points. */
  readonly rowPadding: number;
}

/** From generous to tight; the first that serves is taken. */
export const densities: readonly Density[] = [
  { leading: 1, gap: 1, rowPadding: 3.2 },
  { leading: 1, gap: 0.7, rowPadding: 2.2 },
  { leading: 0.96, gap: 0.65, rowPadding: 2 },
  { leading: 0.92, gap: 0.6, rowPadding: 1.7 },
  { leading: 0.89, gap: 0.5, rowPadding: 1.4 },
  { leading: 0.88, gap: 0.3, rowPadding: 0.9 },
];
