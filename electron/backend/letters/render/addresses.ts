import type { LetterAddressee, LetterDocument } from "../../../../shared/letter/document.ts";
import { node, type StructureNode } from "./blocks.ts";
import { breakLines, type Line } from "./lines.ts";
import { type EnvelopeWindows, type Rectangle, windowInset } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import { styles, type TextStyle } from "./styles.ts";

/** Lines of an address and where in its window they stand. */
export interface Address {
  readonly left: number;
  readonly top: number;
  readonly lines: readonly { readonly node: StructureNode; readonly line: Line; readonly style: TextStyle }[];
}

interface AddressText {
  readonly text: string;
  readonly style: TextStyle;
}

/** The recipient as the postal service reads it: capitals, at most five lines. */
const mostRecipientLines = 5;
const mostLetterheadLines = 6;

/**
 * The letterhead and the recipient, each within its window. Both begin at the letter's own margin if they fit there at
 * about their own size, else both at the edge of the windows; what is too long even then is broken and set smaller, never
 * left out.
 */
export function addresses(
  letter: LetterDocument,
  root: StructureNode,
  windows: EnvelopeWindows,
  margin: number,
  besideLogo = 0,
): { letterhead: Address; recipient: Address } {
  const letterheadTexts = [
    { text: letter.letterhead.name, style: styles.letterheadName },
    ...letter.letterhead.lines.map((text) => ({ text, style: styles.letterhead })),
  ];
  const recipientTexts = envelopeLines(letter.addressee).map((text) => ({ text, style: styles.recipient }));
  const { returnAddress, recipient: recipientWindow } = windows;
  const edge = Math.max(returnAddress.x, recipientWindow.x) + windowInset;
  const bothFitted = (left: number, smallest: number, headLines: number, recipientLines: number) => {
    const headLeft = besideLogo === 0 ? left : returnAddress.x + windowInset + besideLogo;
    const head = fitted(letterheadTexts, returnAddress, headLeft, headLines, smallest);
    const recipient = fitted(recipientTexts, recipientWindow, left, recipientLines, smallest);
    return head && recipient ? { head, headLeft, recipient, left } : undefined;
  };
  const chosen =
    bothFitted(margin, 0.9, letterheadTexts.length, recipientTexts.length) ??
    bothFitted(edge, 0.75, letterheadTexts.length, recipientTexts.length) ??
    bothFitted(edge, 0.1, mostLetterheadLines, mostRecipientLines);
  if (chosen === undefined) throw new Error("no size fits the addresses into their windows");
  return {
    letterhead: address(chosen.head, chosen.headLeft, returnAddress, root),
    recipient: address(chosen.recipient, chosen.left, recipientWindow, root),
  };
}

export function drawAddress(sheet: Sheet, { left, top, lines }: Address): void {
  let y = top;
  for (const { node: leaf, line, style } of lines) {
    const lineTop = y;
    sheet.content(leaf, () => sheet.line(line, style, left, lineTop));
    y += style.leading;
  }
}

function envelopeLines(addressee: LetterAddressee): string[] {
  const lines = [addressee.name, ...addressee.lines].map((line) =>
    line.trim().toUpperCase().normalize("NFC"),
  );
  return lines.filter((line) => line !== "");
}

type Fitted = readonly { readonly style: TextStyle; readonly lines: readonly Line[] }[];

function fitted(
  texts: readonly AddressText[],
  window: Rectangle,
  left: number,
  mostLines: number,
  smallest: number,
): Fitted | undefined {
  const width = window.x + window.width - windowInset - left;
  for (let scale = 1; scale >= smallest; scale -= 0.05) {
    const set = texts.map(({ text, style }) => {
      const scaled = { ...style, size: style.size * scale, leading: style.leading * scale };
      return { style: scaled, lines: breakLines([{ text, face: style.plain }], scaled.size, width) };
    });
    const count = set.reduce((sum, each) => sum + each.lines.length, 0);
    const height = set.reduce((sum, each) => sum + each.lines.length * each.style.leading, 0);
    if (count <= mostLines && height <= window.height - windowInset) return set;
  }
  return undefined;
}

function address(fit: Fitted, left: number, window: Rectangle, root: StructureNode): Address {
  const lines = fit.flatMap(({ style, lines: broken }) => {
    const leaf = node("P", root);
    return broken.map((line) => ({ node: leaf, line, style }));
  });
  return { left, top: window.y + windowInset, lines };
}
